using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Notebooks.Documents;

namespace Notebooks.Site;

/// <summary>The picture with which a chapter opens, which is there before anything has run: a file made of what one of its cells
/// drew.</summary>
internal static partial class CoverPicture
{
    private const string Tag = "cover";
    private const int MostBytes = 100_000;

    /// <summary>Writes it beside the notebook, as <c>images/NAME.png</c>.</summary>
    /// <returns>What was written; null where no cell has the tag.</returns>
    /// <exception cref="NotebookException">The cell has no picture, or one that is too large for a page that opens with it.</exception>
    public static string? Write(string path)
    {
        var cell = NotebookReader.ReadFile(path).CodeCells.FirstOrDefault(cell => cell.Tags.Contains(Tag));
        if (cell is null) return null;
        var picture = cell.Outputs.OfType<JsonObject>().Select(Png).FirstOrDefault(png => png is not null)
            ?? throw new NotebookException($"{path}: the cell '{cell.Id}' is tagged '{Tag}' and has no PNG among its outputs. Execute " +
            $"the chapter with run --in-place first.");
        if (picture.Length > MostBytes)
            throw new NotebookException($"{path}: the picture of the cell '{cell.Id}' has {picture.Length} bytes; expected at most " +
                $"{MostBytes}. Tag another cell, or draw less in it.");
        var file = Path.Combine(Path.GetDirectoryName(path)!, "images", Path.GetFileNameWithoutExtension(path) + ".png");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, picture);
        return $"{file}: {picture.Length} bytes";
    }

    private static byte[]? Png(JsonObject output)
    {
        if (output["data"] is not JsonObject data) return null;
        var text = MultilineText.Read(data["image/png"]) ?? Embedded().Match(MultilineText.Read(data["text/html"]) ?? "").Groups[1].Value;
        return text.Length == 0 ? null : Convert.FromBase64String(text);
    }

    [GeneratedRegex("data:image/png;base64,([A-Za-z0-9+/=]+)")]
    private static partial Regex Embedded();
}
