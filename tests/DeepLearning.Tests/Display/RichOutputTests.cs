using System.Reflection;
using DeepLearning.Display;

namespace DeepLearning.Tests.Display;

public class RichOutputTests
{
    [TypeFormatterSource(typeof(RichOutputFormatters))]
    private class Picture : IRichOutput
    {
        public string ToHtml() => "<b>seven</b>";

        public override string ToString() => "seven";
    }

    private sealed class DerivedPicture : Picture;

    [Theory]
    [InlineData(typeof(Picture))]
    [InlineData(typeof(DerivedPicture))]
    public void A_front_end_that_looks_by_name_finds_both_formatters(Type type)
    {
        // What .NET Interactive does: nothing here is known at compile time.
        object value = Activator.CreateInstance(type)!;
        var attribute = value.GetType().GetCustomAttributes(inherit: true).Single(a => a.GetType().Name == "TypeFormatterSourceAttribute");
        object? Property(object of, string name) => of.GetType().GetProperty(name)!.GetValue(of);
        object source = Activator.CreateInstance((Type)Property(attribute, "FormatterSourceType")!)!;
        var formatters = (IEnumerable<object>)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, null)!;

        Assert.Equal(["text/html", "text/plain"], (string[])Property(attribute, "PreferredMimeTypes")!);
        var written = formatters.ToDictionary(f => (string)Property(f, "MimeType")!, f => Write(f, value));
        Assert.Equal("<b>seven</b>", written["text/html"]);
        Assert.Equal("seven", written["text/plain"]);
    }

    [Fact]
    public void A_value_of_another_kind_is_left_to_other_formatters()
    {
        var writer = new StringWriter();
        Assert.False(new RichOutputFormatter("text/html", value => value.ToHtml()).Format(7, writer));
        Assert.Equal("", writer.ToString());
    }

    private static string Write(object formatter, object value)
    {
        var writer = new StringWriter();
        var format = formatter.GetType().GetMethod("Format", BindingFlags.Public | BindingFlags.Instance)!;
        Assert.True((bool)format.Invoke(formatter, [value, writer])!);
        return writer.ToString();
    }
}
