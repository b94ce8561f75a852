using System.Globalization;
using System.Text;

namespace DeepLearning.Plotting;

/// <summary>Draws the lines and points of one panel, in the panel's own coordinates.</summary>
internal sealed class SeriesSvg(SvgWriter svg, Panel panel, (double Width, double Height) size)
{
    private const int ManyPoints = 20_000;

    public void Draw()
    {
        var series = panel.Traces.Where(t => t.Kind == TraceKind.Series).ToArray();
        for (var i = 0; i < series.Length; i++)
        {
            var (trace, points) = (series[i], Points(series[i]));
            if (trace.Fill is not null)
                svg.Empty("path", ("d", Area(trace, points, i > 0 ? series[i - 1] : null)), ("fill", trace.Fill));
            if (trace.Lines && trace.LineWidth > 0)
                svg.Empty("path", [("d", LinePath(Thinned(points), trace.Shape)), ("fill", "none"), ("stroke-linejoin", "round"),
                    ("opacity", Opacity(trace)), .. MarkerPath.Stroke(trace)]);
            DrawErrors(trace);
            if (trace.Markers) DrawMarkers(trace, points);
            if (trace.Labels is { } labels) DrawLabels(trace, points, labels.Words, labels.Place);
        }
        foreach (var bars in panel.Traces.Where(t => t.Kind == TraceKind.Bars)) DrawErrors(bars);
    }

    private static double? Opacity(Trace trace) => trace.Opacity < 1 ? trace.Opacity : null;

    private static bool Finite((double X, double Y) point) => double.IsFinite(point.X) && double.IsFinite(point.Y);

    private (double X, double Y)[] Points(Trace trace) =>
        [.. trace.X.Zip(trace.Y, (x, y) => (panel.X.Place(x) * size.Width, (1 - panel.Y.Place(y)) * size.Height))];

    private void DrawMarkers(Trace trace, (double X, double Y)[] points)
    {
        if (trace.Colors is null && trace.Sizes is null)
        {
            // Of points that fall together, one is enough to see.
            var seen = points.Where(Finite);
            if (points.Length > ManyPoints) seen = seen.DistinctBy(p => (Math.Round(p.X), Math.Round(p.Y)));
            svg.Empty("path", [("d", string.Concat(seen.Select(p => MarkerPath.At(trace.Symbol, p.X, p.Y, trace.Size)))),
                ("opacity", Opacity(trace)), .. MarkerPath.Paint(trace.Symbol, trace.Color)]);
            return;
        }
        for (var i = 0; i < points.Length; i++)
            if (Finite(points[i]))
                svg.Empty("path", [("d", MarkerPath.At(trace.Symbol, points[i].X, points[i].Y, trace.Sizes is { Length: > 0 } sizes
                    ? Math.Clamp(sizes[i % sizes.Length], 0, 100) : trace.Size)),
                    ("opacity", Opacity(trace)), .. MarkerPath.Paint(trace.Symbol, trace.Colors?[i] ?? trace.Color)]);
    }

    private void DrawLabels(Trace trace, (double X, double Y)[] points, string[] words, string place)
    {
        var room = trace.Markers ? trace.Size / 2 + 3 : 0;
        var (rise, shift) = (place.StartsWith("top", StringComparison.Ordinal) ? -room - 2
            : place.StartsWith("bottom", StringComparison.Ordinal) ? room + 11 : 4,
            place.EndsWith("left", StringComparison.Ordinal) ? -room : place.EndsWith("right", StringComparison.Ordinal) ? room : 0);
        foreach (var (point, word) in points.Zip(words))
            if (Finite(point)) svg.Text(word, point.X + shift, point.Y + rise, Frame.TickSize,
                shift < 0 ? "end" : shift > 0 ? "start" : "middle", "#333333");
    }

    private void DrawErrors(Trace trace)
    {
        var path = new StringBuilder();
        void Whisker(double x1, double y1, double x2, double y2)
        {
            if (!Finite((x1, y1)) || !Finite((x2, y2))) return;
            var (across, along) = x1 == x2 ? (4, 0) : (0, 4);
            foreach (var (x, y) in new[] { (x1, y1), (x2, y2) })
                path.Append($"M{Place(x - across, y - along)}L{Place(x + across, y + along)}");
            path.Append($"M{Place(x1, y1)}L{Place(x2, y2)}");
        }
        var bars = trace.Kind == TraceKind.Bars;
        for (var i = 0; i < trace.X.Length; i++)
        {
            var (x, y) = (trace.X[i], trace.Y[i]);
            if (bars) (x, y) = trace.Horizontal ? (trace.Bars[i].Value, (trace.Bars[i].From + trace.Bars[i].To) / 2)
                : ((trace.Bars[i].From + trace.Bars[i].To) / 2, trace.Bars[i].Value);
            if (trace.YErrors is { } ys) Whisker(X(x), Y(y - ys.Minus[i]), X(x), Y(y + ys.Plus[i]));
            if (trace.XErrors is { } xs) Whisker(X(x - xs.Minus[i]), Y(y), X(x + xs.Plus[i]), Y(y));
        }
        if (path.Length > 0)
            svg.Empty("path", ("d", path.ToString()), ("fill", "none"),
                ("stroke", (trace.YErrors ?? trace.XErrors)!.Color ?? (bars ? "#333333" : trace.Color)),
                    ("stroke-width", (trace.YErrors ?? trace.XErrors)!.Width));
    }

