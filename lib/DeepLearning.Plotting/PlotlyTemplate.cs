using Plotly.NET;
using Plotly.NET.LayoutObjects;

namespace DeepLearning.Plotting;

/// <summary>What all interactive charts share: colours, fonts and the look of axes.</summary>
internal static class PlotlyTemplate
{
    private static readonly Lazy<Template> s_ours = new(Make);

    public static Template Ours => s_ours.Value;

    /// <summary>Whether a layout has no template, or the one that Plotly.NET gives to every chart that has not asked for another.</summary>
    public static bool IsOursToGive(Layout layout) =>
        Props.Get(layout, "template") is not DynamicObj.DynamicObj given || given.StructurallyEquals(Defaults.DefaultTemplate);

    private static Template Make()
    {
        LinearAxis Axis() => new LinearAxis().Set(("gridcolor", "#e4e7eb"), ("linecolor", "#9aa0a6"), ("showline", true),
            ("zeroline", false), ("ticks", "outside"),
            ("tickcolor", "#9aa0a6"), ("ticklen", 4), ("automargin", true),
                ("title", new Title().Set(("standoff", 8), ("font", new Font().Set(("size", 13))))));
        var layout = new Layout().Set(("font", new Font().Set(("family", "system-ui,sans-serif"), ("size", 12.5), ("color", "#333333"))),
            ("paper_bgcolor", "#ffffff"), ("plot_bgcolor", "#ffffff"), ("colorway", SeriesStyle.Colors), ("xaxis", Axis()),
                ("yaxis", Axis()));
        var (sequential, diverging) = (ColorScale.Stops(ColorMap.Sequential), ColorScale.Stops(ColorMap.Diverging));
        layout.Set(("colorscale", new DynamicObj.DynamicObj().Set(("sequential", sequential), ("sequentialminus", sequential),
            ("diverging", diverging))));
        var scaled = new DynamicObj.DynamicObj[] { new DynamicObj.DynamicObj().Set(("colorscale", sequential)) };
        return new Template().Set(("layout", layout),
            ("data", new DynamicObj.DynamicObj().Set(("heatmap", scaled), ("contour", scaled), ("surface", scaled),
                ("histogram2d", scaled))));
    }
}
