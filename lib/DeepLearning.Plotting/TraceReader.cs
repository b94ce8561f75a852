using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DeepLearning.Plotting;

/// <summary>Reads one plotly.js trace; null for a type that the static picture can't draw.</summary>
internal static partial class TraceReader
{
    public static Trace? Read(JsonObject trace, int index, Axis xAxis, Axis yAxis)
    {
        var type = Json.Text(trace["type"]) ?? "scatter";
        if (type is "scattergl")
            type = "scatter";
        if (type is not ("scatter" or "bar" or "heatmap"))
            return null;
        var (x, y) = Points(trace, xAxis, yAxis);
        var mode = Json.Text(trace["mode"]) ?? (x.Length < 20 ? "lines+markers" : "lines");
        var marker = trace["marker"];
        var line = trace["line"];
        var color = SafeColor(Json.Text(Json.Get(type == "bar" || !mode.Contains("lines") ? marker : line, "color")))
            ?? SafeColor(Json.Text(Json.Get(marker, "color"))) ?? SeriesStyle.Color(index);
        var name = Json.Text(trace["name"]) is { } text ? PlotlyText.Decode(text) : null;
        var z = Json.Items(trace["z"]).Select(row => Json.NumberArray(row)).ToArray();
        var (zMin, zMax) = Numbers.Range(z.SelectMany(row => row));
        return new Trace(
            type, name, x, y, mode.Contains("lines"), mode.Contains("markers"), color, Json.Text(Json.Get(line, "dash")) ?? "solid",
            Math.Clamp(Json.Number(Json.Get(line, "width")) ?? 2, 0, 20), Json.Text(Json.Get(marker, "symbol")) ?? "circle",
            Math.Clamp(Json.Number(Json.Get(marker, "size")) ?? 6, 0, 50),
            Math.Clamp(Json.Number(trace["opacity"]) ?? Json.Number(Json.Get(marker, "opacity")) ?? 1, 0, 1),
            Json.Text(Json.Get(line, "shape")) == "hv",
            Json.Text(trace["fill"]) is "tozeroy" or "toself" ? SafeColor(Json.Text(trace["fillcolor"])) ?? "rgba(128,128,128,0.2)" : null,
            Json.Text(trace["fill"]) == "toself",
            Json.Text(trace["orientation"]) == "h", Json.Number(trace["width"]), Json.Text(Json.Get(marker, "pattern", "shape")) ?? "",
            type != "heatmap" && Json.Flag(trace["showlegend"]) != false && name is { Length: > 0 },
            z, Json.Number(trace["zmin"]) ?? (zMin <= zMax ? zMin : 0), Json.Number(trace["zmax"]) ?? (zMin <= zMax ? zMax : 1), Scale(trace),
            Texts(trace), Json.Flag(trace["showscale"]) != false);
    }

    private static (double[] X, double[] Y) Points(JsonObject trace, Axis xAxis, Axis yAxis)
    {
        var (x, y) = (xAxis.Values(trace["x"]), yAxis.Values(trace["y"]));
        if (x.Length == 0 && y.Length > 0)
            x = [.. y.Select((_, i) => (double)i)];
        if (y.Length == 0 && x.Length > 0 && Json.Text(trace["type"]) != "heatmap")
            y = [.. x.Select((_, i) => (double)i)];
        if (Json.Text(trace["type"]) == "heatmap")
            return (x, y);
        var count = Math.Min(x.Length, y.Length);
        return (x[..count], y[..count]);
    }

    private static (double At, string Color)[] Scale(JsonObject trace)
    {
        var stops = Json.Items(trace["colorscale"]).Select(stop =>
            stop is JsonArray { Count: 2 } pair && Json.Number(pair[0]) is { } at && SafeColor(Json.Text(pair[1])) is { } color
                ? (at, color) : (double.NaN, "")).Where(stop => double.IsFinite(stop.Item1)).OrderBy(stop => stop.Item1).ToArray();
        return stops.Length >= 2 ? stops : [.. ColorScale.Samples(ColorMap.Sequential)];
    }

    private static string[][]? Texts(JsonObject trace) =>
        Json.Text(trace["texttemplate"]) is null or "" || trace["text"] is not JsonArray rows
            ? null
            : [.. rows.Select(row => Json.Items(row).Select(text => PlotlyText.Decode(Json.Text(text) ?? "")).ToArray())];

    /// <summary>A colour that may stand in an attribute: no <c>url(…)</c>, nothing that is not a colour.</summary>
    public static string? SafeColor(string? color) => color is not null && ColorPattern().IsMatch(color) ? color : null;

    [GeneratedRegex(@"^(#[0-9a-fA-F]{3,8}|rgba?\([0-9., %]+\)|[a-zA-Z]{3,24})$")]
    private static partial Regex ColorPattern();
}