    private double X(double value) => panel.X.Place(value) * size.Width;

    private double Y(double value) => (1 - panel.Y.Place(value)) * size.Height;

    private static string Place(double x, double y) => $"{SvgWriter.Number(x)} {SvgWriter.Number(y)}";

    // More points than pixels can't be seen: of each pixel column the first, lowest, highest and last remain.
    private (double X, double Y)[] Thinned((double X, double Y)[] points)
    {
        if (points.Length < 4 * size.Width || !points.All(Finite) || points.Zip(points.Skip(1)).Any(pair => pair.Second.X < pair.First.X))
            return points;
        return [.. points.GroupBy(p => Math.Floor(p.X)).SelectMany(column =>
        {
            var all = column.ToArray();
            (double X, double Y)[] kept = [all[0], all.MinBy(p => p.Y), all.MaxBy(p => p.Y), all[^1]];
            return kept.Distinct().OrderBy(p => p.X);
        })];
    }

    private static string LinePath((double X, double Y)[] points, string shape)
    {
        var path = new StringBuilder();
        for (var i = 0; i < points.Length; i++)
        {
            var (point, before) = (points[i], i > 0 ? points[i - 1] : (double.NaN, double.NaN));
            if (!Finite(point)) continue;
            if (!Finite(before)) path.Append('M');
            else path.Append(shape switch
            {
                "hv" => $"H{SvgWriter.Number(point.X)}L",
                "vh" => $"V{SvgWriter.Number(point.Y)}L",
                "hvh" => $"H{SvgWriter.Number((before.Item1 + point.X) / 2)}V{SvgWriter.Number(point.Y)}L",
                "vhv" => $"V{SvgWriter.Number((before.Item2 + point.Y) / 2)}H{SvgWriter.Number(point.X)}L",
                "spline" => Spline(points, i),
                _ => "L",
            });
            path.Append(CultureInfo.InvariantCulture, $"{Place(point.X, point.Y)}");
        }
        return path.ToString();
    }

    // A cubic whose direction at each point is that from its neighbour before to its neighbour behind.
    private static string Spline((double X, double Y)[] points, int i)
    {
        (double X, double Y) At(int j) => j >= 0 && j < points.Length && Finite(points[j]) ? points[j] : points[Math.Clamp(j, i - 1, i)];
        var (a, b, c, d) = (At(i - 2), points[i - 1], points[i], At(i + 1));
        return $"C{Place(b.X + (c.X - a.X) / 6, b.Y + (c.Y - a.Y) / 6)} {Place(c.X - (d.X - b.X) / 6, c.Y - (d.Y - b.Y) / 6)} ";
    }

    private string Area(Trace trace, (double X, double Y)[] points, Trace? before)
    {
        (double X, double Y)[] finite = [.. points.Where(Finite)];
        if (finite.Length == 0) return "";
        var line = LinePath(finite, trace.Shape);
        switch (trace.FillTo)
        {
            case FillTarget.Itself: return line + "Z";
            case FillTarget.Previous when before is not null:
                var back = LinePath([.. Points(before).Where(Finite).Reverse()],
                    before.Shape is "hv" ? "vh" : before.Shape is "vh" ? "hv" : before.Shape);
                return back.Length > 0 ? $"{line}L{back[1..]}Z" : "";
            case FillTarget.ZeroX:
                var wall = SvgWriter.Number(Math.Clamp(panel.X.IsLog ? 0 : X(0), 0, size.Width));
                return $"{line}H{wall}V{SvgWriter.Number(finite[0].Y)}Z";
            default:
                var floor = SvgWriter.Number(Math.Clamp(panel.Y.IsLog ? size.Height : Y(0), 0, size.Height));
                return $"{line}V{floor}H{SvgWriter.Number(finite[0].X)}Z";
        }
    }
}
