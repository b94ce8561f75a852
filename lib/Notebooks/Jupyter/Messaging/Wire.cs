using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Notebooks.Documents;

namespace Notebooks.Jupyter.Messaging;

/// <summary>Messages as frames: route, delimiter, signature, header, parent, metadata, content, buffers.</summary>
internal static class Wire
{
    private const int MaxDepth = 64;
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static ReadOnlySpan<byte> Delimiter => "<IDS|MSG>"u8;

    public static byte[][] Write(Message message, Signer signer)
    {
        byte[][] parts = [Bytes(message.Header), Bytes(message.Parent), Bytes(message.Metadata), Bytes(message.Content)];
        return [.. message.Route, Delimiter.ToArray(), signer.Sign(parts), .. parts];
    }

    /// <exception cref="MessageException">The frames are no message, or the signature, which is checked before anything is parsed, is
    /// wrong.</exception>
    public static Message Read(byte[][] frames, Signer signer)
    {
        var start = Array.FindIndex(frames, frame => frame.AsSpan().SequenceEqual(Delimiter));
        if (start < 0) throw new MessageException("it has no delimiter");
        if (frames.Length < start +
            6) throw new MessageException($"it has {frames.Length - start - 2} parts; expected header, parent, metadata and content");
        var parts = frames[(start + 2)..(start + 6)];
        signer.Check(frames[start + 1], parts);
        var message = new Message(frames[..start], Parse(parts[0], "header"), Parse(parts[1], "parent"), Parse(parts[2], "metadata"),
            Parse(parts[3], "content"));
        return message.Type.Length > 0 ? message : throw new MessageException("its header has no 'msg_type'");
    }

    private static byte[] Bytes(JsonObject json) => JsonSerializer.SerializeToUtf8Bytes(json, Json);

    private static JsonObject Parse(byte[] part, string name)
    {
        try
        {
            if (StrictJson.Parse(part, MaxDepth) is JsonObject json) return json;
        }
        catch (JsonException error)
        {
            throw new MessageException($"its {name} is not valid JSON", error);
        }
        throw new MessageException($"its {name} is not a JSON object");
    }
}
