using System.Buffers.Binary;
using DeepLearning.Tensors;

namespace DeepLearning.Serialization;

/// <summary>What a safetensors file holds: tensors by name, and notes.</summary>
public sealed class TensorFile
{
    private readonly Dictionary<string, TensorEntry> _entries = [];
    private readonly Dictionary<string, Tensor> _tensors = [];
    private readonly Dictionary<string, byte[]> _others = [];
    private readonly string _name;

    internal TensorFile(Stream stream, string name)
    {
        _name = name;
        var header = SafeTensorsHeader.Read(stream, name);
        Metadata = header.Metadata;
        Names = [.. header.Entries.Select(entry => entry.Name)];
        var start = stream.Position;
        foreach (var entry in header.Entries)
        {
            _entries.Add(entry.Name, entry);
            stream.Position = start + entry.Begin;
            if (entry.Type is ElementType.Float32 or ElementType.Float16 or ElementType.BFloat16)
                _tensors.Add(entry.Name, Floats(stream, entry));
            else _others.Add(entry.Name, Bytes(stream, entry));
        }
    }

    /// <summary>The names of the tensors, in the order of the file's header.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The notes of the file.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>A tensor as float32. F16 and BF16 are widened, which loses nothing; F64 is rounded.</summary>
    /// <exception cref="InvalidDataException">There is no tensor of this name, or it does not hold floating-point numbers.</exception>
    public Tensor this[string name]
    {
        get
        {
            if (_tensors.TryGetValue(name, out var tensor)) return tensor;
            var entry = Entry(name);
            if (!ElementType.IsFloat(entry.Type)) throw SafeTensorsHeader.Bad(_name, entry,
                $"holds {entry.Type}; only F32, F16, BF16 and F64 are read as a tensor");
            var values = new float[entry.Shape.Size];
            ElementType.ToFloats(entry.Type, _others[name], values);
            return _tensors[name] = Tensor.FromArray(values, entry.Shape).Keep();
        }
    }

    /// <summary>Whether there is a tensor of this name.</summary>
    public bool Contains(string name) => _entries.ContainsKey(name);

    /// <summary>The type of a tensor's numbers in the file: F32, BF16, I64, …</summary>
    /// <exception cref="InvalidDataException">There is no tensor of this name.</exception>
    public string TypeOf(string name) => Entry(name).Type;

    /// <summary>The shape of a tensor.</summary>
    /// <exception cref="InvalidDataException">There is no tensor of this name.</exception>
    public Shape ShapeOf(string name) => Entry(name).Shape;

    /// <summary>The number of tensors, and their names, types and shapes.</summary>
    public override string ToString() =>
        $"{_name}: {Names.Count} tensors\n{string.Join('\n', Names.Select(name => $"  {_entries[name]}"))}";

    /// <summary>The bytes of a tensor that is not read as float32 at once, of a type that must be this one.</summary>
    internal byte[] Raw(string name, string type) => Entry(name) is var entry && entry.Type == type
        ? _others[name]
        : throw SafeTensorsHeader.Bad(_name, entry, $"holds {entry.Type}; expected {type}");

    private TensorEntry Entry(string name) => _entries.TryGetValue(name, out var entry)
        ? entry
        : throw new InvalidDataException($"{_name}: there is no tensor '{SafeTensorsHeader.Printable(name)}'. The file has " +
            $"{(Names.Count == 0 ? "none" : string.Join(", ", Names.Take(20).Select(SafeTensorsHeader.Printable)) + (Names.Count > 20 ? ", …" : ""))}.");

    private static byte[] Bytes(Stream stream, TensorEntry entry)
    {
        if (entry.End - entry.Begin > Array.MaxLength)
            throw new InvalidDataException($"The tensor '{SafeTensorsHeader.Printable(entry.Name)}' of {entry.End - entry.Begin} bytes " +
                "is too large to be read.");
        var bytes = new byte[entry.End - entry.Begin];
        stream.ReadExactly(bytes);
        return bytes;
    }

    // In pieces: a second copy of a large tensor would cost as much memory as the tensor.
    private static Tensor Floats(Stream stream, TensorEntry entry)
    {
        var tensor = Tensor.Uninitialized(entry.Shape, Device.Default).Keep();
        var size = ElementType.SizeOf(entry.Type)!.Value;
        var values = new float[Math.Min(tensor.Size, 1 << 14)];
        var bytes = new byte[values.Length * size];
        for (var start = 0; start < tensor.Size; start += values.Length)
        {
            var count = Math.Min(values.Length, tensor.Size - start);
            stream.ReadExactly(bytes, 0, count * size);
            ElementType.ToFloats(entry.Type, bytes, values.AsSpan(0, count));
            tensor.Backend.Upload(values.AsSpan(0, count), tensor.View(start, [count]));
        }
        return tensor;
    }
}

/// <summary>One tensor in the header of a safetensors file.</summary>
/// <param name="Name">Its name, unique in the file.</param>
/// <param name="Type">What its numbers are: F32, BF16, I64, …</param>
/// <param name="Shape">The lengths of its axes.</param>
/// <param name="Begin">Its first byte, counted from the end of the header.</param>
/// <param name="End">The byte behind its last.</param>
internal sealed record TensorEntry(string Name, string Type, Shape Shape, long Begin, long End)
{
    /// <summary>Name, type and shape, as messages and lists show them.</summary>
    public override string ToString() => $"{Name} {Type} {Shape}";
}

/// <summary>Something to be written: a name, a type, a shape, and how its bytes come about.</summary>
internal sealed record TensorData(string Name, string Type, Shape Shape, Action<Stream> Write)
{
    public static TensorData Of(string name, Tensor tensor) => new(name, ElementType.Float32, tensor.Shape, stream =>
    {
        var values = new float[Math.Min(tensor.Size, 1 << 14)];
        var bytes = new byte[4 * values.Length];
        for (var start = 0; start < tensor.Size; start += values.Length)
        {
            var count = Math.Min(values.Length, tensor.Size - start);
            tensor.Backend.Download(tensor.View(start, [count]), values.AsSpan(0, count));
            for (var i = 0; i < count; i++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), values[i]);
            stream.Write(bytes, 0, 4 * count);
        }
    });

    public static TensorData Of(string name, IReadOnlyList<double> values) =>
        Of(name, ElementType.Float64, 8, values, BinaryPrimitives.WriteDoubleLittleEndian);

    public static TensorData Of(string name, IReadOnlyList<int> values) =>
        Of(name, ElementType.Int32, 4, values, BinaryPrimitives.WriteInt32LittleEndian);

    public static TensorData Of(string name, IReadOnlyList<uint> values) =>
        Of(name, ElementType.UInt32, 4, values, BinaryPrimitives.WriteUInt32LittleEndian);

    private delegate void Put<T>(Span<byte> bytes, T value);

    private static TensorData Of<T>(string name, string type, int size, IReadOnlyList<T> values, Put<T> put) =>
        new(name, type, [values.Count], stream =>
    {
        var bytes = new byte[size * values.Count];
        for (var i = 0; i < values.Count; i++) put(bytes.AsSpan(size * i), values[i]);
        stream.Write(bytes);
    });
}
