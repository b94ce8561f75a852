using DeepLearning.Tensors;

namespace DeepLearning.Training;

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
