using Plotly.NET;
using Plotly.NET.LayoutObjects;

namespace DeepLearning.Plotting;

/// <summary>Gives the interactive chart the look of the static one, where the figure does not say otherwise.</summary>
internal static class PlotlyLayout
{
    // plotly.js lowers a title of one line by 0.7 em to hang from its top, one of several lines not.
    private const int MultilineShift = 11;

    /// <summary>The figure as JSON, with a template for what all charts share and the margins, ranges and places of this one.</summary>
    public static string Finish(FigureModel model)
    {
        var layout = Props.Copy(model.Layout);
        var frame = new Frame(model);
        // The width is that of the page.
        layout.Properties.Remove("width");
        layout.Set(("height", model.Height), ("autosize", true));
        if (PlotlyTemplate.IsOursToGive(layout)) layout.Set(("template", PlotlyTemplate.Ours));
        Default(layout, "margin", () => new DynamicObj.DynamicObj().Set(("l", frame.Left), ("r", frame.Right), ("t", frame.Top), ("b", frame.Bottom)));
        Default(layout, "showlegend", () => model.Legend.Count > 0);
        // In parts of the plot: a place in the whole picture would push the plot down.
        Default(layout, "legend", () => new Legend().Set(("orientation", "h"), ("x", (FigureModel.EdgeMargin - frame.Left) / frame.Width), ("xanchor", "left"),
            ("y", 1 + (frame.Top - frame.LegendTop) / frame.Height), ("yanchor", "top"), ("font", new Font().Set(("size", Frame.LegendSize)))));
        if (model.TitleLines.Count > 0) layout.Set(("title", Title(model)));
        foreach (var panel in model.Panels)
            foreach (var axis in new[] { panel.X, panel.Y })
                FinishAxis(Props.Child<LinearAxis>(layout, axis.Name), axis, axis.IsX ? frame.Of(panel).Width : frame.Of(panel).Height);
        return ChartJson.Figure(model.Data, layout);
    }

    private static Title Title(FigureModel model) => new Title().Set(
        ("text", "<b>" + string.Join("<br>", model.TitleLines.Select(PlotlyText.Encode)) + "</b>"),
        ("font", new Font().Set(("size", 16))), ("xref", "container"), ("x", 0), ("xanchor", "left"), ("yref", "container"), ("y", 1), ("yanchor", "top"),
        ("pad", new DynamicObj.DynamicObj().Set(("l", FigureModel.EdgeMargin), ("t", FigureModel.EdgeMargin + (model.TitleLines.Count > 1 ? MultilineShift : 0)))));

    private static void FinishAxis(LinearAxis settings, Axis axis, double pixels)
    {
        if (axis.IsX && Frame.Turned(axis, pixels)) Default(settings, "tickangle", () => -40);
        Default(settings, "range", () => (double[])[axis.Range.Start, axis.Range.End]);
        if (axis.IsLog) Default(settings, "exponentformat", () => "power");
        // The same marks as in the still picture; pictures.js lets plotly.js choose others when a reader looks closer.
        if (axis.HasOwnMarks || Props.Get(settings, "tickmode") is not null || Props.Get(settings, "dtick") is not null) return;
        var ticks = axis.Ticks(pixels).Select(t => (At: axis.Range.Start + t.Place * (axis.Range.End - axis.Range.Start), t.Label)).ToArray();
        settings.Set(("tickvals", (double[])[.. ticks.Select(t => axis.IsLog ? Math.Pow(10, t.At) : t.At)]), ("ticktext", (string[])[.. ticks.Select(t => t.Label)]));
    }

    private static void Default(DynamicObj.DynamicObj target, string name, Func<object> value)
    {
        if (Props.Get(target, name) is null) target.Set((name, value()));
    }
}
