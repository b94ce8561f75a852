using System.Text.Json.Nodes;

namespace DeepLearning.Plotting;

/// <summary>Gives the interactive chart the look of the static one, where the figure does not say otherwise.</summary>
internal static class PlotlyLayout
{
    // plotly.js lowers a title of one line by 0.7 em to hang from its top, one of several lines not.
    private const int MultilineShift = 11;

    public static JsonObject Finish(Figure figure, FigureModel model)
    {
        var node = figure.ToNode();
        var layout = (JsonObject)node["layout"]!;
        var frame = new Frame(model);
        // The width is that of the page.
        layout.Remove("width");
        layout["height"] = model.Height;
        layout["autosize"] = true;
        layout["font"] ??= new JsonObject { ["family"] = "system-ui,sans-serif", ["size"] = 12.5, ["color"] = "#333333" };
        layout["paper_bgcolor"] ??= "#ffffff";
        layout["plot_bgcolor"] ??= "#ffffff";
        layout["margin"] ??= new JsonObject { ["l"] = frame.Left, ["r"] = frame.Right, ["t"] = frame.Top, ["b"] = frame.Bottom };
        layout["showlegend"] ??= model.Legend.Count > 0;
        layout["legend"] ??= new JsonObject
        {
            ["orientation"] = "h",
            ["x"] = 0,
            ["xanchor"] = "left",
            ["yref"] = "container",
            ["y"] = 1 - frame.LegendTop / model.Height,
            ["yanchor"] = "top",
        };
        if (model.TitleLines.Count > 0)
            layout["title"] = Title(model);
        foreach (var panel in model.Panels)
            foreach (var axis in new[] { panel.X, panel.Y })
                FinishAxis(Json.Child(layout, axis.Name), axis, axis.IsX && Frame.Turned(axis, frame.Of(panel).Width));
        return node;
    }

    private static JsonObject Title(FigureModel model) => new()
    {
        ["text"] = "<b>" + string.Join("<br>", model.TitleLines.Select(PlotlyText.Encode)) + "</b>",
        ["font"] = new JsonObject { ["size"] = 16, ["color"] = "#1f2328" },
        ["xref"] = "container",
        ["x"] = 0,
        ["xanchor"] = "left",
        ["yref"] = "container",
        ["y"] = 1,
        ["yanchor"] = "top",
        ["pad"] = new JsonObject { ["l"] = FigureModel.EdgeMargin, ["t"] = FigureModel.EdgeMargin + (model.TitleLines.Count > 1 ? MultilineShift : 0) },
    };

    private static void FinishAxis(JsonObject settings, Axis axis, bool turned)
    {
        settings["gridcolor"] ??= "#e4e7eb";
        settings["linecolor"] ??= "#9aa0a6";
        settings["showline"] ??= true;
        settings["zeroline"] ??= false;
        settings["ticks"] ??= "outside";
        settings["tickcolor"] ??= "#9aa0a6";
        settings["ticklen"] ??= 4;
        settings["automargin"] ??= true;
        if (axis.Title.Length > 0)
            settings["title"] = new JsonObject { ["text"] = PlotlyText.Encode(axis.Title), ["standoff"] = 8, ["font"] = new JsonObject { ["size"] = 13 } };
        if (turned)
            settings["tickangle"] ??= -40;
        settings["range"] ??= new JsonArray(axis.Range.Start, axis.Range.End);
        if (axis.IsLog)
        {
            settings["exponentformat"] ??= "power";
            var isShort = Math.Abs(axis.Range.End - axis.Range.Start) < 2;
            settings["dtick"] ??= isShort ? "D2" : 1;
            // Between the powers of ten plotly.js would write the first digit alone.
            if (isShort) settings["tickformat"] ??= "~g";
        }
    }
}
