using System.Text.RegularExpressions;

namespace DeepLearning.Plotting;

/// <summary>Reads one plotly.js trace; null for a type that the static picture can't draw.</summary>
internal static partial class TraceReader
{
    public static Trace? Read(Plotly.NET.Trace trace, int index, Axis xAxis, Axis yAxis)
    {
        var type = trace.type;
        if (type is "scattergl")
            type = "scatter";
        if (type is not ("scatter" or "bar" or "heatmap"))
            return null;
        var (x, y) = Points(trace, xAxis, yAxis);
        var mode = Props.Text(trace, "mode") ?? (x.Length < 20 ? "lines+markers" : "lines");
        var marker = Props.Get(trace, "marker");
        var line = Props.Get(trace, "line");
        var color = SafeColor(Props.Text(Props.Get(type == "bar" || !mode.Contains("lines") ? marker : line, "color")))
            ?? SafeColor(Props.Text(marker, "color")) ?? SeriesStyle.Color(index);
        var name = Props.Text(trace, "name") is { } text ? PlotlyText.Decode(text) : null;
        var z = Props.Items(trace, "z").Select(row => Props.NumberArray(row)).ToArray();
        var (zMin, zMax) = Numbers.Range(z.SelectMany(row => row));
        return new Trace(
            type, name, x, y, mode.Contains("lines"), mode.Contains("markers"), color, Props.Text(line, "dash") ?? "solid",
            Math.Clamp(Props.Number(line, "width") ?? 2, 0, 20), Props.Text(marker, "symbol") ?? "circle",
            Math.Clamp(Props.Number(marker, "size") ?? 6, 0, 50),
            Math.Clamp(Props.Number(trace, "opacity") ?? Props.Number(marker, "opacity") ?? 1, 0, 1),
            Props.Text(line, "shape") == "hv",
            Props.Text(trace, "fill") is "tozeroy" or "toself" ? SafeColor(Props.Text(trace, "fillcolor")) ?? "rgba(128,128,128,0.2)" : null,
            Props.Text(trace, "fill") == "toself",
            Props.Text(trace, "orientation") == "h", Props.Number(trace, "width"), Props.Text(marker, "pattern", "shape") ?? "",
            type != "heatmap" && Props.Flag(trace, "showlegend") != false && name is { Length: > 0 },
            z, Props.Number(trace, "zmin") ?? (zMin <= zMax ? zMin : 0), Props.Number(trace, "zmax") ?? (zMin <= zMax ? zMax : 1), Scale(trace),
            Texts(trace), Props.Flag(trace, "showscale") != false);
    }

    private static (double[] X, double[] Y) Points(Plotly.NET.Trace trace, Axis xAxis, Axis yAxis)
    {
        var (x, y) = (xAxis.Values(Props.Get(trace, "x")), yAxis.Values(Props.Get(trace, "y")));
        if (x.Length == 0 && y.Length > 0)
            x = [.. y.Select((_, i) => (double)i)];
        if (y.Length == 0 && x.Length > 0 && trace.type != "heatmap")
            y = [.. x.Select((_, i) => (double)i)];
        if (trace.type == "heatmap")
            return (x, y);
        var count = Math.Min(x.Length, y.Length);
        return (x[..count], y[..count]);
    }

    private static (double At, string Color)[] Scale(Plotly.NET.Trace trace)
    {
        var stops = Props.Items(trace, "colorscale").Select(stop =>
            Props.Items(stop) is [var first, var second] && Props.Number(first) is { } at && SafeColor(Props.Text(second)) is { } color
                ? (at, color) : (double.NaN, "")).Where(stop => double.IsFinite(stop.Item1)).OrderBy(stop => stop.Item1).ToArray();
        return stops.Length >= 2 ? stops : [.. ColorScale.Samples(ColorMap.Sequential)];
    }

    private static string[][]? Texts(Plotly.NET.Trace trace) =>
        Props.Text(trace, "texttemplate") is null or "" || Props.Get(trace, "text") is not System.Collections.IEnumerable rows
            ? null
            : [.. Props.Items(rows).Select(row => Props.Items(row).Select(text => PlotlyText.Decode(Props.Text(text) ?? "")).ToArray())];

    /// <summary>A colour that may stand in an attribute: no <c>url(…)</c>, nothing that is not a colour.</summary>
    public static string? SafeColor(string? color) => color is not null && ColorPattern().IsMatch(color) ? color : null;

    [GeneratedRegex(@"^(#[0-9a-fA-F]{3,8}|rgba?\([0-9., %]+\)|[a-zA-Z]{3,24})$")]
    private static partial Regex ColorPattern();
}
