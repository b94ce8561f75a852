using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace DeepLearning.Plotting;

/// <summary>Draws the traces of one panel, in the panel's own coordinates.</summary>
internal sealed class SeriesSvg(SvgWriter svg, Panel panel, (double Width, double Height) size)
{
    // Beyond this, one embedded picture is smaller than so many rectangles.
    private const int MaxCells = 4096;

    public static string ScaleColor(Trace trace, double t)
    {
        var scale = trace.Scale;
        t = Math.Clamp(double.IsNaN(t) ? 0 : t, 0, 1);
        var next = Math.Clamp(Array.FindIndex(scale, stop => stop.At >= t), 1, scale.Length - 1);
        var (from, to) = (scale[next - 1], scale[next]);
        var part = to.At > from.At ? Math.Clamp((t - from.At) / (to.At - from.At), 0, 1) : 0;
        return ColorMix.Between(from.Color, to.Color, part);
    }

    public void DrawSample(Trace trace, double x, double y)
    {
        if (trace.Type == "bar")
        {
            svg.Empty("rect", ("x", x + 8), ("y", y - 6), ("width", 18), ("height", 12), ("fill", trace.Color));
            Hatching.Draw(svg, trace.Pattern, x + 8, y - 6, 18, 12);
            return;
        }
        if (trace.Lines)
            svg.Empty("path", ("d", $"M{SvgWriter.Number(x)} {SvgWriter.Number(y)}h28"), ("stroke", trace.Color), ("stroke-width", trace.LineWidth), ("stroke-dasharray", MarkerPath.Dash(trace.Dash, trace.LineWidth)));
        if (trace.Markers)
            svg.Empty("path", [("d", MarkerPath.At(trace.Symbol, x + 14, y, trace.Size)), .. MarkerPath.Paint(trace.Symbol, trace.Color)]);
    }

    public void DrawScatters()
    {
        foreach (var trace in panel.Traces.Where(t => t.Type == "scatter"))
        {
            var points = Points(trace);
            if (trace.Fill is not null)
                svg.Empty("path", ("d", AreaPath(points, trace.Steps)), ("fill", trace.Fill));
            if (trace.Lines)
                svg.Empty("path", ("d", LinePath(Thinned(points), trace.Steps)), ("fill", "none"), ("stroke", trace.Color), ("stroke-width", trace.LineWidth),
                    ("stroke-dasharray", MarkerPath.Dash(trace.Dash, trace.LineWidth)), ("stroke-linejoin", "round"), ("opacity", trace.Opacity < 1 ? trace.Opacity : null));
            if (trace.Markers)
                svg.Empty("path", [("d", string.Concat(points.Where(Finite).Select(p => MarkerPath.At(trace.Symbol, p.X, p.Y, trace.Size)))),
                    ("opacity", trace.Opacity < 1 ? trace.Opacity : null), .. MarkerPath.Paint(trace.Symbol, trace.Color)]);
        }
    }

