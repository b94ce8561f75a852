using System.Runtime.CompilerServices;

namespace DeepLearning.Tensors.Cpu.Simd;

/// <summary>One float: plain scalar code, for machines without SIMD and as the tests' second opinion.</summary>
internal readonly unsafe struct Floats1(float v) : ISimd<Floats1>
{
    private readonly float _v = v;

    public static int Count => 1;

    public static int TileRows => 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats1 Load(float* source) => new(*source);

    public static Floats1 Load(float* source, int count) => count > 0 ? new(*source) : default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats1 LoadHalves(float* low, float* high) => throw new NotSupportedException("One number has no halves.");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreHalves(float* low, float* high) => throw new NotSupportedException("One number has no halves.");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats1 Broadcast(float value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target) => *target = _v;

    public void Store(float* target, int count)
    {
        if (count > 0)
        {
            *target = _v;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats1 operator +(Floats1 a, Floats1 b) => new(a._v + b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats1 operator -(Floats1 a, Floats1 b) => new(a._v - b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats1 operator *(Floats1 a, Floats1 b) => new(a._v * b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats1 operator /(Floats1 a, Floats1 b) => new(a._v / b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats1 operator -(Floats1 a) => new(-a._v);

    // One rounding, as in every vector; a slow call where the processor has no instruction for it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats1 Fma(Floats1 a, Floats1 b, Floats1 c) => new(MathF.FusedMultiplyAdd(a._v, b._v, c._v));

    public static Floats1 Max(Floats1 a, Floats1 b) => new(MathF.Max(a._v, b._v));

    public static Floats1 Clamp(Floats1 a, Floats1 low, Floats1 high) => new(MathF.Min(MathF.Max(a._v, low._v), high._v));

    public static Floats1 Abs(Floats1 a) => new(MathF.Abs(a._v));

    public static Floats1 Sqrt(Floats1 a) => new(MathF.Sqrt(a._v));

    public static Floats1 Round(Floats1 a) => new(MathF.Round(a._v));

    public static Floats1 Scale(Floats1 a, Floats1 n)
    {
        int whole = (int)n._v, half = whole >> 1;
        return new(a._v * BitConverter.Int32BitsToSingle((half + 127) << 23) * BitConverter.Int32BitsToSingle((whole - half + 127) << 23));
    }

    public static Floats1 Exponent(Floats1 a) => new((BitConverter.SingleToInt32Bits(a._v) >> 23) - 127);

    public static Floats1 IfGreater(Floats1 a, Floats1 b, Floats1 yes, Floats1 no) => a._v > b._v ? yes : no;

    public static Floats1 IfEqual(Floats1 a, Floats1 b, Floats1 yes, Floats1 no) => a._v == b._v ? yes : no;

    public static Floats1 Lanes(int first, int end) => new(first <= 0 && end > 0 ? 1 : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats1 Select(Floats1 mask, Floats1 yes, Floats1 no) => mask._v != 0 ? yes : no;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target, Floats1 mask)
    {
        if (mask._v != 0) *target = _v;
    }

    public static float Sum(Floats1 a) => a._v;

    public static float MaxAcross(Floats1 a) => a._v;

    public static Floats1 Uniform(uint seed, uint first) => new(CounterHash.Uniform(seed, first));
}
