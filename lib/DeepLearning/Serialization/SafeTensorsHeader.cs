using System.Buffers.Binary;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DeepLearning.Serialization;

/// <summary>The beginning of a safetensors file: eight bytes that hold the length of the JSON behind them, which lists the
/// tensors.</summary>
/// <remarks>Source: the format's description in the repository of safetensors.</remarks>
internal sealed record SafeTensorsHeader(IReadOnlyList<TensorEntry> Entries, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>The key that is no tensor but a list of notes.</summary>
    public const string MetadataKey = "__metadata__";

    /// <summary>The longest JSON that is read, as in the reference implementation.</summary>
    public const int LongestJson = 100_000_000;

    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads and checks the header; the stream then stands at the first number.</summary>
    /// <exception cref="InvalidDataException">It breaks a rule of the format.</exception>
    public static SafeTensorsHeader Read(Stream stream, string name)
    {
        if (stream.Length < 8)
            throw new InvalidDataException($"{name}: the file has {stream.Length} bytes; a safetensors file begins with eight that " +
                "hold the length of its header.");
        Span<byte> first = stackalloc byte[8];
        stream.ReadExactly(first);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(first);
        if (length > LongestJson)
            throw new InvalidDataException($"{name}: the header is said to have {length} bytes; at most {LongestJson} are read. Is " +
                "this a safetensors file?");
        if (length > (ulong)stream.Length - 8)
            throw new InvalidDataException($"{name}: the header is said to have {length} bytes, but only {stream.Length - 8} follow: " +
                "the file is cut short, or no safetensors file.");
        var json = new byte[length];
        stream.ReadExactly(json);
        var header = SafeTensorsJson.Parse(json, name);
        header.CheckOffsets(stream.Length - 8 - json.Length, name);
        return header;
    }

    /// <summary>Throws unless a name or note can be written as UTF-8.</summary>
    /// <exception cref="ArgumentException">It has half of a surrogate pair.</exception>
    public static void RequireText(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsSurrogatePair(text, i))
                throw new ArgumentException($"SafeTensors.Save: '{Printable(text)}' is not valid text: it has half of a surrogate pair.");
            i++;
        }
    }

    /// <summary>The header as bytes: notes first, then the tensors in their order, filled up with spaces to a multiple of eight.</summary>
    public byte[] ToBytes()
    {
        using var json = new MemoryStream();
        json.Write(stackalloc byte[8]);
        using (var writer = new Utf8JsonWriter(json, s_plain))
        {
            writer.WriteStartObject();
            if (Metadata.Count > 0)
            {
                writer.WriteStartObject(MetadataKey);
                foreach (var (key, value) in Metadata) writer.WriteString(key, value);
                writer.WriteEndObject();
            }
            foreach (var entry in Entries) Write(writer, entry);
            writer.WriteEndObject();
        }
        while (json.Length % 8 != 0) json.WriteByte((byte)' ');
        var bytes = json.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(bytes, bytes.Length - 8);
        return bytes;
    }

    private static void Write(Utf8JsonWriter writer, TensorEntry entry)
    {
        writer.WriteStartObject(entry.Name);
        writer.WriteString("dtype", entry.Type);
        writer.WriteStartArray("shape");
        foreach (var length in entry.Shape) writer.WriteNumberValue(length);
        writer.WriteEndArray();
        writer.WriteStartArray("data_offsets");
        writer.WriteNumberValue(entry.Begin);
        writer.WriteNumberValue(entry.End);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>The tensors must fill the rest of the file, without gap and without overlap.</summary>
    private void CheckOffsets(long bytes, string name)
    {
        TensorEntry? last = null;
        foreach (var entry in Entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            var size = (long)entry.Shape.Size * ElementType.SizeOf(entry.Type)!.Value;
            if (entry.Begin > entry.End || entry.End - entry.Begin != size)
                throw Bad(name, entry, $"has offsets {entry.Begin} to {entry.End}; {entry.Type} {entry.Shape} takes {size} bytes");
            if (entry.End > bytes) throw Bad(name, entry,
                $"ends at byte {entry.End}, but only {bytes} bytes follow the header: the file is cut short, or its offsets are wrong");
            var expected = last?.End ?? 0;
            if (entry.Begin < expected) throw Bad(name, entry,
                $"begins at byte {entry.Begin} and so overlaps '{last!.Name}', which ends at {expected}");
            if (entry.Begin > expected) throw Bad(name, entry,
                $"begins at byte {entry.Begin}, but what is before it ends at {expected}: no gaps are allowed");
            last = entry;
        }
        if ((last?.End ?? 0) != bytes)
            throw new InvalidDataException($"{name}: {bytes - (last?.End ?? 0)} bytes follow the last tensor; a safetensors file ends with it.");
    }

    internal static InvalidDataException Bad(string name, TensorEntry entry, string what) =>
        new($"{name}: tensor '{Printable(entry.Name)}' {what}.");

    /// <summary>A name for messages: without control characters, and not endless.</summary>
    internal static string Printable(string text)
    {
        var clean = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Take(80)) clean.Append(Rune.IsControl(rune) ? "�" : rune.ToString());
        return clean.Length < text.Length ? $"{clean}…" : clean.ToString();
    }
}