    public void DrawBars()
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
                svg.Empty("rect", ("x", x), ("y", y), ("width", w), ("height", h), ("fill", trace.Color), ("stroke", trace.BarWidth is null ? null : "#ffffff"), ("stroke-width", trace.BarWidth is null ? null : 0.5));
                Hatching.Draw(svg, trace.Pattern, x, y, w, h);
            }
        }
    }

    public void DrawHeatmaps()
    {
        foreach (var trace in panel.Traces.Where(t => t.Type == "heatmap"))
        {
            if (trace.Texts is null && trace.Z.Sum(row => row.Length) > MaxCells)
            {
                DrawAsImage(trace);
                continue;
            }
            for (var r = 0; r < trace.Z.Length; r++)
                for (var c = 0; c < trace.Z[r].Length; c++)
                    DrawCell(trace, r, c);
        }
    }

    private void DrawAsImage(Trace trace)
    {
        var (rows, columns) = (trace.Z.Length, trace.Z.Max(row => row.Length));
        var rgb = new byte[3 * rows * columns];
        Array.Fill(rgb, (byte)255);
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < trace.Z[r].Length; c++)
                if (double.IsFinite(trace.Z[r][c]))
                    ColorMix.Write(ScaleColor(trace, (trace.Z[r][c] - trace.ZMin) / (trace.ZMax - trace.ZMin)), rgb.AsSpan(3 * (r * columns + c)));
        var (left, right) = (panel.X.PlaceScaled(-0.5) * size.Width, panel.X.PlaceScaled(columns - 0.5) * size.Width);
        var (top, bottom) = ((1 - panel.Y.PlaceScaled(-0.5)) * size.Height, (1 - panel.Y.PlaceScaled(rows - 0.5)) * size.Height);
        // An axis that runs upwards shows row 0 at the bottom: the picture is turned over.
        var flip = top > bottom ? $"matrix(1 0 0 -1 0 {SvgWriter.Number(top + bottom)})" : null;
        svg.Empty("image", ("href", PngEncoder.DataUri(rgb, columns, rows)), ("x", Math.Min(left, right)), ("y", Math.Min(top, bottom)), ("width", Math.Abs(right - left)),
            ("height", Math.Abs(bottom - top)), ("preserveAspectRatio", "none"), ("transform", flip), ("style", "image-rendering:pixelated"));
    }

    public void DrawImage(JsonObject image)
    {
        if (Json.Text(image["source"]) is not { } source || !source.StartsWith("data:image/png;base64,", StringComparison.Ordinal))
            return;
        var (x, y) = (Json.Number(image["x"]) ?? 0, Json.Number(image["y"]) ?? 0);
        var (left, right) = (panel.X.PlaceScaled(x) * size.Width, panel.X.PlaceScaled(x + (Json.Number(image["sizex"]) ?? 1)) * size.Width);
        var top = (1 - panel.Y.PlaceScaled(y)) * size.Height;
        var bottom = top + (Json.Number(image["sizey"]) ?? 1) * size.Height / Math.Abs(panel.Y.Range.End - panel.Y.Range.Start);
        svg.Empty("image", ("href", source), ("x", left), ("y", top), ("width", Math.Abs(right - left)), ("height", Math.Abs(bottom - top)), ("preserveAspectRatio", "none"), ("style", "image-rendering:pixelated"));
    }

    public void DrawShape(JsonObject shape)
    {
        var color = TraceReader.SafeColor(Json.Text(Json.Get(shape, "line", "color"))) ?? "#333333";
        var width = Math.Clamp(Json.Number(Json.Get(shape, "line", "width")) ?? 1.5, 0, 20);
        var dash = MarkerPath.Dash(Json.Text(Json.Get(shape, "line", "dash")) ?? "solid", width);
        var (x0, x1) = (X(shape, "x0"), X(shape, "x1"));
        var (y0, y1) = (Y(shape, "y0"), Y(shape, "y1"));
        if (Json.Text(shape["type"]) == "line")
            svg.Line(x0, y0, x1, y1, color, width, dash);
        else if (Json.Text(shape["type"]) == "rect")
            svg.Empty("rect", ("x", Math.Min(x0, x1)), ("y", Math.Min(y0, y1)), ("width", Math.Abs(x1 - x0)), ("height", Math.Abs(y1 - y0)),
                ("fill", TraceReader.SafeColor(Json.Text(shape["fillcolor"])) ?? "none"), ("opacity", Json.Number(shape["opacity"])), ("stroke", color), ("stroke-width", width), ("stroke-dasharray", dash));
    }

    private static bool Finite((double X, double Y) point) => double.IsFinite(point.X) && double.IsFinite(point.Y);

    private double X(JsonObject shape, string key) =>
        size.Width * (Relative(shape["xref"]) ? Json.Number(shape[key]) ?? 0 : panel.X.Place(Json.Number(shape[key]) ?? 0));

    private double Y(JsonObject shape, string key) =>
        size.Height * (1 - (Relative(shape["yref"]) ? Json.Number(shape[key]) ?? 0 : panel.Y.Place(Json.Number(shape[key]) ?? 0)));

    private static bool Relative(JsonNode? reference) =>
        Json.Text(reference) is { } text && (text == "paper" || text.EndsWith(" domain", StringComparison.Ordinal));

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

    private void DrawCell(Trace trace, int row, int column)
    {
        var (x, y) = (trace.X.Length == trace.Z[row].Length ? trace.X[column] : column, trace.Y.Length == trace.Z.Length ? trace.Y[row] : row);
        var (x0, x1) = (panel.X.PlaceScaled(x - 0.5) * size.Width, panel.X.PlaceScaled(x + 0.5) * size.Width);
        var (y0, y1) = ((1 - panel.Y.PlaceScaled(y - 0.5)) * size.Height, (1 - panel.Y.PlaceScaled(y + 0.5)) * size.Height);
        var value = trace.Z[row][column];
        if (!double.IsFinite(value))
            return;
        var color = ScaleColor(trace, (value - trace.ZMin) / (trace.ZMax - trace.ZMin));
        svg.Empty("rect", ("x", Math.Min(x0, x1)), ("y", Math.Min(y0, y1)), ("width", Math.Abs(x1 - x0) + 0.3), ("height", Math.Abs(y1 - y0) + 0.3), ("fill", color));
        if (trace.Texts is { } texts && row < texts.Length && column < texts[row].Length)
            svg.Text(texts[row][column], (x0 + x1) / 2, (y0 + y1) / 2 + 4, Math.Clamp(Math.Min(Math.Abs(y1 - y0) * 0.45, Math.Abs(x1 - x0) / Math.Max(2, texts[row][column].Length) * 1.6), 6, 13),
                "middle", ColorMix.IsLight(color) ? "#1f2328" : "#ffffff");
    }
}
