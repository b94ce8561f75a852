namespace DeepLearning.Tests;

/// <summary>Tests that seed the one generator of all modules or look at its state, and so run alone.</summary>
[CollectionDefinition(nameof(ModuleGenerator), DisableParallelization = true)]
public sealed class ModuleGenerator;
