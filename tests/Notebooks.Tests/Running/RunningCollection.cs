namespace Notebooks.Tests.Running;

/// <summary>A running notebook makes its folder the current one, of which a process has one.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RunningCollection
{
    public const string Name = "current folder";
}
