using DeepLearning.Tensors;

namespace DeepLearning.Optimizers;

/// <summary>Stochastic gradient descent: <c>w −= rate · dL/dw</c>.</summary>
/// <remarks>Source: Robbins and Monro (1951); Weidman (2019), ch. 3.</remarks>
/// <param name="learningRate">How far a step goes.</param>
public sealed class Sgd(float learningRate = 0.01f) : Optimizer(learningRate)
{
    /// <inheritdoc/>
    protected override void Update(Tensor parameter, Tensor gradient) => parameter.Device.Backend.SgdStep(parameter, gradient, LearningRate);
}
