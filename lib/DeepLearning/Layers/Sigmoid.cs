using DeepLearning.Tensors;

namespace DeepLearning.Layers;

/// <summary>Squeezes every number into (0, 1), <c>y = σ(x) = 1 / (1 + e⁻ˣ)</c>.</summary>
/// <remarks>Any shape. Its slope is at most 1/4, so that gradients shrink on their way through many of them. Source: Weidman (2019), ch. 3.</remarks>
public sealed class Sigmoid : Operation
{
    /// <inheritdoc/>
    protected override Tensor Output(Tensor input) => input.Sigmoid();

    // σ' = σ (1 − σ), and σ is at hand: dL/dx = dL/dy · y (1 − y)
    /// <inheritdoc/>
    protected override Tensor InputGrad(Tensor outputGrad) => Input.UnaryGrad(UnaryOperation.Sigmoid, LastOutput, outputGrad);
}
