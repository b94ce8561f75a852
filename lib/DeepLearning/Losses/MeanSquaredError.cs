using DeepLearning.Tensors;

namespace DeepLearning.Losses;

/// <summary>Squared error, summed over outputs and averaged over the batch: <c>L = Σ (P − T)² / N</c>.</summary>
/// <remarks>P, T [N, Out]. Note that it is divided by the rows N, not by the N · Out entries. Normalised, each row of P is first divided
/// by its sum, so that
/// it can be read as probabilities. Source: Weidman (2019), ch. 3 and 4.</remarks>
/// <param name="normalize">Whether each row of P is divided by its sum first.</param>
public sealed class MeanSquaredError(bool normalize = false) : Loss
{
    private Tensor? _difference;

    /// <inheritdoc/>
    /// <exception cref="ShapeException">Normalised, and not a matrix.</exception>
    protected override float Output(Tensor prediction, Tensor target)
    {
        if (normalize)
        {
            ShapeException.ThrowUnless(prediction.Shape, [Dim.Any, Dim.Any], "MeanSquaredError.Forward", nameof(prediction));
            prediction /= prediction.Sum(1, keepAxis: true);
        }
        _difference = prediction - target;
        return _difference.Square().Sum().Item() / prediction.Shape[0];
    }

    // d(p − t)²/dp = 2 (p − t): dL/dP = 2 (P − T) / N
    /// <inheritdoc/>
    protected override Tensor InputGrad()
    {
        var grad = _difference! * (2f / Prediction.Shape[0]);
        return normalize ? ThroughNormalization(grad) : grad;
    }

    // q_i = p_i / s, s = Σ p: each p moves all q of its row, dq_i/dp_j = (δ_ij − q_i) / s, so dL/dp_j = (g_j − Σ_i g_i q_i) / s with g =
    // dL/dq
    private Tensor ThroughNormalization(Tensor grad)
    {
        var sums = Prediction.Sum(1, keepAxis: true);
        return (grad - (grad * (Prediction / sums)).Sum(1, keepAxis: true)) / sums;
    }
}
