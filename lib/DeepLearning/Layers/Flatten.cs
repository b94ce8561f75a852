using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Layers;

/// <summary>Lays all numbers of a row one after another: from images to the rows that <see cref="Dense"/> takes.</summary>
/// <remarks>X [N, C, H, W] (or any shape with the batch in front); Y [N, C · H · W]. Source: Weidman (2019), ch. 5.</remarks>
public sealed class Flatten : Layer
{
    /// <inheritdoc/>
    protected override IEnumerable<Operation> Build(Shape input, RandomState random) => [new Flattening()];
}

/// <summary>The operation of <see cref="Flatten"/>.</summary>
public sealed class Flattening : Operation
{
    /// <inheritdoc/>
    protected override Tensor Output(Tensor input) => input.Reshape(input.Shape[0], input.Size / Math.Max(1, input.Shape[0]));

    // Nothing was computed: the gradient only takes its old shape.
    /// <inheritdoc/>
    protected override Tensor InputGrad(Tensor outputGrad) => outputGrad.Reshape(Input.Shape.AsSpan());
}
