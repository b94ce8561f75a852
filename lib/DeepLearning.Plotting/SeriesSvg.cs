using System.Globalization;
using System.Text;

namespace DeepLearning.Plotting;

/// <summary>Draws the lines and points of one panel, in the panel's own coordinates.</summary>
internal sealed class SeriesSvg(SvgWriter svg, Panel panel, (double Width, double Height) size)
{
    public void Draw()
    {
        foreach (var trace in panel.Traces.Where(t => t.Type == "scatter"))
        {
            var points = Points(trace);
            if (trace.Fill is not null)
                svg.Empty("path", ("d", trace.FillsItself ? LinePath([.. points.Where(Finite)], steps: false) + "Z" : AreaPath(points, trace.Steps)), ("fill", trace.Fill));
            if (trace.Lines && trace.LineWidth > 0)
                svg.Empty("path", [("d", LinePath(Thinned(points), trace.Steps)), ("fill", "none"), ("stroke-linejoin", "round"),
                    ("opacity", Opacity(trace)), .. MarkerPath.Stroke(trace)]);
            if (trace.Markers)
                svg.Empty("path", [("d", string.Concat(points.Where(Finite).Select(p => MarkerPath.At(trace.Symbol, p.X, p.Y, trace.Size)))),
                    ("opacity", Opacity(trace)), .. MarkerPath.Paint(trace.Symbol, trace.Color)]);
        }
    }

    private static double? Opacity(Trace trace) => trace.Opacity < 1 ? trace.Opacity : null;

    private static bool Finite((double X, double Y) point) => double.IsFinite(point.X) && double.IsFinite(point.Y);

    private (double X, double Y)[] Points(Trace trace) =>
        [.. trace.X.Zip(trace.Y, (x, y) => (panel.X.Place(x) * size.Width, (1 - panel.Y.Place(y)) * size.Height))];

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

    private static string LinePath((double X, double Y)[] points, bool steps)
    {
        var path = new StringBuilder();
        var pen = false;
        foreach (var point in points)
        {
            if (Finite(point))
                path.Append(!pen ? "M" : steps ? $"H{SvgWriter.Number(point.X)}L" : "L")
                    .Append(CultureInfo.InvariantCulture, $"{SvgWriter.Number(point.X)} {SvgWriter.Number(point.Y)}");
            pen = Finite(point);
        }
        return path.ToString();
    }

    private string AreaPath((double X, double Y)[] points, bool steps)
    {
        var finite = points.Where(Finite).ToArray();
        if (finite.Length == 0)
            return "";
        var floor = SvgWriter.Number(Math.Clamp((1 - (panel.Y.IsLog ? 0 : panel.Y.Place(0))) * size.Height, 0, size.Height));
        return $"{LinePath(finite, steps)}V{floor}H{SvgWriter.Number(finite[0].X)}Z";
    }
}
