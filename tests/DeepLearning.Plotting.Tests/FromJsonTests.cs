using System.Xml.Linq;

namespace DeepLearning.Plotting.Tests;

public class FromJsonTests
{
    [Theory]
    [InlineData("", "the text is not JSON")]
    [InlineData("{\"data\": [", "the text is not JSON")]
    [InlineData("{\"data\": [], \"data\": []}", "the text is not JSON")]
    [InlineData("[]", "the text is an array where an object belongs")]
    [InlineData("null", "the text is missing or null where an object belongs")]
    [InlineData("{}", "'data' is missing or null where an array of traces belongs")]
    [InlineData("{\"data\": 3}", "'data' is a number")]
    [InlineData("{\"data\": [], \"layout\": \"wide\"}", "'layout' is a text where an object belongs")]
    [InlineData("{\"data\": [true]}", "data[0] is true or false")]
    [InlineData("{\"data\": [{\"x\": {}}]}", "data[0].x is an object where an array belongs")]
    [InlineData("{\"data\": [{\"y\": [1, [2]]}]}", "data[0].y[1] is an array")]
    [InlineData("{\"data\": [{\"y\": {\"dtype\": \"f8\", \"bdata\": \"AAAA\"}}]}", "data[0].y holds packed binary numbers")]
    [InlineData("{\"data\": [{\"type\": \"heatmap\", \"z\": 1}]}", "data[0].z is a number where an array of rows belongs")]
    [InlineData("{\"data\": [{\"type\": \"heatmap\", \"z\": [[1], 2]}]}", "data[0].z[1] is a number")]
    [InlineData("{\"data\": [{\"name\": \"\\ud800\"}]}", "not valid Unicode")]
    [InlineData("{\"data\": [{\"\\ud800\": 1}]}", "the text is not JSON")]
    public void What_is_no_figure_is_refused_with_the_place(string json, string part)
    {
        var error = Assert.Throws<FormatException>(() => Figure.FromJson(json));
        Assert.StartsWith("Figure.FromJson: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_nested_without_end_is_refused() =>
        Assert.Throws<FormatException>(() => Figure.FromJson(new string('[', 100_000)));

    [Theory]
    [InlineData("{\"data\": []}")]
    [InlineData("{\"data\": [{}], \"layout\": null}")]
    [InlineData("{\"data\": [{\"type\": \"surface\", \"z\": [[1]]}]}")]
    [InlineData("{\"data\": [{\"y\": [1, \"a\", null, 1e999]}], \"layout\": {\"width\": -5, \"height\": 1e300, \"title\": 7}}")]
    [InlineData("{\"data\": [{\"x\": [\"b\", \"a\", \"b\"], \"y\": [1, 2, 3], \"type\": \"bar\"}], \"layout\": {\"title\": \"old style\"}}")]
    [InlineData("{\"data\": [{\"y\": [1e308, -1e308], \"mode\": 5, \"line\": {\"width\": 1e9, \"color\": \"url(#x)\"}}]}")]
    [InlineData("{\"data\": [{\"y\": [1, 2]}], \"layout\": {\"xaxis\": {\"range\": [5, 5], \"type\": \"log\", \"domain\": [2, 1]}, \"yaxis\": {\"range\": [null, \"a\"]}}}")]
    [InlineData("{\"data\": [{\"y\": [1, 2], \"xaxis\": \"x7\", \"yaxis\": \"nonsense\"}], \"layout\": {\"annotations\": [3, {}, {\"x\": 1}], \"shapes\": [{\"type\": \"rect\"}], \"images\": [{}]}}")]
    [InlineData("{\"data\": [{\"type\": \"heatmap\", \"z\": [[1, 2], [3]], \"colorscale\": \"Viridis\"}, {\"type\": \"heatmap\", \"z\": []}]}")]
    [InlineData("{\"data\": [{\"y\": [0, -1]}], \"layout\": {\"yaxis\": {\"type\": \"log\"}, \"xaxis\": {\"tickvals\": [0, \"q\"], \"ticktext\": [1]}}}")]
    [InlineData("{\"data\": [{\"type\": \"bar\", \"y\": [1e300, 2], \"marker\": {\"pattern\": {\"shape\": \"+\"}}}], \"layout\": {\"barmode\": 3}}")]
    public void Whatever_a_figure_holds_it_can_be_drawn(string json)
    {
        var figure = Figure.FromJson(json);
        var svg = Gallery.Svg(figure);
        Assert.DoesNotContain(svg.DescendantsAndSelf().Attributes(), a => a.Value.Contains("url(", StringComparison.Ordinal));
        Assert.NotEmpty(figure.ToHtml());
        Assert.NotEmpty(figure.ToString());
    }

    [Fact]
    public void A_trace_that_only_plotly_draws_is_named_and_kept()
    {
        var figure = Figure.FromJson("{\"data\": [{\"type\": \"surface\", \"z\": [[1]]}]}");
        Assert.Contains("Only the interactive chart shows: surface", Gallery.Svg(figure).Texts());
        Assert.Contains("surface", figure.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_embedded_pictures_are_shown()
    {
        var svg = Gallery.Svg(Figure.FromJson("{\"data\": [], \"layout\": {\"images\": [{\"source\": \"https://example.org/a.png\"}]}}"));
        Assert.Empty(svg.All("image"));
    }
}
