using DeepLearning.Data;
using DeepLearning.Modules;
using DeepLearning.Optimizers;
using DeepLearning.Tensors;
using DeepLearning.Training;

namespace DeepLearning.Exercises.OptimizerLab;

/// <summary>What is handed in to be marked. Leave out what you don't have yet: it costs only its own points.</summary>
public sealed record LabAnswer
{
    /// <summary>Makes the network, 784 → 89 sigmoid → 10 bare scores, with new parameters.</summary>
    public Func<Module>? Model { get; init; }

    /// <summary>Trains a network for one epoch: a step for each batch, with softmax cross-entropy.</summary>
    public Action<Module, Optimizer, DataLoader>? TrainEpoch { get; init; }

    /// <summary>The share, 0 to 1, of images [N, 784] that a network gets right, given their one-hot labels [N, 10].</summary>
    public Func<Module, Tensor, Tensor, double>? Accuracy { get; init; }

    /// <summary>Makes an optimizer of a name that your studies use, with a learning rate.</summary>
    public Func<string, double, Optimizer>? Optimizer { get; init; }

    /// <summary>Validation accuracy after each epoch, over the axes <c>optimizer</c>, <c>rate</c> and <c>batch</c>; here with one batch
    /// size.</summary>
    public GridResult? OptimizerStudy { get; init; }

    /// <summary>The same axes; here with one optimizer and several batch sizes.</summary>
    public GridResult? BatchStudy { get; init; }

    /// <summary>What you conclude.</summary>
    public LabConclusions? Conclusions { get; init; }
}

/// <summary>Conclusions in a form that can be held against the data they were drawn from.</summary>
public sealed record LabConclusions
{
    /// <summary>The best learning rate of each optimizer of your study.</summary>
    public IReadOnlyDictionary<string, double> BestRates { get; init; } = new Dictionary<string, double>();

    /// <summary>The best optimizer, and all others that your runs can't tell from it, each at its best rate.</summary>
    public IReadOnlyList<string> BestOptimizers { get; init; } = [];

    /// <summary>The best batch size, and all others that your runs can't tell from it, each at its best rate.</summary>
    public IReadOnlyList<double> BestBatchSizes { get; init; } = [];

    /// <summary>Between which two accuracies you expect your best setting to land with a seed that you have never tried.</summary>
    public (double Low, double High) NextRun { get; init; }
}
