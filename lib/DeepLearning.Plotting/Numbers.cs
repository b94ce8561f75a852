using System.Globalization;

namespace DeepLearning.Plotting;

/// <summary>Numbers as they are stored in a figure and as they are shown to people.</summary>
internal static class Numbers
{
    private const int Significant = 6;

    public static (double Min, double Max) Range(IEnumerable<double> values)
    {
        var (min, max) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            if (!double.IsFinite(value))
                continue;
            min = Math.Min(min, value);
            max = Math.Max(max, value);
        }
        return (min, max);
    }

    /// <summary>A number for people: few digits, a real minus sign, powers of ten only for the very large and the very small.</summary>
    public static string Text(double value, int significant = 4)
    {
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
        var size = Math.Abs(value);
        if (size > 0 && (size < 1e-4 || size >= 1e7))
            return Scientific(value, significant - 1);
        var decimals = size == 0 ? 0 : Math.Clamp(significant - 1 - (int)Math.Floor(Math.Log10(size)), 0, 15);
        return Minus(Math.Round(value, decimals, MidpointRounding.AwayFromZero)
            .ToString(size >= 10000 ? "#,0.####" : "0.########", CultureInfo.InvariantCulture));
    }

    public static string Scientific(double value, int decimals)
    {
        var parts = value.ToString("0." + new string('#', decimals) + "e+0", CultureInfo.InvariantCulture).Split('e');
        var power = PowerOfTen(int.Parse(parts[1], CultureInfo.InvariantCulture));
        return parts[0] switch { "1" => power, "-1" => "−" + power, _ => Minus(parts[0]) + "×" + power };
    }

    public static string PowerOfTen(int exponent)
    {
        const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
        var digits = Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).Select(d => Superscripts[d - '0']);
        return "10" + (exponent < 0 ? "⁻" : "") + string.Concat(digits);
    }

    public static string Minus(string number) => number == "-0" ? "0" : number.Replace('-', '−');

    /// <summary>How many digits a picture can show: values that differ little compared with their size need more of them to stay
    /// apart.</summary>
    public static int Digits(double min, double max)
    {
        var size = Math.Max(Math.Abs(min), Math.Abs(max));
        var span = max - min;
        return span > 0 && double.IsFinite(span) && size > 0
            ? Math.Clamp((int)Math.Log10(size / span) + Significant, Significant, 15)
            : Significant;
    }
}
