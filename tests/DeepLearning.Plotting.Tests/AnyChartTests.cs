using System.Xml.Linq;

namespace DeepLearning.Plotting.Tests;

public class AnyChartTests
{
    [Theory]
    [InlineData("{\"data\": []}")]
    [InlineData("{\"data\": [{}], \"layout\": null}")]
    [InlineData("{\"data\": [{\"type\": \"surface\", \"z\": [[1]]}]}")]
    [InlineData("{\"data\": [{\"y\": [1, \"a\", null, 1e999]}], \"layout\": {\"width\": -5, \"height\": 1e300, \"title\": 7}}")]
    [InlineData("{\"data\": [{\"x\": [\"b\", \"a\", \"b\"], \"y\": [1, 2, 3], \"type\": \"bar\"}], \"layout\": {\"title\": \"old style\"}}")]
    [InlineData("{\"data\": [{\"y\": [1e308, -1e308], \"mode\": 5, \"line\": {\"width\": 1e9, \"color\": \"url(#x)\"}}]}")]
    [InlineData("{\"data\": [{\"y\": [1, 2]}], \"layout\": {\"xaxis\": {\"range\": [5, 5], \"type\": \"log\", \"domain\": [2, 1]}, " +
        "\"yaxis\": {\"range\": [null, \"a\"]}}}")]
    [InlineData("{\"data\": [{\"y\": [1, 2], \"xaxis\": \"x7\", \"yaxis\": \"nonsense\"}], \"layout\": {\"annotations\": [3, {}, " +
        "{\"x\": 1}], \"shapes\": [{\"type\": \"rect\"}], \"images\": [{}]}}")]
    [InlineData("{\"data\": [{\"type\": \"heatmap\", \"z\": [[1, 2], [3]], \"colorscale\": \"Viridis\"}, {\"type\": \"heatmap\", " +
        "\"z\": []}]}")]
    [InlineData("{\"data\": [{\"y\": [0, -1]}], \"layout\": {\"yaxis\": {\"type\": \"log\"}, \"xaxis\": {\"tickvals\": [0, \"q\"], " +
        "\"ticktext\": [1]}}}")]
    [InlineData("{\"data\": [{\"type\": \"bar\", \"y\": [1e300, 2], \"marker\": {\"pattern\": {\"shape\": \"+\"}}}], \"layout\": " +
        "{\"barmode\": 3}}")]
    public void Whatever_a_figure_holds_it_can_be_drawn(string json)
    {
        var figure = Gallery.Foreign(json);
        var svg = Gallery.Svg(figure);
        Assert.DoesNotContain(svg.DescendantsAndSelf().Attributes(), a => a.Value.Contains("url(", StringComparison.Ordinal));
        Assert.NotEmpty(figure.ToHtml());
        Assert.NotEmpty(figure.ToText());
    }

    [Fact]
    public void A_trace_that_only_plotly_draws_is_named_and_kept()
    {
        var figure = Gallery.Foreign("{\"data\": [{\"type\": \"surface\", \"z\": [[1]]}]}");
        Assert.Contains("Drawn only live: surface", Gallery.Svg(figure).Texts());
        Assert.Contains("surface", figure.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_embedded_pictures_are_shown()
    {
        var svg = Gallery.Svg(Gallery.Foreign("{\"data\": [], \"layout\": {\"images\": [{\"source\": \"https://example.org/a.png\"}]}}"));
        Assert.Empty(svg.All("image"));
    }
}
