namespace DeepLearning.Plotting;

/// <summary>Gives an axis the range of what is drawn on it.</summary>
internal static class AutoRange
{
    // Small enough to be subtracted and scaled without overflow.
    private const double Largest = 1e300;

    public static void Apply(Axis axis, FigureModel model)
    {
        Panel[] panels = [.. model.Panels.Where(p => p.X == axis || p.Y == axis)];
        Trace[] traces = [.. panels.SelectMany(p => p.Traces)];
        foreach (var panel in panels) BarPlaces.Apply(panel, model.BarMode);
        var all = new List<double>();
        foreach (var trace in traces) all.AddRange(Extent(trace, axis));
        var (min, max) = Numbers.Range(axis.IsLog ? all.Where(v => v > 0).Select(Math.Log10) : all);
        if (min > max)
        {
            if (axis.IsLog && traces.Length > 0 && all.Exists(double.IsFinite))
                model.Remarks.Add($"Nothing positive to draw on a logarithmic axis{(axis.Title.Length > 0 ? $" ({axis.Title})" : "")}");
            (min, max) = (0, 1);
        }
        if (min == max)
            (min, max) = min == 0 || axis.IsLog ? (min - 0.5, max + 0.5) : (min - Math.Abs(min) * 0.1, max + Math.Abs(max) * 0.1);
        if (axis.StartsAtZero && !axis.IsLog) (min, max) = (Math.Min(min, 0), Math.Max(max, 0));
        // Lines may touch the sides; nothing else touches an edge, and bars stand on theirs.
        var padding = (axis.IsX && Array.TrueForAll(traces, t => t.Kind == TraceKind.Series && !t.Markers) ? 0 : 0.05) * (max - min);
        // Zero is nowhere on a logarithmic axis: there the smallest bar would have no height.
        var rests = !axis.IsLog && (axis.StartsAtZero || Array.Exists(traces, t => StandsOnZero(t, axis)));
        if (Array.Exists(traces, t => t.Kind is TraceKind.Matrix or TraceKind.Picture || IsPlaced(t, axis))) padding = 0;
        (min, max) = (rests && min == 0 ? min : min - padding, rests && max == 0 ? max : max + padding);
        var (start, end) = axis.IsReversed || traces.Any(t => t.Kind == TraceKind.Picture && !axis.IsX) ? (max, min) : (min, max);
        (start, end) = (axis.FixedStart ?? start, axis.FixedEnd ?? end);
        if (axis.FixedStart is not null != axis.FixedEnd is not null && start >= end && !axis.IsReversed)
            (start, end) = axis.FixedStart is not null ? (start, start + 1) : (end - 1, end);
        (start, end) = (Math.Clamp(start, -Largest, Largest), Math.Clamp(end, -Largest, Largest));
        axis.Range = start == end ? (start - 0.5, end + 0.5) : (start, end);
    }

    private static IEnumerable<double> Extent(Trace trace, Axis axis)
    {
        var values = axis.IsX ? trace.X : trace.Y;
        if (trace.Kind is TraceKind.Matrix or TraceKind.Picture)
        {
            var edges = MatrixTraceSvg.Edges(values, axis.IsX ? trace.Columns : trace.Rows);
            return [edges[0], edges[^1]];
        }
        if (trace.Kind is TraceKind.Bars or TraceKind.Boxes)
        {
            if (IsPlaced(trace, axis)) return trace.Bars.SelectMany(bar => (double[])[bar.From - bar.Gap, bar.To + bar.Gap]);
            return trace.Kind == TraceKind.Boxes ? trace.Boxes.SelectMany(box => box.Extent)
                : trace.Bars.SelectMany(bar => (double[])[bar.Base, bar.Value]);
        }
        var errors = (axis.IsX ? trace.XErrors : trace.YErrors)?.Extent(values) ?? [];
        return trace.FillTo == FillTarget.Zero && !axis.IsX || trace.FillTo == FillTarget.ZeroX
            && axis.IsX ? [.. values, .. errors, 0] : [.. values, .. errors];
    }

    // The axis along which bars and boxes stand beside each other.
    private static bool IsPlaced(Trace trace, Axis axis) => trace.Kind is TraceKind.Bars or TraceKind.Boxes && trace.Horizontal != axis.IsX;

    private static bool StandsOnZero(Trace trace, Axis axis) =>
        trace.Kind == TraceKind.Bars ? !IsPlaced(trace, axis) : trace.FillTo == (axis.IsX ? FillTarget.ZeroX : FillTarget.Zero);
}
