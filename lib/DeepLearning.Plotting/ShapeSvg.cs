namespace DeepLearning.Plotting;

/// <summary>Draws plotly.js shapes, lines and rectangles, in the coordinates of their panel.</summary>
internal sealed class ShapeSvg(SvgWriter svg, Panel panel, (double Width, double Height) size)
{
    public void Draw(DynamicObj.DynamicObj shape)
    {
        var color = TraceReader.SafeColor(Props.Text(shape, "line", "color")) ?? "#333333";
        var width = Math.Clamp(Props.Number(shape, "line", "width") ?? 1.5, 0, 20);
        var dash = MarkerPath.Dash(Props.Text(shape, "line", "dash") ?? "solid", width);
        var (x0, x1) = (X(shape, "x0"), X(shape, "x1"));
        var (y0, y1) = (Y(shape, "y0"), Y(shape, "y1"));
        if (Props.Text(shape, "type") == "line")
            svg.Line(x0, y0, x1, y1, color, width, dash);
        else if (Props.Text(shape, "type") == "rect")
            svg.Rect(Math.Min(x0, x1), Math.Min(y0, y1), Math.Abs(x1 - x0), Math.Abs(y1 - y0),
                TraceReader.SafeColor(Props.Text(shape, "fillcolor")) ?? "none",
                ("opacity", Props.Number(shape, "opacity")), ("stroke", color), ("stroke-width", width), ("stroke-dasharray", dash));
    }

    private double X(DynamicObj.DynamicObj shape, string key) =>
        size.Width * (Relative(Props.Get(shape, "xref")) ? Props.Number(shape, key) ?? 0 : panel.X.Place(Props.Number(shape, key) ?? 0));

    private double Y(DynamicObj.DynamicObj shape, string key) =>
        size.Height * (1 - (Relative(Props.Get(shape, "yref")) ? Props.Number(shape, key)
            ?? 0 : panel.Y.Place(Props.Number(shape, key) ?? 0)));

    private static bool Relative(object? reference) =>
        Props.Text(reference) is { } text && (text == "paper" || text.EndsWith(" domain", StringComparison.Ordinal));
}
