using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.DotNet.Interactive.Events;

namespace RealKernel;

/// <summary>What a cell showed: console text, or a value in several forms.</summary>
/// <param name="kind">stdout, stderr or rich.</param>
internal sealed partial class Output(string kind)
{
    private const int MaxCharacters = 160;

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

    /// <summary>Whether both say the same. A plain number or list is wrapped in HTML by this kernel and not by ours, and written a little otherwise.</summary>
    public bool Says(Output other)
    {
        if (Kind != other.Kind) return false;
        if (Html is not null && other.Html is not null) return Same(Html, other.Html);
        return Same(Plain(Text.Length > 0 ? Text : Html), Plain(other.Text.Length > 0 ? other.Text : other.Html));
    }

    public override string ToString() => (Html ?? Text).ReplaceLineEndings(" ") is var all && all.Length > MaxCharacters ? all[..MaxCharacters] + "…" : all;

    private static bool Same(string a, string b) => a.ReplaceLineEndings("\n").TrimEnd() == b.ReplaceLineEndings("\n").TrimEnd();

    // A line that overwrites itself counts as a reader sees it in the end.
    private static string Plain(string? text) => Spaces().Replace(Tags().Replace(Styles().Replace(Overwritten().Replace(text ?? "", ""), ""), ""), "");

    [GeneratedRegex(@"[^\n]*\r(?!\n)")]
    private static partial Regex Overwritten();

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Styles();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
