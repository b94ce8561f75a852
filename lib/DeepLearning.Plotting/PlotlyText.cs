using System.Net;
using System.Text.RegularExpressions;

namespace DeepLearning.Plotting;

/// <summary>plotly.js reads a few HTML tags and entities in its texts: plain text goes in encoded and comes back decoded.</summary>
internal static partial class PlotlyText
{
    public static string Encode(string text) =>
        text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\r", "").Replace("\n", "<br>");

    public static string Decode(string text) => WebUtility.HtmlDecode(Tag().Replace(LineBreak().Replace(text, "\n"), ""));

    [GeneratedRegex(@"<br\s*/?>", RegexOptions.IgnoreCase)]
    private static partial Regex LineBreak();

    [GeneratedRegex(@"</?[a-zA-Z][^<>]*>")]
    private static partial Regex Tag();
}
