namespace DeepLearning.Plotting;

/// <summary>What a box shows of its values: quartiles, median, whiskers up to 1.5 box lengths, what lies beyond; and the outline of a
/// violin.</summary>
/// <remarks>Quartiles interpolate between the values around place <c>n p − ½</c>, as plotly.js does by default.</remarks>
internal sealed record BoxStatistics(double Low, double Q1, double Median, double Q3, double High, double[] Beyond,
    (double At, double Density)[] Outline)
{
    private const int Steps = 60;

    /// <summary>The smallest and the largest thing to draw.</summary>
    public IEnumerable<double> Extent => Outline.Length > 0 ? [Outline[0].At, Outline[^1].At] : [Low, High, .. Beyond];

    public static BoxStatistics Of(IEnumerable<double> values, bool isViolin)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        if (sorted.Length == 0) return new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, [], []);
        var (q1, median, q3) = (Quantile(sorted, 0.25), Quantile(sorted, 0.5), Quantile(sorted, 0.75));
        var reach = 1.5 * (q3 - q1);
        double[] within = [.. sorted.Where(v => v >= q1 - reach && v <= q3 + reach)];
        var (low, high) = (Math.Min(q1, within.DefaultIfEmpty(q1).First()), Math.Max(q3, within.DefaultIfEmpty(q3).Last()));
        return new(low, q1, median, q3, high, [.. sorted.Where(v => v < low || v > high)], isViolin ? Density(sorted, q3 - q1) : []);
    }

    private static double Quantile(double[] sorted, double share)
    {
        var place = Math.Clamp(share * sorted.Length - 0.5, 0, sorted.Length - 1);
        var below = (int)Math.Floor(place);
        return sorted[below] + (place - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]);
    }

    // A bell at every value, as wide as Silverman's rule says.
    private static (double, double)[] Density(double[] sorted, double box)
    {
        var mean = sorted.Average();
        var deviation = Math.Sqrt(sorted.Sum(v => (v - mean) * (v - mean)) / Math.Max(1, sorted.Length - 1));
        var spread = box > 0 ? Math.Min(deviation, box / 1.349) : deviation;
        var width = spread > 0 ? 1.059 * spread * Math.Pow(sorted.Length, -0.2) : 1;
        return [.. Grid.Linear(sorted[0] - 2 * width, sorted[^1] + 2 * width, Steps)
            .Select(at => (at, sorted.Sum(v =>
                Math.Exp(-(at - v) * (at - v) / (2 * width * width))) / (sorted.Length * width * Math.Sqrt(2 * Math.PI))))];
    }
}
