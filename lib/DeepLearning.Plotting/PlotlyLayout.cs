using Plotly.NET;
using Plotly.NET.LayoutObjects;

namespace DeepLearning.Plotting;

/// <summary>Gives the interactive chart the look of the static one, where the figure does not say otherwise.</summary>
internal static class PlotlyLayout
{
    // What plotly.js 2 adds around its texts, in pixels: with it they stand where they stand in the still picture.
    private const int TitleShift = 4, MultilineShift = 11, LegendShift = 5;

    /// <summary>The figure as JSON, with a template for what all charts share and the margins, ranges and places of this one.</summary>
    public static string Finish(FigureModel model)
    {
        var layout = Props.Copy(model.Layout);
        var frame = new Frame(model);
        // The width is that of the page.
        layout.Properties.Remove("width");
        layout.Set(("height", model.Height), ("autosize", true));
        if (PlotlyTemplate.IsOursToGive(layout)) layout.Set(("template", PlotlyTemplate.Ours));
        Default(layout, "margin", () => new DynamicObj.DynamicObj().Set(("l", frame.Left), ("r", frame.Right), ("t", frame.Top),
            ("b", frame.Bottom)));
        Default(layout, "showlegend", () => model.Legend.Count > 0);
        // In parts of the plot: a place in the whole picture would push the plot down.
        Default(layout, "legend", () => new Legend().Set(("orientation", "h"), ("x", (FigureModel.EdgeMargin - frame.Left) / frame.Width),
            ("xanchor", "left"),
            ("y", 1 + (frame.Top - frame.LegendTop + LegendShift) / frame.Height), ("yanchor", "top"),
                ("font", new Font().Set(("size", Frame.LegendSize)))));
        if (model.TitleLines.Count > 0) layout.Set(("title", Title(model)));
        foreach (var panel in model.Panels)
            foreach (var axis in new[] { panel.X, panel.Y })
                FinishAxis(Props.Child<LinearAxis>(layout, axis.Name), axis, axis.IsX ? frame.Of(panel).Width : frame.Of(panel).Height,
                    model.OnlyLive.Count == 0);
        return ChartJson.Figure(model.Data.Select(trace => Finish(trace, model)), layout);
    }

    // No "trace 2" in the legend; and both pictures count into the same bins.
    private static Plotly.NET.Trace Finish(Plotly.NET.Trace trace, FigureModel model)
    {
        if (Props.Get(trace, "name") is null && Props.Get(trace, "showlegend") is null)
            trace = Props.Copy(trace).Set(("showlegend", false));
        if (trace.type != "histogram" || model.OnlyLive.Count > 0) return trace;
        var letter = Props.Get(trace, "x") is not null && Props.Text(trace, "orientation") != "h" ? "x" : "y";
        if (Props.Items(trace, letter).Any(item => item is string)) return trace;
        var bins = HistogramBins.Of(trace, letter, Props.NumberArray(trace, letter));
        return Props.Copy(trace)
            .Set((letter + "bins", new DynamicObj.DynamicObj().Set(("start", bins.Start), ("end", bins.Start + bins.Count * bins.Size),
                ("size", bins.Size))));
    }

    private static Title Title(FigureModel model) => new Title().Set(
        ("text", "<b>" + string.Join("<br>", model.TitleLines.Select(PlotlyText.Encode)) + "</b>"),
        ("font", new Font().Set(("size", 16))), ("xref", "container"), ("x", 0), ("xanchor", "left"), ("yref", "container"), ("y", 1),
            ("yanchor", "top"),
        ("pad", new DynamicObj.DynamicObj().Set(("l", FigureModel.EdgeMargin),
            ("t", FigureModel.EdgeMargin + TitleShift + (model.TitleLines.Count > 1 ? MultilineShift : 0)))));

    private static void FinishAxis(LinearAxis settings, Axis axis, double pixels, bool knowsAll)
    {
        if (axis.IsX && Frame.Turned(axis, pixels)) Default(settings, "tickangle", () => -40);
        if (axis.IsLog) Default(settings, "exponentformat", () => "power");
        if (!knowsAll) return;
        // Also where one end is given and the other follows the data.
        settings.Set(("range", (double[])[axis.Range.Start, axis.Range.End]));
        // The same marks as in the still picture; pictures.js lets plotly.js choose others when a reader looks closer.
        if (axis.HasCategories || Props.Get(settings, "tickvals") is not null || Props.Get(settings, "dtick") is not null) return;
        var ticks = axis.Ticks(pixels).Select(t => (At: axis.Range.Start + t.Place * (axis.Range.End - axis.Range.Start), t.Label))
            .ToArray();
        settings.Set(("tickvals", (double[])[.. ticks.Select(t => axis.IsLog ? Math.Pow(10, t.At) : t.At)]),
            ("ticktext", (string[])[.. ticks.Select(t => t.Label)]));
    }

    private static void Default(DynamicObj.DynamicObj target, string name, Func<object> value)
    {
        if (Props.Get(target, name) is null) target.Set((name, value()));
    }
}
