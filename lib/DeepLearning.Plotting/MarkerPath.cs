namespace DeepLearning.Plotting;

/// <summary>The shapes of markers and the patterns of dashes, by their names in plotly.js.</summary>
internal static class MarkerPath
{
    /// <summary>The outline of one marker.</summary>
    public static string At(string symbol, double x, double y, double size)
    {
        string N(double value) => SvgWriter.Number(value);
        var (r, at) = (size / 2, $"M{N(x)} {N(y)}");
        return symbol switch
        {
            "square" => $"{at}m{N(-r)} {N(-r)}h{N(size)}v{N(size)}h{N(-size)}z",
            "diamond" => $"{at}m0 {N(-r * 1.3)}l{N(r * 1.1)} {N(r * 1.3)}l{N(-r * 1.1)} {N(r * 1.3)}l{N(-r * 1.1)} {N(-r * 1.3)}z",
            "triangle-up" => $"{at}m0 {N(-r * 1.2)}l{N(r * 1.15)} {N(r * 2)}h{N(-r * 2.3)}z",
            "triangle-down" => $"{at}m0 {N(r * 1.2)}l{N(r * 1.15)} {N(-r * 2)}h{N(-r * 2.3)}z",
            "x" => $"{at}m{N(-r * 0.8)} {N(-r * 0.8)}l{N(r * 1.6)} {N(r * 1.6)}m0 {N(-r * 1.6)}l{N(-r * 1.6)} {N(r * 1.6)}",
            "cross" => $"{at}m{N(-r)} 0h{N(size)}m{N(-r)} {N(-r)}v{N(size)}",
            "star" => $"{at}m{N(-r)} 0h{N(size)}m{N(-r * 1.5)} {N(-r * 0.87)}l{N(r)} {N(r * 1.74)}m0 {N(-r * 1.74)}l{N(-r)} {N(r * 1.74)}",
            _ => $"{at}m{N(-r)} 0a{N(r)} {N(r)} 0 1 0 {N(size)} 0a{N(r)} {N(r)} 0 1 0 {N(-size)} 0",
        };
    }

    /// <summary>Crosses are strokes, everything else is filled, with a thin white edge that keeps it apart from lines; the edge lies
    /// below, so that many on one place are not white.</summary>
    public static (string Name, object? Value)[] Paint(string symbol, string color) => symbol is "x" or "cross" or "star"
        ? [("fill", "none"), ("stroke", color), ("stroke-width", 2)]
        : [("fill", color), ("stroke", "#ffffff"), ("stroke-width", 1.2), ("paint-order", "stroke")];

    /// <summary>How a line is stroked.</summary>
    public static (string Name, object? Value)[] Stroke(Trace trace) =>
        [("stroke", trace.Color), ("stroke-width", trace.LineWidth), ("stroke-dasharray", Dash(trace.Dash, trace.LineWidth))];

    public static string? Dash(string dash, double width)
    {
        double[] parts = dash switch
        {
            "dash" => [4, 2.4],
            "dot" => [1.2, 1.8],
            "dashdot" => [4, 2, 1.2, 2],
            "longdash" => [8, 3],
            "longdashdot" => [8, 2.4, 1.2, 2.4],
            _ => [],
        };
        return parts.Length == 0 ? null : string.Join(' ', parts.Select(p => SvgWriter.Number(p * Math.Max(width, 1))));
    }
}
