using Plotly.NET;

namespace DeepLearning.Plotting;

public static partial class Chart
{
    /// <summary>Lines with a band of plus and minus their spread: <c>Chart.Bands(("Adam", epochs, means, deviations))</c>.</summary>
    /// <remarks>For means over several runs, where the band shows how much luck alone makes of a difference. A spread that is not finite
    /// leaves the line without a band.</remarks>
    /// <exception cref="ArgumentException">No series, an empty one, or one with lengths that differ.</exception>
    public static GenericChart Bands(params (string Name, IEnumerable<double> X, IEnumerable<double> Y,
        IEnumerable<double> Spread)[] series)
    {
        RequireSeries("Chart.Bands", "x, y, spread", series);
        var (bands, lines) = (new List<Plotly.NET.Trace>(), new List<Plotly.NET.Trace>());
        foreach (var ((name, xs, ys, spreads), i) in series.Select((s, i) => (s, i)))
        {
            double[] x = [.. xs], y = [.. ys], spread = [.. spreads];
            var line = Series("Chart.Bands", "lines", i, name, x, y);
            if (spread.Length != y.Length)
                throw new ArgumentException($"Chart.Bands: series '{name}': {y.Length} y values and {spread.Length} spreads; every " +
                    "point needs both.", nameof(series));
            lines.Add(line);
            if (Array.TrueForAll(spread, double.IsFinite)) bands.Add(Band(i, x, y, spread));
        }
        return Make([.. lines, .. bands]);
    }

    // Out along the upper edge, and back along the lower one. No series of its own: Combine must not give it a style.
    private static Trace2D Band(int index, double[] x, double[] y, double[] spread) => new Trace2D("scatter").Set(
        ("showlegend", false), ("mode", "lines"), ("x", (double[])[.. x, .. x.Reverse()]),
        ("y", (double[])[.. y.Zip(spread, (mean, s) => mean + s), .. y.Zip(spread, (mean, s) => mean - s).Reverse()]),
        ("fill", "toself"), ("fillcolor", SeriesStyle.Color(index) + "33"), ("hoverinfo", "skip"),
        ("line", new Line().Set(("color", SeriesStyle.Color(index)), ("width", 0))));
}
