using DeepLearning.Tensors;

namespace DeepLearning.Losses;

/// <summary>Softmax and cross-entropy in one, <c>L = −Σ t · ln p / N</c> with <c>p = softmax(P)</c> of each row; never overflows.</summary>
/// <remarks>P [N, classes] are logits: any numbers, the largest wins; T [N, classes] is 1 at the right class and 0 elsewhere (or
/// probabilities that sum to 1).
/// The mean over the batch. Source: Weidman (2019), ch. 4.</remarks>
/// <param name="form">Which number is given as the loss.</param>
public sealed class SoftmaxCrossEntropy(CrossEntropyForm form = CrossEntropyForm.Categorical) : Loss
{
    private Tensor? _grad;

    /// <inheritdoc/>
    protected override float Output(Tensor prediction, Tensor target)
    {
        ShapeException.ThrowUnless(prediction.Shape, [Dim.Any, Dim.Any], "SoftmaxCrossEntropy.Forward", nameof(prediction));
        var rows = prediction.Shape[0];
        var losses = Tensor.Uninitialized([rows], prediction.Device);
        _grad = Tensor.Uninitialized(prediction.Shape, prediction.Device);
        // dL/dP = (p − T) / N comes out of the same pass over the rows.
        prediction.Backend.SoftmaxCrossEntropy(prediction, target, 1f / rows, losses, _grad);
        return form == CrossEntropyForm.Categorical ? losses.Sum().Item() / rows : (float)(Printed(prediction, target) / rows);
    }

    /// <inheritdoc/>
    protected override Tensor InputGrad() => _grad!;

    private protected override void RequireTarget(Tensor prediction, Tensor target) =>
        ClassTargets.ThrowUnlessRows(target, prediction, "SoftmaxCrossEntropy.Forward", nameof(target));

    private static double Printed(Tensor prediction, Tensor target)
    {
        const double Epsilon = 1e-9;
        var softmax = Tensor.Uninitialized(prediction.Shape, prediction.Device);
        prediction.Backend.Softmax(prediction, softmax);
        var (probabilities, right, sum) = (softmax.ToArray(), target.ToArray(), 0.0);
        for (var i = 0; i < right.Length; i++)
        {
            var p = Math.Clamp(probabilities[i], Epsilon, 1 - Epsilon);
            // Of the two terms one is nothing where the target is 0 or 1: its logarithm, which takes as long as all the rest, is left out.
            sum -= right[i] switch
            {
                0 => PortableMath.Log(1 - p),
                1 => PortableMath.Log(p),
                var share => share * PortableMath.Log(p) + (1 - share) * PortableMath.Log(1 - p),
            };
        }
        return sum;
    }
}

/// <summary>Which number <see cref="SoftmaxCrossEntropy"/> gives as its value; the gradient is the same.</summary>
public enum CrossEntropyForm
{
    /// <summary><c>−Σ t · ln p / N</c>, whose gradient is the one that is used.</summary>
    Categorical,

    /// <summary><c>−Σ [t · ln p + (1 − t) · ln(1 − p)] / N</c>, p kept within 1e-9 of 0 and 1: what the book prints, while its gradient is
    /// that of the first form.</summary>
    /// <remarks>Take it to reproduce the book's tables only: value and gradient don't belong together, which a gradient check
    /// shows.</remarks>
    PrintedInTheBook,
}

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
