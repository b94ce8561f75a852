using System.Text.Json.Nodes;
using Plotly.NET;

namespace DeepLearning.Plotting.Tests;

public class ChartTests
{
    private static readonly double[] Three = [1, 2, 3];

    [Fact]
    public void Series_differ_by_more_than_colour()
    {
        JsonArray Data(GenericChart f) => (JsonArray)JsonNode.Parse(f.ToJson())!["data"]!;
        var lines = Data(Chart.Lines(("a", Three, Three), ("b", Three, Three)));
        Assert.NotEqual((string)lines[0]!["line"]!["dash"]!, (string)lines[1]!["line"]!["dash"]!);
        var points = Data(Chart.Scatters(("a", Three, Three), ("b", Three, Three)));
        Assert.NotEqual((string)points[0]!["marker"]!["symbol"]!, (string)points[1]!["marker"]!["symbol"]!);
        var bars = Data(Chart.Bars(["1", "2", "3"], ("a", Three), ("b", Three)));
        Assert.Null(bars[0]!["marker"]!["pattern"]);
        Assert.NotNull(bars[1]!["marker"]!["pattern"]);
    }

    [Fact]
    public void Combined_charts_get_styles_that_differ_and_keep_a_dash_that_was_asked_for()
    {
        var line = Chart.Line(Three, Three, "a");
        var data = (JsonArray)JsonNode.Parse(Chart.Combine(line, line, line.WithDashes("longdash")).ToJson())!["data"]!;
        Assert.Equal(3, data.Select(t => (string)t!["line"]!["color"]!).Distinct().Count());
        Assert.Equal(["solid", "dash", "longdash"], data.Select(t => (string)t!["line"]!["dash"]!));
    }

    [Fact]
    public void A_histogram_counts_every_finite_value_once()
    {
        var data = JsonNode.Parse(Chart.Histogram([0, 0.1, 0.9, 1.0, double.NaN], bins: 2).ToJson())!["data"]![0]!;
        Assert.Equal([2.0, 2.0], data["y"]!.AsArray().Select(v => (double)v!));
        Assert.Equal([0.25, 0.75], data["x"]!.AsArray().Select(v => (double)v!));
    }

    [Fact]
    public void A_histogram_of_one_value_has_a_width() =>
        Assert.Equal(1, JsonNode.Parse(Chart.Histogram([3, 3], bins: 4).ToJson())!["data"]![0]!["y"]!.AsArray()
            .Count(v => (double)v! == 2));

    [Fact]
    public void A_band_goes_out_along_the_upper_edge_and_back_along_the_lower_one()
    {
        var figure = Chart.Bands(("mean", Three, [10, 20, 30], [1, 2, 3])).WithMarkers().WithDashes("dot");
        var data = JsonNode.Parse(figure.ToJson())!["data"]!.AsArray();
        Assert.Equal([11.0, 22, 33, 27, 18, 9], data[1]!["y"]!.AsArray().Select(v => (double)v!));
        Assert.Equal(Three.Concat(Three.Reverse()), data[1]!["x"]!.AsArray().Select(v => (double)v!));
        Assert.Equal(("toself", "lines", "lines+markers", "dot"),
            ((string)data[1]!["fill"]!, (string)data[1]!["mode"]!, (string)data[0]!["mode"]!, (string)data[0]!["line"]!["dash"]!));
        Assert.Single(Gallery.Svg(figure).All("path"), p => p.Attribute("d")!.Value.EndsWith('Z')
            && p.Attribute("fill")?.Value == "#0072b233");
        Assert.StartsWith("Line: mean from 10 to 30", figure.Describe(), StringComparison.Ordinal);
        // The axis ends near the band, not at zero.
        Assert.DoesNotContain("0", Gallery.Svg(Chart.Bands(("m", Three, [100, 101, 102], [1, 1, 1])).WithXAxis(min: 1, max: 3)).Texts());
    }

    [Fact]
    public void A_single_run_has_a_line_and_no_band() =>
        Assert.Single(JsonNode.Parse(Chart.Bands(("once", Three, Three, [double.NaN, double.NaN, double.NaN]))
            .ToJson())!["data"]!.AsArray());

    [Fact]
    public void Gaps_break_the_line()
    {
        var path = Gallery.Svg(Chart.Line([1, 2, double.NaN, 4, 5])).All("path").Single(p => p.Attribute("fill")?.Value == "none");
        Assert.Equal(2, path.Attribute("d")!.Value.Count(c => c == 'M'));
    }

    [Fact]
    public void Labels_of_bars_may_repeat_and_look_like_numbers() =>
        Assert.Equal(2, Gallery.Svg(Chart.Bar(["7", "7"], [1.5, 2.5])).Texts().Count(t => t == "7"));

