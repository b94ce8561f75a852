using DeepLearning.Modules;
using DeepLearning.Tensors;

namespace DeepLearning.Training;

/// <summary>A copy of everything that a network or a model has learned, running averages included, to go back to.</summary>
internal sealed class Snapshot
{
    private readonly Tensor[] _source;
    private readonly Tensor[] _copy;
    private readonly string[] _names;

    public Snapshot(NeuralNetwork network) : this(network.State)
    {
    }

    public Snapshot(Module model) : this(StateNames.Of(model))
    {
    }

    private Snapshot(List<(string Name, Tensor Value)> state)
    {
        _names = [.. state.Select(tensor => tensor.Name)];
        _source = [.. state.Select(tensor => tensor.Value)];
        _copy = Array.ConvertAll(_source, tensor => tensor.Detach().Clone().Keep());
    }

    /// <summary>The copies, under the names that they have in files.</summary>
    public IEnumerable<(string Name, Tensor Value)> Copies => _names.Zip(_copy);

    /// <summary>Copies the present state.</summary>
    public void Take()
    {
        for (var i = 0; i < _source.Length; i++) _copy[i].CopyFrom(_source[i]);
    }

    /// <summary>Makes the copied state the present one.</summary>
    public void Restore()
    {
        for (var i = 0; i < _source.Length; i++) _source[i].CopyFrom(_copy[i]);
    }
}
