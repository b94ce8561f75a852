using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeepLearning.Plotting;

/// <summary>Reads the JSON of a figure and refuses what is none.</summary>
internal static class FigureReader
{
    private const string Expected = "expected a plotly.js figure, {\"data\": [ traces ], \"layout\": { … }}";

    private static readonly string[] Vectors = ["x", "y"];

    public static Figure Parse(string json)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(json, null, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        // A name with half of a surrogate pair is an InvalidOperationException, or an ArgumentException if it is not even written as an escape.
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"Figure.FromJson: {Expected}, but the text is not JSON: {error.Message}", error);
        }
        if (root is not JsonObject figure)
            throw Wrong("the text", "an object", root);
        if (figure["data"] is not JsonArray data)
            throw Wrong("'data'", "an array of traces", figure["data"]);
        if (figure["layout"] is not (null or JsonObject))
            throw Wrong("'layout'", "an object", figure["layout"]);
        CheckTexts(figure);
        for (var i = 0; i < data.Count; i++)
            CheckTrace(data[i], $"data[{i}]");
        return new Figure((JsonArray)data.DeepClone(), (JsonObject?)figure["layout"]?.DeepClone() ?? []);
    }

    // A text with half of a surrogate pair is valid JSON, but no text.
    private static void CheckTexts(JsonNode? node)
    {
        try
        {
            if (node is JsonObject members)
                foreach (var (_, member) in members)
                    CheckTexts(member);
            else if (node is JsonArray items)
                foreach (var item in items)
                    CheckTexts(item);
            else if (node?.GetValueKind() == JsonValueKind.String)
                _ = node.GetValue<string>();
        }
        catch (InvalidOperationException error)
        {
            throw new FormatException($"Figure.FromJson: {Expected}, but a text in it is not valid Unicode.", error);
        }
    }

    private static void CheckTrace(JsonNode? node, string path)
    {
        if (node is not JsonObject trace)
            throw Wrong(path, "an object", node);
        foreach (var name in Vectors)
            if (trace[name] is { } values)
                CheckVector(values, $"{path}.{name}");
        if (Json.Text(trace["type"]) != "heatmap" || trace["z"] is not { } z)
            return;
        if (z is not JsonArray rows)
            throw Wrong($"{path}.z", "an array of rows", z);
        for (var r = 0; r < rows.Count; r++)
            CheckVector(rows[r], $"{path}.z[{r}]");
    }

    private static void CheckVector(JsonNode? node, string path)
    {
        if (node is JsonObject typed && typed["bdata"] is not null)
            throw new FormatException($"Figure.FromJson: {path} holds packed binary numbers (bdata); write the figure with plain arrays.");
        if (node is not JsonArray values)
            throw Wrong(path, "an array", node);
        for (var i = 0; i < values.Count; i++)
            if (values[i] is JsonObject or JsonArray)
                throw Wrong($"{path}[{i}]", "a number, a text or null", values[i]);
    }

    private static FormatException Wrong(string path, string wanted, JsonNode? got) => new(
        $"Figure.FromJson: {Expected}, but {path} is {Kind(got)} where {wanted} belongs.");

    private static string Kind(JsonNode? node) => node?.GetValueKind() switch
    {
        null => "missing or null",
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        _ => "true or false",
    };
}
