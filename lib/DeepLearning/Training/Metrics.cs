using DeepLearning.Tensors;

namespace DeepLearning.Training;

/// <summary>Numbers for people: how good predictions are, computed in double precision.</summary>
public static class Metrics
{
    /// <summary>Mean absolute error, <c>Σ |p − t| / count</c>, in the unit of the target.</summary>
    /// <exception cref="ShapeException">The shapes differ, or there is nothing to average.</exception>
    public static double MeanAbsoluteError(Tensor prediction, Tensor target) =>
        MeanOf(prediction, target, "Metrics.MeanAbsoluteError", Math.Abs);

    /// <summary>Root of the mean squared error, <c>√(Σ (p − t)² / count)</c>, in the unit of the target; large errors weigh more.</summary>
    /// <exception cref="ShapeException">The shapes differ, or there is nothing to average.</exception>
    public static double RootMeanSquaredError(Tensor prediction, Tensor target) =>
        Math.Sqrt(MeanOf(prediction, target, "Metrics.RootMeanSquaredError", error => error * error));

    /// <summary>The share of rows whose largest number stands where the target's does.</summary>
    /// <param name="prediction">Logits or probabilities [N, classes].</param>
    /// <param name="target">One-hot rows [N, classes].</param>
    /// <exception cref="ShapeException">Not two matrices of the same shape, or no rows.</exception>
    public static double Accuracy(Tensor prediction, Tensor target)
    {
        var (predicted, right) = Classes(prediction, target, "Metrics.Accuracy");
        var hits = 0;
        for (var i = 0; i < right.Length; i++) hits += predicted[i] == right[i] ? 1 : 0;
        return (double)hits / right.Length;
    }

    internal static (int[] Predicted, int[] Right) Classes(Tensor prediction, Tensor target, string operation)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        ShapeException.ThrowUnless(prediction.Shape, [Dim.Any, Dim.Any], operation, nameof(prediction));
        ShapeException.ThrowUnlessEqual(target.Shape, prediction.Shape, operation, nameof(target));
        if (prediction.Size == 0)
            throw new ShapeException($"{operation}: 'prediction' has shape {prediction.Shape}; expected at least one row and one class.");
        return (prediction.ArgMax(), target.ArgMax());
    }

    private static double MeanOf(Tensor prediction, Tensor target, string operation, Func<double, double> measure)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        ShapeException.ThrowUnlessEqual(target.Shape, prediction.Shape, operation, nameof(target));
        if (prediction.Size == 0) throw new ShapeException($"{operation}: shape {prediction.Shape} has no elements to average.");
        var (predicted, right, sum) = (prediction.ToArray(), target.ToArray(), 0.0);
        for (var i = 0; i < predicted.Length; i++) sum += measure((double)predicted[i] - right[i]);
        return sum / predicted.Length;
    }
}

/// <summary>How good a model is on data that it was not trained on.</summary>
/// <param name="Loss">The loss: the mean over all rows, or the sum if that is what the loss takes.</param>
/// <param name="Metrics">The metrics in the learner's order, each of all predictions at once.</param>
public sealed record Evaluation(double Loss, IReadOnlyList<double> Metrics);
