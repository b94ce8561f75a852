using DeepLearning.Modules;
using DeepLearning.Tensors;

namespace DeepLearning.Training;

/// <summary>A copy of everything that a model has learned, running averages included, to go back to.</summary>
internal sealed class ModuleSnapshot
{
    private readonly Tensor[] _source;
    private readonly Tensor[] _copy;

    public ModuleSnapshot(Module model)
    {
        _source = [.. model.Parameters(), .. model.NamedBuffers().Select(buffer => buffer.Value)];
        _copy = Array.ConvertAll(_source, tensor => tensor.Detach().Clone().Keep());
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
