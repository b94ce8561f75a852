using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Layers;

/// <summary>Keeps the largest number of each window of an image.</summary>
/// <remarks>X [N, C, H, W]; Y [N, C, (H + 2·padding − size)/stride + 1, …]. Padding never wins. Source: Weidman (2019), ch. 5.</remarks>
/// <param name="size">Side of the window.</param>
/// <param name="stride">How far the window moves; its size if left out.</param>
/// <param name="padding">How far the window may reach over the edge, at most half its size.</param>
/// <exception cref="ArgumentOutOfRangeException">A number is too small, or the padding more than half the size.</exception>
public sealed class MaxPool2D(int size, int? stride = null, int padding = 0) : Layer
{
    private readonly MaxPooling _pooling = new(size, stride ?? size, padding);

    /// <inheritdoc/>
    public override string Description => $"MaxPool2D {size}×{size}";

    /// <inheritdoc/>
    protected override IEnumerable<Operation> Build(Shape input, RandomState random) => [_pooling];
}

/// <summary>Takes the mean of each window of an image.</summary>
/// <remarks>X [N, C, H, W]; Y [N, C, (H + 2·padding − size)/stride + 1, …]. Padding counts as zeros. Source: Weidman (2019), ch. 5.</remarks>
/// <param name="size">Side of the window.</param>
/// <param name="stride">How far the window moves; its size if left out.</param>
/// <param name="padding">How far the window may reach over the edge, at most half its size.</param>
/// <exception cref="ArgumentOutOfRangeException">A number is too small, or the padding more than half the size.</exception>
public sealed class AveragePool2D(int size, int? stride = null, int padding = 0) : Layer
{
    private readonly AveragePooling _pooling = new(size, stride ?? size, padding);

    /// <inheritdoc/>
    public override string Description => $"AveragePool2D {size}×{size}";

    /// <inheritdoc/>
    protected override IEnumerable<Operation> Build(Shape input, RandomState random) => [_pooling];
}
