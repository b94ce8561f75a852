using System.Net;
using DeepLearning.Display;

namespace DeepLearning.Exercises;

/// <summary>A hint or a solution, as a card.</summary>
[TypeFormatterSource(typeof(RichOutputFormatters))]
public sealed class ExerciseText : IRichOutput
{
    internal ExerciseText(string heading, string text, string? code) => (Heading, Text, Code) = (heading, text, code);

    /// <summary>What this is, and of which exercise.</summary>
    public string Heading { get; }

    /// <summary>The hint, or the explanation of the solution.</summary>
    public string Text { get; }

    /// <summary>The solution's code.</summary>
    public string? Code { get; }

    /// <summary>The card as text.</summary>
    public override string ToString() => $"{Heading}\n{Text}{(Code is null ? "" : "\n\n" + Code)}";

    /// <summary>The card as HTML.</summary>
    public string ToHtml() => Card(Heading, "", "#2f6f9f",
        $"<p style=\"margin:.4em 0 0\">{WebUtility.HtmlEncode(Text)}</p>" +
        (Code is null ? "" : $"<pre style=\"margin:.6em 0 0;white-space:pre-wrap\"><code>{WebUtility.HtmlEncode(Code)}</code></pre>"));

    /// <summary>A box with a coloured edge, readable on light and dark pages.</summary>
    internal static string Card(string heading, string title, string colour, string body) =>
        $"<div style=\"border:1px solid #8884;border-left:6px solid {colour};border-radius:4px;padding:.6em " +
        ".9em;max-width:46em;line-height:1.45\">" +
        $"<strong>{WebUtility.HtmlEncode(heading)}</strong> {WebUtility.HtmlEncode(title)}{body}</div>";
}
