using System.Globalization;
using DeepLearning.Modules;
using DeepLearning.Tensors;
using DeepLearning.Training;

namespace DeepLearning.Serialization;

/// <summary>Weights that travel: models to and from <c>.safetensors</c> files.</summary>
/// <remarks>Names and shapes of a module are those that PyTorch gives the same model, so that <c>load_state_dict(load_file(path))</c> takes our files and
/// <see cref="Load(Module, string, bool, string)"/> takes those that <c>save_file(model.state_dict(), path)</c> wrote.</remarks>
public static class ModelFiles
{
    private const string InputKey = "input_shape", FormatKey = "format";

    /// <summary>Writes all parameters and running averages, completely or not at all.</summary>
    /// <param name="module">The model.</param>
    /// <param name="path">The file; an old one is replaced in one step, at the end.</param>
    /// <param name="metadata">Notes to write along.</param>
    /// <exception cref="IOException">The file can't be written; the old one, if there was one, is still there.</exception>
    public static void Save(this Module module, string path, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        SafeTensors.Save(path, StateNames.Of(module), Notes(metadata));
    }

    /// <summary>Overwrites all parameters and running averages with those of a file. If anything does not fit, nothing is changed.</summary>
    /// <param name="module">The model.</param>
    /// <param name="path">The file.</param>
    /// <param name="strict">Whether names must be the same; false takes what both have, for instance to continue with another last layer.</param>
    /// <param name="prefix">What stands before all names of the file and not of the model, such as <c>module.</c> where PyTorch's
    /// DataParallel saved it; other names are passed over.</param>
    /// <exception cref="InvalidDataException">The file is damaged, lacks a tensor or has one too many, has none in common with the model,
    /// or a shape differs; the message names it.</exception>
    public static void Load(this Module module, string path, bool strict = true, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(prefix);
        Fill(SafeTensors.Load(path), StateNames.Of(module), Path.GetFileName(path), strict, prefix);
    }

    /// <summary>Writes all parameters and running averages, completely or not at all.</summary>
    /// <param name="network">The network; it must have met an input, else there is nothing to save.</param>
    /// <param name="path">The file; an old one is replaced in one step, at the end.</param>
    /// <param name="metadata">Notes to write along.</param>
    /// <exception cref="InvalidOperationException">The network was not built yet.</exception>
    /// <exception cref="IOException">The file can't be written; the old one, if there was one, is still there.</exception>
    public static void Save(this NeuralNetwork network, string path, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        SafeTensors.Save(path, StateNames.Of(network), Notes(metadata, (InputKey, InputOf(network))));
    }

    /// <summary>Overwrites all parameters and running averages with those of a file; builds the layers first if need be.</summary>
    /// <param name="network">Layers like those of the network that was saved.</param>
    /// <param name="path">The file.</param>
    /// <param name="prefix">What stands before all names of the file and not of the network.</param>
    /// <exception cref="InvalidDataException">The file is damaged or does not fit the network; the message names the tensor.</exception>
    public static void Load(this NeuralNetwork network, string path, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(prefix);
        var (file, name) = (SafeTensors.Load(path), Path.GetFileName(path));
        Build(network, file, name);
        Fill(file, StateNames.Of(network), name, strict: true, prefix);
    }

    /// <summary>The shape of one input without the batch, such as <c>1,28,28</c>.</summary>
    internal static string InputOf(NeuralNetwork network) => network.Layers[0].InputShape is { } shape
        ? string.Join(',', shape.Skip(1))
        : throw new InvalidOperationException("NeuralNetwork.Save: the network has no weights yet: its layers are built when it meets its first input.");

