namespace DeepLearning.Plotting;

/// <summary>The bins of a plotly.js histogram: those asked for, else equal ones with round edges, about as many as the values
/// bear.</summary>
internal readonly record struct HistogramBins(double Start, double Size, int Count)
{
    private const int MostBins = 2000;

    public static HistogramBins Of(Plotly.NET.Trace trace, string letter, double[] values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        if (finite.Length == 0) return new(0, 1, 0);
        var (min, max) = (finite.Min(), finite.Max());
        var size = Props.Number(trace, letter + "bins", "size") ?? 0;
        if (!(size > 0))
        {
            var wanted = Props.Number(trace, "nbins" + letter);
            size = Round(wanted is { } count and > 0 ? (max - min) / count : 2 * Deviation(finite) / Math.Pow(finite.Length, 0.4));
        }
        var start = Props.Number(trace, letter + "bins", "start") ?? First(finite, min, size);
        var end = Props.Number(trace, letter + "bins", "end") ?? max;
        return new(start, size, Math.Clamp((int)Math.Floor((end - start) / size) +
            (Props.Number(trace, letter + "bins", "end") is null ? 1 : 0), 1, MostBins));
    }

    public double[] Middles
    {
        get
        {
            var (start, size) = (Start, Size);
            return [.. Enumerable.Range(0, Count).Select(i => start + (i + 0.5) * size)];
        }
    }

    /// <summary>The bin of a value, or −1.</summary>
    public int Of(double value) => double.IsFinite(value) && Math.Floor((value - Start) / Size + 1e-9) is var bin && bin >= 0
        && bin < Count ? (int)bin : -1;

    // Whole numbers lie in the middle of their bins; otherwise an edge lies on a round number.
    private static double First(double[] values, double min, double size) =>
        Array.TrueForAll(values, v => v == Math.Floor(v)) ? Math.Floor(min / size) * size - (size < 1 ? size / 2 : 0.5)
            : Math.Floor(min / size) * size;

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / values.Length);
    }

    // The next of 2, 5, 10 times a power of ten.
    private static double Round(double rough)
    {
        if (!(rough > 0)) return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return (rough / power) switch { <= 2 => 2, <= 5 => 5, _ => 10 } * power;
    }
}
