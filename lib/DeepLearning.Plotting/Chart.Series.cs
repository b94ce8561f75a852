using System.Numerics;
using System.Text.Json.Nodes;

namespace DeepLearning.Plotting;

/// <summary>Makes charts: <c>Chart.Line(x, y).WithTitle("…")</c> as the last line of a cell shows one.</summary>
/// <remarks>Any kind of number will do (<c>double</c>, <c>float</c>, <c>int</c>); NaN and infinities leave gaps.</remarks>
public static partial class Chart
{
    private const int DefaultWidth = 720;
    private const int DefaultHeight = 400;

    /// <summary>One line through the points (x, y).</summary>
    /// <exception cref="ArgumentException">A sequence is empty, or the lengths differ.</exception>
    public static Figure Line<TX, TY>(IEnumerable<TX> x, IEnumerable<TY> y, string? name = null)
        where TX : INumber<TX>
        where TY : INumber<TY> =>
        Figure([Series("Chart.Line", "lines", 0, name, Doubles(x), Doubles(y))]);

    /// <summary>One line through the values, drawn over their index 0, 1, 2, ….</summary>
    /// <exception cref="ArgumentException">The sequence is empty.</exception>
    public static Figure Line<T>(IEnumerable<T> y, string? name = null)
        where T : INumber<T>
    {
        var values = Doubles(y);
        return Figure([Series("Chart.Line", "lines", 0, name, Index(values), values)]);
    }

    /// <summary>Several lines, told apart by colour and dash: <c>Chart.Lines(("train", x, y1), ("test", x, y2))</c>.</summary>
    /// <exception cref="ArgumentException">No series, an empty one, or one with lengths that differ.</exception>
    public static Figure Lines(params (string Name, IEnumerable<double> X, IEnumerable<double> Y)[] series) =>
        Figure(All("Chart.Lines", "lines", series));

    /// <inheritdoc cref="Lines(ValueTuple{string, IEnumerable{double}, IEnumerable{double}}[])"/>
    public static Figure Lines<TX, TY>(params (string Name, IEnumerable<TX> X, IEnumerable<TY> Y)[] series)
        where TX : INumber<TX>
        where TY : INumber<TY> =>
        Figure(All("Chart.Lines", "lines", series));

    /// <summary>The points (x, y).</summary>
    /// <exception cref="ArgumentException">A sequence is empty, or the lengths differ.</exception>
    public static Figure Scatter<TX, TY>(IEnumerable<TX> x, IEnumerable<TY> y, string? name = null)
        where TX : INumber<TX>
        where TY : INumber<TY> =>
        Figure([Series("Chart.Scatter", "markers", 0, name, Doubles(x), Doubles(y))]);

    /// <summary>Several groups of points, told apart by colour and marker.</summary>
    /// <exception cref="ArgumentException">No series, an empty one, or one with lengths that differ.</exception>
    public static Figure Scatters(params (string Name, IEnumerable<double> X, IEnumerable<double> Y)[] series) =>
        Figure(All("Chart.Scatters", "markers", series));

    /// <inheritdoc cref="Scatters(ValueTuple{string, IEnumerable{double}, IEnumerable{double}}[])"/>
    public static Figure Scatters<TX, TY>(params (string Name, IEnumerable<TX> X, IEnumerable<TY> Y)[] series)
        where TX : INumber<TX>
        where TY : INumber<TY> =>
        Figure(All("Chart.Scatters", "markers", series));

    private static JsonNode[] All<TX, TY>(string caller, string mode, (string Name, IEnumerable<TX> X, IEnumerable<TY> Y)[] series)
        where TX : INumber<TX>
        where TY : INumber<TY>
    {
        if (series.Length == 0)
            throw new ArgumentException($"{caller}: no series given; pass at least one (\"name\", x, y).", nameof(series));
        return [.. series.Select((s, i) => Series(caller, mode, i, s.Name, Doubles(s.X), Doubles(s.Y)))];
    }

    private static JsonObject Series(string caller, string mode, int index, string? name, double[] x, double[] y)
    {
        var which = name is null ? "" : $"series '{name}': ";
        if (x.Length != y.Length)
            throw new ArgumentException($"{caller}: {which}{x.Length} x values and {y.Length} y values; every point needs both.", nameof(y));
        if (y.Length == 0)
            throw new ArgumentException($"{caller}: {which}there are no points to draw.", nameof(y));
        var trace = Trace("scatter", index, name);
        trace["mode"] = mode;
        (trace["x"], trace["y"]) = (Numbers.ToJson(x), Numbers.ToJson(y));
        return trace;
    }

    private static JsonObject Trace(string type, int index, string? name)
    {
        var trace = new JsonObject { ["type"] = type };
        if (name is null)
            trace["showlegend"] = false;
        else
            trace["name"] = PlotlyText.Encode(name);
        Restyle(trace, index);
        return trace;
    }

    // "meta" remembers which series it is, so that Combine can give it another style.
    private static void Restyle(JsonObject trace, int index)
    {
        trace["meta"] = new JsonObject { ["series"] = index };
        var marker = Json.Child(trace, "marker");
        marker["color"] = SeriesStyle.Color(index);
        if (Json.Text(trace["type"]) == "bar")
        {
            if (SeriesStyle.Pattern(index) is { Length: > 0 } shape)
                marker["pattern"] = new JsonObject { ["shape"] = shape, ["size"] = 7, ["solidity"] = 0.25, ["fillmode"] = "overlay", ["fgcolor"] = "#ffffff" };
            return;
        }
        (marker["symbol"], marker["size"]) = (SeriesStyle.Marker(index), 7);
        trace["line"] = new JsonObject { ["color"] = SeriesStyle.Color(index), ["dash"] = SeriesStyle.Dash(index), ["width"] = 2.2 };
    }

    private static Figure Figure(IEnumerable<JsonNode> traces, int width = DefaultWidth, int height = DefaultHeight) =>
        new(new JsonArray([.. traces]), new JsonObject { ["width"] = width, ["height"] = height });

    private static double[] Doubles<T>(IEnumerable<T> values)
        where T : INumber<T> => [.. values.Select(double.CreateChecked)];

    private static double[] Index(double[] values) => [.. Enumerable.Range(0, values.Length).Select(i => (double)i)];
}
