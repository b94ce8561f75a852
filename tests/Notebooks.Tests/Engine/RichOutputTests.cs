using Notebooks.Engine;

namespace Notebooks.Tests.Engine;

public class RichOutputTests
{
    [Fact]
    public void A_type_with_ToHtml_is_shown_as_html_and_text()
    {
        var bundle = RichOutput.Of(new Card());
        Assert.Equal("<b>card</b>", bundle.Data["text/html"]);
        Assert.Equal("a card", bundle.PlainText);
    }

    [Fact]
    public void The_formatter_attribute_is_found_by_name_also_when_internal_and_inherited()
    {
        var bundle = RichOutput.Of(new Derived());
        Assert.Equal(["image/svg+xml", "text/html", "text/plain"], bundle.Data.Keys);
        Assert.Equal("<svg>Derived</svg>", bundle.Data["image/svg+xml"]);
    }

    [Fact]
    public void A_formatter_that_declines_is_passed_over() => Assert.DoesNotContain("text/latex", RichOutput.Of(new Derived()).Data.Keys);

    [Fact]
    public void An_exception_in_ToHtml_is_thrown_as_it_is() => Assert.Throws<FormatException>(() => RichOutput.Of(new Faulty()));

    private sealed class Card
    {
        private readonly string html = "<b>card</b>";

        public string ToHtml() => html;

        public string ToHtml(string style) => style + html;

        public override string ToString() => "a card";
    }

    private sealed class Faulty
    {
        public string ToHtml() => throw new FormatException(GetType().Name);
    }

    [TypeFormatterSource(typeof(Source))]
    private class Drawn;

    private sealed class Derived : Drawn;

    [AttributeUsage(AttributeTargets.Class)]
    private sealed class TypeFormatterSourceAttribute(Type source) : Attribute
    {
        public Type FormatterSourceType { get; } = source;

        public string[] PreferredMimeTypes { get; init; } = [];
    }

    private sealed class Source
    {
        private readonly string[] declined = [""];

        public IEnumerable<object> CreateTypeFormatters() =>
            [.. declined.Select(tag => new Formatter("text/latex", tag)), new Formatter("text/html", "p"), new Formatter("image/svg+xml", "svg"), new Formatter("text/plain", "t")];
    }

    private sealed class Formatter(string mime, string tag)
    {
        public string MimeType => mime;

        public bool Format(object value, TextWriter writer)
        {
            writer.Write($"<{tag}>{value.GetType().Name}</{tag}>");
            return tag.Length > 0;
        }
    }
}
