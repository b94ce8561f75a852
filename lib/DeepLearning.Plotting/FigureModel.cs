using Plotly.NET;

namespace DeepLearning.Plotting;

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

/// <summary>What the static picture draws, read from a chart that may come from elsewhere.</summary>
internal sealed class FigureModel
{
    public const int EdgeMargin = 14;

    // The toolbar of the live chart stands beside the title, not over it.
    private const int ToolbarRoom = 100;

    private readonly Dictionary<string, Axis> _axes = [];
    private readonly Dictionary<(Axis, Axis), Panel> _panels = [];

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

    /// <summary>What only plotly.js can draw, in words.</summary>
    public List<string> OnlyLive { get; } = [];

    /// <summary>Why a picture is empty, in sentences.</summary>
    public List<string> Remarks { get; } = [];

    public List<Trace> Legend { get; } = [];

    /// <summary>How bars of several series stand: group, stack, relative or overlay.</summary>
    public string BarMode => Props.Text(Layout, "barmode") ?? "group";

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
        model.ReadTraces();
        model.ReadLayout();
        foreach (var axis in model._axes.Values) AutoRange.Apply(axis, model);
        model.Legend.AddRange(model.Panels.SelectMany(p => p.Traces).Where(t => t.InLegend).DistinctBy(t => t.LegendGroup ?? (object)t));
        var wanted = Props.Flag(model.Layout, "showlegend");
        if (wanted == false || (wanted is null && model.Legend.Count < 2)) model.Legend.Clear();
        return model;
    }

    /// <summary>Whether the labels of an axis belong beside this panel: an axis may serve several.</summary>
    public bool HasLabels(Axis axis, Panel panel)
    {
        var panels = Panels.FindAll(p => (axis.IsX ? p.X : p.Y) == axis);
        return panel == (panels.Find(p => (axis.IsX ? p.Y : p.X).Name.Replace("axis", "", StringComparison.Ordinal) == axis.Anchor)
            ?? panels[0]);
    }

    private void ReadTraces()
    {
        var index = 0;
        foreach (var trace in Data)
        {
            if (Props.Get(trace, "visible") is false or "false" or "legendonly") continue;
            if (TraceReader.Refusal(trace) is { } onlyLive)
            {
                OnlyLive.Add(onlyLive);
                continue;
            }
            var panel = At(Props.Text(trace, "xaxis"), Props.Text(trace, "yaxis"));
            var read = TraceReader.Read(trace, index++, panel);
            if ((panel.X.OnlyLive ?? panel.Y.OnlyLive) is { } kind) OnlyLive.Add(kind);
            else panel.Traces.Add(read);
        }
    }

    private void ReadLayout()
    {
        // A panel may hold nothing but an image; its title has to find it.
        foreach (var item in Props.Objects(Layout, "images")) At(Props.Text(item, "xref"), Props.Text(item, "yref")).Images.Add(item);
        if (Panels.Count == 0 && OnlyLive.Count == 0) At("x", "y");
        foreach (var item in Props.Objects(Layout, "annotations")) Nearest(item)?.Notes.Add(item);
        foreach (var item in Props.Objects(Layout, "shapes")) Nearest(item)?.Shapes.Add(item);
    }

    private Panel At(string? x, string? y)
    {
        var pair = (AxisOf(AxisName(x, 'x')), AxisOf(AxisName(y, 'y')));
        if (!_panels.TryGetValue(pair, out var panel))
        {
            Panels.Add(panel = new Panel(pair.Item1, pair.Item2));
            _panels.Add(pair, panel);
        }
        return panel;
    }

    private Axis AxisOf(string name)
    {
        if (!_axes.TryGetValue(name, out var axis)) _axes.Add(name, axis = new Axis(Layout, name));
        return axis;
    }

    private Panel? Nearest(DynamicObj.DynamicObj item) =>
        Panels.Find(p => p.X.Name == AxisName(Props.Text(item, "xref"), 'x') && p.Y.Name == AxisName(Props.Text(item, "yref"), 'y'))
            ?? Panels.FirstOrDefault();

    private static List<string> LinesOfTitle(Layout layout, double width)
    {
        var title = TitleOf(layout);
        return title.Length == 0 ? [] : TextMetrics.Wrap(title, width - 2 * EdgeMargin - ToolbarRoom, 16, bold: true);
    }

    private static string AxisName(string? reference, char letter)
    {
        var name = reference?.Split(' ')[0] ?? "";
        return name.Length > 1 && name[0] == letter && name[1..].All(char.IsAsciiDigit) ? $"{letter}axis{name[1..]}" : letter + "axis";
    }
}
