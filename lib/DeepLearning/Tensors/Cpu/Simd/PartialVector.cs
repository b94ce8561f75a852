using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DeepLearning.Tensors.Cpu.Simd;

/// <summary>Loads and stores of the last few floats of a row, without touching the memory behind them.</summary>
internal static unsafe class PartialVector
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load8(float* source, int count) =>
        Avx.IsSupported
            ? Avx.MaskLoad(source, Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle())
            : count >= 4
                ? Vector256.Create(Vector128.Load(source), Load4(source + 4, count - 4))
                : Vector256.Create(Load4(source, count), Vector128<float>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store8(Vector256<float> v, float* target, int count)
    {
        if (Avx.IsSupported)
        {
            Avx.MaskStore(target, Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle(), v);
        }
        else if (count >= 4)
        {
            v.GetLower().Store(target);
            Store4(v.GetUpper(), target + 4, count - 4);
        }
        else
        {
            Store4(v.GetLower(), target, count);
        }
    }

    public static Vector128<float> Load4(float* source, int count) => count switch
    {
        <= 0 => Vector128<float>.Zero,
        1 => Vector128.CreateScalar(source[0]),
        2 => Vector128.Create(source[0], source[1], 0, 0),
        3 => Vector128.Create(source[0], source[1], source[2], 0),
        _ => Vector128.Load(source),
    };

    public static void Store4(Vector128<float> v, float* target, int count)
    {
        for (int i = 0; i < Math.Min(count, 4); i++)
        {
            target[i] = v.GetElement(i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store8(Vector256<float> v, float* target, Vector256<float> mask)
    {
        if (Avx.IsSupported)
        {
            Avx.MaskStore(target, mask, v);
        }
        else
        {
            Store4(v.GetLower(), target, mask.GetLower());
            Store4(v.GetUpper(), target + 4, mask.GetUpper());
        }
    }

    public static void Store4(Vector128<float> v, float* target, Vector128<float> mask)
    {
        for (var i = 0; i < 4; i++)
        {
            if (mask.AsInt32().GetElement(i) != 0) target[i] = v.GetElement(i);
        }
    }
}
