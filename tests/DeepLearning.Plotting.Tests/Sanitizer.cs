using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace DeepLearning.Plotting.Tests;

/// <summary>Leaves of a fragment of HTML what GitHub leaves of a notebook's outputs, as far as pictures go: no svg, script or style
/// element,
/// no class, style or data attribute, no handler.</summary>
internal static partial class Sanitizer
{
    public static string Clean(string html) => Attribute().Replace(Link().Replace(Dropped().Replace(html, ""), ""), "");

    /// <summary>The pictures that are left, with their words.</summary>
    public static IReadOnlyList<(string Source, string Words, int Width, int Height)> Pictures(string html) =>
        [.. Image().Matches(Clean(html)).Select(image =>
        {
            string Of(string name) => WebUtility.HtmlDecode(Regex.Match(image.Value, $"\\s{name}=\"([^\"]*)\"").Groups[1].Value);
            int Side(string name) => int.TryParse(Of(name), out var pixels) ? pixels : 0;
            return (Of("src"), Of("alt"), Side("width"), Side("height"));
        })];

    /// <summary>The crisp picture, which the script of a fragment carries.</summary>
    public static XElement Svg(string html) => XElement.Parse(Quoted().Match(html).Groups[1].Value
        .Replace("<\\/", "</", StringComparison.Ordinal).Replace("\\'", "'", StringComparison.Ordinal)
            .Replace("\\n", "\n", StringComparison.Ordinal));

    [GeneratedRegex(@"<(svg|script|style|template|iframe|object|math)\b.*?</\1\s*>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Dropped();

    [GeneratedRegex(@"<(link|meta|base|input)\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Link();

    [GeneratedRegex("""\s(class|style|id|on\w+|data-[\w-]+)="[^"]*"(?=[^<]*>)""", RegexOptions.IgnoreCase)]
    private static partial Regex Attribute();

    [GeneratedRegex("<img[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Image();

    [GeneratedRegex(@"svg:'((?:[^'\\]|\\.)*)'", RegexOptions.Singleline)]
    private static partial Regex Quoted();
}
