using DeepLearning.Tensors;

namespace DeepLearning.Layers;

/// <summary>The activation that does nothing, <c>y = x</c>; the book calls it linear.</summary>
/// <remarks>Any shape. Source: Weidman (2019), ch. 3.</remarks>
public sealed class Identity : Operation
{
    /// <inheritdoc/>
    protected override Tensor Output(Tensor input) => input;

    /// <inheritdoc/>
    protected override Tensor InputGrad(Tensor outputGrad) => outputGrad;
}
