namespace DeepLearning.Plotting;

/// <summary>Gives the axes of a panel the range of what is drawn on them.</summary>
internal static class AutoRange
{
    // Small enough to be subtracted and scaled without overflow.
    private const double Largest = 1e300;

    public static void Apply(Panel panel)
    {
        Apply(panel.X, panel, t => t.X, rows => rows.Length == 0 ? 0 : rows.Max(r => r.Length));
        Apply(panel.Y, panel, t => t.Y, rows => rows.Length);
    }

    private static bool FillsToZero(Trace trace) => trace.Fill is not null && !trace.FillsItself;

    private static void Apply(Axis axis, Panel panel, Func<Trace, double[]> values, Func<double[][], int> cells)
    {
        var all = new List<double>();
        double before = 0, after = 0;
        foreach (var trace in panel.Traces)
        {
            if (trace.Type == "heatmap")
            {
                all.AddRange([-0.5, cells(trace.Z) - 0.5]);
                continue;
            }
            all.AddRange(axis.IsLog ? values(trace).Where(v => v > 0).Select(Math.Log10) : values(trace));
            var isPlace = trace.Type == "bar" && trace.Horizontal != axis.IsX;
            if (isPlace)
                before = after = Math.Max(before, trace.BarWidth / 2 ?? 0.5);
            else if ((trace.Type == "bar" || (FillsToZero(trace) && !axis.IsX)) && !axis.IsLog)
                all.Add(0);
        }
        var (min, max) = Numbers.Range(all);
        if (min > max)
            (min, max) = (0, 1);
        if (min == max)
            (min, max) = min == 0 || axis.IsLog ? (min - 0.5, max + 0.5) : (min - Math.Abs(min) * 0.1, max + Math.Abs(max) * 0.1);
        // Lines may touch the sides; nothing else touches an edge, and bars stand on theirs.
        var padding = (axis.IsX && panel.Traces.All(t => t.Type == "scatter" && !t.Markers) ? 0 : 0.05) * (max - min);
        var rests = panel.Traces.Exists(t => t.Type == "bar" || FillsToZero(t));
        if (panel.Traces.Exists(t => t.Type == "heatmap") || before > 0)
            padding = 0;
        (min, max) = (rests && min == 0 ? min : min - padding - before, rests && max == 0 ? max : max + padding + after);
        var (start, end) = axis.IsReversed ? (max, min) : (min, max);
        (start, end) = (axis.FixedStart ?? start, axis.FixedEnd ?? end);
        if (axis.FixedStart is not null != axis.FixedEnd is not null && start >= end && !axis.IsReversed)
            (start, end) = axis.FixedStart is not null ? (start, start + 1) : (end - 1, end);
        (start, end) = (Math.Clamp(start, -Largest, Largest), Math.Clamp(end, -Largest, Largest));
        axis.Range = start == end ? (start - 0.5, end + 0.5) : (start, end);
    }
}
