using Plotly.NET;
using Plotly.NET.LayoutObjects;

namespace DeepLearning.Plotting;

public static partial class Chart
{
    private const int PanelLeft = 60;
    private const int PanelRight = 14;
    private const int PanelTop = 34;
    private const int PanelBottom = 56;
    private const int ColorBarRoom = 64;

    /// <summary>Lays charts over each other in one pair of axes; title and axes are those of the first.</summary>
    /// <exception cref="ArgumentException">No chart is given, or one has several panels.</exception>
    public static GenericChart Combine(params GenericChart[] charts)
    {
        RequireSimple("Chart.Combine", charts);
        var layout = Props.Copy(GenericChart.getLayout(charts[0]));
        var data = new List<Plotly.NET.Trace>();
        foreach (var trace in charts.SelectMany(GenericChart.getTraces))
        {
            var copy = Props.Copy(trace);
            if (Props.Number(copy, "meta", "series") is { } series && series != data.Count) RestyleKeeping(copy, (int)series, data.Count);
            data.Add(copy);
        }
        foreach (var other in charts.Skip(1).Select(GenericChart.getLayout))
        {
            Add<Annotation>(layout, "annotations", Props.Objects(other, "annotations"));
            Add<Shape>(layout, "shapes", Props.Objects(other, "shapes"));
            Add<LayoutImage>(layout, "images", Props.Objects(other, "images"));
        }
        return Make(data, layout);
    }

    /// <summary>Charts side by side, in rows of <paramref name="columns"/>; the title of each stands above it.</summary>
    /// <exception cref="ArgumentException">No chart or no column is given, or a chart has panels of its own.</exception>
    public static GenericChart Subplots(int columns, params GenericChart[] charts)
    {
        RequireSimple("Chart.Subplots", charts);
        if (columns < 1)
            throw new ArgumentException($"Chart.Subplots: 'columns' is {columns}; at least one is needed.", nameof(columns));
        columns = Math.Min(columns, charts.Length);
        var rows = (charts.Length + columns - 1) / columns;
        var bar = Array.Exists(charts, HasColorBar) ? ColorBarRoom : 0;
        var (width, height) = (columns == 1 ? DefaultWidth : Math.Clamp(380 * columns, 720, 1000), 290 * rows + 50);
        var plan = new SubplotPlan(columns, rows, width, height, PanelLeft, PanelRight + bar, PanelTop, PanelBottom).WithTitles(charts);
        var (data, layout) = (new List<Plotly.NET.Trace>(), new Layout().Set(("width", width), ("height", plan.Height)));
        for (var i = 0; i < charts.Length; i++)
            plan.Place(charts[i], i, data, layout);
        return Make(data, layout);
    }

    /// <summary>Adds objects to a list of the layout.</summary>
    internal static void Add<T>(Layout layout, string name, IEnumerable<DynamicObj.DynamicObj> items)
        where T : DynamicObj.DynamicObj
    {
        T[] all = [.. Props.Objects(layout, name).OfType<T>(), .. items.OfType<T>()];
        if (all.Length > 0) layout.Set((name, all));
    }

    private static bool HasColorBar(GenericChart chart) =>
        GenericChart.getTraces(chart).Any(t => t.type == "heatmap" && Props.Flag(t, "showscale") != false);

    private static void RequireSimple(string caller, GenericChart[] charts)
    {
        if (charts.Length == 0)
            throw new ArgumentException($"{caller}: no chart given.", nameof(charts));
        if (Array.Exists(charts, chart => Props.Get(GenericChart.getLayout(chart), "xaxis2") is not null))
            throw new ArgumentException($"{caller}: a chart that has several panels can't be part of another.", nameof(charts));
    }

    private static void RestyleKeeping(Plotly.NET.Trace trace, int from, int to)
    {
        var dash = Props.Text(trace, "line", "dash");
        Restyle(trace, to);
        if (dash is not null && dash != SeriesStyle.Dash(from)) Props.Child<Line>(trace, "line").Set(("dash", dash));
    }
}
