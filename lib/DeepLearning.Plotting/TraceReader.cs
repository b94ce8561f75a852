using System.Text.RegularExpressions;

namespace DeepLearning.Plotting;

/// <summary>Reads one plotly.js trace.</summary>
internal static partial class TraceReader
{
    private static readonly string[] Drawn = ["scatter", "scattergl", "bar", "heatmap", "heatmapgl", "histogram", "box", "violin", "image"];

    /// <summary>What only plotly.js can draw of a trace, in words; null if the static picture can draw it.</summary>
    public static string? Refusal(Plotly.NET.Trace trace) =>
        !Drawn.Contains(trace.type) ? trace.type
        : Props.Text(trace, "stackgroup") is { Length: > 0 } ? "stacked areas"
        : trace.type == "histogram" && (Props.Text(trace, "histfunc") is not (null or "count")
            || Props.Flag(trace, "cumulative", "enabled") == true) ? "a histogram of sums"
        : null;

    public static Trace Read(Plotly.NET.Trace trace, int index, Panel panel)
    {
        var name = Props.Text(trace, "name") is { } text ? PlotlyText.Decode(text) : null;
        var read = trace.type switch
        {
            "heatmap" or "heatmapgl" => MatrixReader.Matrix(trace, panel),
            "image" => MatrixReader.Picture(trace),
            "box" or "violin" => Boxes(trace, index, name, panel),
            "bar" or "histogram" => Bars(trace, index, panel),
            _ => Series(trace, index, panel),
        };
        return read with
        {
            Name = name,
            LegendGroup = Props.Text(trace, "legendgroup") is { Length: > 0 } group ? group + "/" + name : null,
            InLegend = read.Kind is not (TraceKind.Matrix or TraceKind.Picture) && Props.Flag(trace, "showlegend") != false
                && name is { Length: > 0 },
            Opacity = Math.Clamp(Props.Number(trace, "opacity") ?? Props.Number(trace, "marker", "opacity")
                ?? (read.Sizes is null ? 1 : 0.7), 0, 1),
        };
    }

    /// <summary>A colour that may stand in an attribute: no <c>url(…)</c>, nothing that is not a colour.</summary>
    public static string? SafeColor(string? color) => color is not null && ColorPattern().IsMatch(color) ? color : null;

    private static string? Color(object? node, params ReadOnlySpan<string> path) => SafeColor(Props.Text(node, path));

    private static Trace Series(Plotly.NET.Trace trace, int index, Panel panel)
    {
        var (x, y) = Points(trace, panel);
        var mode = Props.Text(trace, "mode") ?? (x.Length < 20 ? "lines+markers" : "lines");
        var lines = mode.Contains("lines", StringComparison.Ordinal);
        var color = Color(trace, lines ? "line" : "marker", "color") ?? Color(trace, "marker", "color") ?? Color(trace, "line", "color")
            ?? SeriesStyle.Color(index);
        var fill = Props.Text(trace, "fill") switch
        {
            "tozeroy" => FillTarget.Zero,
            "tozerox" => FillTarget.ZeroX,
            "tonexty" or "tonextx" or "tonext" => FillTarget.Previous,
            "toself" => FillTarget.Itself,
            _ => FillTarget.Nothing,
        };
        var sizes = Props.Get(trace, "marker", "size") is System.Collections.IEnumerable several and not string
            ? Props.NumberArray(several) : null;
        return new()
        {
            Kind = TraceKind.Series,
            X = x,
            Y = y,
            Lines = lines,
            Markers = mode.Contains("markers", StringComparison.Ordinal),
            Color = color,
            Colors = PointColors.Of(Props.Get(trace, "marker"), x.Length),
            Dash = Props.Text(trace, "line", "dash") ?? "solid",
            LineWidth = Math.Clamp(Props.Number(trace, "line", "width") ?? 2, 0, 20),
            Shape = Props.Text(trace, "line", "shape") ?? "linear",
            Symbol = Props.Text(trace, "marker", "symbol") ?? "circle",
            Size = Math.Clamp(Props.Number(trace, "marker", "size") ?? 6, 0, 50),
            Sizes = sizes,
            Labels = mode.Contains("text", StringComparison.Ordinal)
                ? (Words(trace, x.Length), Props.Text(trace, "textposition") ?? "middle center") : null,
            FillTo = fill,
            Fill = fill == FillTarget.Nothing ? null : Color(trace, "fillcolor") ?? ColorMix.Faint(color),
            XErrors = Errors(trace, "error_x", x),
            YErrors = Errors(trace, "error_y", y),
        };
    }

    private static Trace Bars(Plotly.NET.Trace trace, int index, Panel panel)
    {
        var isHistogram = trace.type == "histogram";
        var horizontal = isHistogram && Props.Get(trace, "orientation") is null ? Props.Get(trace, "x") is null : Props.Text(trace,
            "orientation") == "h";
        var (x, y) = isHistogram ? Counted(trace, horizontal, panel) : Points(trace, panel);
        return new()
        {
            Kind = TraceKind.Bars,
            X = x,
            Y = y,
            Horizontal = horizontal,
            IsHistogram = isHistogram,
            Color = Color(trace, "marker", "color") ?? SeriesStyle.Color(index),
            Colors = PointColors.Of(Props.Get(trace, "marker"), x.Length),
            BarWidth = Props.Number(trace, "width"),
            Pattern = Props.Text(trace, "marker", "pattern", "shape") ?? "",
            Bases = Props.Get(trace, "base") is { } foot ? Props.Number(foot) is { } one ? [one] : Props.NumberArray(foot) : null,
            Edge = Color(trace, "marker", "line", "color"),
            Labels = Props.Get(trace, "text") is null || isHistogram ? null : (Words(trace, x.Length), ""),
            XErrors = Errors(trace, "error_x", x),
            YErrors = Errors(trace, "error_y", y),
        };
    }

