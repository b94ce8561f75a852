using System.Globalization;

namespace DeepLearning.Plotting;

/// <summary>Round numbers to mark on an axis.</summary>
internal static class Ticks
{
    /// <summary>Multiples of 1, 2 or 5 times a power of ten, about <paramref name="count"/> of them.</summary>
    public static (double At, string Label)[] Linear(double min, double max, double count)
    {
        var step = Step((max - min) / count);
        if (!(step > 0) || !double.IsFinite(step))
            return [];
        var (first, last) = (Math.Ceiling(min / step - 1e-9), Math.Floor(max / step + 1e-9));
        if (last - first > 1000)
            return [];
        var largest = Math.Max(Math.Abs(min), Math.Abs(max));
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)
            .Select(at => (at, Label(at, step, largest)))];
    }

    /// <summary>Powers of ten between two exponents; with 2 and 5 between them where there are few. Places are exponents.</summary>
    public static (double At, string Label)[] Logarithmic(double min, double max, double count)
    {
        if (max - min > 1000)
            return [];
        if (max - min < 0.7)
            return [.. Linear(Math.Pow(10, min), Math.Pow(10, max), count).Where(t => t.At > 0).Select(t => (Math.Log10(t.At), t.Label))];
        int[] within = max - min < 2 ? [1, 2, 5] : [1];
        var every = Math.Max(1, (int)Math.Ceiling((max - min) / count));
        var ticks = new List<(double, string)>();
        for (var exponent = (int)Math.Floor(min); exponent <= Math.Ceiling(max); exponent++)
            foreach (var digit in within)
                if (exponent % every == 0 && exponent + Math.Log10(digit) is var at && at >= min - 1e-9 && at <= max + 1e-9)
                    ticks.Add((at, exponent is < -3 or > 5
                        ? (digit == 1 ? "" : digit + "×") + Numbers.PowerOfTen(exponent)
                        : Numbers.Text(digit * Math.Pow(10, exponent), 1)));
        return [.. ticks];
    }

    private static double Step(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        // The nearest of 1, 2, 5 and 10 by ratio: rounding up always would leave short axes with one tick.
        return (rough / power) switch { < 1.42 => 1, < 3.17 => 2, < 7.08 => 5, _ => 10 } * power;
    }

    private static string Label(double value, double step, double largest)
    {
        if (Math.Abs(value) < step / 2)
            return "0";
        if (largest is >= 1e7 or < 1e-3)
            return Numbers.Scientific(value, Math.Clamp((int)Math.Ceiling(Math.Log10(Math.Abs(value) / step)), 0, 8));
        var decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 1e-9), 0, 15);
        return Numbers.Minus(value.ToString((largest >= 10000 ? "N" : "F") + decimals, CultureInfo.InvariantCulture));
    }
}
