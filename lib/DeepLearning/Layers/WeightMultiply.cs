using DeepLearning.Tensors;

namespace DeepLearning.Layers;

/// <summary>Multiplies by a weight matrix, <c>Y = X W</c>.</summary>
/// <remarks>X [N, In]; W [In, Out]; Y [N, Out]. Gradients are sums over the batch. Source: Weidman (2019), ch. 3.</remarks>
public sealed class WeightMultiply : ParameterOperation
{
    /// <summary>Makes the operation of its weights.</summary>
    /// <param name="weight">W [In, Out].</param>
    /// <exception cref="ShapeException">The weights are not a matrix.</exception>
    public WeightMultiply(Tensor weight) : base(weight, "weight") =>
        ShapeException.ThrowUnless(weight.Shape, [Dim.Any, Dim.Any], "WeightMultiply", nameof(weight));

    /// <inheritdoc/>
    protected override Tensor Output(Tensor input)
    {
        ShapeException.ThrowUnless(input.Shape, [Dim.Any, Parameter.Value.Shape[0]], "WeightMultiply.Forward", nameof(input));
        return input.MatMul(Parameter.Value);
    }

    // L depends on X through every Y in its row: dL/dX = dL/dY Wᵀ
    /// <inheritdoc/>
    protected override Tensor InputGrad(Tensor outputGrad) => outputGrad.MatMul(Parameter.Value, transposeOther: true);

    // and on W through every row of the batch: dL/dW = Xᵀ dL/dY
    /// <inheritdoc/>
    protected override Tensor ParameterGrad(Tensor outputGrad) => Input.MatMul(outputGrad, transposeThis: true);
}
