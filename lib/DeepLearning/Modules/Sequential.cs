using System.Collections;
using DeepLearning.Tensors;

namespace DeepLearning.Modules;

/// <summary>Modules one after the other, each fed with the output of the one before.</summary>
public sealed class Sequential : Module, IReadOnlyList<Module>
{
    private readonly List<Module> _modules;

    /// <summary>Makes a chain of these modules.</summary>
    public Sequential(params IEnumerable<Module> modules)
    {
        ArgumentNullException.ThrowIfNull(modules);
        _modules = [.. modules];
        if (_modules.Contains(null!)) throw new ArgumentException("Sequential: one of the modules is null.", nameof(modules));
    }

    /// <summary>The module at a place.</summary>
    public Module this[int index] => _modules[index];

    /// <summary>The number of modules.</summary>
    public int Count => _modules.Count;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input)
    {
        var x = input;
        foreach (var module in _modules) x = module.Call(x);
        return x;
    }

    /// <inheritdoc/>
    public IEnumerator<Module> GetEnumerator() => _modules.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
