using System.Globalization;
using Plotly.NET;
using Plotly.NET.LayoutObjects;

namespace DeepLearning.Plotting;

/// <summary>Where the panels of a figure go, in plotly.js's terms: each has its own pair of axes on a part of the paper.</summary>
internal sealed record SubplotPlan(int Columns, int Rows, int Width, int Height, int Left, int Right, int Top, int Bottom)
{
    public const int TitleLine = 18;
    private const int TitleSize = 14;

    public void Place(GenericChart chart, int index, List<Plotly.NET.Trace> data, Layout layout)
    {
        var suffix = index == 0 ? "" : (index + 1).ToString(CultureInfo.InvariantCulture);
        var (x, y) = (Domain(index % Columns, Columns, Width, Left, Right), Domain(index / Columns, Rows, Height, Top, Bottom));
        (double From, double To) vertical = (1 - y.To, 1 - y.From);
        var own = GenericChart.getLayout(chart);
        PlaceAxis(own, layout, 'x', 'y', suffix, x);
        PlaceAxis(own, layout, 'y', 'x', suffix, vertical);
        foreach (var trace in GenericChart.getTraces(chart)) data.Add(PlaceTrace(trace, suffix, x, vertical, data));
        Chart.Add<Annotation>(layout, "annotations", Props.Objects(own, "annotations").Select(item => PlaceExtra(item, suffix)));
        Chart.Add<Shape>(layout, "shapes", Props.Objects(own, "shapes").Select(item => PlaceExtra(item, suffix)));
        Chart.Add<LayoutImage>(layout, "images", Props.Objects(own, "images").Select(item => PlaceExtra(item, suffix)));
        if (TitleLines(chart) is { Count: > 0 } lines) Chart.Add<Annotation>(layout, "annotations", [Title(lines, suffix)]);
        layout.Set(("barmode", Props.Get(layout, "barmode") ?? Props.Get(own, "barmode")));
    }

    /// <summary>The plan with room above the panels for the longest of their titles.</summary>
    public SubplotPlan WithTitles(IEnumerable<GenericChart> charts) =>
        charts.Max(chart => TitleLines(chart).Count) is var lines and > 1
            ? this with { Top = Top + (lines - 1) * TitleLine, Height = Height + Rows * (lines - 1) * TitleLine } : this;

    /// <summary>How many lines a title above a panel has; 1 for other annotations.</summary>
    public static int LinesAbove(DynamicObj.DynamicObj note) =>
        Props.Text(note, "yanchor") == "bottom" && Props.Number(note, "y") == 1
            && Props.Text(note, "yref")?.EndsWith(" domain", StringComparison.Ordinal) == true
            ? PlotlyText.Decode(Props.Text(note, "text") ?? "").Split('\n').Length : 1;

    private List<string> TitleLines(GenericChart chart) => FigureModel.TitleOf(GenericChart.getLayout(chart)) is { Length: > 0 } title
        ? TextMetrics.Wrap(title, (Width - Columns * (Left + Right)) / (double)Columns + 2 * Right, TitleSize, bold: true) : [];

    // Between the outer margins lie the panels and the room between them, in pixels; plotly.js wants parts of the whole.
    private static (double From, double To) Domain(int place, int count, int size, int before, int after)
    {
        double inner = size - before - after;
        var panel = (inner - (count - 1) * (before + after)) / count;
        var from = place * (panel + before + after);
        return (Math.Round(from / inner, 4), Math.Round((from + panel) / inner, 4));
    }

    private static void PlaceAxis(Layout own, Layout layout, char letter, char other, string suffix, (double From, double To) domain)
    {
        var axis = Props.Copy(Props.Child<LinearAxis>(Props.Copy(own), letter + "axis"));
        layout.Set((letter + "axis" + suffix, axis.Set(("domain", (double[])[domain.From, domain.To]), ("anchor", other + suffix))));
    }

    private static Plotly.NET.Trace PlaceTrace(
        Plotly.NET.Trace trace, string suffix, (double From, double To) x, (double From, double To) y, List<Plotly.NET.Trace> earlier)
    {
        var copy = Props.Copy(trace).Set(("xaxis", "x" + suffix), ("yaxis", "y" + suffix));
        if (copy.type == "heatmap")
            Props.Child<ColorBar>(copy, "colorbar").Set(("x", x.To + 0.005), ("y", (y.From + y.To) / 2), ("len", y.To - y.From));
        if (Props.Text(copy, "name") is not { } name) return copy;
        // A name that two panels share is one entry of the legend, provided that it looks the same in both.
        var same = earlier.Exists(t => Props.Text(t, "name") == name && Style(t) == Style(copy));
        return copy.Set(("legendgroup", name), ("showlegend", same ? false : Props.Get(copy, "showlegend")));
    }

    private static double? Style(Plotly.NET.Trace trace) => Props.Number(trace, "meta", "series");

    private static DynamicObj.DynamicObj PlaceExtra(DynamicObj.DynamicObj item, string suffix)
    {
        var copy = Props.Copy(item);
        foreach (var key in new[] { "xref", "yref", "axref", "ayref" })
            copy.Set((key, Props.Text(copy, key) switch
            {
                "x" or "y" => Props.Text(copy, key) + suffix,
                "x domain" => $"x{suffix} domain",
                "y domain" => $"y{suffix} domain",
                _ => null,
            }));
        return copy;
    }

    private static Annotation Title(List<string> lines, string suffix) => new Annotation().Set(
        ("xref", $"x{suffix} domain"), ("yref", $"y{suffix} domain"), ("x", 0.5), ("y", 1), ("yshift", 6), ("xanchor", "center"),
            ("yanchor", "bottom"),
        ("showarrow", false), ("text", "<b>" + string.Join("<br>", lines.Select(PlotlyText.Encode)) + "</b>"),
            ("font", new Font().Set(("size", TitleSize), ("weight", 600))));
}
