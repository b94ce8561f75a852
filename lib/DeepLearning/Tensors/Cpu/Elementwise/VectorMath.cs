using System.Runtime.CompilerServices;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>Exponential, logarithm, sigmoid and hyperbolic tangent of whole vectors, right to a few units in the last place.</summary>
/// <remarks>Each splits off what can be done exactly (a power of two, a sign) and leaves a small interval, where a polynomial or a ratio
/// of two
/// polynomials is fitted so that its largest relative error is as small as possible. Largest errors seen over all magnitudes, in units in
/// the last place: exp 2, log 2, sigmoid 4, tanh 6.</remarks>
internal static class VectorMath
{
    private const float Log2E = 1.442695041f;

    // ln 2 in two parts. The first has few digits, so that its products with whole numbers are exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    /// <summary>eˣ = 2ⁿ·eʳ with n the whole number nearest to x / ln 2, and so |r| ≤ ln 2 / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp<TVector>(TVector x) where TVector : unmanaged, ISimd<TVector>
    {
        // Beyond these limits the result is 0 or infinity anyway.
        x = TVector.Clamp(x, TVector.Broadcast(-104f), TVector.Broadcast(89f));
        var n = TVector.Round(x * TVector.Broadcast(Log2E));
        var r = TVector.Fma(n, TVector.Broadcast(-Ln2High), x);
        r = TVector.Fma(n, TVector.Broadcast(-Ln2Low), r);
        var p = TVector.Fma(TVector.Broadcast(0.00138144556f), r, TVector.Broadcast(0.00836878549f));
        p = TVector.Fma(p, r, TVector.Broadcast(0.0416683964f));
        p = TVector.Fma(p, r, TVector.Broadcast(0.166665196f));
        p = TVector.Fma(p, r, TVector.Broadcast(0.49999994f));
        p = TVector.Fma(p, r * r, r) + TVector.Broadcast(1f);
        return TVector.Scale(p, n);
    }

    /// <summary>ln x = e·ln 2 + ln m with x = m·2ᵉ and √½ ≤ m &lt; √2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Log<TVector>(TVector x) where TVector : unmanaged, ISimd<TVector>
    {
        var (zero, one, two23) = (TVector.Broadcast(0f), TVector.Broadcast(1f), TVector.Broadcast(8388608f));
        // Numbers below the smallest normal one are brought up by 2²³ first.
        var smallest = TVector.Broadcast(1.17549435e-38f);
        var normal = TVector.IfGreater(smallest, x, x * two23, x);
        var e = TVector.Exponent(normal) - TVector.IfGreater(smallest, x, TVector.Broadcast(23f), zero);
        var m = TVector.Scale(normal, -TVector.Exponent(normal));
        var root = TVector.Broadcast(1.41421354f);
        e += TVector.IfGreater(m, root, one, zero);
        m = TVector.IfGreater(m, root, m * TVector.Broadcast(0.5f), m);

        var f = m - one;
        var p = TVector.Fma(TVector.Broadcast(-0.0763454437f), f, TVector.Broadcast(0.12761654f));
        p = TVector.Fma(p, f, TVector.Broadcast(-0.131602004f));
        p = TVector.Fma(p, f, TVector.Broadcast(0.142017499f));
        p = TVector.Fma(p, f, TVector.Broadcast(-0.16623354f));
        p = TVector.Fma(p, f, TVector.Broadcast(0.200012267f));
        p = TVector.Fma(p, f, TVector.Broadcast(-0.250008225f));
        p = TVector.Fma(p, f, TVector.Broadcast(0.333333313f));
        var square = f * f;
        // Small parts first: f³·p, −f²/2 and the low part of e·ln 2, then f, then the large part.
        var tail = TVector.Fma(e, TVector.Broadcast(Ln2Low), TVector.Fma(p * f, square, square * TVector.Broadcast(-0.5f)));
        var result = TVector.Fma(e, TVector.Broadcast(Ln2High), f + tail);

        var infinity = TVector.Broadcast(float.PositiveInfinity);
        result = TVector.IfEqual(x, infinity, infinity, result);
        result = TVector.IfEqual(x, zero, -infinity, result);
        // Not greater than minus the smallest number above zero: negative, or not a number.
        return TVector.IfGreater(zero, x, TVector.Broadcast(float.NaN), TVector.IfEqual(x, x, result, x));
    }

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid<TVector>(TVector x) where TVector : unmanaged, ISimd<TVector>
    {
        var one = TVector.Broadcast(1f);
        return one / (one + Exp(-x));
    }

    /// <summary>tanh x = x·P(x²) / Q(x²); beyond ±9 it is ±1 in float32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh<TVector>(TVector x) where TVector : unmanaged, ISimd<TVector>
    {
        var (limit, one) = (TVector.Broadcast(9f), TVector.Broadcast(1f));
        x = TVector.Clamp(x, -limit, limit);
        var s = x * x;
        var p = TVector.Fma(TVector.Broadcast(-1.22460687e-11f), s, TVector.Broadcast(3.06422798e-08f));
        p = TVector.Fma(p, s, TVector.Broadcast(2.80312051e-05f));
        p = TVector.Fma(p, s, TVector.Broadcast(0.00386950281f));
        p = TVector.Fma(p, s, TVector.Broadcast(0.136808515f));
        p = TVector.Fma(p, s, one);
        var q = TVector.Fma(TVector.Broadcast(1.28902786e-06f), s, TVector.Broadcast(0.000394070405f));
        q = TVector.Fma(q, s, TVector.Broadcast(0.0272501372f));
        q = TVector.Fma(q, s, TVector.Broadcast(0.470141828f));
        q = TVector.Fma(q, s, one);
        return TVector.Clamp(x * p / q, -one, one);
    }
}
