using System.Text.Json.Nodes;

namespace DeepLearning.Plotting;

/// <summary>Draws plotly.js shapes, lines and rectangles, in the coordinates of their panel.</summary>
internal sealed class ShapeSvg(SvgWriter svg, Panel panel, (double Width, double Height) size)
{
    public void Draw(JsonObject shape)
    {
        var color = TraceReader.SafeColor(Json.Text(Json.Get(shape, "line", "color"))) ?? "#333333";
        var width = Math.Clamp(Json.Number(Json.Get(shape, "line", "width")) ?? 1.5, 0, 20);
        var dash = MarkerPath.Dash(Json.Text(Json.Get(shape, "line", "dash")) ?? "solid", width);
        var (x0, x1) = (X(shape, "x0"), X(shape, "x1"));
        var (y0, y1) = (Y(shape, "y0"), Y(shape, "y1"));
        if (Json.Text(shape["type"]) == "line")
            svg.Line(x0, y0, x1, y1, color, width, dash);
        else if (Json.Text(shape["type"]) == "rect")
            svg.Rect(Math.Min(x0, x1), Math.Min(y0, y1), Math.Abs(x1 - x0), Math.Abs(y1 - y0), TraceReader.SafeColor(Json.Text(shape["fillcolor"])) ?? "none",
                ("opacity", Json.Number(shape["opacity"])), ("stroke", color), ("stroke-width", width), ("stroke-dasharray", dash));
    }

    private double X(JsonObject shape, string key) =>
        size.Width * (Relative(shape["xref"]) ? Json.Number(shape[key]) ?? 0 : panel.X.Place(Json.Number(shape[key]) ?? 0));

    private double Y(JsonObject shape, string key) =>
        size.Height * (1 - (Relative(shape["yref"]) ? Json.Number(shape[key]) ?? 0 : panel.Y.Place(Json.Number(shape[key]) ?? 0)));

    private static bool Relative(JsonNode? reference) =>
        Json.Text(reference) is { } text && (text == "paper" || text.EndsWith(" domain", StringComparison.Ordinal));
}
