using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Plotly.NET;
using CSharp = Plotly.NET.CSharp.Chart;

namespace DeepLearning.Plotting.Tests;

/// <summary>Our writer of JSON says what Plotly.NET's own serializer says: of all our charts, and of those that a reader makes without us.</summary>
public class PlotlyJsonTests
{
    private static readonly double[] X = [1, 2, 4, 8], Y = [0.1, 1.0 / 3, double.NaN, -2.5e-7], Z = [3, 1, 4, 1];
    private static readonly string[] Words = ["a", "b & <c>", "\"d\"", "ë😀"];

    private static readonly Dictionary<string, Func<GenericChart>> Theirs = new()
    {
        ["point"] = () => CSharp.Point<double, double, string>(X, Y, Name: "points", MultiText: Words),
        ["line"] = () => CSharp.Line<double, double, string>(X, Y, ShowMarkers: true, LineColor: Color.fromHex("#336699"), LineDash: StyleParam.DrawingStyle.Dot),
        ["spline"] = () => CSharp.Spline<double, double, string>(X, Z, Smoothing: 0.5),
        ["bubble"] = () => CSharp.Bubble<double, double, string>(X, Z, sizes: [4, 8, 12, 16]),
        ["area"] = () => CSharp.Area<double, double, string>(X, Z),
        ["range"] = () => CSharp.Range<double, double, string>(X, Z, [2, 0, 3, 0], [4, 2, 5, 2], StyleParam.Mode.Lines),
        ["bar"] = () => CSharp.Bar<double, string, string>(Z, Keys: Words),
        ["column"] = () => CSharp.Column<double, string, string>(Z, Keys: Words),
        ["histogram"] = () => CSharp.Histogram<double, string, string>(X: Z),
        ["box"] = () => CSharp.BoxPlot<string, double, string>(Y: Z),
        ["violin"] = () => CSharp.Violin<string, double, string>(Y: Z),
        ["histogram of two"] = () => CSharp.Histogram2D<double, double, double>(X, Z),
        ["heatmap"] = () => CSharp.Heatmap<double, double, double, string>([X, Y]),
        ["contour"] = () => CSharp.Contour<double, double, double, string>([X, Z]),
        ["surface"] = () => CSharp.Surface<double, double, double, string>([X, Z]),
        ["points in space"] = () => CSharp.Point3D<double, double, double, string>(X, Z, X),
        ["pie"] = () => CSharp.Pie<double, string, string>(Z, Labels: Words),
        ["polar"] = () => CSharp.PointPolar<double, double, string>(X, Z),
        ["styled"] = () => Plotly.NET.CSharp.GenericChartExtensions.WithXAxisStyle<double, double, string>(CSharp.Point<double, double, string>(X, Z), TitleText: "x", MinMax: Tuple.Create(0.0, 10.0)),
    };

    public static TheoryData<string> Ours => [.. Gallery.Figures.Keys];

    public static TheoryData<string> Foreign => [.. Theirs.Keys];

    [Theory]
    [MemberData(nameof(Ours))]
    public void Our_chart_has_the_JSON_of_Plotly_NET(string kind) => Compare(Gallery.Figures[kind]());

    [Theory]
    [MemberData(nameof(Foreign))]
    public void Their_chart_has_the_JSON_of_Plotly_NET(string kind) => Compare(Theirs[kind]());

    [Fact]
    public void A_chart_that_differs_is_found()
    {
        var error = Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Compare(JsonNode.Parse("""{"a": [1, {"b": 2}]}"""), JsonNode.Parse("""{"a": [1, {"b": 2.001}]}"""), ""));
        Assert.Contains(".a[1].b", error.Message, StringComparison.Ordinal);
    }

    private static void Compare(GenericChart chart)
    {
        var (ours, theirs) = (JsonNode.Parse(chart.ToJson())!, JsonNode.Parse(GenericChart.toFigureJson(chart))!);
        Compare(theirs["data"], ours["data"], "data");
        Compare(theirs["layout"], ours["layout"], "layout");
    }

    private static void Compare(JsonNode? theirs, JsonNode? ours, string place)
    {
        switch (theirs)
        {
            case JsonObject o:
                var mine = Assert.IsType<JsonObject>(ours);
                Assert.True(o.Select(p => p.Key).Order(StringComparer.Ordinal).SequenceEqual(mine.Select(p => p.Key).Order(StringComparer.Ordinal)),
                    $"{place}: {string.Join(' ', o.Select(p => p.Key))} / {string.Join(' ', mine.Select(p => p.Key))}");
                foreach (var (name, value) in o) Compare(value, mine[name], $"{place}.{name}");
                break;
            case JsonArray all:
                Assert.True(ours is JsonArray same && same.Count == all.Count, $"{place}: {all.ToJsonString()} / {ours?.ToJsonString()}");
                for (var i = 0; i < all.Count; i++) Compare(all[i], ours![i], string.Create(CultureInfo.InvariantCulture, $"{place}[{i}]"));
                break;
            case JsonValue number when number.GetValueKind() == JsonValueKind.Number && ours?.GetValueKind() == JsonValueKind.Number:
                var (a, b) = (number.GetValue<double>(), ours.GetValue<double>());
                // What a picture can show: about six digits.
                Assert.True(Math.Abs(a - b) <= 1e-5 * Math.Abs(a), $"{place}: {a} / {b}");
                break;
            // No JSON has these; plotly.js wants a gap there.
            case JsonValue text when text.GetValueKind() == JsonValueKind.String && (string?)text is "NaN" or "Infinity" or "-Infinity":
                Assert.True(ours is null, $"{place}: {text} / {ours?.ToJsonString()}");
                break;
            // The same colour in another notation.
            case JsonValue color when color.GetValueKind() == JsonValueKind.String && ((string?)color)!.StartsWith("rgb", StringComparison.Ordinal):
                var (one, other) = (CssColor.Parse((string)color!), CssColor.Parse((string)ours!));
                Assert.True((one.R, one.G, one.B) == (other.R, other.G, other.B) && Math.Abs(one.Alpha - other.Alpha) < 0.01, $"{place}: {color} / {ours?.ToJsonString()}");
                break;
            default:
                Assert.True(JsonNode.DeepEquals(theirs, ours), $"{place}: {theirs?.ToJsonString()} / {ours?.ToJsonString()}");
                break;
        }
    }
}
