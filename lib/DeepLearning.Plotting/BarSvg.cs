namespace DeepLearning.Plotting;

/// <summary>Draws the bars of one panel, in the panel's own coordinates.</summary>
internal sealed class BarSvg(SvgWriter svg, Panel panel, (double Width, double Height) size)
{
    public void Draw()
    {
        foreach (var trace in panel.Traces.Where(t => t.Kind == TraceKind.Bars))
            for (var i = 0; i < trace.Bars.Length; i++)
                if (double.IsFinite(trace.Bars[i].From) && double.IsFinite(trace.Bars[i].Value))
                    DrawBar(trace, i);
    }

    private void DrawBar(Trace trace, int i)
    {
        var bar = trace.Bars[i];
        var (along, across) = trace.Horizontal ? (panel.Y, panel.X) : (panel.X, panel.Y);
        var (a, z) = (along.PlaceScaled(bar.From), along.PlaceScaled(bar.To));
        var (from, to) = (across.IsLog && bar.Base <= 0 ? 0 : across.Place(bar.Base), across.Place(bar.Value));
        if (!double.IsFinite(to)) return;
        var (x0, x1) = trace.Horizontal ? (from * size.Width, to * size.Width) : (a * size.Width, z * size.Width);
        var (y0, y1) = trace.Horizontal ? ((1 - a) * size.Height, (1 - z) * size.Height)
            : ((1 - from) * size.Height, (1 - to) * size.Height);
        var (x, y, w, h) = (Math.Min(x0, x1), Math.Min(y0, y1), Math.Abs(x1 - x0), Math.Abs(y1 - y0));
        svg.Rect(x, y, w, h, trace.Colors?[i] ?? trace.Color, ("stroke", trace.Edge), ("stroke-width", trace.Edge is null ? null : 0.5),
            ("opacity", trace.Opacity < 1 ? trace.Opacity : null));
        Hatching.Draw(svg, trace.Pattern, x, y, w, h);
        if (trace.Labels is not { } labels || i >= labels.Words.Length || labels.Words[i].Length == 0) return;
        // Inside at its end where there is room, else beyond it.
        var (wide, inside) = (TextMetrics.Width(labels.Words[i], Frame.TickSize), trace.Horizontal
            ? w > TextMetrics.Width(labels.Words[i], Frame.TickSize) + 8 : h > 20);
        var ink = inside && !ColorMix.IsLight(trace.Colors?[i] ?? trace.Color) ? "#ffffff" : "#333333";
        if (trace.Horizontal) svg.Text(labels.Words[i], inside ? x + w - 4 - wide / 2 : x + w + 4 + wide / 2, y + h / 2 + 4,
            Frame.TickSize, "middle", ink);
        else svg.Text(labels.Words[i], x + w / 2, inside ? y + 14 : y - 4, Frame.TickSize, "middle", ink);
    }
}
