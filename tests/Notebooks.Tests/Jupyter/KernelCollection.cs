namespace Notebooks.Tests.Jupyter;

/// <summary>Kernels take the console's input, of which a process has one: their tests run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class KernelCollection
{
    public const string Name = "kernels";
}
