using DeepLearning.Modules;

namespace DeepLearning.Training;

/// <summary>Remembers which parts of a model are being trained, and brings that back when it is disposed.</summary>
internal sealed class ModuleModes(Module model) : IDisposable
{
    private readonly (Module Part, bool IsTraining)[] _modes = [.. model.NamedModules().Select(part => (part.Value, part.Value.IsTraining))];

    public void Dispose()
    {
        foreach (var (part, isTraining) in _modes) part.IsTraining = isTraining;
    }
}
