using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Notebooks.Serving;

/// <summary>Writes messages, each a line of JSON.</summary>
internal sealed class MessageWriter(TextWriter writer)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Lock _gate = new();

    /// <param name="id">The id of the request that this answers; null for none.</param>
    /// <param name="type">What kind of message.</param>
    /// <param name="content">Its further members.</param>
    public void Send(JsonNode? id, string type, JsonObject? content = null)
    {
        var message = content ?? [];
        message["id"] = id?.DeepClone();
        message["type"] = type;
        var line = message.ToJsonString(Json);
        lock (_gate)
        {
            writer.Write(line);
            writer.Write('\n');
            writer.Flush();
        }
    }
}
