using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Notebooks.Documents;

namespace Notebooks.Site;

/// <summary>The outputs of a cell, each in the richest form that a page can show.</summary>
internal static partial class OutputHtml
{
    /// <summary>How the text of a diagram begins, which the page draws if it can.</summary>
    public const string Diagram = "<pre class=\"output diagram\">";

    public static string Of(JsonArray outputs)
    {
        var html = new StringBuilder();
        foreach (var output in outputs.OfType<JsonObject>()) html.Append(Of(output));
        return html.ToString();
    }

    private static string Of(JsonObject output) => output["output_type"]?.ToString() switch
    {
        "stream" => Text(MultilineText.Read(output["text"]) ?? "", output["name"]?.ToString() == "stderr" ? "output warning" : "output"),
        "error" => Text(string.Join('\n', (output["traceback"] as JsonArray ?? []).Select(line => line?.ToString())), "output error"),
        _ => output["data"] is JsonObject data ? Rich(data) : "",
    };

    private static string Rich(JsonObject data)
    {
        // What a type of the library says of itself in HTML; what it got from data, it has escaped.
        if (MultilineText.Read(data["text/html"]) is { } html) return $"<div class=\"output rich\">{html}</div>\n";
        if (MultilineText.Read(data["text/vnd.mermaid"]) is { } diagram) return $"{Diagram}{Html.Escape(diagram)}</pre>\n";
        if (MultilineText.Read(data["image/svg+xml"]) is { } svg)
            return "<div class=\"output rich\"><img alt=\"\" " +
                $"src=\"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))}\"></div>\n";
        foreach (var mime in new[] { "image/png", "image/jpeg" })
            if (MultilineText.Read(data[mime]) is { } image)
                return "<div class=\"output rich\"><img alt=\"\" " +
                    $"src=\"data:{mime};base64,{Html.Escape(image.ReplaceLineEndings(""))}\"></div>\n";
        return MultilineText.Read(data["text/plain"]) is { } text ? Text(text, "output") : "";
    }

    private static string Text(string text, string kind) =>
        string.IsNullOrWhiteSpace(text) ? "" : $"<pre class=\"{kind}\">{Html.Escape(Colours().Replace(text, "").TrimEnd('\n'))}</pre>\n";

    [GeneratedRegex(@"\e\[[0-9;]*[A-Za-z]")]
    private static partial Regex Colours();
}
