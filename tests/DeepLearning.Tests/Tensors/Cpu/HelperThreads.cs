namespace DeepLearning.Tests.Tensors.Cpu;

/// <summary>Tests that need the worker threads for themselves, and so run alone.</summary>
[CollectionDefinition(nameof(HelperThreads), DisableParallelization = true)]
public sealed class HelperThreads;
