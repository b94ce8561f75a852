using System.Text.Json;
using System.Text.Unicode;
using DeepLearning.Tensors;

namespace DeepLearning.Serialization;

/// <summary>Parses the JSON of a header, one token after the other: what it makes is never much larger than the text.</summary>
internal static class SafeTensorsJson
{
    private const int MostAxes = 32;

    private static readonly JsonReaderOptions s_options = new() { MaxDepth = 8 };

    /// <exception cref="InvalidDataException">Not the JSON of a header.</exception>
    public static SafeTensorsHeader Parse(ReadOnlySpan<byte> json, string name)
    {
        if (json.IsEmpty || json[0] != (byte)'{')
            throw new InvalidDataException($"{name}: the header does not begin with '{{'. Is this a safetensors file?");
        if (!Utf8.IsValid(json)) throw new InvalidDataException($"{name}: the header is not valid UTF-8.");
        try
        {
            return Header(json, name);
        }
        // An escaped half of a surrogate pair is an InvalidOperationException.
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"{name}: the header is not the JSON that it ought to be: {error.Message}", error);
        }
    }

    private static SafeTensorsHeader Header(ReadOnlySpan<byte> json, string name)
    {
        var reader = new Utf8JsonReader(json, s_options);
        var (entries, names, metadata) = (new List<TensorEntry>(), new HashSet<string>(), new Dictionary<string, string>());
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            if (key.Length == 0) throw new InvalidDataException($"{name}: a tensor has an empty name.");
            if (!names.Add(key))
                throw new InvalidDataException($"{name}: the name '{SafeTensorsHeader.Printable(key)}' appears twice in the header.");
            reader.Read();
            Require(reader, JsonTokenType.StartObject, name, key, "a JSON object");
            if (key == SafeTensorsHeader.MetadataKey) Notes(ref reader, metadata, name);
            else entries.Add(Entry(ref reader, key, name));
        }
        while (reader.Read()) { }
        return new(entries, metadata);
    }

    private static void Notes(ref Utf8JsonReader reader, Dictionary<string, string> notes, string name)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            Require(reader, JsonTokenType.String, name, SafeTensorsHeader.MetadataKey,
                $"text as the value of '{SafeTensorsHeader.Printable(key)}'");
            if (!notes.TryAdd(key, reader.GetString()!))
                throw new InvalidDataException($"{name}: the note '{SafeTensorsHeader.Printable(key)}' appears twice in the metadata.");
        }
    }

    private static TensorEntry Entry(ref Utf8JsonReader reader, string key, string name)
    {
        string? type = null;
        long[]? shape = null, offsets = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = reader.GetString();
            reader.Read();
            if (field == "dtype" && type is null)
            {
                Require(reader, JsonTokenType.String, name, key, "text as its dtype");
                type = reader.GetString()!;
            }
            else if (field == "shape" && shape is null) shape = Numbers(ref reader, MostAxes, name, key, "shape");
            else if (field == "data_offsets" && offsets is null) offsets = Numbers(ref reader, 2, name, key, "data_offsets");
            else throw Bad(name, key,
                $"has '{SafeTensorsHeader.Printable(field!)}', which is unknown or appears twice; expected dtype, shape and data_offsets");
        }
        if (type is null || shape is null || offsets is not { Length: 2 })
            throw Bad(name, key, "lacks its dtype, its shape or its two data_offsets");
        if (ElementType.SizeOf(type) is null) throw Bad(name, key,
            $"has the dtype '{SafeTensorsHeader.Printable(type)}'; known are {ElementType.Names}");
        return new(key, type, Lengths(shape, name, key), offsets[0], offsets[1]);
    }

    private static Shape Lengths(long[] lengths, string name, string key)
    {
        long size = 1;
        foreach (var length in lengths)
            if (length > int.MaxValue || (size *= length) > int.MaxValue)
                throw Bad(name, key,
                    $"has the shape [{string.Join(", ", lengths)}], more than {int.MaxValue} numbers, the most one tensor can hold");
        return Shape.Create(Array.ConvertAll(lengths, length => (int)length));
    }

    private static long[] Numbers(ref Utf8JsonReader reader, int most, string name, string key, string field)
    {
        Require(reader, JsonTokenType.StartArray, name, key, $"a list as its {field}");
        var numbers = new List<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var number) || number < 0)
                throw Bad(name, key, $"has a {field} with something else than whole numbers of 0 or more");
            if (numbers.Count == most) throw Bad(name, key, $"has a {field} of more than {most} numbers");
            numbers.Add(number);
        }
        return [.. numbers];
    }

    private static void Require(in Utf8JsonReader reader, JsonTokenType token, string name, string key, string what)
    {
        if (reader.TokenType != token) throw Bad(name, key, $"needs {what}");
    }

    private static InvalidDataException Bad(string name, string key, string what) =>
        new($"{name}: {(key == SafeTensorsHeader.MetadataKey ? $"the metadata ('{key}')" : $"tensor '{SafeTensorsHeader.Printable(key)}'")} {what}.");
}
