namespace DeepLearning.Tensors;

/// <summary>Logarithm, exponential, power and cosine of doubles, the same bits on every system.</summary>
/// <remarks>
/// <see cref="Math"/> asks the C library of the operating system, and these differ in the last digit. Here is nothing but additions,
/// multiplications and
/// divisions, which IEEE 754 defines to the last bit. Results are kept as a sum of two doubles until the end, so that they are nearly
/// always the double
/// next to the true value (the logarithm, exponential and power within 0.51 units in the last place, the cosine within 1).
/// </remarks>
internal static class PortableMath
{
    // ln 2 and π/2 in parts; the first has few digits, so that its products with whole numbers are exact.
    private const double Ln2High = 0.6931471803691238, Ln2Low = 1.9082149292705877e-10;
    private const double HalfPiHigh = 1.5707963267341256, HalfPiLow = 6.077100506506192e-11;
    private const double Third = 1.0 / 3, ThirdRest = 1.850371707708594e-17;

    private static ReadOnlySpan<double> OddReciprocals =>
        [1.0 / 27, 1.0 / 25, 1.0 / 23, 1.0 / 21, 1.0 / 19, 1.0 / 17, 1.0 / 15, 1.0 / 13, 1.0 / 11, 1.0 / 9, 1.0 / 7, 1.0 / 5];

    /// <summary>ln x; minus infinity at 0, NaN below.</summary>
    public static double Log(double x)
    {
        if (!(x > 0)) return x == 0 ? double.NegativeInfinity : double.NaN;
        if (double.IsPositiveInfinity(x)) return x;
        var (high, low) = LogParts(x);
        return high + low;
    }

    /// <summary>eˣ.</summary>
    public static double Exp(double x) => Exp(x, 0);

    /// <summary>xʸ for x ≥ 0.</summary>
    public static double Pow(double x, double y)
    {
        // Zeros, infinities and NaN, whose results need no arithmetic.
        if (!(x > 0) || !double.IsFinite(x) || !double.IsFinite(y) || y == 0 || x == 1) return Math.Pow(x, y);
        var (high, low) = LogParts(x);
        var product = y * high;
        return double.IsFinite(product) ? Exp(product, Math.FusedMultiplyAdd(y, high, -product) + y * low) : Exp(product, 0);
    }

    /// <summary>cos x for |x| up to a million.</summary>
    public static double Cos(double x)
    {
        var quarter = Math.Round(x * (2 / Math.PI));
        var r = Math.FusedMultiplyAdd(-quarter, HalfPiLow, Math.FusedMultiplyAdd(-quarter, HalfPiHigh, x));
        return ((long)quarter & 3) switch
        {
            0 => CosNearZero(r),
            1 => -SinNearZero(r),
            2 => -CosNearZero(r),
            _ => SinNearZero(r),
        };
    }

    // x = m·2ᵉ with √½ < m ≤ √2, and ln m = 2·artanh s = 2·(s + s³/3 + s⁵/5 + …) with s = (m − 1) / (m + 1), at most 0.172.
    private static (double High, double Low) LogParts(double x)
    {
        var e = 0;
        if (x < 2.2250738585072014e-308) (x, e) = (x * 18014398509481984.0, -54);
        var bits = BitConverter.DoubleToInt64Bits(x);
        e += (int)(bits >> 52) - 1023;
        var m = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | 0x3FF0000000000000);
        if (m > 1.4142135623730951) (m, e) = (m * 0.5, e + 1);

        var (above, aboveRest) = TwoSum(1, m);
        var f = m - 1;
        var s = f / above;
        var sRest = (Math.FusedMultiplyAdd(-s, above, f) - s * aboveRest) / above;
        var q = s * s;
        var qRest = Math.FusedMultiplyAdd(s, s, -q) + 2 * s * sRest;
        var tail = 0.0;
        foreach (var term in OddReciprocals) tail = (tail + term) * q;
        // c = q·(1/3 + tail), then ln m = 2·(s + s·c).
        var p = Third + tail;
        var pRest = Third - p + tail + ThirdRest;
        var c = q * p;
        var cRest = Math.FusedMultiplyAdd(q, p, -c) + q * pRest + qRest * p;
        var v = s * c;
        var vRest = Math.FusedMultiplyAdd(s, c, -v) + s * cRest + sRest * c;
        var sum = s + v;
        var rest = s - sum + v + vRest + sRest;

        var (high, low) = TwoSum(e * Ln2High, 2 * sum);
        low += 2 * rest + e * Ln2Low;
        var result = high + low;
        return (result, high - result + low);
    }

    // e^(x + rest) = 2ᵏ·eʳ with k the whole number nearest to x / ln 2, and so |r| ≤ ln 2 / 2.
    private static double Exp(double x, double rest)
    {
        if (double.IsNaN(x)) return x;
        if (x > 710) return double.PositiveInfinity;
        if (x < -746) return 0;
        var k = Math.Round(x * 1.4426950408889634);
        var (r, rRest) = TwoSum(Math.FusedMultiplyAdd(-k, Ln2High, x), -k * Ln2Low);
        (r, rRest) = TwoSum(r, rRest + rest);
        // 1 + r + r²/2 with their rests, and the small terms from r³/6 on.
        var tail = 0.0;
        for (var n = 18; n >= 3; n--) tail = (tail + 1) * (r / n);
        var square = r * r;
        var (first, firstRest) = TwoSum(1, r);
        var (second, secondRest) = TwoSum(first, square / 2);
        var squareRest = Math.FusedMultiplyAdd(r, r, -square) / 2 + r * rRest;
        return Math.ScaleB(second + (firstRest + secondRest + (squareRest + rRest + tail * (square / 2))), (int)k);
    }

    private static double CosNearZero(double x)
    {
        var (q, sum) = (x * x, 0.0);
        for (var n = 20; n >= 4; n -= 2) sum = (1 - sum) * (q / (n * (n - 1)));
        return 1 - q * 0.5 * (1 - sum);
    }

    private static double SinNearZero(double x)
    {
        var (q, sum) = (x * x, 0.0);
        for (var n = 21; n >= 3; n -= 2) sum = (1 - sum) * (q / (n * (n - 1)));
        return x - x * sum;
    }

    // a + b as the nearest double and what is missing.
    private static (double Sum, double Error) TwoSum(double a, double b)
    {
        var sum = a + b;
        var second = sum - a;
        return (sum, a - (sum - second) + (b - second));
    }
}
