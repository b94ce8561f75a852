using DeepLearning.Data;
using DeepLearning.Exercises.Marking;
using DeepLearning.Modules;
using DeepLearning.Training;

namespace DeepLearning.Exercises.OptimizerLab;

/// <summary>Trains runs of a study again with the handed-in network, loop and optimizers, and scores them itself.</summary>
internal sealed class Retraining(LabAnswer answer, LabData data)
{
    /// <summary>How far a run may be off that begins with the same seed: room for another processor, not for another protocol.</summary>
    public const double Tolerance = 0.005;

    /// <summary>The validation accuracy of a run after so many epochs.</summary>
    public double Score(GridCell cell, uint seed, int epochs)
    {
        if (answer.Model is not { } make || answer.TrainEpoch is not { } train || answer.Optimizer is not { } optimizerOf)
            throw new NotHandedInException("Not counted: to train sampled runs again, the marker needs Model, TrainEpoch and Optimizer.");
        Module.Seed(seed);
        var (model, optimizer) = (make(), optimizerOf(cell["optimizer"], cell.Number("rate")));
        var loader = new DataLoader(data.TrainX, data.TrainY, (int)cell.Number("batch"), shuffleSeed: seed);
        for (var epoch = 0; epoch < epochs; epoch++) train(model, optimizer, loader);
        return ReferenceLoop.Accuracy(model, data.ValidationX, data.ValidationY);
    }
}
