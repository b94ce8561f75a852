using DeepLearning.Tensors;

namespace DeepLearning.Losses;

/// <summary>Refuses targets of a classification that come in the other of its two forms: class numbers, or a row of shares (one-hot) for
/// each.</summary>
internal static class ClassTargets
{
    /// <summary>Throws unless there is a row of shares [N, M] for each row of logits.</summary>
    public static void ThrowUnlessRows(Tensor targets, Tensor logits, string operation, string argument)
    {
        if (targets.Shape == logits.Shape) return;
        var (rows, classes) = (logits.Shape[0], logits.Shape[^1]);
        if (logits.Rank == 2 && targets.Size == rows && targets.Rank is 1 or 2)
            throw new ShapeException($"{operation}: '{argument}' has shape {targets.Shape}, as class numbers have; expected a row for " +
                $"each, {logits.Shape}. " +
                $"OneHot.Encode(labels, {classes}) makes them of class numbers (int[]).");
        ShapeException.ThrowUnlessEqual(targets.Shape, logits.Shape, operation, argument);
    }

    /// <summary>Throws unless there is a class number for each row of logits [N, M].</summary>
    public static void ThrowUnlessLabels(int count, Tensor logits, string operation)
    {
        ShapeException.ThrowUnless(logits.Shape, [Dim.Any, Dim.Any], operation, nameof(logits));
        var (rows, classes) = (logits.Shape[0], logits.Shape[1]);
        if (count == rows) return;
        throw new ShapeException(count == rows * classes
            ? $"{operation}: there are {count} labels for logits of shape {logits.Shape}, as many as one-hot rows have entries; " +
            $"expected {rows} class numbers. One-hot rows are passed as a tensor {logits.Shape}."
            : $"{operation}: there are {count} labels for logits of shape {logits.Shape}; expected {rows}, a class number for each row.");
    }
}
