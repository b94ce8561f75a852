using ILGPU;

namespace DeepLearning.Gpu.Kernels;

/// <summary>Exponential, logarithm, sigmoid and hyperbolic tangent, right to a few units in the last place on every device.</summary>
/// <remarks>A card's own versions of them are approximations with errors up to 2⁻¹¹, too coarse to check a gradient. The formulas are
/// those of the CPU backend.</remarks>
public static class Maths
{
    /// <summary>Whether a value takes the place of the largest so far: also the first that is not a number, which nothing then
    /// replaces.</summary>
    public static bool IsLarger(float value, float largest) =>
        value > largest || (!(value <= float.PositiveInfinity) && largest <= float.PositiveInfinity);

    /// <summary>eˣ = 2ⁿ·eʳ with n the whole number nearest to x / ln 2, and so |r| ≤ ln 2 / 2.</summary>
    public static float Exp(float x)
    {
        // Beyond these limits the result is 0 or infinity anyway. The comparisons leave what is not a number as it is.
        if (x < -104f) x = -104f;
        if (x > 89f) x = 89f;
        var n = (int)(x * 1.442695041f + (x < 0f ? -0.5f : 0.5f));
        // ln 2 in two parts: the first has few digits, so that its products with whole numbers are exact.
        var r = x - n * 0.693359375f;
        r += n * 2.12194440e-4f;
        var p = 0.00138144556f * r + 0.00836878549f;
        p = p * r + 0.0416683964f;
        p = p * r + 0.166665196f;
        p = p * r + 0.49999994f;
        p = p * (r * r) + r + 1f;
        var half = n >> 1;
        return p * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    /// <summary>ln x = e·ln 2 + ln m with x = m·2ᵉ and √½ ≤ m &lt; √2.</summary>
    public static float Log(float x)
    {
        if (x == 0f) return float.NegativeInfinity;
        if (x < 0f) return float.NaN;
        if (!(x <= float.MaxValue)) return x;
        // Numbers below the smallest normal one are brought up by 2²³ first.
        var isTiny = x < 1.17549435e-38f;
        var bits = Interop.FloatAsInt(isTiny ? x * 8388608f : x);
        var e = (float)((int)(bits >> 23) - (isTiny ? 150 : 127));
        var m = Interop.IntAsFloat((bits & 0x007FFFFFu) | 0x3F800000u);
        if (m > 1.41421354f)
        {
            m *= 0.5f;
            e += 1f;
        }
        var f = m - 1f;
        var p = -0.0763454437f * f + 0.12761654f;
        p = p * f - 0.131602004f;
        p = p * f + 0.142017499f;
        p = p * f - 0.16623354f;
        p = p * f + 0.200012267f;
        p = p * f - 0.250008225f;
        p = p * f + 0.333333313f;
        var square = f * f;
        // Small parts first.
        var tail = e * -2.12194440e-4f + (p * f * square - 0.5f * square);
        return e * 0.693359375f + (f + tail);
    }

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static float Sigmoid(float x) => 1f / (1f + Exp(-x));

    /// <summary>tanh x = x·P(x²) / Q(x²); beyond ±9 it is ±1 in float32.</summary>
    public static float Tanh(float x)
    {
        if (x < -9f) x = -9f;
        if (x > 9f) x = 9f;
        var s = x * x;
        var p = -1.22460687e-11f * s + 3.06422798e-08f;
        p = p * s + 2.80312051e-05f;
        p = p * s + 0.00386950281f;
        p = p * s + 0.136808515f;
        p = p * s + 1f;
        var q = 1.28902786e-06f * s + 0.000394070405f;
        q = q * s + 0.0272501372f;
        q = q * s + 0.470141828f;
        q = q * s + 1f;
        var y = x * p / q;
        return y > 1f ? 1f : y < -1f ? -1f : y;
    }

    /// <summary>A number from 0 to 1 (exclusive) made from a seed and a position alone; the same as the CPU backend's.</summary>
    /// <remarks>Two rounds of "xor with a shifted copy, multiply" with the multipliers of C. Wellons' lowbias32.</remarks>
    public static float Uniform(uint seed, uint position)
    {
        var x = position * 0x9E3779B9u + seed;
        x = (x ^ (x >> 16)) * 0x7FEB352Du;
        x = (x ^ (x >> 15)) * 0x846CA68Bu;
        x ^= x >> 16;
        // As an int: an unsigned number would become a float by way of a double, which not every card has.
        return (int)(x >> 8) * (1f / 16777216f);
    }

    private static float PowerOfTwo(int n) => Interop.IntAsFloat((uint)(n + 127) << 23);
}
