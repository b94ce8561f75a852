using System.Text.Json.Nodes;

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
    public static Figure Combine(params Figure[] figures)
    {
        RequireSimple("Chart.Combine", figures);
        var layout = (JsonObject)figures[0].Layout.DeepClone();
        var data = new JsonArray();
        foreach (var figure in figures)
            foreach (var trace in figure.Data.OfType<JsonObject>())
            {
                var copy = (JsonObject)trace.DeepClone();
                if (Json.Number(Json.Get(copy, "meta", "series")) is { } series && series != data.Count)
                    RestyleKeeping(copy, (int)series, data.Count);
                data.Add((JsonNode)copy);
            }
        foreach (var figure in figures.Skip(1))
            foreach (var extra in new[] { "annotations", "shapes", "images" })
                foreach (var item in Json.Items(figure.Layout[extra]))
                    Json.ChildArray(layout, extra).Add(item?.DeepClone());
        return new Figure(data, layout);
    }

    /// <summary>Charts side by side, in rows of <paramref name="columns"/>; the title of each stands above it.</summary>
    /// <exception cref="ArgumentException">No chart or no column is given, or a chart has panels of its own.</exception>
    public static Figure Subplots(int columns, params Figure[] figures)
    {
        RequireSimple("Chart.Subplots", figures);
        if (columns < 1)
            throw new ArgumentException($"Chart.Subplots: 'columns' is {columns}; at least one is needed.", nameof(columns));
        columns = Math.Min(columns, figures.Length);
        var rows = (figures.Length + columns - 1) / columns;
        var bar = Array.Exists(figures, HasColorBar) ? ColorBarRoom : 0;
        var (width, height) = (columns == 1 ? DefaultWidth : Math.Clamp(380 * columns, 720, 1000), 290 * rows + 50);
        var plan = new SubplotPlan(columns, rows, width, height, PanelLeft, PanelRight + bar, PanelTop, PanelBottom);
        var (data, layout) = (new JsonArray(), new JsonObject { ["width"] = width, ["height"] = height });
        for (var i = 0; i < figures.Length; i++)
            plan.Place(figures[i], i, data, layout);
        return new Figure(data, layout);
    }

    private static bool HasColorBar(Figure figure) =>
        figure.Data.Any(t => Json.Text(Json.Get(t, "type")) == "heatmap" && Json.Flag(Json.Get(t, "showscale")) != false);

    private static void RequireSimple(string caller, Figure[] figures)
    {
        if (figures.Length == 0)
            throw new ArgumentException($"{caller}: no chart given.", nameof(figures));
        if (Array.Exists(figures, f => f.Layout.ContainsKey("xaxis2")))
            throw new ArgumentException($"{caller}: a chart that has several panels can't be part of another.", nameof(figures));
    }

    private static void RestyleKeeping(JsonObject trace, int from, int to)
    {
        var dash = Json.Text(Json.Get(trace, "line", "dash"));
        Restyle(trace, to);
        if (dash is not null && dash != SeriesStyle.Dash(from))
            Json.Child(trace, "line")["dash"] = dash;
    }
}
