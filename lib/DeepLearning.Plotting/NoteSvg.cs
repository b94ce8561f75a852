namespace DeepLearning.Plotting;

/// <summary>Draws plotly.js annotations: a text, maybe with an arrow from it to its point.</summary>
internal sealed class NoteSvg(SvgWriter svg, Panel panel, (double Left, double Top, double Width, double Height) box,
    (double Left, double Top, double Width, double Height) paper, double canvas)
{
    private const double LineHeight = 1.3;

    public void Draw(DynamicObj.DynamicObj note)
    {
        var (x, y) = (X(note, "x", "xref"), Y(note, "y", "yref"));
        if (!double.IsFinite(x) || !double.IsFinite(y))
            return;
        var lines = PlotlyText.Decode(Props.Text(note, "text") ?? "").Split('\n');
        var size = Math.Clamp(Props.Number(note, "font", "size") ?? 12.5, 4, 60);
        var (width, height) = (lines.Max(l => TextMetrics.Width(l, size)), lines.Length * size * LineHeight);
        var isArrow = Props.Flag(note, "showarrow") != false;
        if (!isArrow)
        {
            DrawText(note, lines, Start(x + (Props.Number(note, "xshift") ?? 0), width, Props.Text(note, "xanchor"), horizontal: true),
                Start(y - (Props.Number(note, "yshift") ?? 0), height, Props.Text(note, "yanchor"), horizontal: false), width, height,
                    size);
            return;
        }
        var tailX = Props.Text(note, "axref") is "pixel" or null ? x + (Props.Number(note, "ax") ?? 0) : X(note, "ax", "axref");
        var tailY = Props.Text(note, "ayref") is "pixel" or null ? y + (Props.Number(note, "ay") ?? -30) : Y(note, "ay", "ayref");
        DrawArrow(tailX, tailY, x, y);
        var (left, top) = (Math.Clamp(tailX - width / 2, 4, Math.Max(4, canvas - width - 4)), tailY - height / 2);
        DrawText(note, lines, left, tailY < y ? Math.Min(top, tailY - height / 2) : top, width, height, size);
    }

    private static double Start(double at, double length, string? anchor, bool horizontal) => anchor switch
    {
        "left" or "top" => at + 4,
        "right" or "bottom" => at - length - (horizontal ? 4 : 1),
        _ => at - length / 2,
    };

    private void DrawText(DynamicObj.DynamicObj note, string[] lines, double left, double top, double width, double height, double size)
    {
        if (lines.All(l => l.Length == 0))
            return;
        var weight = Props.Number(note, "font", "weight");
        left = Math.Clamp(left, 2, Math.Max(2, canvas - width - 2));
        if (TraceReader.SafeColor(Props.Text(note, "bgcolor")) is { } background)
            svg.Empty("rect", ("x", left - 3), ("y", top), ("width", width + 6), ("height", height), ("rx", 3), ("fill", background));
        for (var i = 0; i < lines.Length; i++)
            svg.Text(lines[i], left + width / 2, top + size * (LineHeight * i + 1), size, "middle",
                TraceReader.SafeColor(Props.Text(note, "font", "color")) ?? "#333333", ("font-weight", weight));
    }

    private void DrawArrow(double x1, double y1, double x2, double y2)
    {
        var length = Math.Sqrt((x2 - x1) * (x2 - x1) + (y2 - y1) * (y2 - y1));
        if (length < 1)
            return;
        svg.Line(x1, y1, x2, y2, "#555555", 1.3);
        var (dx, dy) = ((x2 - x1) / length, (y2 - y1) / length);
        string P(double along, double aside) =>
            $"{SvgWriter.Number(x2 - dx * along - dy * aside)} {SvgWriter.Number(y2 - dy * along + dx * aside)}";
        svg.Empty("path", ("d", $"M{P(0, 0)}L{P(8, 3.5)}L{P(8, -3.5)}Z"), ("fill", "#555555"));
    }

    private double X(DynamicObj.DynamicObj note, string key, string reference)
    {
        var (value, whole) = (Props.Number(note, key) ?? double.NaN, Props.Text(note, reference) == "paper" ? paper : box);
        return whole.Left + whole.Width * (IsData(note, reference) ? panel.X.PlaceScaled(value) : value);
    }

    private double Y(DynamicObj.DynamicObj note, string key, string reference)
    {
        var (value, whole) = (Props.Number(note, key) ?? double.NaN, Props.Text(note, reference) == "paper" ? paper : box);
        return whole.Top + whole.Height * (1 - (IsData(note, reference) ? panel.Y.PlaceScaled(value) : value));
    }

    private static bool IsData(DynamicObj.DynamicObj note, string reference) =>
        Props.Text(note, reference) is not { } text || (text != "paper" && !text.EndsWith(" domain", StringComparison.Ordinal));
}
