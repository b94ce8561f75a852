namespace DeepLearning.Plotting;

/// <summary>Draws the bars of one panel, in the panel's own coordinates.</summary>
internal sealed class BarSvg(SvgWriter svg, Panel panel, (double Width, double Height) size)
{
    public void Draw()
    {
        var bars = panel.Traces.Where(t => t.Type == "bar").ToArray();
        for (var b = 0; b < bars.Length; b++)
        {
            var trace = bars[b];
            var (places, values) = trace.Horizontal ? (trace.Y, trace.X) : (trace.X, trace.Y);
            var (along, across) = trace.Horizontal ? (panel.Y, panel.X) : (panel.X, panel.Y);
            var width = trace.BarWidth ?? 0.8 / bars.Length;
            var shift = trace.BarWidth is null ? (b - (bars.Length - 1) / 2.0) * width : 0;
            for (var i = 0; i < places.Length; i++)
            {
                if (!double.IsFinite(places[i]) || !double.IsFinite(values[i]))
                    continue;
                var (a, z) = (along.PlaceScaled(places[i] + shift - width / 2), along.PlaceScaled(places[i] + shift + width / 2));
                var (from, to) = (across.IsLog ? 0 : across.Place(0), across.Place(values[i]));
                var (x0, x1) = trace.Horizontal ? (from * size.Width, to * size.Width) : (a * size.Width, z * size.Width);
                var (y0, y1) = trace.Horizontal ? ((1 - a) * size.Height, (1 - z) * size.Height) : ((1 - from) * size.Height, (1 - to) * size.Height);
                var (x, y, w, h) = (Math.Min(x0, x1), Math.Min(y0, y1), Math.Abs(x1 - x0), Math.Abs(y1 - y0));
                svg.Rect(x, y, w, h, trace.Color, ("stroke", trace.BarWidth is null ? null : "#ffffff"), ("stroke-width", trace.BarWidth is null ? null : 0.5));
                Hatching.Draw(svg, trace.Pattern, x, y, w, h);
            }
        }
    }
}
