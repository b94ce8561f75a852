using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.DotNet.Interactive.Events;

namespace RealKernel;

/// <summary>What a cell showed: console text, or a value in several forms.</summary>
/// <param name="kind">stdout, stderr or rich.</param>
internal sealed partial class Output(string kind)
{
    private const int MaxCharacters = 160, Before = 40;

    public string Kind => kind;

    /// <summary>The text, or that of a value that has no pictures.</summary>
    public string Text { get; set; } = "";

    /// <summary>The HTML of a value, which holds its pictures.</summary>
    public string? Html { get; private set; }

    public static Output Of(JsonNode? data) => new("rich")
    {
        Text = ChapterRun.Text(data?["text/plain"]),
        Html = data?["text/html"] is { } html ? ChapterRun.Text(html) : null,
    };

    public Output Take(DisplayEvent produced)
    {
        Html = produced.FormattedValues.FirstOrDefault(form => form.MimeType == "text/html")?.Value;
        Text = produced.FormattedValues.FirstOrDefault(form => form.MimeType == "text/plain")?.Value ?? "";
        return this;
    }

    /// <summary>Whether both say the same. A plain number or list is wrapped in HTML by this kernel and not by ours, and written a little
    /// otherwise.</summary>
    public bool Says(Output other)
    {
        if (Kind != other.Kind) return false;
        if (Html is not null && other.Html is not null) return Same(Html, other.Html);
        return Same(Plain(Text.Length > 0 ? Text : Html), Plain(other.Text.Length > 0 ? other.Text : other.Html));
    }

    /// <summary>What it says, from a little before the place where another says something else.</summary>
    public string From(Output other)
    {
        var (mine, theirs) = (Comparable(Html ?? Text), Comparable(other.Html ?? other.Text));
        var start = Math.Max(0, mine.AsSpan().CommonPrefixLength(theirs) - Before);
        var rest = mine[start..].ReplaceLineEndings(" ");
        return (start > 0 ? "…" : "") + (rest.Length > MaxCharacters ? rest[..MaxCharacters] + "…" : rest);
    }

    private static bool Same(string a, string b) => Comparable(a) == Comparable(b);

    // As 'check' does: a picture is compared by what it is made of, which stands in the script behind it.
    private static string Comparable(string text) => StillPicture().Replace(text, "$1").ReplaceLineEndings("\n").TrimEnd();

    // A line that overwrites itself counts as a reader sees it in the end.
    private static string Plain(string? text) =>
        Spaces().Replace(Tags().Replace(Styles().Replace(Overwritten().Replace(text ?? "", ""), ""), ""), "");

    [GeneratedRegex(@"[^\n]*\r(?!\n)")]
    private static partial Regex Overwritten();

    [GeneratedRegex("""(<div class="dl-figure"[^>]*><img src="data:image/png;base64,)[^"]*""")]
    private static partial Regex StillPicture();

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Styles();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
