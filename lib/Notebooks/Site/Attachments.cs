using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Notebooks.Documents;

namespace Notebooks.Site;

/// <summary>Pictures that a notebook keeps inside its Markdown cells.</summary>
internal static partial class Attachments
{
    /// <summary>The cell's text with the pictures in it, where it names them.</summary>
    public static string Embedded(Cell cell) => cell.Json["attachments"] is not JsonObject attachments ? cell.Source
        : Name().Replace(cell.Source, match => Picture(attachments,
            Uri.UnescapeDataString(match.Groups[1].Value)) is { } picture ? $"({picture}" : match.Value);

    private static string? Picture(JsonObject attachments, string name) =>
        attachments[name] is JsonObject { Count: > 0 } forms && forms.First() is { Key: var mime, Value: JsonValue data }
            && mime.StartsWith("image/", StringComparison.Ordinal)
            ? $"data:{mime};base64,{data.ToString().ReplaceLineEndings("")}" : null;

    [GeneratedRegex(@"\(attachment:([^)\s]+)")]
    private static partial Regex Name();
}
