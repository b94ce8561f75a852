using DeepLearning.Tensors;

namespace DeepLearning.Serialization;

/// <summary>Files of tensors in the format <c>.safetensors</c>, which PyTorch and others read and write, too.</summary>
/// <remarks>
/// Such a file holds names, shapes, numbers and notes, and nothing that is executed. Loading checks everything it says before memory is
/// taken for it.
/// For models there are <c>model.Save(path)</c> and its sisters.
/// </remarks>
public static class SafeTensors
{
    /// <summary>Writes tensors as float32, completely or not at all.</summary>
    /// <param name="path">The file, usually <c>….safetensors</c>; an old one is replaced in one step, at the end.</param>
    /// <param name="tensors">Tensors and their names.</param>
    /// <param name="metadata">Notes to write along.</param>
    /// <exception cref="ArgumentException">A name is empty, appears twice, is <c>__metadata__</c>, or is not valid text.</exception>
    /// <exception cref="IOException">The file can't be written; the old one, if there was one, is still there.</exception>
    public static void Save(string path, IEnumerable<(string Name, Tensor Value)> tensors, IReadOnlyDictionary<string,
        string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        Write(path, tensors.Select(tensor => TensorData.Of(tensor.Name, tensor.Value)), metadata);
    }

    /// <summary>Reads a file, after checking the length of its header and the names, types, shapes and offsets of all tensors.</summary>
    /// <exception cref="InvalidDataException">The file breaks a rule of the format; the message says where.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static TensorFile Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = File.OpenRead(path);
        return Load(stream, Path.GetFileName(path));
    }

    /// <summary>Reads what another program or the network sent.</summary>
    /// <param name="stream">The file's bytes; its length must be known.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <exception cref="InvalidDataException">It breaks a rule of the format; the message says where.</exception>
    public static TensorFile Load(Stream stream, string name = "stream")
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            return new(stream, name);
        }
        catch (EndOfStreamException error)
        {
            throw new InvalidDataException($"{name}: the file became shorter while it was read.", error);
        }
    }

    internal static void Write(string path, IEnumerable<TensorData> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        // Wide numbers first, so that all are aligned, then by name: what the reference implementation does with float32, and the same
        // model gives the same bytes.
        TensorData[] sorted = [.. tensors.OrderByDescending(tensor => ElementType.SizeOf(tensor.Type))
            .ThenBy(tensor => tensor.Name, StringComparer.Ordinal)];
        var (entries, names) = (new List<TensorEntry>(), new HashSet<string>());
        long end = 0;
        foreach (var tensor in sorted)
        {
            RequireName(tensor.Name, names);
            var begin = end;
            end += (long)tensor.Shape.Size * ElementType.SizeOf(tensor.Type)!.Value;
            entries.Add(new(tensor.Name, tensor.Type, tensor.Shape, begin, end));
        }
        foreach (var (key, value) in metadata ?? new Dictionary<string, string>())
        {
            SafeTensorsHeader.RequireText(key);
            SafeTensorsHeader.RequireText(value);
        }
        var header = new SafeTensorsHeader(entries, metadata ?? new Dictionary<string, string>()).ToBytes();
        AtomicFile.Write(path, stream =>
        {
            stream.Write(header);
            foreach (var tensor in sorted) tensor.Write(stream);
        });
    }

    private static void RequireName(string name, HashSet<string> names)
    {
        if (string.IsNullOrEmpty(name)) throw new ArgumentException("SafeTensors.Save: a tensor has no name.");
        SafeTensorsHeader.RequireText(name);
        if (name == SafeTensorsHeader.MetadataKey)
            throw new ArgumentException($"SafeTensors.Save: a tensor can't be called '{name}': that is where the notes are.");
        if (!names.Add(name)) throw new ArgumentException($"SafeTensors.Save: two tensors are called '{name}'.");
    }
}
