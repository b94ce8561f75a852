namespace DeepLearning.Plotting;

/// <summary>Something that draws itself as a self-contained piece of HTML.</summary>
internal interface IRichOutput
{
    string ToHtml();
}

/// <summary>Tells .NET Interactive, which finds this attribute by its simple name, who formats the type that carries it.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    public string[] PreferredMimeTypes { get; set; } = ["text/html", "text/plain"];
}

/// <summary>Formats an <see cref="IRichOutput"/> as text/html, and by its <c>ToString()</c> as text/plain.</summary>
internal sealed class RichOutputFormatterSource
{
#pragma warning disable CA1822 // The host calls it on an instance.
    public IEnumerable<object> CreateTypeFormatters() => [new RichOutputFormatter("text/html"), new RichOutputFormatter("text/plain")];
#pragma warning restore CA1822
}

internal sealed class RichOutputFormatter(string mimeType)
{
    public string MimeType { get; } = mimeType;

    public bool Format(object instance, TextWriter writer)
    {
        if (instance is not IRichOutput rich)
            return false;
        writer.Write(MimeType == "text/html" ? rich.ToHtml() : rich.ToString());
        return true;
    }
}
