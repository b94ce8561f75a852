using Notebooks.Engine;

namespace Notebooks.Tests.Engine;

public class FormsTests
{
    [Fact]
    public void The_formatter_attribute_is_found_by_name_also_when_internal()
    {
        var forms = Forms.Of(new Drawn());
        Assert.Equal(["text/html", "text/plain"], forms.Select(form => form.MimeType));
        Assert.Equal("<p>Drawn</p>", forms[0].Value);
    }

    [Fact]
    public void Plain_numbers_texts_and_lists_of_them_are_plain_text()
    {
        foreach (object? value in new object?[] { null, 4.5, "text", 'c', DayOfWeek.Friday, new[] { 1, 2 }, new List<string> { "a" },
            Enumerable.Range(0, 3) })
            Assert.Equal("text/plain", Assert.Single(Forms.Of(value)).MimeType);
    }

    [Fact]
    public void Asked_for_forms_are_given() => Assert.Equal("text/html", Assert.Single(Forms.Of(4.5, "text/html")).MimeType);

    [TypeFormatterSource(typeof(Source))]
    private sealed class Drawn;

    [AttributeUsage(AttributeTargets.Class)]
    private sealed class TypeFormatterSourceAttribute(Type source) : Attribute
    {
        public Type FormatterSourceType { get; } = source;

        public string[] PreferredMimeTypes { get; init; } = ["text/html", "text/plain"];
    }

    private sealed class Source
    {
        private readonly string[] _tags = ["p", "t"];

        public IEnumerable<object> CreateTypeFormatters() => [new Html(_tags[0]), new Text(_tags[1])];
    }

    private sealed class Html(string tag)
    {
        public string MimeType { get; } = "text/html";

        public bool Format(object value, TextWriter writer)
        {
            writer.Write($"<{tag}>{value.GetType().Name}</{tag}>");
            return true;
        }
    }

    private sealed class Text(string tag)
    {
        public string MimeType { get; } = "text/plain";

        public bool Format(object value, TextWriter writer)
        {
            writer.Write(tag + value.GetType().Name);
            return true;
        }
    }
}
