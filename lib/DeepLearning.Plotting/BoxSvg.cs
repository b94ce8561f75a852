using System.Text;

namespace DeepLearning.Plotting;

/// <summary>Draws boxes and violins of one panel, in the panel's own coordinates.</summary>
internal sealed class BoxSvg(SvgWriter svg, Panel panel, (double Width, double Height) size)
{
    public void Draw()
    {
        foreach (var trace in panel.Traces.Where(t => t.Kind == TraceKind.Boxes))
            foreach (var (box, bar) in trace.Boxes.Zip(trace.Bars))
                if (double.IsFinite(box.Median))
                    svg.Empty("path", ("d", box.Outline.Length > 0 ? Violin(trace, box, bar) : Box(trace, box, bar)),
                        ("fill", ColorMix.Faint(trace.Color)),
                        ("stroke", trace.Color), ("stroke-width", 2), ("stroke-linejoin", "round"));
    }

    private string Box(Trace trace, BoxStatistics box, BarBox bar)
    {
        var (middle, half) = ((bar.From + bar.To) / 2, (bar.To - bar.From) / 2);
        string P(double along, double across) => Point(trace, along, across);
        var path = new StringBuilder($"M{P(bar.From, box.Q1)}L{P(bar.To, box.Q1)}L{P(bar.To, box.Q3)}L{P(bar.From, box.Q3)}Z");
        path.Append($"M{P(bar.From, box.Median)}L{P(bar.To, box.Median)}");
        foreach (var (end, edge) in new[] { (box.Low, box.Q1), (box.High, box.Q3) })
            path.Append($"M{P(middle, edge)}L{P(middle, end)}M{P(middle - half / 2, end)}L{P(middle + half / 2, end)}");
        return path + Beyond(trace, box, middle);
    }

    private string Violin(Trace trace, BoxStatistics box, BarBox bar)
    {
        var (middle, half) = ((bar.From + bar.To) / 2, (bar.To - bar.From) / 2 / box.Outline.Max(point => point.Density));
        var there = box.Outline.Select(point => Point(trace, middle + half * point.Density, point.At));
        var back = box.Outline.Reverse().Select(point => Point(trace, middle - half * point.Density, point.At));
        return "M" + string.Join('L', there.Concat(back)) + "Z" + Beyond(trace, box, middle);
    }

    private string Beyond(Trace trace, BoxStatistics box, double middle) => string.Concat(box.Beyond.Select(value =>
    {
        var (x, y) = Pixels(trace, middle, value);
        return MarkerPath.At("circle", x, y, 5);
    }));

    private (double X, double Y) Pixels(Trace trace, double along, double across) => trace.Horizontal
        ? (panel.X.Place(across) * size.Width, (1 - panel.Y.PlaceScaled(along)) * size.Height)
        : (panel.X.PlaceScaled(along) * size.Width, (1 - panel.Y.Place(across)) * size.Height);

    private string Point(Trace trace, double along, double across)
    {
        var (x, y) = Pixels(trace, along, across);
        return $"{SvgWriter.Number(x)} {SvgWriter.Number(y)}";
    }
}
