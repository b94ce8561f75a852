using DeepLearning.Tensors;

namespace DeepLearning.Losses;

/// <summary>Softmax and cross-entropy in one, <c>L = −Σ t · ln p / N</c> with <c>p = softmax(P)</c> of each row; never overflows.</summary>
/// <remarks>P [N, classes] are logits: any numbers, the largest wins; T [N, classes] is 1 at the right class and 0 elsewhere (or probabilities that sum to 1).
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
