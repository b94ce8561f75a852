using System.Text.Json.Nodes;
using System.Xml.Linq;
using Plotly.NET;

namespace DeepLearning.Plotting.Tests;

/// <summary>One figure of every kind.</summary>
internal static class Gallery
{
    private static readonly double[] X = Grid.Linear(-3, 3, 25);
    private static readonly double[] Y = [.. X.Select(x => x * x)];
    private static readonly double[,] Signed = { { -1, 0.5, 2 }, { 0.25, -0.75, 0 } };

    public static IReadOnlyDictionary<string, Func<GenericChart>> Figures { get; } = new Dictionary<string, Func<GenericChart>>
    {
        ["line over its index"] = () => Chart.Line(Y),
        ["line"] = () => Chart.Line(X, Y, "square").WithMarkers(),
        ["lines"] = () => Chart.Lines(("square", X, Y), ("line", X, X)).WithTitle("Two lines").WithXAxis("x").WithYAxis("y"),
        ["bands"] = () => Chart.Bands(("mean", X, Y, X.Select(x => 1 + Math.Abs(x))), ("one run", X, X, X.Select(_ => double.NaN)))
            .WithMarkers().WithDashes("solid", "dot"),
        ["lines of float over int"] = () => Chart.Lines(("loss", Enumerable.Range(1, 3), new[] { 3f, 2f, 1f })),
        ["scatter"] = () => Chart.Scatter(X, Y, "points").WithAnnotation(0, 0, "bottom").WithArrow(-2, 6, -1, 1, "down"),
        ["scatters"] = () =>
            Chart.Scatters([.. Enumerable.Range(0, 8).Select(k => ($"group {k}", X.Select(x => x + k), Y.AsEnumerable()))]),
        ["scatters of float"] = () => Chart.Scatters(("a", new[] { 1f, 2f }, new[] { 1f, 2f })),
        ["bar"] = () => Chart.Bar(["a", "b"], [1, -2]),
        ["lying bars"] = () => Chart.Bar(["a long label", "another one"], [1.5, 2.5], horizontal: true),
        ["bars"] = () => Chart.Bars(Labels(3), [.. Enumerable.Range(0, 6).Select(k => ($"series {k}", X.Take(3)))]),
        ["bars of float"] = () => Chart.Bars(["a", "b"], ("s", new[] { 1f, 2f })),
        ["bars with labels that are turned"] = () => Chart.Bar(Labels(30), X.Take(15).Concat(X.Take(15))),
        ["histogram"] = () => Chart.Histogram(Y, bins: 5),
        ["histograms"] = () => Chart.Histograms(("x", X), ("y", Y)),
        ["histograms of float"] = () => Chart.Histograms(("x", new[] { 1f, 2f, 2f })),
        ["heatmap"] = () => Chart.Heatmap(Signed, ["a", "b", "c"], ["r", "s"], showValues: true),
        ["large heatmap"] = () => Chart.Heatmap(new float[70, 80]),
        ["image"] = () => Chart.Image(new float[5, 4], "zeros"),
        ["colour image"] = () => Chart.Image(new float[5, 4, 3]),
        ["large image"] = () => Chart.Image(new float[900, 700]),
        ["images"] = () => Chart.Images([new float[3, 3], new float[3, 3]], titles: ["one", "two"]),
        ["colour images"] = () => Chart.Images([new float[3, 3, 3], new float[3, 3, 3]], columns: 1),
        ["combined"] = () => Chart.Combine(Chart.Scatter(X, Y, "data"), Chart.Line(X, Y, "model").WithHorizontalLine(4, "limit")),
        ["subplots"] = () => Chart.Subplots(2, Chart.Line(X, Y).WithTitle("left").WithVerticalLine(1, "one"), Chart.Heatmap(Signed),
            Chart.Bar(["a"], [1])),
        ["logarithmic"] = () => Chart.Line(Grid.Logarithmic(1e-6, 1, 30), Grid.Logarithmic(3, 9, 30)).WithXAxis("rate",
            log: true).WithYAxis(log: true).WithAnnotation(0.1, 5, "here"),
        ["gaps"] = () => Chart.Line([1.0, double.NaN, 2, double.PositiveInfinity, 3, double.NegativeInfinity]),
        ["no finite value"] = () => Chart.Line([double.NaN]),
        ["one value"] = () => Chart.Line([7]),
        ["many points"] = () => Chart.Line(Enumerable.Range(0, 10000).Select(i => Math.Sin(i * 0.01))),
        ["large numbers"] = () => Chart.Line([-2e9, 1e9]).WithDashes("dot"),
        ["small numbers"] = () => Chart.Line([2e-7, 1e-7]),
        ["numbers that differ little"] = () => Chart.Line([1000001, 1000002, 1000004]),
    };

    public static XElement Svg(GenericChart chart) => XDocument.Parse(chart.ToSvg()).Root!;

    public static IEnumerable<XElement> All(this XElement root, string name) => root.Descendants().Where(e => e.Name.LocalName == name);

    public static string[] Texts(this XElement root) => [.. root.All("text").Select(e => e.Value)];

    /// <summary>A chart as a program would make it that knows plotly.js and not us, written as JSON.</summary>
    public static GenericChart Foreign(string json)
    {
        var figure = (JsonObject)JsonNode.Parse(json)!;
        var traces = figure["data"]!.AsArray().Select(trace =>
        {
            var made = new Trace2D((string?)trace!["type"] ?? "scatter");
            foreach (var (name, value) in Object(trace).Properties.Where(p => p.Key != "type")) made.Properties[name] = value;
            return (Plotly.NET.Trace)made;
        });
        var layout = new Layout();
        if (figure["layout"] is JsonObject given)
            foreach (var (name, value) in Object(given).Properties) layout.Properties[name] = value;
        return GenericChart.setLayout(layout, GenericChart.ofTraceObjects(false, Microsoft.FSharp.Collections.ListModule.OfSeq(traces)));
    }

    private static DynamicObj.DynamicObj Object(JsonNode node)
    {
        var made = new DynamicObj.DynamicObj();
        foreach (var (name, value) in (JsonObject)node) made.Properties[name] = Value(value)!;
        return made;
    }

    private static object? Value(JsonNode? node) => node switch
    {
        null => null,
        JsonObject => Object(node),
        JsonArray items => items.Select(Value).ToArray(),
        _ when node.GetValueKind() == System.Text.Json.JsonValueKind.Number => node.GetValue<double>(),
        _ when node.GetValueKind() == System.Text.Json.JsonValueKind.String => node.GetValue<string>(),
        _ => node.GetValue<bool>(),
    };

    private static IEnumerable<string> Labels(int count) => Enumerable.Range(0, count).Select(i => $"label {i}");
}
