using System.Text.Json.Nodes;

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

    public List<JsonObject> Notes { get; } = [];

    public List<JsonObject> Shapes { get; } = [];

    public List<JsonObject> Images { get; } = [];
}

/// <summary>What the static picture draws, read from the JSON of a figure, which may come from elsewhere.</summary>
internal sealed class FigureModel
{
    public const int EdgeMargin = 14;

    private FigureModel(Figure figure)
    {
        Figure = figure;
        Width = Math.Clamp(Json.Number(figure.Layout["width"]) ?? 720, 100, 4000);
        Height = Math.Clamp(Json.Number(figure.Layout["height"]) ?? 400, 100, 4000);
        TitleLines = LinesOfTitle(figure.Layout, Width);
    }

    public Figure Figure { get; }

    public double Width { get; }

    public double Height { get; }

    public IReadOnlyList<string> TitleLines { get; }

    public List<Panel> Panels { get; } = [];

    /// <summary>Types of traces that only plotly.js can draw.</summary>
    public List<string> Unknown { get; } = [];

    public List<Trace> Legend { get; } = [];

    /// <summary>The title, also where it is written as before plotly.js 3: a text instead of an object.</summary>
    public static string TitleOf(JsonNode? titled) =>
        PlotlyText.Decode(Json.Text(Json.Get(titled, "title", "text")) ?? Json.Text(Json.Get(titled, "title")) ?? "");

    /// <summary>How many pixels the headline takes.</summary>
    public static double RoomForTitle(JsonObject layout) =>
        Frame.TitleRoom(LinesOfTitle(layout, Json.Number(layout["width"]) ?? 720).Count);

    public static FigureModel Of(Figure figure)
    {
        var model = new FigureModel(figure);
        var panels = new Dictionary<string, Panel>();
        Panel At(string? x, string? y)
        {
            var (xName, yName) = (AxisName(x, 'x'), AxisName(y, 'y'));
            if (!panels.TryGetValue(xName + yName, out var panel))
            {
                panel = new Panel(new Axis(figure.Layout, xName), new Axis(figure.Layout, yName));
                panels.Add(xName + yName, panel);
                model.Panels.Add(panel);
            }
            return panel;
        }
        foreach (var trace in figure.Data.OfType<JsonObject>())
        {
            var panel = At(Json.Text(trace["xaxis"]), Json.Text(trace["yaxis"]));
            if (TraceReader.Read(trace, model.Panels.Sum(p => p.Traces.Count), panel.X, panel.Y) is { } known)
                panel.Traces.Add(known);
            else
                model.Unknown.Add(Json.Text(trace["type"]) ?? "scatter");
        }
        // A panel may hold nothing but an image; its title has to find it.
        foreach (var item in Json.Items(figure.Layout["images"]).OfType<JsonObject>())
            At(Json.Text(item["xref"]), Json.Text(item["yref"])).Images.Add(item);
        if (model.Panels.Count == 0)
            At("x", "y");
        foreach (var item in Json.Items(figure.Layout["annotations"]).OfType<JsonObject>())
            Nearest(panels, item, model).Notes.Add(item);
        foreach (var item in Json.Items(figure.Layout["shapes"]).OfType<JsonObject>())
            Nearest(panels, item, model).Shapes.Add(item);
        foreach (var panel in model.Panels)
            AutoRange.Apply(panel);
        model.Legend.AddRange(model.Panels.SelectMany(p => p.Traces).Where(t => t.InLegend));
        if (model.Legend.Count < 2 && Json.Flag(figure.Layout["showlegend"]) != true || Json.Flag(figure.Layout["showlegend"]) == false)
            model.Legend.Clear();
        return model;
    }

    private static List<string> LinesOfTitle(JsonObject layout, double width)
    {
        var title = TitleOf(layout);
        return title.Length == 0 ? [] : TextMetrics.Wrap(title, width - 2 * EdgeMargin, 16, bold: true);
    }

    private static Panel Nearest(Dictionary<string, Panel> panels, JsonObject item, FigureModel model) =>
        panels.GetValueOrDefault(AxisName(Json.Text(item["xref"]), 'x') + AxisName(Json.Text(item["yref"]), 'y')) ?? model.Panels[0];

    private static string AxisName(string? reference, char letter)
    {
        var name = reference?.Split(' ')[0] ?? "";
        return name.Length > 1 && name[0] == letter && name[1..].All(char.IsAsciiDigit) ? $"{letter}axis{name[1..]}" : letter + "axis";
    }
}
