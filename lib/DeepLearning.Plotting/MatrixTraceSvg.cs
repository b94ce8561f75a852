namespace DeepLearning.Plotting;

/// <summary>Draws matrices and pictures of one panel, in the panel's own coordinates.</summary>
internal sealed class MatrixTraceSvg(SvgWriter svg, Panel panel, (double Width, double Height) size)
{
    // Beyond this, one embedded picture is smaller than so many rectangles.
    private const int MaxCells = 4096;

    /// <summary>The edges of <paramref name="count"/> cells whose middles (or edges) are given; without any, cell 0 lies around
    /// 0.</summary>
    public static double[] Edges(double[] given, int count)
    {
        if (given.Length == count + 1) return given;
        double[] middles = given.Length == count && count > 0 ? given : [.. Enumerable.Range(0, count).Select(i => (double)i)];
        if (count < 2) return count == 0 ? [-0.5, 0.5] : [middles[0] - 0.5, middles[0] + 0.5];
        return [1.5 * middles[0] - 0.5 * middles[1], .. middles.Zip(middles.Skip(1), (a, b) => (a + b) / 2),
            1.5 * middles[^1] - 0.5 * middles[^2]];
    }

    public static string ScaleColor(Trace trace, double t) => NamedScales.At(trace.Scale, t);

    public void Draw()
    {
        foreach (var image in panel.Images)
            DrawImage(image);
        foreach (var trace in panel.Traces.Where(t => t.Kind == TraceKind.Picture
            && t.Png?.StartsWith("data:image/png;base64,", StringComparison.Ordinal) == true))
            EmbedBetween(trace.Png!, (-0.5, trace.Columns - 0.5), (-0.5, trace.Rows - 0.5));
        foreach (var trace in panel.Traces.Where(t => t.Kind == TraceKind.Matrix))
        {
            var (xs, ys) = (Edges(trace.X, trace.Columns), Edges(trace.Y, trace.Rows));
            if (trace.Texts is null && trace.X.Length == 0 && trace.Y.Length == 0 && trace.Rows * trace.Columns > MaxCells)
            {
                DrawAsImage(trace);
                continue;
            }
            for (var r = 0; r < trace.Z.Length; r++)
                for (var c = 0; c < trace.Z[r].Length; c++)
                    DrawCell(trace, r, c, xs, ys);
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
                    ColorMix.Write(ScaleColor(trace, (trace.Z[r][c] - trace.ZMin) / (trace.ZMax - trace.ZMin)),
                        rgb.AsSpan(3 * (r * columns + c)));
        EmbedBetween(PngEncoder.DataUri(rgb, columns, rows), (-0.5, columns - 0.5), (-0.5, rows - 0.5));
    }

    private void EmbedBetween(string png, (double From, double To) x, (double From, double To) y)
    {
        var (left, right) = (panel.X.PlaceScaled(x.From) * size.Width, panel.X.PlaceScaled(x.To) * size.Width);
        var (top, bottom) = ((1 - panel.Y.PlaceScaled(y.From)) * size.Height, (1 - panel.Y.PlaceScaled(y.To)) * size.Height);
        // An axis that runs upwards shows row 0 at the bottom: the picture is turned over.
        var flip = top > bottom ? $"matrix(1 0 0 -1 0 {SvgWriter.Number(top + bottom)})" : null;
        Embed(png, Math.Min(left, right), Math.Min(top, bottom), Math.Abs(right - left), Math.Abs(bottom - top), flip);
    }

    private void DrawImage(DynamicObj.DynamicObj image)
    {
        if (Props.Text(image, "source") is not { } source || !source.StartsWith("data:image/png;base64,", StringComparison.Ordinal))
            return;
        var (x, y) = (Props.Number(image, "x") ?? 0, Props.Number(image, "y") ?? 0);
        var (left, right) = (panel.X.PlaceScaled(x) * size.Width,
            panel.X.PlaceScaled(x + (Props.Number(image, "sizex") ?? 1)) * size.Width);
        var top = (1 - panel.Y.PlaceScaled(y)) * size.Height;
        var bottom = top + (Props.Number(image, "sizey") ?? 1) * size.Height / Math.Abs(panel.Y.Range.End - panel.Y.Range.Start);
        Embed(source, left, top, Math.Abs(right - left), Math.Abs(bottom - top));
    }

    private void Embed(string png, double x, double y, double width, double height, string? transform = null) =>
        svg.Empty("image", ("href", png), ("x", x), ("y", y), ("width", width), ("height", height), ("preserveAspectRatio", "none"),
            ("transform", transform), ("style", "image-rendering:pixelated"));

    private void DrawCell(Trace trace, int row, int column, double[] xs, double[] ys)
    {
        var (x0, x1) = (panel.X.Place(xs[column]) * size.Width, panel.X.Place(xs[column + 1]) * size.Width);
        var (y0, y1) = ((1 - panel.Y.Place(ys[row])) * size.Height, (1 - panel.Y.Place(ys[row + 1])) * size.Height);
        var value = trace.Z[row][column];
        if (!double.IsFinite(value))
            return;
        var color = ScaleColor(trace, (value - trace.ZMin) / (trace.ZMax - trace.ZMin));
        var (width, height) = (Math.Abs(x1 - x0), Math.Abs(y1 - y0));
        svg.Rect(Math.Min(x0, x1), Math.Min(y0, y1), width + 0.7, height + 0.7, color);
        if (trace.Texts is not { } texts || row >= texts.Length || column >= texts[row].Length)
            return;
        var text = texts[row][column];
        var fontSize = Math.Clamp(Math.Min(height * 0.45, width / Math.Max(2, text.Length) * 1.6), 6, 13);
        svg.Text(text, (x0 + x1) / 2, (y0 + y1) / 2 + 4, fontSize, "middle", ColorMix.IsLight(color) ? "#1f2328" : "#ffffff");
    }
}