    private static (double[] X, double[] Y) Counted(Plotly.NET.Trace trace, bool horizontal, Panel panel)
    {
        var letter = horizontal ? "y" : "x";
        var axis = horizontal ? panel.Y : panel.X;
        var values = axis.Values(Props.Get(trace, letter));
        var bins = axis.HasCategories ? new(-0.5, 1, (int)values.Max() + 1) : HistogramBins.Of(trace, letter, values);
        var counts = new double[bins.Count];
        foreach (var bin in values.Select(bins.Of).Where(bin => bin >= 0)) counts[bin]++;
        var total = Math.Max(1, counts.Sum());
        double[] heights = Props.Text(trace, "histnorm") switch
        {
            "percent" => [.. counts.Select(c => 100 * c / total)],
            "probability" => [.. counts.Select(c => c / total)],
            "density" => [.. counts.Select(c => c / bins.Size)],
            "probability density" => [.. counts.Select(c => c / total / bins.Size)],
            _ => counts,
        };
        return horizontal ? (heights, bins.Middles) : (bins.Middles, heights);
    }

    private static Trace Boxes(Plotly.NET.Trace trace, int index, string? name, Panel panel)
    {
        var horizontal = Props.Get(trace, "orientation") is { } way ? Props.Text(way) == "h" : Props.Get(trace, "y") is null;
        var (along, across) = horizontal ? (panel.Y, panel.X) : (panel.X, panel.Y);
        var values = across.Values(Props.Get(trace, horizontal ? "x" : "y"));
        var places = Props.Get(trace, horizontal ? "y" : "x") is { } given ? along.Values(given)
            : along.Values(Enumerable.Repeat<object?>(name ?? $"trace {index}", values.Length).ToArray());
        var groups = places.Zip(values).GroupBy(pair => pair.First, pair => pair.Second).OrderBy(group => group.Key).ToArray();
        double[] at = [.. groups.Select(group => group.Key)];
        var none = Array.ConvertAll(at, _ => double.NaN);
        return new()
        {
            Kind = TraceKind.Boxes,
            X = horizontal ? none : at,
            Y = horizontal ? at : none,
            Horizontal = horizontal,
            Color = Color(trace, "line", "color") ?? Color(trace, "marker", "color") ?? SeriesStyle.Color(index),
            Boxes = [.. groups.Select(group => BoxStatistics.Of(group, trace.type == "violin"))],
        };
    }

    private static (double[] X, double[] Y) Points(Plotly.NET.Trace trace, Panel panel)
    {
        var (x, y) = (panel.X.Values(Props.Get(trace, "x")), panel.Y.Values(Props.Get(trace, "y")));
        if (x.Length == 0) x = [.. y.Select((_, i) => (double)i)];
        if (y.Length == 0) y = [.. x.Select((_, i) => (double)i)];
        var count = Math.Min(x.Length, y.Length);
        return (x[..count], y[..count]);
    }

    private static string[] Words(Plotly.NET.Trace trace, int count) => Props.Get(trace, "text") is string one
        ? [.. Enumerable.Repeat(PlotlyText.Decode(one), count)]
        : [.. Props.Items(trace, "text").Take(count).Select(word => PlotlyText.Decode(Props.Text(word) ?? ""))];

    private static ErrorBars? Errors(Plotly.NET.Trace trace, string name, double[] values)
    {
        if (Props.Get(trace, name) is not DynamicObj.DynamicObj errors || Props.Flag(errors, "visible") == false) return null;
        var amount = Props.Number(errors, "value") ?? 10;
        double[] plus = Props.Text(errors, "type") switch
        {
            "constant" => Array.ConvertAll(values, _ => amount),
            "percent" => Array.ConvertAll(values, v => Math.Abs(v) * amount / 100),
            "sqrt" => Array.ConvertAll(values, v => Math.Sqrt(Math.Abs(v))),
            _ => Props.NumberArray(errors, "array"),
        };
        var minus = Props.Flag(errors, "symmetric") == false
            || Props.Get(errors, "arrayminus") is not null ? Props.NumberArray(errors, "arrayminus") : plus;
        double[] Full(double[] some) => [.. some.Select(e => double.IsFinite(e) ? e : 0),
            .. Enumerable.Repeat(0.0, Math.Max(0, values.Length - some.Length))];
        return new(Full(plus), Full(minus), Color(errors, "color"), Math.Clamp(Props.Number(errors, "thickness") ?? 2, 0, 10));
    }

    [GeneratedRegex(@"^(#[0-9a-fA-F]{3,8}|rgba?\([0-9., %]+\)|[a-zA-Z]{3,24})$")]
    private static partial Regex ColorPattern();
}
