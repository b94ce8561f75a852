using DeepLearning.Tensors;

namespace DeepLearning.Optimizers;

/// <summary>AdaGrad that forgets: <c>s = decay · s + (1 − decay) · g²</c>, <c>w −= rate · g / (√s + ε)</c>.</summary>
/// <remarks>Source: Tieleman and Hinton (2012).</remarks>
/// <param name="learningRate">How far a step goes.</param>
/// <param name="decay">The share of the past squares that is kept, from 0 to below 1.</param>
/// <param name="epsilon">Keeps the division from overflowing.</param>
public sealed class RmsProp(float learningRate = 0.01f, float decay = 0.99f, float epsilon = 1e-8f) : Optimizer(learningRate)
{
    private readonly float _decay = ShareBelowOne(decay, "a decay");
    private readonly float _epsilon = Positive(epsilon, nameof(epsilon));

    /// <inheritdoc/>
    protected override void Update(Tensor parameter, Tensor gradient) =>
        parameter.Device.Backend.RmsPropStep(parameter, gradient, StateOf(parameter, 1)[0], LearningRate, _decay, _epsilon);
}
