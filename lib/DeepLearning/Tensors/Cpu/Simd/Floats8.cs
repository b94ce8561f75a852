using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepLearning.Tensors.Cpu.Simd;

/// <summary>Eight floats: AVX2.</summary>
internal readonly unsafe struct Floats8(Vector256<float> v) : ISimd<Floats8>
{
    private readonly Vector256<float> _v = v;

    public static int Count => 8;

    public static int TileRows => 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 Load(float* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 Load(float* source, int count) => new(PartialVector.Load8(source, count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 LoadHalves(float* low, float* high) => new(Vector256.Create(Vector128.Load(low), Vector128.Load(high)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreHalves(float* low, float* high)
    {
        _v.GetLower().Store(low);
        _v.GetUpper().Store(high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 Broadcast(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target) => _v.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target, int count) => PartialVector.Store8(_v, target, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 operator +(Floats8 a, Floats8 b) => new(a._v + b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 operator -(Floats8 a, Floats8 b) => new(a._v - b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 operator *(Floats8 a, Floats8 b) => new(a._v * b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 operator /(Floats8 a, Floats8 b) => new(a._v / b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 operator -(Floats8 a) => new(-a._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 Fma(Floats8 a, Floats8 b, Floats8 c) => new(Vector256.FusedMultiplyAdd(a._v, b._v, c._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 Max(Floats8 a, Floats8 b) => new(Vector256.Max(a._v, b._v));

    // Where one operand is NaN, x64's own minimum and maximum give the second one, and Arm's give NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 Clamp(Floats8 a, Floats8 low, Floats8 high) =>
        new(Vector256.MinNative(high._v, Vector256.MaxNative(low._v, a._v)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 Abs(Floats8 a) => new(Vector256.Abs(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 Sqrt(Floats8 a) => new(Vector256.Sqrt(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 Round(Floats8 a) => new(Vector256.Round(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 Scale(Floats8 a, Floats8 n)
    {
        // 2ⁿ is a float whose exponent bits are n + 127. In two steps, so that denormal and overflowing results come out right.
        var whole = Vector256.ConvertToInt32Native(n._v);
        var half = whole >> 1;
        var first = ((half + Vector256.Create(127)) << 23).AsSingle();
        var second = ((whole - half + Vector256.Create(127)) << 23).AsSingle();
        return new(a._v * first * second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 Exponent(Floats8 a) =>
        new(Vector256.ConvertToSingle((a._v.AsInt32() >> 23) - Vector256.Create(127)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 IfGreater(Floats8 a, Floats8 b, Floats8 yes, Floats8 no) =>
        new(Vector256.ConditionalSelect(Vector256.GreaterThan(a._v, b._v), yes._v, no._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 IfEqual(Floats8 a, Floats8 b, Floats8 yes, Floats8 no) =>
        new(Vector256.ConditionalSelect(Vector256.Equals(a._v, b._v), yes._v, no._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 Lanes(int first, int end) =>
        new((Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(end)) & Vector256.GreaterThanOrEqual(Vector256<int>.Indices,
            Vector256.Create(first))).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 Select(Floats8 mask, Floats8 yes, Floats8 no) => new(Vector256.ConditionalSelect(mask._v, yes._v, no._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target, Floats8 mask) => PartialVector.Store8(_v, target, mask._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Floats8 a) => Floats4.Sum(new(a._v.GetLower())) + Floats4.Sum(new(a._v.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxAcross(Floats8 a) =>
        Floats4.MaxAcross(Floats4.Max(new(a._v.GetLower()), new(a._v.GetUpper())));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 Uniform(uint seed, uint first)
    {
        // Counter, mixed by CounterHash's rounds (see there), then 24 random bits as a fraction.
        var x = (Vector256.Create(first) + Vector256<uint>.Indices) * CounterHash.Weyl + Vector256.Create(seed);
        x = (x ^ (x >> 16)) * CounterHash.First;
        x = (x ^ (x >> 15)) * CounterHash.Second;
        x ^= x >> 16;
        return new(Vector256.ConvertToSingle((x >> 8).AsInt32()) * CounterHash.Fraction);
    }
}