    [Fact]
    public void A_matrix_with_both_signs_is_centred_on_zero_and_shows_its_values()
    {
        var figure = Chart.Heatmap(new double[,] { { -1, 4 } }, showValues: true);
        var trace = JsonNode.Parse(figure.ToJson())!["data"]![0]!;
        Assert.Equal((-4.0, 4.0), ((double)trace["zmin"]!, (double)trace["zmax"]!));
        Assert.Contains("−1", Gallery.Svg(figure).Texts());
    }

    [Fact]
    public void Row_zero_of_a_matrix_is_on_top()
    {
        var rows = Gallery.Svg(Chart.Heatmap(new double[,] { { 1 }, { 2 } }, yLabels: ["first", "second"])).All("text");
        double Y(string label) => double.Parse(rows.Single(t => t.Value == label).Attribute("y")!.Value,
            System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(Y("first") < Y("second"));
    }

    [Fact]
    public void A_name_that_two_panels_share_is_one_entry_of_the_legend()
    {
        var panel = Chart.Lines(("train", Three, Three), ("test", Three, Three));
        Assert.Equal(1, Gallery.Svg(Chart.Subplots(2, panel, panel)).Texts().Count(t => t == "train"));
    }

    [Fact]
    public void A_chart_with_panels_says_so_in_words() =>
        Assert.StartsWith("2 panels. (1) Line: from 1 to 3", Chart.Subplots(2, Chart.Line(Three), Chart.Line(Three)).Describe(),
            StringComparison.Ordinal);

    [Fact]
    public void Mistakes_are_named()
    {
        void Says(string part, Action act) => Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(act).Message,
            StringComparison.Ordinal);
        Says("Chart.Line: 3 x values and 2 y values; every point needs both.", () => Chart.Line(Three, [1.0, 2]));
        Says("Chart.Lines: series 'loss': 3 x values and 1 y values", () => Chart.Lines(("loss", Three, [1.0])));
        Says("Chart.Bands: series 'mean': 3 y values and 1 spreads; every point needs both.",
            () => Chart.Bands(("mean", Three, Three, [1.0])));
        Says("Chart.Bands: no series given", () => Chart.Bands());
        Says("Chart.Line: there are no points to draw.", () => Chart.Line(Array.Empty<double>()));
        Says("Chart.Scatters: no series given", () => Chart.Scatters());
        Says("Chart.Bar: 1 labels and 2 values", () => Chart.Bar(["a"], [1, 2]));
        Says("Chart.Bars: 1 labels and 3 values in 's'", () => Chart.Bars(["a"], ("s", Three)));
        Says("Chart.Bar: there are no bars", () => Chart.Bar([], Array.Empty<double>()));
        Says("Chart.Histogram: there is no finite value", () => Chart.Histogram([double.NaN]));
        Says("Chart.Histogram: 'bins' is 0", () => Chart.Histogram(Three, bins: 0));
        Says("Chart.Heatmap: 'values' has shape [0, 3]", () => Chart.Heatmap(new double[0, 3]));
        Says("Chart.Heatmap: 1 labels for 2 columns", () => Chart.Heatmap(new double[1, 2], ["a"]));
        Says("Chart.Images: there is no picture", () => Chart.Images(Array.Empty<float[,]>()));
        Says("Chart.Images: 'columns' is 0", () => Chart.Images([new float[1, 1]], columns: 0));
        Says("Chart.Images: 2 titles for 1 pictures", () => Chart.Images([new float[1, 1]], titles: ["a", "b"]));
        Says("Chart.Image: a picture has no pixels", () => Chart.Image(new float[0, 1]));
        Says("this one has [2, 2, 4]", () => Chart.Image(new float[2, 2, 4]));
        Says("Chart.Combine: no chart given", () => Chart.Combine());
        Says("Chart.Subplots: 'columns' is 0", () => Chart.Subplots(0, Chart.Line(Three)));
        var panels = Chart.Subplots(2, Chart.Line(Three), Chart.Line(Three));
        Says("Chart.Subplots: a chart that has several panels", () => Chart.Subplots(1, panels));
        Says("Grid.Linear: 'count'", () => Grid.Linear(0, 1, 1));
        Says("Grid.Logarithmic: 'count'", () => Grid.Logarithmic(1, 2, 1));
        Says("Grid.Logarithmic: 'from'", () => Grid.Logarithmic(0, 2, 3));
        Says("Grid.Logarithmic: 'to'", () => Grid.Logarithmic(1, double.NaN, 3));
    }

    [Fact]
    public void Grids_hit_both_ends()
    {
        Assert.Equal([0, 0.5, 1], Grid.Linear(0, 1, 3));
        var grid = Grid.Logarithmic(0.01, 100, 5);
        Assert.Equal((0.01, 100), (grid[0], grid[^1]));
        Assert.Equal(1, grid[2], 12);
    }
}
