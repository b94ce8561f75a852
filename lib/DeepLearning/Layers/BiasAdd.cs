using DeepLearning.Tensors;

namespace DeepLearning.Layers;

/// <summary>Adds a bias to every row, <c>Y = X + b</c>.</summary>
/// <remarks>X [N, Out]; b [1, Out]; Y [N, Out]. The gradient of b is a sum over the batch. Source: Weidman (2019), ch. 3.</remarks>
public sealed class BiasAdd : ParameterOperation
{
    /// <summary>Makes the operation of its bias.</summary>
    /// <param name="bias">b [1, Out].</param>
    /// <exception cref="ShapeException">The bias is not a single row.</exception>
    public BiasAdd(Tensor bias) : base(bias, "bias") => ShapeException.ThrowUnless(bias.Shape, [1, Dim.Any], "BiasAdd", nameof(bias));

    /// <inheritdoc/>
    protected override Tensor Output(Tensor input)
    {
        ShapeException.ThrowUnless(input.Shape, [Dim.Any, Parameter.Value.Shape[1]], "BiasAdd.Forward", nameof(input));
        return input + Parameter.Value;
    }

    // Y moves as X does: dL/dX = dL/dY
    /// <inheritdoc/>
    protected override Tensor InputGrad(Tensor outputGrad) => outputGrad;

    // and b moves every row at once: dL/db = Σ over rows of dL/dY
    /// <inheritdoc/>
    protected override Tensor ParameterGrad(Tensor outputGrad) => outputGrad.SumTo(Parameter.Value.Shape);
}
