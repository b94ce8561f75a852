using System.Globalization;
using DeepLearning.Serialization;
using DeepLearning.Tensors;

namespace DeepLearning.Training;

/// <remarks>Weights travel in <c>.safetensors</c> files.</remarks>
public sealed partial class NeuralNetwork
{
    private const string InputKey = "input_shape";

    /// <summary>Writes all parameters, completely or not at all.</summary>
    /// <param name="path">The file; an old one is replaced in one step, at the end.</param>
    /// <param name="metadata">Notes to write along.</param>
    /// <exception cref="InvalidOperationException">The network was not built yet.</exception>
    /// <exception cref="IOException">The file can't be written; the old one, if there was one, is still there.</exception>
    public void Save(string path, IReadOnlyDictionary<string, string>? metadata = null)
    {
        SafeTensors.Save(path, State, StateFile.Notes(metadata, (InputKey, InputNote)));
    }

    /// <summary>Overwrites all parameters with those of a file; builds the layers first if need be.</summary>
    /// <param name="path">The file.</param>
    /// <param name="prefix">What stands before all names of the file and not of the network.</param>
    /// <exception cref="InvalidDataException">The file is damaged or does not fit the network; the message names the tensor.</exception>
    public void Load(string path, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(prefix);
        var (file, name) = (SafeTensors.Load(path), Path.GetFileName(path));
        BuildFor(file, name);
        StateFile.Fill(file, State, name, strict: true, prefix);
    }

    /// <summary>The shape of one input without the batch, such as <c>1,28,28</c>.</summary>
    internal string InputNote => Layers[0].InputShape is { } shape
        ? string.Join(',', shape.Skip(1))
        : throw new InvalidOperationException("NeuralNetwork.Save: the network has no weights yet: its layers are built when it meets " +
            "its first input.");

    /// <summary>Lets layers that are not built yet meet an input of the shape that the file names.</summary>
    internal void BuildFor(TensorFile file, string name)
    {
        if (Layers.All(layer => layer.IsBuilt)) return;
        if (!file.Metadata.TryGetValue(InputKey, out var text))
            throw new InvalidDataException($"{name}: the file does not say which inputs its network takes. Call Forward with one input " +
                "first, so that the layers are built.");
        var lengths = new List<int> { 1 };
        foreach (var part in text.Split(',', 8, StringSplitOptions.RemoveEmptyEntries))
            lengths.Add(int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length is > 0 and <= 1 << 24
                ? length
                : throw new InvalidDataException($"{name}: the note '{InputKey}' is '{SafeTensorsHeader.Printable(text)}'; expected " +
                    "lengths with commas between them."));
        RequireRoom(lengths, file, name, text);
        try
        {
            using (new TensorScope()) Forward(Tensor.Zeros(Shape.Create([.. lengths])), inference: true);
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"{name}: the network does not take the inputs of shape [{text}] for which the file was " +
                $"written: {error.Message}", error);
        }
    }

    /// <summary>Parameters and buffers of a network that has been built, under their names in files: the place of the layer and the name
    /// of the parameter, <c>0.weight</c>.</summary>
    internal List<(string Name, Tensor Value)> State
    {
        get
        {
            var tensors = new List<(string, Tensor)>();
            for (var i = 0; i < Layers.Count; i++)
            {
                var taken = new Dictionary<string, int>();
                foreach (var parameter in Layers[i].Operations.SelectMany(operation => operation.Parameters))
                    tensors.Add(($"{i}.{Unique(parameter.Name.Replace(' ', '_'))}", parameter.Value));

                string Unique(string name) => (taken[name] = taken.GetValueOrDefault(name) +
                    1) is > 1 and var count ? $"{name}_{count}" : name;
            }
            return tensors;
        }
    }

    // The first weight has a row (or a column) for each input: a note of a huge input can't be right, and must not cost memory.
    private static void RequireRoom(List<int> lengths, TensorFile file, string name, string text)
    {
        var largest = file.Names.Select(tensor => file.ShapeOf(tensor).Size).DefaultIfEmpty().Max();
        if (lengths.Aggregate(1L, (product, length) => Math.Min(product * length, 1L << 32)) > Math.Max(1 << 16, largest))
            throw new InvalidDataException($"{name}: the note '{InputKey}' is '{SafeTensorsHeader.Printable(text)}', far larger than " +
                "any tensor of the file.");
    }
}
