using System.Runtime.CompilerServices;

namespace DeepLearning.Tensors.Cpu.Simd;

/// <summary>Two vectors that behave as one twice as wide.</summary>
/// <remarks>Sums over lanes are made with sixteen lanes on every processor, so that they are rounded alike: where a vector has eight, that
/// is a pair; where it
/// has four, a pair of pairs.</remarks>
internal readonly unsafe struct Pair<T>(T low, T high) : ISimd<Pair<T>> where T : unmanaged, ISimd<T>
{
    private readonly T _low = low, _high = high;

    public static int Count => 2 * T.Count;

    public static int TileRows => T.TileRows / 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Load(float* source) => new(T.Load(source), T.Load(source + T.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Load(float* source, int count) => new(T.Load(source, count), T.Load(source + T.Count, count - T.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> LoadHalves(float* low, float* high) => new(T.Load(low), T.Load(high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreHalves(float* low, float* high)
    {
        _low.Store(low);
        _high.Store(high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Broadcast(float value) => new(T.Broadcast(value), T.Broadcast(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target)
    {
        _low.Store(target);
        _high.Store(target + T.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target, int count)
    {
        _low.Store(target, count);
        _high.Store(target + T.Count, count - T.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target, Pair<T> mask)
    {
        _low.Store(target, mask._low);
        _high.Store(target + T.Count, mask._high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> operator +(Pair<T> a, Pair<T> b) => new(a._low + b._low, a._high + b._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> operator -(Pair<T> a, Pair<T> b) => new(a._low - b._low, a._high - b._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> operator *(Pair<T> a, Pair<T> b) => new(a._low * b._low, a._high * b._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> operator /(Pair<T> a, Pair<T> b) => new(a._low / b._low, a._high / b._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> operator -(Pair<T> a) => new(-a._low, -a._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Fma(Pair<T> a, Pair<T> b, Pair<T> c) => new(T.Fma(a._low, b._low, c._low), T.Fma(a._high, b._high, c._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Max(Pair<T> a, Pair<T> b) => new(T.Max(a._low, b._low), T.Max(a._high, b._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Clamp(Pair<T> a, Pair<T> low, Pair<T> high) =>
        new(T.Clamp(a._low, low._low, high._low), T.Clamp(a._high, low._high, high._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Abs(Pair<T> a) => new(T.Abs(a._low), T.Abs(a._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Sqrt(Pair<T> a) => new(T.Sqrt(a._low), T.Sqrt(a._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Round(Pair<T> a) => new(T.Round(a._low), T.Round(a._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Scale(Pair<T> a, Pair<T> n) => new(T.Scale(a._low, n._low), T.Scale(a._high, n._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Exponent(Pair<T> a) => new(T.Exponent(a._low), T.Exponent(a._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> IfGreater(Pair<T> a, Pair<T> b, Pair<T> yes, Pair<T> no) =>
        new(T.IfGreater(a._low, b._low, yes._low, no._low), T.IfGreater(a._high, b._high, yes._high, no._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> IfEqual(Pair<T> a, Pair<T> b, Pair<T> yes, Pair<T> no) =>
        new(T.IfEqual(a._low, b._low, yes._low, no._low), T.IfEqual(a._high, b._high, yes._high, no._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Lanes(int first, int end) => new(T.Lanes(first, end), T.Lanes(first - T.Count, end - T.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Select(Pair<T> mask, Pair<T> yes, Pair<T> no) =>
        new(T.Select(mask._low, yes._low, no._low), T.Select(mask._high, yes._high, no._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Pair<T> a) => T.Sum(a._low) + T.Sum(a._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxAcross(Pair<T> a) => T.MaxAcross(T.Max(a._low, a._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Uniform(uint seed, uint first) => new(T.Uniform(seed, first), T.Uniform(seed, first + (uint)T.Count));
}
