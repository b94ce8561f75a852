using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeepLearning.Plotting;

/// <summary>Reads JSON that may hold anything: a value of another kind counts as absent.</summary>
internal static class Json
{
    public static string? Text(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.String => node.GetValue<string>(),
        JsonValueKind.Number => Numbers.Text(Number(node) ?? 0),
        _ => null,
    };

    public static double? Number(JsonNode? node)
    {
        if (node?.GetValueKind() != JsonValueKind.Number)
            return null;
        var value = node.AsValue();
        double? number = value.TryGetValue<double>(out var d) ? d : value.TryGetValue<int>(out var i) ? i : null;
        return number is { } n && double.IsFinite(n) ? n : null;
    }

    public static bool? Flag(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>A member, or null where <paramref name="node"/> is no object.</summary>
    public static JsonNode? Get(JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            node = (node as JsonObject)?[name];
        return node;
    }

    public static JsonArray Items(JsonNode? node) => node as JsonArray ?? [];

    /// <summary>The numbers of an array; what is not a number is NaN.</summary>
    public static double[] NumberArray(JsonNode? node) => [.. Items(node).Select(item => Number(item) ?? double.NaN)];

    /// <summary>The object under a name, added where it is missing.</summary>
    public static JsonObject Child(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject child)
            parent[name] = child = [];
        return child;
    }

    /// <summary>The array under a name, added where it is missing.</summary>
    public static JsonArray ChildArray(JsonObject parent, string name)
    {
        if (parent[name] is not JsonArray child)
            parent[name] = child = [];
        return child;
    }
}
