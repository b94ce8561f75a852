using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DeepLearning.Tensors.Cpu.Simd;

/// <summary>Sixteen floats: AVX-512.</summary>
internal readonly unsafe struct Floats16(Vector512<float> v) : ISimd<Floats16>
{
    private readonly Vector512<float> _v = v;

    public static int Count => 16;

    public static int TileRows => 12;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 Load(float* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 Load(float* source, int count) =>
        Avx512F.IsSupported
            ? new(Avx512F.MaskLoad(source, FirstLanes(count), Vector512<float>.Zero))
            : count >= 8
                ? new(Vector512.Create(Vector256.Load(source), PartialVector.Load8(source + 8, count - 8)))
                : new(Vector512.Create(PartialVector.Load8(source, count), Vector256<float>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 LoadHalves(float* low, float* high) => new(Vector512.Create(Vector256.Load(low), Vector256.Load(high)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreHalves(float* low, float* high)
    {
        _v.GetLower().Store(low);
        _v.GetUpper().Store(high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 Broadcast(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target) => _v.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target, int count)
    {
        if (Avx512F.IsSupported)
        {
            Avx512F.MaskStore(target, FirstLanes(count), _v);
        }
        else if (count >= 8)
        {
            _v.GetLower().Store(target);
            PartialVector.Store8(_v.GetUpper(), target + 8, count - 8);
        }
        else
        {
            PartialVector.Store8(_v.GetLower(), target, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 operator +(Floats16 a, Floats16 b) => new(a._v + b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 operator -(Floats16 a, Floats16 b) => new(a._v - b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 operator *(Floats16 a, Floats16 b) => new(a._v * b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 operator /(Floats16 a, Floats16 b) => new(a._v / b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 operator -(Floats16 a) => new(-a._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 Fma(Floats16 a, Floats16 b, Floats16 c) => new(Vector512.FusedMultiplyAdd(a._v, b._v, c._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 Max(Floats16 a, Floats16 b) => new(Vector512.Max(a._v, b._v));

    // Where one operand is NaN, x64's own minimum and maximum give the second one, and Arm's give NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 Clamp(Floats16 a, Floats16 low, Floats16 high) =>
        new(Vector512.MinNative(high._v, Vector512.MaxNative(low._v, a._v)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 Abs(Floats16 a) => new(Vector512.Abs(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 Sqrt(Floats16 a) => new(Vector512.Sqrt(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 Round(Floats16 a) => new(Vector512.Round(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 Scale(Floats16 a, Floats16 n)
    {
        if (Avx512F.IsSupported)
        {
            return new(Avx512F.Scale(a._v, n._v));
        }
        // 2ⁿ is a float whose exponent bits are n + 127. In two steps, so that denormal and overflowing results come out right.
        var whole = Vector512.ConvertToInt32Native(n._v);
        var half = whole >> 1;
        var first = ((half + Vector512.Create(127)) << 23).AsSingle();
        var second = ((whole - half + Vector512.Create(127)) << 23).AsSingle();
        return new(a._v * first * second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 Exponent(Floats16 a) =>
        new(Vector512.ConvertToSingle((a._v.AsInt32() >> 23) - Vector512.Create(127)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 IfGreater(Floats16 a, Floats16 b, Floats16 yes, Floats16 no) =>
        new(Vector512.ConditionalSelect(Vector512.GreaterThan(a._v, b._v), yes._v, no._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 IfEqual(Floats16 a, Floats16 b, Floats16 yes, Floats16 no) =>
        new(Vector512.ConditionalSelect(Vector512.Equals(a._v, b._v), yes._v, no._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 Lanes(int first, int end) =>
        new(Vector512.AndNot(FirstLanes(end), FirstLanes(first)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 Select(Floats16 mask, Floats16 yes, Floats16 no) => new(Vector512.ConditionalSelect(mask._v, yes._v, no._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target, Floats16 mask)
    {
        if (Avx512F.IsSupported)
        {
            Avx512F.MaskStore(target, mask._v, _v);
        }
        else
        {
            new Floats8(_v.GetLower()).Store(target, new Floats8(mask._v.GetLower()));
            new Floats8(_v.GetUpper()).Store(target + 8, new Floats8(mask._v.GetUpper()));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Floats16 a) => Floats8.Sum(new(a._v.GetLower())) + Floats8.Sum(new(a._v.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxAcross(Floats16 a) =>
        Floats8.MaxAcross(Floats8.Max(new(a._v.GetLower()), new(a._v.GetUpper())));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 Uniform(uint seed, uint first)
    {
        // Counter, mixed by CounterHash's rounds (see there), then 24 random bits as a fraction.
        var x = (Vector512.Create(first) + Vector512<uint>.Indices) * CounterHash.Weyl + Vector512.Create(seed);
        x = (x ^ (x >> 16)) * CounterHash.First;
        x = (x ^ (x >> 15)) * CounterHash.Second;
        x ^= x >> 16;
        return new(Vector512.ConvertToSingle((x >> 8).AsInt32()) * CounterHash.Fraction);
    }

    private static Vector512<float> FirstLanes(int count) =>
        Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle();
}
