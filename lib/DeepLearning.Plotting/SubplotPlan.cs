using System.Text.Json.Nodes;

namespace DeepLearning.Plotting;

/// <summary>Where the panels of a figure go, in plotly.js's terms: each has its own pair of axes on a part of the paper.</summary>
internal sealed record SubplotPlan(int Columns, int Rows, int Width, int Height, int Left, int Right, int Top, int Bottom)
{
    public void Place(Figure figure, int index, JsonArray data, JsonObject layout)
    {
        var suffix = index == 0 ? "" : (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var (x, y) = (Domain(index % Columns, Columns, Width, Left, Right), Domain(index / Columns, Rows, Height, Top, Bottom));
        (double From, double To) vertical = (1 - y.To, 1 - y.From);
        PlaceAxis(figure, layout, 'x', 'y', suffix, x);
        PlaceAxis(figure, layout, 'y', 'x', suffix, vertical);
        foreach (var trace in figure.Data.OfType<JsonObject>())
            data.Add((JsonNode)PlaceTrace(trace, suffix, x, vertical, data));
        foreach (var extra in new[] { "annotations", "shapes", "images" })
            foreach (var item in Json.Items(figure.Layout[extra]).OfType<JsonObject>())
                Json.ChildArray(layout, extra).Add((JsonNode)PlaceExtra(item, suffix));
        if (Json.Text(Json.Get(figure.Layout, "title", "text")) is { } title)
            Json.ChildArray(layout, "annotations").Add((JsonNode)Title(title, suffix));
        layout["barmode"] ??= figure.Layout["barmode"]?.DeepClone();
    }

    // Between the outer margins lie the panels and the room between them, in pixels; plotly.js wants parts of the whole.
    private static (double From, double To) Domain(int place, int count, int size, int before, int after)
    {
        double inner = size - before - after;
        var panel = (inner - (count - 1) * (before + after)) / count;
        var from = place * (panel + before + after);
        return (Math.Round(from / inner, 4), Math.Round((from + panel) / inner, 4));
    }

    private static void PlaceAxis(Figure figure, JsonObject layout, char letter, char other, string suffix, (double From, double To) domain)
    {
        var axis = (JsonObject?)(figure.Layout[letter + "axis"] as JsonObject)?.DeepClone() ?? [];
        axis["domain"] = new JsonArray(domain.From, domain.To);
        axis["anchor"] = other + suffix;
        layout[letter + "axis" + suffix] = axis;
    }

    private static JsonObject PlaceTrace(JsonObject trace, string suffix, (double From, double To) x, (double From, double To) y, JsonArray earlier)
    {
        var copy = (JsonObject)trace.DeepClone();
        (copy["xaxis"], copy["yaxis"]) = ("x" + suffix, "y" + suffix);
        if (Json.Text(copy["type"]) == "heatmap")
        {
            var bar = Json.Child(copy, "colorbar");
            (bar["x"], bar["y"], bar["len"]) = (x.To + 0.005, (y.From + y.To) / 2, y.To - y.From);
        }
        if (Json.Text(copy["name"]) is not { } name)
            return copy;
        // A name that two panels share is one entry of the legend, provided that it looks the same in both.
        var same = earlier.Any(t => Json.Text(Json.Get(t, "name")) == name && JsonNode.DeepEquals(Json.Get(t, "meta"), copy["meta"]));
        copy["legendgroup"] = name;
        if (same)
            copy["showlegend"] = false;
        return copy;
    }

    private static JsonObject PlaceExtra(JsonObject item, string suffix)
    {
        var copy = (JsonObject)item.DeepClone();
        foreach (var key in new[] { "xref", "yref", "axref", "ayref" })
            copy[key] = Json.Text(copy[key]) switch
            {
                "x" or "y" => Json.Text(copy[key]) + suffix,
                "x domain" => $"x{suffix} domain",
                "y domain" => $"y{suffix} domain",
                _ => copy[key]?.DeepClone(),
            };
        foreach (var key in new[] { "axref", "ayref" })
            if (copy[key] is null)
                copy.Remove(key);
        return copy;
    }

    private static JsonObject Title(string text, string suffix) => new()
    {
        ["xref"] = $"x{suffix} domain",
        ["yref"] = $"y{suffix} domain",
        ["x"] = 0.5,
        ["y"] = 1,
        ["yshift"] = 6,
        ["xanchor"] = "center",
        ["yanchor"] = "bottom",
        ["showarrow"] = false,
        ["text"] = text,
        ["font"] = new JsonObject { ["size"] = 14, ["weight"] = 600 },
    };
}
