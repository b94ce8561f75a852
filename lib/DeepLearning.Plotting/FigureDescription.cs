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
            0 => "An empty chart.",
            1 => panels[0],
            _ => $"{panels.Length} panels. " + string.Join(" ", panels.Select((text, i) => $"({i + 1}) {text}")),
        };
    }

    private static string Describe(Panel panel)
    {
        if (panel.Traces.Find(t => t.Type == "heatmap") is { } matrix)
        {
            var (min, max) = Numbers.Range(matrix.Z.SelectMany(row => row));
            return $"Matrix of {matrix.Z.Length} by {(matrix.Z.Length == 0 ? 0 : matrix.Z[0].Length)} values {Span(min, max)}.";
        }
        // A band around a line is no series of its own.
        var traces = panel.Traces.FindAll(t => !t.FillsItself);
        if (traces.Count == 0)
            return "";
        var all = traces.Take(Named).Select(Describe);
        var rest = traces.Count > Named ? $"; and {traces.Count - Named} more" : "";
        var over = panel.X.Title.Length > 0 ? $" over {panel.X.Title}" : "";
        return $"{Kind(traces)}{over}: {string.Join("; ", all)}{rest}.";
    }

    private static string Kind(List<Trace> traces)
    {
        var (first, several) = (traces[0], traces.Count > 1);
        if (traces.Exists(t => t.Type != first.Type || t.Lines != first.Lines))
            return "Chart";
        return first.Type == "bar" ? first.BarWidth is null ? "Bar chart" : "Histogram" : first.Lines ? several ? "Lines" : "Line" : "Points";
    }

    private static string Describe(Trace trace)
    {
        var name = trace.Name is { Length: > 0 } ? trace.Name + " " : "";
        var values = trace.Horizontal ? trace.X : trace.Y;
        var (min, max) = Numbers.Range(values);
        if (min > max)
            return $"{name}without finite values";
        if (trace.Type == "bar")
            return $"{name}{trace.X.Length} bars {Span(min, max)}";
        var (x0, x1) = Numbers.Range(trace.X);
        var range = $"{Span(min, max)} for x {Span(x0, x1)}";
        if (!trace.Lines)
            return $"{name}{trace.X.Length} {(trace.X.Length == 1 ? "point" : "points")}, y {range}";
        return $"{name}{range}, starts at {Numbers.Text(trace.Y.First(double.IsFinite))}, ends at {Numbers.Text(trace.Y.Last(double.IsFinite))}";
    }

    private static string Span(double from, double to) =>
        from == to ? Numbers.Text(from) : $"from {Numbers.Text(from)} to {Numbers.Text(to)}";
}
