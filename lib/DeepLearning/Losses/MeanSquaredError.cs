using DeepLearning.Tensors;

namespace DeepLearning.Losses;

/// <summary>Squared error, summed over outputs and averaged over the batch: <c>L = Σ (P − T)² / N</c>.</summary>
/// <remarks>P, T [N, Out]. Note that it is divided by the rows N, not by the N · Out entries. Source: Weidman (2019), ch. 3.</remarks>
public sealed class MeanSquaredError : Loss
{
    /// <inheritdoc/>
    protected override float Output(Tensor prediction, Tensor target) => (prediction - target).Square().Sum().Item() / prediction.Shape[0];

    // d(p − t)²/dp = 2 (p − t): dL/dP = 2 (P − T) / N
    /// <inheritdoc/>
    protected override Tensor InputGrad() => (Prediction - Target) * (2f / Prediction.Shape[0]);
}
