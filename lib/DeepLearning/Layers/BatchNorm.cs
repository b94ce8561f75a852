using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Layers;

/// <summary>Normalises each channel over the batch, then scales and shifts it: <c>Y = γ (X − mean) / √(variance + ε) + β</c>.</summary>
/// <remarks>X, Y [N, C] or [N, C, …] (mean and variance then also go over the positions). Source: Ioffe and Szegedy (2015).</remarks>
/// <param name="momentum">How much a batch counts in the running averages that predictions use.</param>
/// <param name="epsilon">ε, which keeps the root away from zero.</param>
/// <exception cref="ArgumentOutOfRangeException">The momentum is not in [0, 1], or ε not positive.</exception>
public sealed class BatchNorm(float momentum = 0.1f, float epsilon = 1e-5f) : Layer
{
    private readonly float _momentum = momentum is >= 0 and <= 1
        ? momentum
        : throw new ArgumentOutOfRangeException(nameof(momentum), momentum, "BatchNorm: the momentum is a number from 0 to 1.");

    private readonly float _epsilon = epsilon > 0
        ? epsilon
        : throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "BatchNorm: epsilon must be positive.");

    /// <inheritdoc/>
    protected override IEnumerable<Operation> Build(Shape input, RandomState random)
    {
        if (input.Rank < 2) throw new ShapeException($"BatchNorm.Forward: 'input' has shape {input}; expected [*, channels] or [*, channels, …].");
        return [new BatchNormalization(input[1], _momentum, _epsilon)];
    }
}
