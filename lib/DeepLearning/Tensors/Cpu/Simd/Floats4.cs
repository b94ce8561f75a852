using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace DeepLearning.Tensors.Cpu.Simd;

/// <summary>Four floats: SSE, and NEON on Arm.</summary>
internal readonly unsafe struct Floats4(Vector128<float> v) : ISimd<Floats4>
{
    private readonly Vector128<float> _v = v;

    public static int Count => 4;

    public static int TileRows => AdvSimd.IsSupported ? 12 : 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 Load(float* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 Load(float* source, int count) => new(PartialVector.Load4(source, count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 LoadHalves(float* low, float* high) => new(Vector128.Create(Vector64.Load(low), Vector64.Load(high)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreHalves(float* low, float* high)
    {
        _v.GetLower().Store(low);
        _v.GetUpper().Store(high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 Broadcast(float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target) => _v.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target, int count) => PartialVector.Store4(_v, target, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 operator +(Floats4 a, Floats4 b) => new(a._v + b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 operator -(Floats4 a, Floats4 b) => new(a._v - b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 operator *(Floats4 a, Floats4 b) => new(a._v * b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 operator /(Floats4 a, Floats4 b) => new(a._v / b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 operator -(Floats4 a) => new(-a._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 Fma(Floats4 a, Floats4 b, Floats4 c) => new(Vector128.FusedMultiplyAdd(a._v, b._v, c._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 Max(Floats4 a, Floats4 b) => new(Vector128.Max(a._v, b._v));

    // Where one operand is NaN, x64's own minimum and maximum give the second one, and Arm's give NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 Clamp(Floats4 a, Floats4 low, Floats4 high) =>
        new(Vector128.MinNative(high._v, Vector128.MaxNative(low._v, a._v)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 Abs(Floats4 a) => new(Vector128.Abs(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 Sqrt(Floats4 a) => new(Vector128.Sqrt(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 Round(Floats4 a) => new(Vector128.Round(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 Scale(Floats4 a, Floats4 n)
    {
        // 2ⁿ is a float whose exponent bits are n + 127. In two steps, so that denormal and overflowing results come out right.
        var whole = Vector128.ConvertToInt32Native(n._v);
        var half = whole >> 1;
        var first = ((half + Vector128.Create(127)) << 23).AsSingle();
        var second = ((whole - half + Vector128.Create(127)) << 23).AsSingle();
        return new(a._v * first * second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 Exponent(Floats4 a) =>
        new(Vector128.ConvertToSingle((a._v.AsInt32() >> 23) - Vector128.Create(127)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 IfGreater(Floats4 a, Floats4 b, Floats4 yes, Floats4 no) =>
        new(Vector128.ConditionalSelect(Vector128.GreaterThan(a._v, b._v), yes._v, no._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 IfEqual(Floats4 a, Floats4 b, Floats4 yes, Floats4 no) =>
        new(Vector128.ConditionalSelect(Vector128.Equals(a._v, b._v), yes._v, no._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 Lanes(int first, int end) =>
        new((Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(end)) & Vector128.GreaterThanOrEqual(Vector128<int>.Indices,
            Vector128.Create(first))).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 Select(Floats4 mask, Floats4 yes, Floats4 no) => new(Vector128.ConditionalSelect(mask._v, yes._v, no._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target, Floats4 mask) => PartialVector.Store4(_v, target, mask._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Floats4 a)
    {
        var pairs = a._v + Vector128.Shuffle(a._v, Vector128.Create(1, 0, 3, 2));
        return pairs[0] + pairs[2];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxAcross(Floats4 a)
    {
        var pairs = Vector128.Max(a._v, Vector128.Shuffle(a._v, Vector128.Create(2, 3, 0, 1)));
        return MathF.Max(pairs[0], pairs[1]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 Uniform(uint seed, uint first)
    {
        // Counter, mixed by CounterHash's rounds (see there), then 24 random bits as a fraction.
        var x = (Vector128.Create(first) + Vector128<uint>.Indices) * CounterHash.Weyl + Vector128.Create(seed);
        x = (x ^ (x >> 16)) * CounterHash.First;
        x = (x ^ (x >> 15)) * CounterHash.Second;
        x ^= x >> 16;
        return new(Vector128.ConvertToSingle((x >> 8).AsInt32()) * CounterHash.Fraction);
    }
}
