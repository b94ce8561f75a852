using DeepLearning.Tensors;

namespace DeepLearning.Optimizers;

/// <summary>Stochastic gradient descent: <c>w −= rate · dL/dw</c>.</summary>
/// <remarks>Source: Robbins and Monro (1951); Weidman (2019), ch. 3.</remarks>
/// <param name="learningRate">How far a step goes.</param>
public sealed class Sgd(float learningRate = 0.01f) : Optimizer(learningRate)
{
    /// <inheritdoc/>
    protected override void Update(Tensor parameter, Tensor gradient) =>
        parameter.Device.Backend.SgdStep(parameter, gradient, LearningRate);
}

/// <summary>Gradient descent with momentum: <c>v = momentum · v + rate · dL/dw</c>, then <c>w −= v</c>.</summary>
/// <remarks>The gradients of the past push on, ever more weakly: a ball rolling downhill. Source: Polyak (1964); Weidman (2019), ch.
/// 4.</remarks>
public sealed class SgdMomentum : Optimizer, IMomentum
{
    private readonly bool _nesterov;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">How far a step goes.</param>
    /// <param name="momentum">The share of the last step that carries over, from 0 to below 1.</param>
    /// <param name="nesterov">Whether to look one step of momentum ahead (Nesterov, 1983).</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative, or the momentum not from 0 to below 1.</exception>
    public SgdMomentum(float learningRate = 0.01f, float momentum = 0.9f, bool nesterov = false) : base(learningRate) =>
        (Momentum, _nesterov) = (momentum, nesterov);

    /// <summary>The share of the last step that carries over; may be changed between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0 to below 1.</exception>
    public float Momentum
    {
        get;
        set => field = ShareBelowOne(value, "a momentum");
    }

    /// <inheritdoc/>
    protected override void Update(Tensor parameter, Tensor gradient) =>
        parameter.Device.Backend.MomentumStep(parameter, gradient, StateOf(parameter, 1)[0], Momentum, LearningRate, 1, _nesterov);
}

/// <summary>An optimizer whose past gradients push on: schedules such as <c>OneCycle</c> may change how much of them is kept.</summary>
public interface IMomentum
{
    /// <summary>The share of the past that is kept, from 0 to below 1; may be changed between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0 to below 1.</exception>
    float Momentum { get; set; }
}
