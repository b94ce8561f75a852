using System.Text.Json.Nodes;

namespace DeepLearning.Plotting;

public static partial class Chart
{
    /// <summary>Lines with a band of plus and minus their spread: <c>Chart.Bands(("Adam", epochs, means, deviations))</c>.</summary>
    /// <remarks>For means over several runs, where the band shows how much luck alone makes of a difference. A spread that is not finite leaves the line without a band.</remarks>
    /// <exception cref="ArgumentException">No series, an empty one, or one with lengths that differ.</exception>
    public static Figure Bands(params (string Name, IEnumerable<double> X, IEnumerable<double> Y, IEnumerable<double> Spread)[] series)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (series.Length == 0)
            throw new ArgumentException("Chart.Bands: no series given; pass at least one (\"name\", x, y, spread).", nameof(series));
        var (bands, lines) = (new List<JsonNode>(), new List<JsonNode>());
        foreach (var ((name, xs, ys, spreads), i) in series.Select((s, i) => (s, i)))
        {
            double[] x = [.. xs], y = [.. ys], spread = [.. spreads];
            var line = Series("Chart.Bands", "lines", i, name, x, y);
            if (spread.Length != y.Length)
                throw new ArgumentException($"Chart.Bands: series '{name}': {y.Length} y values and {spread.Length} spreads; every point needs both.", nameof(series));
            lines.Add(line);
            if (Array.TrueForAll(spread, double.IsFinite)) bands.Add(Band(i, x, y, spread));
        }
        return Figure([.. lines, .. bands]);
    }

    // Out along the upper edge, and back along the lower one.
    private static JsonObject Band(int index, double[] x, double[] y, double[] spread)
    {
        var band = Trace("scatter", index, name: null);
        band["mode"] = "lines";
        (band["x"], band["y"]) = (Numbers.ToJson([.. x, .. x.Reverse()]),
            Numbers.ToJson([.. y.Zip(spread, (mean, s) => mean + s), .. y.Zip(spread, (mean, s) => mean - s).Reverse()]));
        (band["fill"], band["fillcolor"], band["hoverinfo"]) = ("toself", SeriesStyle.Color(index) + "33", "skip");
        band["line"]!["width"] = 0;
        // Not a series of its own: Combine must not give it a style.
        band.Remove("meta");
        return band;
    }
}
