using System.Globalization;
using DeepLearning.Display;
using DeepLearning.Tensors;

namespace DeepLearning.Training;

/// <summary>The layers of a network as a table: what leaves each one, and how many numbers it learns.</summary>
[TypeFormatterSource(typeof(RichOutputFormatters))]
public sealed class NetworkSummary : IRichOutput
{
    private static readonly string[] Head = ["layer", "output shape", "parameters"];

    private readonly string[][] _rows;
    private readonly string _total;

    internal NetworkSummary(NeuralNetwork network)
    {
        _rows = [.. network.Layers.Select(layer => layer.IsBuilt
            ? new[] { layer.Description, Text(layer.OutputShape), Number(layer.Parameters.Sum(p => p.Value.Size)) }
            : [layer.Description, "?", "?"])];
        ParameterCount = network.Parameters.Sum(p => p.Value.Size);
        _total = network.Parameters.Count > 0
            ? $"{Number(ParameterCount)} parameters; loss: {network.Loss.Name}"
            : $"Not built yet: the first input decides the shapes. Loss: {network.Loss.Name}";
    }

    /// <summary>How many numbers the network learns; 0 before it met its first input.</summary>
    public int ParameterCount { get; }

    /// <summary>The table as text in aligned columns.</summary>
    public override string ToString() => Table.ToString();

    /// <summary>The table for a notebook.</summary>
    public string ToHtml() => Table.ToHtml() + Table.NoteHtml;

    private TextTable Table => new(Head, _rows, column => column == 2, _total);

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    // The batch is not part of what the layer is, so its axis is shown as open.
    private static string Text(Shape? shape) =>
        shape is null ? "?" : $"[{string.Join(", ", shape.Skip(1).Select(length => $"{length}").Prepend("N"))}]";
}
