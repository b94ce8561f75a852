namespace DeepLearning.Display;

/// <summary>The formatters of every <see cref="IRichOutput"/>; front-ends call its members by name.</summary>
internal sealed class RichOutputFormatters
{
    public const string Html = "text/html";
    public const string Plain = "text/plain";

#pragma warning disable CA1822 // called on an instance, by reflection
    public IEnumerable<object> CreateTypeFormatters() =>
        [new RichOutputFormatter(Html, value => value.ToHtml()), new RichOutputFormatter(Plain, value => value.ToString() ?? "")];
#pragma warning restore CA1822
}

/// <summary>Writes an <see cref="IRichOutput"/> as one MIME type.</summary>
internal sealed class RichOutputFormatter(string mimeType, Func<IRichOutput, string> render)
{
    public string MimeType { get; } = mimeType;

    /// <summary>Writes the value, or says with <see langword="false"/> that it is of another kind.</summary>
    public bool Format(object value, TextWriter writer)
    {
        if (value is not IRichOutput rich) return false;
        writer.Write(render(rich));
        return true;
    }
}

/// <summary>A value with a picture: HTML for a notebook, and <see cref="object.ToString"/> where only text shows.</summary>
internal interface IRichOutput
{
    /// <summary>A complete fragment of HTML, with every text in it escaped.</summary>
    string ToHtml();
}

/// <summary>Says which class formats values of a type in a notebook.</summary>
/// <remarks>
/// Notebook front-ends find this attribute and its two properties by name, so that the library need not reference them.
/// Put <c>[TypeFormatterSource(typeof(RichOutputFormatters))]</c> on a class that implements <see cref="IRichOutput"/>.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    public string[] PreferredMimeTypes { get; set; } = [RichOutputFormatters.Html, RichOutputFormatters.Plain];
}
