using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeepLearning.Display;

namespace DeepLearning.Plotting;

/// <summary>A chart: traces and layout in the form of plotly.js, and a static picture of them drawn here.</summary>
/// <remarks>Immutable: every <c>With…</c> method returns a changed copy. Made by <see cref="Chart"/>.
/// Numbers are kept with about six significant digits; NaN and infinities are gaps.</remarks>
[TypeFormatterSource(typeof(RichOutputFormatters))]
public sealed partial class Figure : IRichOutput
{
    // Keeps ², ∂ and − readable; ToHtml escapes what matters inside a page.
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal Figure(JsonArray data, JsonObject layout)
    {
        Data = data;
        Layout = layout;
    }

    /// <summary>The sentence that says what the chart shows: the one given, else one made from the data.</summary>
    public string Description => FigureDescription.Of(this);

    internal JsonArray Data { get; }

    internal JsonObject Layout { get; }

    /// <summary>The plotly.js figure, <c>{"data": […], "layout": {…}}</c>.</summary>
    public string ToJson() => ToNode().ToJsonString(Relaxed);

    /// <summary>Reads a plotly.js figure, such as <see cref="ToJson"/> or another plotly library writes it.</summary>
    /// <exception cref="FormatException">The text is not JSON, or not the JSON of a figure; the message says where.</exception>
    public static Figure FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return FigureReader.Parse(json);
    }

    /// <summary>The static picture as a complete SVG document.</summary>
    public string ToSvg() => new ChartSvg(FigureModel.Of(this)).Draw();

    /// <summary>The static picture and, where scripts run and plotly.js can be had, the interactive chart in its place.</summary>
    public string ToHtml() => FigureHtml.Write(this);

    /// <summary>Writes <see cref="ToSvg"/> to a file.</summary>
    public void SaveSvg(string path) => Serialization.AtomicFile.Write(path, ToSvg());

    /// <summary>One line in words.</summary>
    public override string ToString()
    {
        var title = FigureModel.TitleOf(Layout).Replace('\n', ' ');
        return title.Length == 0 ? $"Figure: {Description}" : $"Figure “{title}”: {Description}";
    }

    internal JsonObject ToNode() => new() { ["data"] = Data.DeepClone(), ["layout"] = Layout.DeepClone() };

    private Figure With(Action<JsonArray, JsonObject> change)
    {
        var data = (JsonArray)Data.DeepClone();
        var layout = (JsonObject)Layout.DeepClone();
        change(data, layout);
        return new Figure(data, layout);
    }
}
