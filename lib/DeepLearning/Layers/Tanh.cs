using DeepLearning.Tensors;

namespace DeepLearning.Layers;

/// <summary>Squeezes every number into (−1, 1), <c>y = tanh x = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)</c>.</summary>
/// <remarks>Any shape. Steeper than <see cref="Sigmoid"/> (its slope is up to 1) and centred on 0. Source: Weidman (2019), ch. 4.</remarks>
public sealed class Tanh : Operation
{
    /// <inheritdoc/>
    protected override Tensor Output(Tensor input) => input.Tanh();

    // tanh' = 1 − tanh², and tanh is at hand: dL/dx = dL/dy · (1 − y²)
    /// <inheritdoc/>
    protected override Tensor InputGrad(Tensor outputGrad) => Input.UnaryGrad(UnaryOperation.Tanh, LastOutput, outputGrad);
}
