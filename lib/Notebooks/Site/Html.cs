namespace Notebooks.Site;

/// <summary>Text on its way into a page.</summary>
internal static class Html
{
    /// <summary>Escapes for content and for attributes in double quotes.</summary>
    public static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;",
        StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
}
