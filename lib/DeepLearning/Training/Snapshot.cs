using DeepLearning.Tensors;

namespace DeepLearning.Training;

/// <summary>A copy of everything that a network has learned, to go back to.</summary>
internal sealed class Snapshot
{
    private readonly Tensor[] _source;
    private readonly Tensor[] _copy;

    public Snapshot(NeuralNetwork network)
    {
        var buffers = network.Layers.SelectMany(layer => layer.Operations).SelectMany(operation => operation.Buffers);
        _source = [.. network.Values, .. buffers];
        _copy = Array.ConvertAll(_source, tensor => tensor.Clone().Keep());
    }

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
