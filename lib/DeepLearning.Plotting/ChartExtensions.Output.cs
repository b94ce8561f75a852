using Plotly.NET;

namespace DeepLearning.Plotting;

public static partial class ChartExtensions
{
    /// <summary>The sentence that says what the chart shows: the one given, else one made from the data.</summary>
    public static string Describe(this GenericChart chart) => FigureDescription.Of(FigureModel.Of(chart));

    /// <summary>One line in words, title first, for a screen reader or a terminal.</summary>
    public static string ToText(this GenericChart chart)
    {
        var model = FigureModel.Of(chart);
        var title = string.Join(' ', model.TitleLines);
        return title.Length == 0 ? $"Figure: {FigureDescription.Of(model)}" : $"Figure “{title}”: {FigureDescription.Of(model)}";
    }

    /// <summary>The plotly.js figure, <c>{"data": […], "layout": {…}}</c>; numbers with about six digits, <c>null</c> for what is not
    /// finite.</summary>
    public static string ToJson(this GenericChart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        return ChartJson.Figure(GenericChart.getTraces(chart), GenericChart.getLayout(chart));
    }

    /// <summary>The static picture as a complete SVG document.</summary>
    public static string ToSvg(this GenericChart chart) => new ChartSvg(FigureModel.Of(chart)).Draw();

    /// <summary>The static picture and, where scripts run and plotly.js can be had, the interactive chart in its place.</summary>
    public static string ToHtml(this GenericChart chart)
    {
        var model = FigureModel.Of(chart);
        // A grid of pictures gains nothing from being interactive.
        var live = model.Data.Count == 0 ? null : PlotlyLayout.Finish(model);
        return PictureHtml.WritePicture(new ChartSvg(model).Draw(), live, chart.ToText());
    }

    /// <summary>Writes <see cref="ToSvg"/> to a file.</summary>
    public static void SaveSvg(this GenericChart chart, string path) => Serialization.AtomicFile.Write(path, chart.ToSvg());
}
