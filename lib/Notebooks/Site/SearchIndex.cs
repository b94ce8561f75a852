using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Notebooks.Site;

/// <summary>The words of the book as a script, which a page may load even where it came from the file system.</summary>
internal static class SearchIndex
{
    // Leaves letters as they are, but not what could end a script.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Write(IEnumerable<Chapter> chapters)
    {
        var passages = from chapter in chapters
                       from passage in chapter.Passages
                       select new JsonArray(passage.Id.Length > 0 ? $"{chapter.Path}#{passage.Id}" : chapter.Path, chapter.Title,
                           passage.Heading, passage.Text);
        return $"window.bookIndex = {new JsonArray([.. passages]).ToJsonString(Json)};\n";
    }
}
