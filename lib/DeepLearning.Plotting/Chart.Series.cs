using System.Numerics;
using Plotly.NET;
using Plotly.NET.TraceObjects;

namespace DeepLearning.Plotting;

/// <summary>Makes charts: <c>Chart.Line(x, y).WithTitle("…")</c> as the last line of a cell shows one.</summary>
/// <remarks>
/// Each is a Plotly.NET <see cref="GenericChart"/>, so all of Plotly.NET works on it. Any kind of number will do (<c>double</c>,
/// <c>float</c>, <c>int</c>);
/// NaN and infinities leave gaps.
/// </remarks>
public static partial class Chart
{
    internal const int DefaultWidth = 720;
    internal const int DefaultHeight = 400;

    /// <summary>One line through the points (x, y).</summary>
    /// <exception cref="ArgumentException">A sequence is empty, or the lengths differ.</exception>
    public static GenericChart Line<TX, TY>(IEnumerable<TX> x, IEnumerable<TY> y, string? name = null)
        where TX : INumber<TX>
        where TY : INumber<TY> => Make([Series("Chart.Line", "lines", 0, name, Doubles(x), Doubles(y))]);

    /// <summary>One line through the values, drawn over their index 0, 1, 2, ….</summary>
    /// <exception cref="ArgumentException">The sequence is empty.</exception>
    public static GenericChart Line<T>(IEnumerable<T> y, string? name = null)
        where T : INumber<T>
    {
        var values = Doubles(y);
        return Make([Series("Chart.Line", "lines", 0, name, Index(values.Length), values)]);
    }

    /// <summary>Several lines, told apart by colour and dash: <c>Chart.Lines(("train", x, y1), ("test", x, y2))</c>.</summary>
    /// <exception cref="ArgumentException">No series, an empty one, or one with lengths that differ.</exception>
    public static GenericChart Lines(params (string Name, IEnumerable<double> X, IEnumerable<double> Y)[] series) =>
        All("Chart.Lines", "lines", series);

    /// <inheritdoc cref="Lines(ValueTuple{string, IEnumerable{double}, IEnumerable{double}}[])"/>
    public static GenericChart Lines<TX, TY>(params (string Name, IEnumerable<TX> X, IEnumerable<TY> Y)[] series)
        where TX : INumber<TX>
        where TY : INumber<TY> => All("Chart.Lines", "lines", series);

    /// <summary>The points (x, y).</summary>
    /// <exception cref="ArgumentException">A sequence is empty, or the lengths differ.</exception>
    public static GenericChart Scatter<TX, TY>(IEnumerable<TX> x, IEnumerable<TY> y, string? name = null)
        where TX : INumber<TX>
        where TY : INumber<TY> => Make([Series("Chart.Scatter", "markers", 0, name, Doubles(x), Doubles(y))]);

    /// <summary>Several groups of points, told apart by colour and marker.</summary>
    /// <exception cref="ArgumentException">No series, an empty one, or one with lengths that differ.</exception>
    public static GenericChart Scatters(params (string Name, IEnumerable<double> X, IEnumerable<double> Y)[] series) =>
        All("Chart.Scatters", "markers", series);

    /// <inheritdoc cref="Scatters(ValueTuple{string, IEnumerable{double}, IEnumerable{double}}[])"/>
    public static GenericChart Scatters<TX, TY>(params (string Name, IEnumerable<TX> X, IEnumerable<TY> Y)[] series)
        where TX : INumber<TX>
        where TY : INumber<TY> => All("Chart.Scatters", "markers", series);

    private static GenericChart All<TX, TY>(string caller, string mode, (string Name, IEnumerable<TX> X, IEnumerable<TY> Y)[] series)
        where TX : INumber<TX>
        where TY : INumber<TY>
    {
        RequireSeries(caller, "x, y", series);
        return Make(series.Select((s, i) => Series(caller, mode, i, s.Name, Doubles(s.X), Doubles(s.Y))));
    }

    private static void RequireSeries<T>(string caller, string parts, T[] series)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (series.Length == 0)
            throw new ArgumentException($"{caller}: no series given; pass at least one (\"name\", {parts}).", nameof(series));
    }

    private static Trace2D Series(string caller, string mode, int index, string? name, double[] x, double[] y)
    {
        var which = name is null ? "" : $"series '{name}': ";
        if (x.Length != y.Length)
            throw new ArgumentException($"{caller}: {which}{x.Length} x values and {y.Length} y values; every point needs both.",
                nameof(y));
        if (y.Length == 0)
            throw new ArgumentException($"{caller}: {which}there are no points to draw.", nameof(y));
        return Trace("scatter", index, name).Set(("mode", mode), ("x", x), ("y", y));
    }

    private static Trace2D Trace(string type, int index, string? name)
    {
        var trace = new Trace2D(type);
        if (name is null) trace.Set(("showlegend", false));
        else trace.Set(("name", PlotlyText.Encode(name)));
        Restyle(trace, index);
        return trace;
    }

    // "meta" remembers which series it is, so that Combine can give it another style.
    private static void Restyle(Plotly.NET.Trace trace, int index)
    {
        trace.Set(("meta", new DynamicObj.DynamicObj().Set(("series", index))));
        var marker = Props.Child<Marker>(trace, "marker").Set(("color", SeriesStyle.Color(index)));
        if (trace.type != "bar")
        {
            marker.Set(("symbol", SeriesStyle.Marker(index)), ("size", 7));
            trace.Set(("line", new Line().Set(("color", SeriesStyle.Color(index)), ("dash", SeriesStyle.Dash(index)), ("width", 2.2))));
        }
        else if (SeriesStyle.Pattern(index) is { Length: > 0 } shape)
            marker.Set(("pattern", new Pattern().Set(("shape", shape), ("size", 7), ("solidity", 0.25), ("fillmode", "overlay"),
                ("fgcolor", "#ffffff"))));
    }

    internal static GenericChart Make(IEnumerable<Plotly.NET.Trace> traces, int width = DefaultWidth, int height = DefaultHeight) =>
        Make(traces, new Layout().Set(("width", width), ("height", height)));

    internal static GenericChart Make(IEnumerable<Plotly.NET.Trace> traces, Layout layout) =>
        GenericChart.setLayout(layout, GenericChart.ofTraceObjects(false, Microsoft.FSharp.Collections.ListModule.OfSeq(traces)));

    private static double[] Doubles<T>(IEnumerable<T> values)
        where T : INumber<T> => [.. values.Select(double.CreateChecked)];

    private static double[] Index(int count) => [.. Enumerable.Range(0, count).Select(i => (double)i)];
}
