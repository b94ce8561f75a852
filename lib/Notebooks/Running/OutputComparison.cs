using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Notebooks.Documents;

namespace Notebooks.Running;

/// <summary>Compares the outputs of an executed notebook with those it was committed with.</summary>
internal static partial class OutputComparison
{
    private const int MaxWidth = 160;
    private const int MaxCells = 10;

    /// <param name="name">The file, for the lines.</param>
    /// <param name="committed">As it was.</param>
    /// <param name="executed">As it is now.</param>
    /// <param name="leniency">What counts as the same.</param>
    /// <returns>A few lines for each cell that differs; cells tagged <c>volatile</c> are exempt.</returns>
    public static IReadOnlyList<string> Differences(string name, Notebook committed, Notebook executed, Leniency leniency)
    {
        var lines = new List<string>();
        int number = 0, differing = 0;
        foreach (var (before, after) in committed.CodeCells.Zip(executed.CodeCells))
        {
            number++;
            if (before.IsVolatile || Difference(Merged(before.Outputs), Merged(after.Outputs), leniency) is not { } difference) continue;
            if (++differing > MaxCells) continue;
            lines.Add($"{name}: cell {number} (id {before.Id}): {difference.What}");
            lines.Add($"  committed: {Shorten(difference.Committed)}");
            lines.Add($"  now:       {Shorten(difference.Now)}");
        }
        if (differing > MaxCells) lines.Add($"{name}: {differing - MaxCells} more cells differ");
        if (differing > 0) lines.Add("Tag a cell whose output differs from run to run 'volatile'; else write the new outputs with: " +
            $"run --in-place {name}");
        return lines;
    }

    private static (string What, string Committed, string Now)? Difference(List<JsonObject> committed, List<JsonObject> now,
        Leniency leniency)
    {
        for (var i = 0; i < Math.Max(committed.Count, now.Count); i++)
        {
            if (i >= now.Count) return ($"output {i + 1} is gone", Summary(committed[i]), "(nothing)");
            if (i >= committed.Count) return ($"output {i + 1} is new", "(nothing)", Summary(now[i]));
            JsonObject a = committed[i], b = now[i];
            if (JsonNode.DeepEquals(a, b)) continue;
            foreach (var key in a.Select(part => part.Key).Union(b.Select(part => part.Key)).Order(StringComparer.Ordinal))
            {
                if (leniency.Skips(key) || leniency.Same(a[key], b[key])) continue;
                var (line, before, after) = FirstLine(a[key], b[key], leniency);
                return ($"output {i + 1}, {key}, line {line} differs", before, after);
            }
        }
        return null;
    }

    // Front-ends cut console text into pieces as it arrives.
    private static List<JsonObject> Merged(JsonArray outputs)
    {
        var merged = new List<JsonObject>();
        foreach (var output in outputs)
        {
            var next = Comparable(output!);
            var last = merged.LastOrDefault();
            if (last?["text"] is { } text && next["text"] is { } more && JsonNode.DeepEquals(last["name"], next["name"]))
                last["text"] = text.GetValue<string>() + more.GetValue<string>();
            else merged.Add(next);
        }
        return merged;
    }

    // Flat: the type, each form of the data, the text; without the execution count, and without caring how text is cut into lines.
    private static JsonObject Comparable(JsonNode output)
    {
        var flat = new JsonObject();
        foreach (var (key, value) in output.AsObject())
        {
            if (key is "execution_count" or "metadata") continue;
            if (key == "data" && value is JsonObject data)
                foreach (var (mime, content) in data) flat[mime] = mime == "text/html"
                    && MultilineText.Read(content) is { } html ? StillPicture().Replace(html, "$1") : Text(content);
            else flat[key] = Text(value);
        }
        return flat;
    }

    private static JsonNode? Text(JsonNode? node) => MultilineText.Read(node) ?? node?.DeepClone();

    private static (int Line, string Committed, string Now) FirstLine(JsonNode? committed, JsonNode? now, Leniency leniency)
    {
        string[] a = Lines(committed), b = Lines(now);
        var line = 0;
        while (line < a.Length && line < b.Length && leniency.Same(a[line], b[line])) line++;
        return (line + 1, line < a.Length ? a[line] : "(end)", line < b.Length ? b[line] : "(end)");
    }

    private static string[] Lines(JsonNode? node) =>
        (node is null ? "(none)" : MultilineText.Read(node) ?? node.ToJsonString()).Split('\n');

    private static string Summary(JsonObject output) =>
        Lines(output["text/plain"] ?? output["text"] ?? output["evalue"] ?? output["output_type"])[0];

    private static string Shorten(string text) => text.Length <= MaxWidth ? text : text[..MaxWidth] + "…";

    // A picture is compared by what it is made of, which stands in the script behind it; the pixels are another program's.
    [GeneratedRegex("""(<div class="dl-figure"[^>]*><img src="data:image/png;base64,)[^"]*""")]
    private static partial Regex StillPicture();
}
