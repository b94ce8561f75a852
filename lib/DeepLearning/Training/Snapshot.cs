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

/// <summary>Remembers the network of the best evaluation so far.</summary>
internal sealed class BestNetwork(NeuralNetwork network)
{
    private Snapshot? _snapshot;

    /// <summary>After how many epochs that was; 0 before the first evaluation.</summary>
    public int Epoch { get; private set; }

    /// <summary>Its validation loss.</summary>
    public double Loss { get; private set; } = double.PositiveInfinity;

    /// <summary>Says whether this loss is the lowest so far, and which was before; keeps the present network if so.</summary>
    public (bool IsBetter, double Previous) Consider(int epoch, double loss)
    {
        var previous = Loss;
        // Anything is better than nothing, and than what is not a number.
        if (_snapshot is not null && !(loss < previous || (double.IsNaN(previous) && !double.IsNaN(loss)))) return (false, previous);
        (Epoch, Loss) = (epoch, loss);
        if (_snapshot is null) _snapshot = new Snapshot(network);
        else _snapshot.Take();
        return (true, previous);
    }

    /// <summary>The copy of that network; empty before the first evaluation.</summary>
    public IEnumerable<(string Name, Tensor Value)> Copies => _snapshot?.Copies ?? [];

    /// <summary>Makes the present network the best one so far: its copies are then to be overwritten.</summary>
    public void Assume(int epoch, double loss)
    {
        (Epoch, Loss) = (epoch, loss);
        if (epoch > 0) _snapshot = new Snapshot(network);
    }

    public void Restore() => _snapshot!.Restore();
}

/// <summary>Remembers which parts of a model are being trained, and brings that back when it is disposed.</summary>
internal sealed class ModuleModes(Module model) : IDisposable
{
    private readonly (Module Part, bool IsTraining)[] _modes =
        [.. model.NamedModules().Select(part => (part.Value, part.Value.IsTraining))];

    public void Dispose()
    {
        foreach (var (part, isTraining) in _modes) part.IsTraining = isTraining;
    }
}
