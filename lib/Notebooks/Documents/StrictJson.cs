using System.Text.Json;
using System.Text.Json.Nodes;

namespace Notebooks.Documents;

/// <summary>Reads JSON of unknown origin so that nothing can go wrong later: no name twice in an object, no text that is not Unicode, no
/// endless nesting.</summary>
internal static class StrictJson
{
    /// <exception cref="JsonException">It is not JSON, or not such JSON.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> text, int maxDepth)
    {
        try
        {
            var node = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions
            {
                MaxDepth = maxDepth,
                AllowDuplicateProperties =
                false
            });
            Check(node);
            return node;
        }
        catch (InvalidOperationException error)
        {
            throw new JsonException("its text is not valid Unicode", error);
        }
    }

    // Texts are decoded when they are asked for: ask for all of them now.
    private static void Check(JsonNode? node)
    {
        if (node is JsonObject members)
            foreach (var (_, member) in members) Check(member);
        else if (node is JsonArray items)
            foreach (var item in items) Check(item);
        else if (node?.GetValueKind() == JsonValueKind.String)
            _ = node.GetValue<string>();
    }
}
