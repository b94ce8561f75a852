namespace DeepLearning.Plotting;

/// <summary>Draws a computation graph.</summary>
internal static class GraphSvg
{
    public const double LabelSize = 15;
    public const double NoteSize = 11.5;
    public const double EdgeSize = 12.5;
    private const double Margin = 18;
    private const string ForwardColor = "#4a5568";
    private const string BackwardColor = "#d55e00";
    private const double BackwardShift = 10;

    public static string Draw(ComputationGraph graph)
    {
        var layout = new GraphLayout(graph);
        var width = Math.Max(layout.Width + 2 * Margin, 160);
        var title = graph.Title.Length == 0 ? [] : TextMetrics.Wrap(graph.Title, Math.Max(width, 360) - 2 * Margin, 15, bold: true);
        width = Math.Max(width, title.Select(line => TextMetrics.Width(line, 15, bold: true) + 2 * Margin).DefaultIfEmpty(0).Max());
        var top = Margin + title.Count * 21 + (title.Count > 0 ? 8 : 0) + (layout.Routes.Exists(r => r.Edge.Value is not null) ? 6 : 0);
        var height = top + layout.Height + Margin + (layout.HasGradients ? 8 : 0);
        var svg = new SvgWriter();
        svg.Root(width, height, graph.Title, graph.Description);
        for (var i = 0; i < title.Count; i++)
            svg.Text(title[i], Margin, Margin + 12 + i * 21, 15, "start", "#1f2328", ("font-weight", 600));
        svg.Open("g", ("transform", $"translate({SvgWriter.Number((width - layout.Width) / 2)} {SvgWriter.Number(top)})"));
        foreach (var (edge, through) in layout.Routes)
            DrawEdge(svg, layout, edge, through);
        var labels = new GraphLabels(layout, layout.Routes.SelectMany(r => Lines(layout, r.Edge, r.Through)));
        foreach (var (edge, through) in layout.Routes)
            DrawTexts(svg, labels, edge, Lines(layout, edge, through));
        foreach (var place in layout.Places.Values)
            DrawNode(svg, place);
        return svg.ToString();
    }

    private static void DrawNode(SvgWriter svg, GraphPlace place)
    {
        var (left, top, w, h) = (place.X - place.Width / 2, place.Y - place.Height / 2, place.Width, place.Height);
        var node = place.Node!;
        var (fill, stroke) = node.Kind switch
        {
            GraphNodeKind.Input => ("#e3f0fa", "#0072b2"),
            GraphNodeKind.Parameter => ("#e2f4ec", "#00875f"),
            GraphNodeKind.Output => ("#fdf0d9", "#b97800"),
            _ => ("#ffffff", "#4a5568"),
        };
        if (node.Kind == GraphNodeKind.Parameter)
            svg.Empty("path", ("d", Hexagon(left, top, w, h)), ("fill", fill), ("stroke", stroke), ("stroke-width", 1.6));
        else
            svg.Rect(left, top, w, h, fill, ("rx", node.Kind == GraphNodeKind.Operation ? 4 : Math.Min(h, w) / 2), ("stroke", stroke),
                ("stroke-width", 1.6));
        if (node.Kind == GraphNodeKind.Output)
            svg.Rect(left + 3, top + 3, w - 6, h - 6, "none", ("rx", Math.Min(h, w) / 2 - 3), ("stroke", stroke), ("stroke-width", 0.9));
        var lines = node.Label.Split('\n');
        var baseline = place.Y + 5 - (lines.Length - 1) * 7.5;
        for (var i = 0; i < lines.Length; i++)
            svg.Text(lines[i], place.X, baseline + i * 15, i == 0 ? LabelSize : NoteSize, "middle", i == 0 ? "#1f2328" : "#555555");
    }

    private static string Hexagon(double left, double top, double w, double h)
    {
        string P(double x, double y) => $"{SvgWriter.Number(left + x)} {SvgWriter.Number(top + y)}";
        return $"M{P(0, h / 2)}L{P(12, 0)}L{P(w - 12, 0)}L{P(w, h / 2)}L{P(w - 12, h)}L{P(12, h)}Z";
    }

    // The points of an edge, and of the gradient beside it.
    private static IEnumerable<(double X, double Y)[]> Lines(GraphLayout layout, GraphEdge edge, GraphPlace[] through)
    {
        var lift = edge.Gradient is null ? 0 : -BackwardShift / 2;
        yield return Points(layout, through, lift);
        if (edge.Gradient is not null) yield return Points(layout, through, lift + BackwardShift);
    }

    private static void DrawEdge(SvgWriter svg, GraphLayout layout, GraphEdge edge, GraphPlace[] through)
    {
        (double X, double Y)[][] lines = [.. Lines(layout, edge, through)];
        svg.Empty("path", ("d", Curve(lines[0])), ("fill", "none"), ("stroke", ForwardColor), ("stroke-width", 1.6));
        Head(svg, lines[0][^1], rightward: true, ForwardColor);
        if (lines.Length < 2)
            return;
        svg.Empty("path", ("d", Curve(lines[1])), ("fill", "none"), ("stroke", BackwardColor), ("stroke-width", 1.6),
            ("stroke-dasharray", "5 3"));
        Head(svg, lines[1][0], rightward: false, BackwardColor);
    }

    private static void DrawTexts(SvgWriter svg, GraphLabels labels, GraphEdge edge, IEnumerable<(double X, double Y)[]> lines)
    {
        (double X, double Y)[][] all = [.. lines];
        if (edge.Value is { } value)
            Write(value, all[0], above: true, ForwardColor);
        if (edge.Gradient is { } gradient)
            Write(gradient, all[1], above: false, BackwardColor);
        void Write(string text, (double X, double Y)[] line, bool above, string color)
        {
            var (x, baseline) = labels.Place(text, line, above);
            svg.Text(text, x, baseline, EdgeSize, "middle", color);
        }
    }

    private static (double X, double Y)[] Points(GraphLayout layout, GraphPlace[] through, double shift)
    {
        var points = new List<(double, double)> { (through[0].X + through[0].Width / 2, through[0].Y + shift) };
        points.AddRange(through[1..^1].Select(bend => (bend.X, bend.Y + shift)));
        points.Add((through[^1].X - through[^1].Width / 2, layout.Port(through) + shift));
        return [.. points];
    }

    private static string Curve((double X, double Y)[] points)
    {
        var path = $"M{SvgWriter.Number(points[0].X)} {SvgWriter.Number(points[0].Y)}";
        foreach (var (a, b) in points.Zip(points.Skip(1)))
        {
            var middle = SvgWriter.Number((a.X + b.X) / 2);
            path += $"C{middle} {SvgWriter.Number(a.Y)} {middle} {SvgWriter.Number(b.Y)} {SvgWriter.Number(b.X)} {SvgWriter.Number(b.Y)}";
        }
        return path;
    }

    private static void Head(SvgWriter svg, (double X, double Y) tip, bool rightward, string color)
    {
        var back = rightward ? -9 : 9;
        svg.Empty("path", ("d", $"M{SvgWriter.Number(tip.X)} {SvgWriter.Number(tip.Y)}l{back} -4v8z"), ("fill", color));
    }
}
