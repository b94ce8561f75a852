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
