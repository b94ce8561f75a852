namespace DeepLearning.Plotting;

/// <summary>Reads traces of cells: matrices of numbers, and pictures.</summary>
internal static class MatrixReader
{
    public static Trace Matrix(Plotly.NET.Trace trace, Panel panel)
    {
        var z = Props.Items(trace, "z").Select(row => Props.NumberArray(row)).ToArray();
        if (Props.Flag(trace, "transpose") == true && z.Length > 0)
            z = [.. Enumerable.Range(0, z.Max(row => row.Length))
                .Select(c => z.Select(row => c < row.Length ? row[c] : double.NaN).ToArray())];
        var (min, max) = Numbers.Range(z.SelectMany(row => row));
        var middle = Props.Number(trace, "zmid");
        if (middle is { } m && min <= max) (min, max) = (m - Math.Max(max - m, m - min), m + Math.Max(max - m, m - min));
        return new()
        {
            Kind = TraceKind.Matrix,
            Color = SeriesStyle.Color(0),
            X = panel.X.Values(Props.Get(trace, "x")),
            Y = panel.Y.Values(Props.Get(trace, "y")),
            Z = z,
            Rows = z.Length,
            Columns = z.Length == 0 ? 0 : z.Max(row => row.Length),
            ZMin = Props.Number(trace, "zmin") ?? (min <= max ? min : 0),
            ZMax = Props.Number(trace, "zmax") ?? (min <= max ? max : 1),
            Scale = NamedScales.Of(trace),
            Texts = Texts(trace, z),
            ColorBar = Props.Flag(trace, "showscale") != false,
        };
    }

    /// <summary>A picture given as rows of pixels, or as a PNG.</summary>
    public static Trace Picture(Plotly.NET.Trace trace)
    {
        var rows = Props.Items(trace, "z").Select(row => Props.Items(row).Select(pixel => Props.NumberArray(pixel)).ToArray()).ToArray();
        var (height, width) = (rows.Length, rows.Length == 0 ? 0 : rows.Max(row => row.Length));
        var png = Props.Text(trace, "source");
        if (height > 0 && width > 0)
        {
            var rgb = new byte[3 * height * width];
            for (var r = 0; r < height; r++)
                for (var c = 0; c < rows[r].Length; c++)
                    for (var k = 0; k < 3 && k < rows[r][c].Length; k++)
                        rgb[3 * (r * width + c) + k] = (byte)Math.Clamp(double.IsFinite(rows[r][c][k]) ? rows[r][c][k] : 0, 0, 255);
            png = PngEncoder.DataUri(rgb, width, height);
        }
        return new()
        {
            Kind = TraceKind.Picture,
            Color = SeriesStyle.Color(0),
            Png = png,
            Rows = Math.Max(height, 1),
            Columns = Math.Max(width, 1)
        };
    }

    private static string[][]? Texts(Plotly.NET.Trace trace, double[][] z) => Props.Text(trace, "texttemplate") switch
    {
        null or "" => null,
        var template when template.Contains("%{z", StringComparison.Ordinal) =>
            [.. z.Select(row => row.Select(v => double.IsFinite(v) ? Numbers.Text(v, 3) : "").ToArray())],
        _ => [.. Props.Items(trace, "text").Select(row => Props.Items(row).Select(text => PlotlyText.Decode(Props.Text(text) ?? ""))
            .ToArray())],
    };
}
