using System.Runtime.CompilerServices;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>Sums of consecutive elements, the same to the last bit with vectors of any width.</summary>
/// <remarks>Sixteen lanes of four running sums each (of two, for products) over a block of 512 elements. Then the sums of a lane are
/// added, the lanes, neighbours
/// first, and the blocks in double: a long sum in float32 loses digits once it is much larger than what is added to it.</remarks>
internal static unsafe class Sums<TVector> where TVector : unmanaged, ISimd<TVector>
{
    /// <summary>The lanes of every sum, in as many vectors as that takes.</summary>
    public const int Lanes = 16;

    /// <summary>Σ x[i].</summary>
    public static double Sum(float* x, int count) =>
        TVector.Count == 16 ? SixteenLanes<TVector>.Sum(x, count)
        : TVector.Count == 8 ? SixteenLanes<Pair<TVector>>.Sum(x, count)
        : TVector.Count == 4 ? SixteenLanes<Pair<Pair<TVector>>>.Sum(x, count)
        : SixteenLanes<Pair<Pair<Pair<Pair<TVector>>>>>.Sum(x, count);

    /// <summary>Σ x[i]·y[i].</summary>
    public static double Dot(float* x, float* y, int count) =>
        TVector.Count == 16 ? SixteenLanes<TVector>.Dot(x, y, count)
        : TVector.Count == 8 ? SixteenLanes<Pair<TVector>>.Dot(x, y, count)
        : TVector.Count == 4 ? SixteenLanes<Pair<Pair<TVector>>>.Dot(x, y, count)
        : SixteenLanes<Pair<Pair<Pair<Pair<TVector>>>>>.Dot(x, y, count);

    /// <summary>The sum of sixteen elements.</summary>
    public static float SumLanes(float* x) =>
        TVector.Count == 16 ? TVector.Sum(TVector.Load(x))
        : TVector.Count == 8 ? Pair<TVector>.Sum(Pair<TVector>.Load(x))
        : TVector.Count == 4 ? Pair<Pair<TVector>>.Sum(Pair<Pair<TVector>>.Load(x))
        : Pair<Pair<Pair<Pair<TVector>>>>.Sum(Pair<Pair<Pair<Pair<TVector>>>>.Load(x));
}

/// <summary>The loops of <see cref="Sums{TVector}"/>, with a vector of sixteen lanes.</summary>
internal static unsafe class SixteenLanes<TWide> where TWide : unmanaged, ISimd<TWide>
{
    private const int Lanes = 16, Block = 512;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sum(float* x, int count)
    {
        double total = 0;
        for (; count > 0; count -= Block, x += Block)
        {
            var (length, i) = (Math.Min(count, Block), 0);
            TWide a = default, b = default, c = default, d = default;
            for (; i <= length - 4 * Lanes; i += 4 * Lanes)
            {
                a += TWide.Load(x + i);
                b += TWide.Load(x + i + Lanes);
                c += TWide.Load(x + i + 2 * Lanes);
                d += TWide.Load(x + i + 3 * Lanes);
            }
            for (; i < length; i += Lanes) a += TWide.Load(x + i, length - i);
            total += TWide.Sum(a + b + (c + d));
        }
        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(float* x, float* y, int count)
    {
        double total = 0;
        for (; count > 0; count -= Block, x += Block, y += Block)
        {
            var (length, i) = (Math.Min(count, Block), 0);
            TWide first = default, second = default;
            for (; i <= length - 2 * Lanes; i += 2 * Lanes)
            {
                first = TWide.Fma(TWide.Load(x + i), TWide.Load(y + i), first);
                second = TWide.Fma(TWide.Load(x + i + Lanes), TWide.Load(y + i + Lanes), second);
            }
            for (; i < length; i += Lanes) first = TWide.Fma(TWide.Load(x + i, length - i), TWide.Load(y + i, length - i), first);
            total += TWide.Sum(first + second);
        }
        return total;
    }
}
