using System.Globalization;
using System.Xml.Linq;

namespace DeepLearning.Plotting.Tests;

public class EveryChartTests
{
    public static TheoryData<string> Kinds => [.. Gallery.Figures.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_svg_is_well_formed_described_and_without_a_number_that_is_none(string kind)
    {
        var figure = Gallery.Figures[kind]();
        var svg = Gallery.Svg(figure);

        Assert.Equal("svg", svg.Name.LocalName);
        Assert.Equal("img", svg.Attribute("role")?.Value);
        Assert.False(string.IsNullOrWhiteSpace(svg.Attribute("aria-label")?.Value));
        Assert.Equal(figure.Describe(), svg.All("desc").Single().Value);
        var attributes = svg.DescendantsAndSelf().Attributes().Where(a => a.Name != "aria-label" && a.Name != "href");
        Assert.DoesNotContain(attributes, a => a.Value.Contains("NaN", StringComparison.Ordinal) || a.Value.Contains('∞'));
        Assert.True(figure.ToSvg().Length < 200_000, "The picture is too large for a notebook.");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Texts_stay_inside_the_picture(string kind)
    {
        var svg = Gallery.Svg(Gallery.Figures[kind]());
        double Attribute(XElement e, string name) => double.Parse(e.Attribute(name)!.Value, CultureInfo.InvariantCulture);
        var (width, height) = (Attribute(svg, "width"), Attribute(svg, "height"));
        foreach (var text in svg.All("text").Where(t => t.Parent == svg))
        {
            Assert.InRange(Attribute(text, "x"), 0, width);
            Assert.InRange(Attribute(text, "y"), 0, height);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Drawing_twice_gives_the_same_page(string kind) =>
        Assert.Equal(Gallery.Figures[kind]().ToHtml(), Gallery.Figures[kind]().ToHtml());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Plain_text_is_one_line_in_words(string kind)
    {
        var text = Gallery.Figures[kind]().ToText();
        Assert.DoesNotContain('\n', text);
        Assert.StartsWith("Figure", text, StringComparison.Ordinal);
        Assert.Contains(Gallery.Figures[kind]().Describe(), text, StringComparison.Ordinal);
    }
}
