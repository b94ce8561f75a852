namespace Notebooks.Engine;

/// <summary>One output in several forms, by MIME type; the front-end shows the richest that it can.</summary>
internal sealed record MimeBundle(IReadOnlyDictionary<string, string> Data)
{
    public static MimeBundle Plain(string text) => new(new SortedDictionary<string, string>(StringComparer.Ordinal) { ["text/plain"] = text });

    public string? PlainText => Data.GetValueOrDefault("text/plain");
}
