using DeepLearning.Tensors;

namespace DeepLearning.Layers;

/// <summary>Lets positive numbers through and stops the others, <c>y = max(x, 0)</c>.</summary>
/// <remarks>Any shape. Cheap, and its slope of 1 does not shrink gradients; where x ≤ 0 nothing flows back. Source: Nair and Hinton (2010).</remarks>
public sealed class ReLU : Operation
{
    /// <inheritdoc/>
    protected override Tensor Output(Tensor input) => input.Relu();

    // The slope is 1 where the input was positive and 0 elsewhere. (The input decides: the output is never negative.)
    /// <inheritdoc/>
    protected override Tensor InputGrad(Tensor outputGrad) => Input.UnaryGrad(UnaryOperation.Relu, LastOutput, outputGrad);
}
