using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Plotly.NET;

namespace DeepLearning.Plotting.Tests;

public class FigureTests
{
    private const string Hostile = "</script><script>alert(1)</script>\" onload=\"x\" & \u0001";
    private static readonly double[] Three = [1, 2, 3];

    [Fact]
    public void Text_from_outside_can_not_become_markup()
    {
        var figure = Chart.Lines((Hostile, Three, Three), ("b", Three, Three)).WithTitle(Hostile).WithXAxis(Hostile).WithYAxis(Hostile)
            .WithDescription(Hostile).WithAnnotation(1, 1, Hostile).WithHorizontalLine(2, Hostile);
        Assert.Empty(Gallery.Svg(figure).All("script"));
        var html = figure.ToHtml();
        Assert.Single(Regex.Matches(html, "<script"));
        Assert.Single(Regex.Matches(html, "</script"));
        Assert.DoesNotContain("onload=\"x", html, StringComparison.Ordinal);
        Assert.Contains("</script><script>alert(1)</script>", figure.ToText(), StringComparison.Ordinal);
        var title = (string)JsonNode.Parse(figure.ToJson())!["layout"]!["title"]!["text"]!;
        Assert.StartsWith("&lt;/script&gt;", title, StringComparison.Ordinal);
    }

    [Fact]
    public void With_leaves_the_original_alone()
    {
        var figure = Chart.Line(Three);
        var before = figure.ToJson();
        figure.WithTitle("t").WithMarkers().WithXAxis("x", 0, 1).WithHorizontalLine(1, "one").WithSize(300, 200).WithDescription("d");
        Assert.Equal(before, figure.ToJson());
    }

    [Fact]
    public void A_headline_does_not_flatten_pictures_but_keeps_a_size_that_was_asked_for()
    {
        static double Height(GenericChart figure) => (double)JsonNode.Parse(figure.ToJson())!["layout"]!["height"]!;
        var picture = Chart.Image(new float[4, 4]);
        Assert.Equal(Height(picture) + 27, Height(picture.WithTitle("one line")));
        Assert.Equal(Height(picture) + 27, Height(picture.WithTitle("first").WithTitle("second")));
        Assert.Equal(300, Height(picture.WithSize(400, 300).WithTitle("one line")));
    }

    [Fact]
    public void The_live_chart_has_the_marks_of_the_still_one()
    {
        JsonNode Axis(GenericChart chart) =>
            JsonNode.Parse(System.Text.RegularExpressions.Regex.Unescape(Regex.Match(chart.ToHtml(),
                ",chart:({.*})}\\)}\\)\\(window\\)").Groups[1].Value))!["layout"]!["yaxis"]!;
        var falling = Chart.Line(Enumerable.Range(0, 24).Select(i => Math.Pow(10, -i)).ToArray()).WithYAxis(log: true);
        var marks = (JsonArray)Axis(falling)["ticktext"]!;
        Assert.InRange(marks.Count, 3, 12);
        var still = Gallery.Svg(falling).Texts();
        Assert.All(marks, mark => Assert.Contains(mark!.ToString(), still));
        Assert.Equal(marks.Count, ((JsonArray)Axis(falling)["tickvals"]!).Count);
        Assert.All((JsonArray)Axis(falling)["tickvals"]!, at => Assert.InRange((double)at!, 1e-24, 10));
    }

    [Fact]
    public void Different_figures_have_different_marks_on_a_page()
    {
        string Mark(GenericChart f) => Regex.Match(f.ToHtml(), "data-dl-figure=\"(dl[0-9a-f]{12})\"").Groups[1].Value;
        Assert.NotEqual(Mark(Chart.Line(Three)), Mark(Chart.Line([1, 2, 4])));
        Assert.Equal(Mark(Chart.Line(Three)), Mark(Chart.Line(Three)));
    }

    [Fact]
    public void An_axis_with_one_end_given_follows_the_data_at_the_other()
    {
        var texts = Gallery.Svg(Chart.Line([2.0, 10]).WithYAxis(min: 0)).Texts();
        Assert.Contains("0", texts);
        Assert.Contains("10", texts);
    }

    [Fact]
    public void Places_on_a_logarithmic_axis_are_values()
    {
        var figure = Chart.Line([1.0, 100], [1, 2]).WithXAxis("x", 1, 100, log: true).WithAnnotation(10, 1.5, "ten").WithVerticalLine(10);
        var layout = JsonNode.Parse(figure.ToJson())!["layout"]!;
        Assert.Equal(1, (double)layout["annotations"]![0]!["x"]!);
        Assert.Equal(10, (double)layout["shapes"]![0]!["x0"]!);
        var later = Chart.Line([1.0, 100], [1, 2]).WithAnnotation(10, 1.5, "ten").WithVerticalLine(10).WithXAxis("x", 1, 100, log: true);
        Assert.True(JsonNode.DeepEquals(layout, JsonNode.Parse(later.ToJson())!["layout"]));
        Assert.Equal(2, (double)layout["xaxis"]!["range"]![1]!);
    }

    [Fact]
    public void A_long_title_is_wrapped()
    {
        var title = string.Join(' ', Enumerable.Repeat("word", 60));
        var lines = Gallery.Svg(Chart.Line(Three).WithTitle(title)).All("text").Where(t => t.Attribute("font-weight") is not null)
            .ToArray();
        Assert.True(lines.Length > 1);
        Assert.Equal(title, string.Join(' ', lines.Select(l => l.Value)));
    }

    [Fact]
    public void The_description_given_is_the_one_read_out()
    {
        var figure = Chart.Line(Three).WithTitle("Loss").WithDescription("The loss falls.");
        Assert.Equal("Loss. The loss falls.", Gallery.Svg(figure).Attribute("aria-label")!.Value);
        Assert.Equal("Figure “Loss”: The loss falls.", figure.ToText());
    }

    [Fact]
    public void The_picture_can_be_saved()
    {
        var path = Path.GetTempFileName();
        Chart.Line(Three).SaveSvg(path);
        Assert.Equal(Chart.Line(Three).ToSvg(), File.ReadAllText(path));
        File.Delete(path);
    }

    [Fact]
    public void Mistakes_are_named()
    {
        void Says(string part, Action act) => Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(act).Message,
            StringComparison.Ordinal);
        var figure = Chart.Line(Three);
        Says("WithXAxis: 'min' is 2, 'max' is 1", () => figure.WithXAxis("x", 2, 1));
        Says("WithYAxis: 'max' is NaN; an axis ends at a number. Leave it out to follow the data.",
            () => figure.WithYAxis(max: double.NaN));
        Says("WithYAxis: a logarithmic axis has no place for zero", () => figure.WithYAxis(min: 0, log: true));
        Says("WithSize: 'height' must be between 100 and 4000", () => figure.WithSize(200, 20));
        Says("WithDashes: 'wavy' is no dash", () => figure.WithDashes("wavy"));
    }
}
