namespace DeepLearning.Plotting;

/// <summary>Says in words what a figure shows.</summary>
internal static class FigureDescription
{
    private const int Named = 4;

    public static string Of(FigureModel model)
    {
        if (Props.Text(model.Layout, "meta", "description") is { Length: > 0 } given)
            return given;
        if (Props.Text(model.Layout, "meta", "autoDescription") is { Length: > 0 } made)
            return made;
        var panels = model.Panels.Select(Describe).Where(text => text.Length > 0).ToArray();
        return panels.Length switch
        {
            0 when Props.Get(model.Layout, "images") is not null => "Pictures.",
            0 when model.OnlyLive.Count > 0 => $"Drawn only live: {string.Join(", ", model.OnlyLive.Distinct())}.",
            0 => "An empty chart.",
            1 => panels[0],
            _ => $"{panels.Length} panels. " + string.Join(" ", panels.Select((text, i) => $"({i + 1}) {text}")),
        };
    }

    private static string Describe(Panel panel)
    {
        if (panel.Traces.Find(t => t.Kind == TraceKind.Matrix) is { } matrix)
        {
            var (min, max) = Numbers.Range(matrix.Z.SelectMany(row => row));
            return $"Matrix of {matrix.Rows} by {matrix.Columns} values {Span(min, max)}.";
        }
        if (panel.Traces.Find(t => t.Kind == TraceKind.Picture) is { } picture)
            return picture.Rows > 1 ? $"A picture of {picture.Rows} by {picture.Columns} pixels." : "A picture.";
        var traces = panel.Traces.FindAll(t => !t.IsBand);
        if (traces.Count == 0) return "";
        var all = traces.Take(Named).Select(Describe);
        var rest = traces.Count > Named ? $"; and {traces.Count - Named} more" : "";
        var over = panel.X.Title.Length > 0 ? $" over {panel.X.Title}" : "";
        return $"{Kind(traces)}{over}: {string.Join("; ", all)}{rest}.";
    }

    private static string Kind(List<Trace> traces)
    {
        var (first, several) = (traces[0], traces.Count > 1);
        if (traces.Exists(t => t.Kind != first.Kind || t.Lines != first.Lines)) return "Chart";
        return first.Kind switch
        {
            TraceKind.Bars => first.IsHistogram || first.BarWidth is not null ? "Histogram" : "Bar chart",
            TraceKind.Boxes => first.Boxes is [{ Outline.Length: > 0 }, ..] ? "Violins" : "Boxes",
            _ => first.Lines ? several ? "Lines" : "Line" : "Points",
        };
    }

    private static string Describe(Trace trace)
    {
        var name = trace.Name is { Length: > 0 } ? trace.Name + " " : "";
        if (trace.Kind == TraceKind.Boxes)
            return string.Join("; ", trace.Boxes.Select(box =>
                $"{name}median {Numbers.Text(box.Median)}, half of the values from {Numbers.Text(box.Q1)} to {Numbers.Text(box.Q3)}"));
        var (min, max) = Numbers.Range(trace.Horizontal ? trace.X : trace.Y);
        if (min > max) return $"{name}without finite values";
        if (trace.Kind == TraceKind.Bars) return $"{name}{trace.X.Length} bars {Span(min, max)}";
        var (x0, x1) = Numbers.Range(trace.X);
        var range = $"{Span(min, max)} for x {Span(x0, x1)}";
        if (!trace.Lines) return $"{name}{trace.X.Length} {(trace.X.Length == 1 ? "point" : "points")}, y {range}";
        return $"{name}{range}, starts at {Numbers.Text(trace.Y.First(double.IsFinite))}, ends at " +
            $"{Numbers.Text(trace.Y.Last(double.IsFinite))}";
    }

    private static string Span(double from, double to) =>
        from == to ? Numbers.Text(from) : $"from {Numbers.Text(from)} to {Numbers.Text(to)}";
}
