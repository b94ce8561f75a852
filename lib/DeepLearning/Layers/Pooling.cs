using DeepLearning.Tensors;

namespace DeepLearning.Layers;

/// <summary>Makes one number of each window of an image; the operations of the pooling layers.</summary>
/// <remarks>X [N, C, H, W]; Y [N, C, (H + 2·padding − size)/stride + 1, …].</remarks>
public abstract class Pooling : Operation
{
    private protected Pooling(int size, int stride, int padding) => Window = new(size, stride, padding, GetType().Name, halfPadding: true);

    private protected Window Window { get; }

    /// <inheritdoc/>
    protected sealed override Tensor Output(Tensor input)
    {
        ShapeException.ThrowUnless(input.Shape, [Dim.Any, Dim.Any, Dim.Any, Dim.Any], $"{Name}.Forward", nameof(input));
        Window.RequireFits(input.Shape);
        var result = Tensor.Uninitialized(
            [input.Shape[0], input.Shape[1], Window.OutputLength(input.Shape[2]), Window.OutputLength(input.Shape[3])], input.Device);
        Pool(input, result);
        return result;
    }

    /// <inheritdoc/>
    protected sealed override Tensor InputGrad(Tensor outputGrad)
    {
        var result = Tensor.Uninitialized(Input.Shape, Input.Device);
        PoolGrad(outputGrad, result);
        return result;
    }

    private protected abstract void Pool(Tensor input, Tensor result);

    private protected abstract void PoolGrad(Tensor outputGrad, Tensor inputGrad);
}

/// <summary>The operation of <see cref="MaxPool2D"/>, <c>Y = max of the window</c>.</summary>
/// <remarks>X [N, C, H, W]; Y [N, C, (H + 2·padding − size)/stride + 1, …].</remarks>
/// <exception cref="ArgumentOutOfRangeException">A number is too small, or the padding more than half the size.</exception>
public sealed class MaxPooling(int size, int stride, int padding = 0) : Pooling(size, stride, padding)
{
    private protected override void Pool(Tensor input, Tensor result) =>
        input.Backend.MaxPool(input, Window.Size, Window.Stride, Window.Padding, result);

    // Only the largest number of a window moved the output (the first one, of equals): it gets the gradient.
    private protected override void PoolGrad(Tensor outputGrad, Tensor inputGrad) =>
        inputGrad.Backend.MaxPoolGrad(Input, outputGrad, Window.Size, Window.Stride, Window.Padding, inputGrad);
}

/// <summary>The operation of <see cref="AveragePool2D"/>, <c>Y = mean of the window</c>.</summary>
/// <remarks>X [N, C, H, W]; Y [N, C, (H + 2·padding − size)/stride + 1, …].</remarks>
/// <exception cref="ArgumentOutOfRangeException">A number is too small, or the padding more than half the size.</exception>
public sealed class AveragePooling(int size, int stride, int padding = 0) : Pooling(size, stride, padding)
{
    private protected override void Pool(Tensor input, Tensor result) =>
        input.Backend.AveragePool(input, Window.Size, Window.Stride, Window.Padding, result);

    // Each number of a window moved the output by 1 / size².
    private protected override void PoolGrad(Tensor outputGrad, Tensor inputGrad) =>
        inputGrad.Backend.AveragePoolGrad(outputGrad, Window.Size, Window.Stride, Window.Padding, inputGrad);
}
