using System.Text.Json.Nodes;

namespace Notebooks.Jupyter.Messaging;

/// <summary>A message of the Jupyter messaging protocol.</summary>
/// <param name="Route">The frames before the message, to be sent back before the answer.</param>
/// <param name="Header">Says what it is, and who sent it when.</param>
/// <param name="Parent">The header of the message that it answers; empty for none.</param>
/// <param name="Metadata">About the content.</param>
/// <param name="Content">What it says, by its type.</param>
internal sealed record Message(IReadOnlyList<byte[]> Route, JsonObject Header, JsonObject Parent, JsonObject Metadata, JsonObject Content)
{
    public string Type => Text(Header, "msg_type") ?? "";

    public static string? Text(JsonObject json, string name) => json[name] is JsonValue value
        && value.TryGetValue(out string? text) ? text : null;

    public static bool Flag(JsonObject json, string name, bool otherwise) => json[name] is JsonValue value
        && value.TryGetValue(out bool flag) ? flag : otherwise;

    public static int Number(JsonObject json, string name, int otherwise) => json[name] is JsonValue value
        && value.TryGetValue(out int number) ? number : otherwise;
}
