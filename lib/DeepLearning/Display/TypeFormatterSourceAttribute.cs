namespace DeepLearning.Display;

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