    /// <summary>Lets layers that are not built yet meet an input of the shape that the file names.</summary>
    internal static void Build(NeuralNetwork network, TensorFile file, string name)
    {
        if (network.Layers.All(layer => layer.IsBuilt)) return;
        if (!file.Metadata.TryGetValue(InputKey, out var text))
            throw new InvalidDataException($"{name}: the file does not say which inputs its network takes. Call Forward with one input first, so that the layers are built.");
        var lengths = new List<int> { 1 };
        foreach (var part in text.Split(',', 8, StringSplitOptions.RemoveEmptyEntries))
            lengths.Add(int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length is > 0 and <= 1 << 24
                ? length
                : throw new InvalidDataException($"{name}: the note '{InputKey}' is '{SafeTensorsHeader.Printable(text)}'; expected lengths with commas between them."));
        RequireRoom(lengths, file, name, text);
        try
        {
            using (new TensorScope()) network.Forward(Tensor.Zeros(Shape.Create([.. lengths])), inference: true);
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"{name}: the network does not take the inputs of shape [{text}] for which the file was written: {error.Message}", error);
        }
    }

    /// <summary>Copies tensors of a file, after all of them have been checked.</summary>
    internal static void Fill(TensorFile file, IReadOnlyList<(string Name, Tensor Value)> targets, string name, bool strict, string prefix = "")
    {
        var known = targets.Select(target => prefix + target.Name).ToHashSet();
        if (PrefixOf(file, targets, prefix) is { } other) throw new InvalidDataException(OtherPrefix(name, prefix, other));
        if (strict)
        {
            Require(known.Where(wanted => !file.Contains(wanted)), name, "lacks", $"the model has; the file has {Listed(file.Names)}");
            // PyTorch counts the batches of a batch norm; nothing here depends on that number.
            Require(file.Names.Where(found => found.StartsWith(prefix, StringComparison.Ordinal) && !known.Contains(found) && !found.EndsWith("num_batches_tracked", StringComparison.Ordinal)), name, "has", "the model lacks");
        }
        else if (!known.Any(file.Contains))
            throw new InvalidDataException($"{name}: the file has no tensor of the model's. It has {Listed(file.Names)}; the model " +
                $"has {Listed([.. known])}.");
        var pairs = targets.Where(target => file.Contains(prefix + target.Name)).Select(target => (target.Value, Source: prefix + target.Name)).ToArray();
        foreach (var (target, source) in pairs)
            if (file.ShapeOf(source) != target.Shape)
                throw new InvalidDataException($"{name}: tensor '{source}' has shape {file.ShapeOf(source)}; the model expects {target.Shape}.");
        var values = Array.ConvertAll(pairs, pair => file[pair.Source]);
        for (var i = 0; i < pairs.Length; i++) pairs[i].Value.CopyFrom(values[i].To(pairs[i].Value.Device));
    }

    private static void Require(IEnumerable<string> wrong, string name, string verb, string other)
    {
        string[] names = [.. wrong];
        if (names.Length > 0) throw new InvalidDataException($"{name}: the file {verb} {Listed(names)}, which {other}.");
    }

    private static string Listed(IReadOnlyList<string> names) => names.Count == 0
        ? "none"
        : string.Join(", ", names.Take(8).Select(name => $"'{SafeTensorsHeader.Printable(name)}'")) + (names.Count > 8 ? ", …" : "");

    /// <summary>What stands before the model's names in the file, if all of them are there but for that.</summary>
    private static string? PrefixOf(TensorFile file, IReadOnlyList<(string Name, Tensor Value)> targets, string given)
    {
        if (targets.Count == 0 || targets.Any(target => file.Contains(given + target.Name))) return null;
        return file.Names.Where(found => found.EndsWith(targets[0].Name, StringComparison.Ordinal))
            .Select(found => found[..^targets[0].Name.Length])
            .FirstOrDefault(prefix => targets.All(target => file.Contains(prefix + target.Name)));
    }

    private static string OtherPrefix(string name, string given, string found)
    {
        var (text, isParallel) = (SafeTensorsHeader.Printable(found), found == "module.");
        return $"{name}: the file's names begin with '{text}'{(isParallel ? ", as PyTorch's DataParallel saves them" : "")}, " +
            $"{(given.Length > 0 ? $"not with '{SafeTensorsHeader.Printable(given)}'" : "and the model's do not")}. Pass prefix: " +
            $"\"{text}\" to Load.";
    }

    // The first weight has a row (or a column) for each input: a note of a huge input can't be right, and must not cost memory.
    private static void RequireRoom(List<int> lengths, TensorFile file, string name, string text)
    {
        var largest = file.Names.Select(tensor => file.ShapeOf(tensor).Size).DefaultIfEmpty().Max();
        if (lengths.Aggregate(1L, (product, length) => Math.Min(product * length, 1L << 32)) > Math.Max(1 << 16, largest))
            throw new InvalidDataException($"{name}: the note '{InputKey}' is '{SafeTensorsHeader.Printable(text)}', far larger than any tensor of the file.");
    }

    private static Dictionary<string, string> Notes(IReadOnlyDictionary<string, string>? metadata, params (string Key, string Value)[] own)
    {
        // 'pt' is what PyTorch's files say; some readers insist on it.
        var notes = new Dictionary<string, string> { [FormatKey] = "pt" };
        foreach (var (key, value) in own) notes[key] = value;
        foreach (var (key, value) in metadata ?? new Dictionary<string, string>()) notes[key] = value;
        return notes;
    }
}
