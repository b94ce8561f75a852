using DeepLearning.Data;
using DeepLearning.Modules;
using DeepLearning.Optimizers;
using DeepLearning.Random;
using DeepLearning.Tensors;
using DeepLearning.Training;

namespace DeepLearning.Tests.Training;

/// <summary>A small problem with all kinds of state: batch norm keeps averages, dropout and the loader draw random numbers, Adam remembers
/// gradients.</summary>
internal static class LearnerProblem
{
    public static Sequential Model(uint seed = 5)
    {
        Module.Seed(seed);
        return new(new Linear(3, 8), new ReLU(), new BatchNorm1d(8), new Dropout { P = 0.1f }, new Linear(8, 2));
    }

    public static DataLoader Rows(int rows, int batch = 8, int seed = 1, bool dropLast = false, uint? shuffle = 2)
    {
        var x = Tensor.FromArray(new RandomState(seed).Randn(rows, 3));
        var labels = Enumerable.Range(0, rows).Select(i => x[i, 0] + x[i, 1] > 0 ? 1 : 0).ToArray();
        return new(x, OneHot.Encode(labels, 2), batch, shuffle, dropLast);
    }

    public static Learner Learner(Module? model = null, Optimizer? optimizer = null, DataLoader? train = null, DataLoader? valid = null) =>
        new(model ?? Model(), new CrossEntropyLoss(), optimizer ?? new AdamW(0.01f), train ?? Rows(40), valid
            ?? Rows(20, seed: 9, shuffle: null), ("accuracy", Metrics.Accuracy))
        { Output = TextWriter.Null };

    public static float[] Values(Module model) =>
        [.. model.Parameters().SelectMany(p => p.ToArray()), .. model.NamedModules().Select(p => p.Value).OfType<BatchNorm>()
        .SelectMany(norm => norm.RunningMean.ToArray().Concat(norm.RunningVariance.ToArray()))];
}
