namespace Notebooks.Tests.Jupyter;

/// <summary>Memory, threads and handles are counted for the whole process, so nothing may run beside these tests.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SoakCollection
{
    public const string Name = "long lives";
}
