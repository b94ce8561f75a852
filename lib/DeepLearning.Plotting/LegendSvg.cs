namespace DeepLearning.Plotting;

/// <summary>Draws the legend: for each named trace a sample of its colour, dash, marker or hatching.</summary>
internal static class LegendSvg
{
    public static void Draw(SvgWriter svg, Frame frame)
    {
        for (var row = 0; row < frame.LegendRows.Count; row++)
            foreach (var (trace, text, x) in frame.LegendRows[row])
            {
                var y = frame.LegendTop + row * Frame.LegendLine + 10;
                DrawSample(svg, trace, x, y);
                svg.Text(text, x + 34, y + 4.5, Frame.LegendSize);
            }
    }

    private static void DrawSample(SvgWriter svg, Trace trace, double x, double y)
    {
        if (trace.Kind is TraceKind.Bars or TraceKind.Boxes)
        {
            svg.Rect(x + 8, y - 6, 18, 12, trace.Color);
            Hatching.Draw(svg, trace.Pattern, x + 8, y - 6, 18, 12);
            return;
        }
        if (trace.Lines)
            svg.Empty("path", [("d", $"M{SvgWriter.Number(x)} {SvgWriter.Number(y)}h28"), .. MarkerPath.Stroke(trace)]);
        if (trace.Markers)
            svg.Empty("path", [("d", MarkerPath.At(trace.Symbol, x + 14, y, trace.Size)), .. MarkerPath.Paint(trace.Symbol, trace.Color)]);
    }
}
