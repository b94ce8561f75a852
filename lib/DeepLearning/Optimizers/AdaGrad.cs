using DeepLearning.Tensors;

namespace DeepLearning.Optimizers;

/// <summary>Gradient descent with a rate for each number that shrinks with its past gradients: <c>s += g²</c>, <c>w −= rate · g / (√s +
/// ε)</c>.</summary>
/// <remarks>Source: Duchi, Hazan and Singer (2011).</remarks>
/// <param name="learningRate">How far the first step goes.</param>
/// <param name="epsilon">Keeps the division from overflowing.</param>
public sealed class AdaGrad(float learningRate = 0.01f, float epsilon = 1e-7f) : Optimizer(learningRate)
{
    private readonly float _epsilon = Positive(epsilon, nameof(epsilon));

    /// <inheritdoc/>
    protected override void Update(Tensor parameter, Tensor gradient) =>
        parameter.Device.Backend.AdaGradStep(parameter, gradient, StateOf(parameter, 1)[0], LearningRate, _epsilon);
}
