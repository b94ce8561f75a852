using Plotly.NET;

namespace DeepLearning.Plotting;

/// <summary>One trace as the static picture needs it.</summary>
internal sealed record Trace(
    string Type, string? Name, double[] X, double[] Y, bool Lines, bool Markers, string Color, string Dash, double LineWidth, string Symbol,
    double Size, double Opacity, bool Steps, string? Fill, bool FillsItself, bool Horizontal, double? BarWidth, string Pattern, bool InLegend, double[][] Z,
    double ZMin, double ZMax, (double At, string Color)[] Scale, string[][]? Texts, bool ColorBar);

/// <summary>A pair of axes with all that is drawn in it.</summary>
internal sealed class Panel(Axis x, Axis y)
{
    public Axis X { get; } = x;

    public Axis Y { get; } = y;

    public List<Trace> Traces { get; } = [];

    public List<DynamicObj.DynamicObj> Notes { get; } = [];

    public List<DynamicObj.DynamicObj> Shapes { get; } = [];

    public List<DynamicObj.DynamicObj> Images { get; } = [];
}

/// <summary>What the static picture draws, read from the JSON of a figure, which may come from elsewhere.</summary>
internal sealed class FigureModel
{
    public const int EdgeMargin = 14;

    private FigureModel(GenericChart chart)
    {
        (Data, Layout) = ([.. GenericChart.getTraces(chart)], GenericChart.getLayout(chart));
        Width = Math.Clamp(Props.Number(Layout, "width") ?? Chart.DefaultWidth, 100, 4000);
        Height = Math.Clamp(Props.Number(Layout, "height") ?? Chart.DefaultHeight, 100, 4000);
        TitleLines = LinesOfTitle(Layout, Width);
    }

    public IReadOnlyList<Plotly.NET.Trace> Data { get; }

    public Layout Layout { get; }

    public double Width { get; }

    public double Height { get; }

    public IReadOnlyList<string> TitleLines { get; }

    public List<Panel> Panels { get; } = [];

    /// <summary>Types of traces that only plotly.js can draw.</summary>
    public List<string> Unknown { get; } = [];

    public List<Trace> Legend { get; } = [];

    /// <summary>The title, also where it is written as before plotly.js 3: a text instead of an object.</summary>
    public static string TitleOf(object? titled) =>
        PlotlyText.Decode(Props.Text(titled, "title", "text") ?? Props.Text(titled, "title") ?? "");

    /// <summary>How many pixels the headline takes.</summary>
    public static double RoomForTitle(Layout layout) =>
        Frame.TitleRoom(LinesOfTitle(layout, Props.Number(layout, "width") ?? Chart.DefaultWidth).Count);

    public static FigureModel Of(GenericChart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        var model = new FigureModel(chart);
        var layout = model.Layout;
        var panels = new Dictionary<string, Panel>();
        Panel At(string? x, string? y)
        {
            var (xName, yName) = (AxisName(x, 'x'), AxisName(y, 'y'));
            if (!panels.TryGetValue(xName + yName, out var panel))
            {
                panel = new Panel(new Axis(layout, xName), new Axis(layout, yName));
                panels.Add(xName + yName, panel);
                model.Panels.Add(panel);
            }
            return panel;
        }
        foreach (var trace in model.Data)
        {
            var panel = At(Props.Text(trace, "xaxis"), Props.Text(trace, "yaxis"));
            if (TraceReader.Read(trace, model.Panels.Sum(p => p.Traces.Count), panel.X, panel.Y) is { } known)
                panel.Traces.Add(known);
            else
                model.Unknown.Add(Props.Text(trace, "type") ?? "scatter");
        }
        // A panel may hold nothing but an image; its title has to find it.
        foreach (var item in Props.Objects(layout, "images"))
            At(Props.Text(item, "xref"), Props.Text(item, "yref")).Images.Add(item);
        if (model.Panels.Count == 0)
            At("x", "y");
        foreach (var item in Props.Objects(layout, "annotations"))
            Nearest(panels, item, model).Notes.Add(item);
        foreach (var item in Props.Objects(layout, "shapes"))
            Nearest(panels, item, model).Shapes.Add(item);
        foreach (var panel in model.Panels)
            AutoRange.Apply(panel);
        model.Legend.AddRange(model.Panels.SelectMany(p => p.Traces).Where(t => t.InLegend));
        if (model.Legend.Count < 2 && Props.Flag(layout, "showlegend") != true || Props.Flag(layout, "showlegend") == false)
            model.Legend.Clear();
        return model;
    }

    private static List<string> LinesOfTitle(Layout layout, double width)
    {
        var title = TitleOf(layout);
        return title.Length == 0 ? [] : TextMetrics.Wrap(title, width - 2 * EdgeMargin, 16, bold: true);
    }

    private static Panel Nearest(Dictionary<string, Panel> panels, DynamicObj.DynamicObj item, FigureModel model) =>
        panels.GetValueOrDefault(AxisName(Props.Text(item, "xref"), 'x') + AxisName(Props.Text(item, "yref"), 'y')) ?? model.Panels[0];

    private static string AxisName(string? reference, char letter)
    {
        var name = reference?.Split(' ')[0] ?? "";
        return name.Length > 1 && name[0] == letter && name[1..].All(char.IsAsciiDigit) ? $"{letter}axis{name[1..]}" : letter + "axis";
    }
}
