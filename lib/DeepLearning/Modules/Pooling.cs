using DeepLearning.Autograd;
using DeepLearning.Layers;
using DeepLearning.Tensors;

namespace DeepLearning.Modules;

/// <summary>The largest value of each window of size × size.</summary>
/// <remarks>[N, C, H, W] to [N, C, (H + 2·padding − size) / stride + 1, …]; the stride is the size unless given.</remarks>
/// <exception cref="ArgumentOutOfRangeException">The size is not positive, another number negative, or the padding more than half the size.</exception>
public sealed class MaxPool2d(int size, int stride = 0, int padding = 0) : Module
{
    private readonly Window _window = new(size, stride == 0 ? size : stride, padding, "MaxPool2d", halfPadding: true);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => Functional.MaxPool2d(input, _window.Size, _window.Stride, _window.Padding);

    /// <inheritdoc/>
    public override string ToString() => $"MaxPool2d({_window.Size})";
}

/// <summary>The mean of each window of size × size.</summary>
/// <remarks>[N, C, H, W] to [N, C, (H + 2·padding − size) / stride + 1, …]; the stride is the size unless given.</remarks>
/// <exception cref="ArgumentOutOfRangeException">The size is not positive, another number negative, or the padding more than half the size.</exception>
public sealed class AvgPool2d(int size, int stride = 0, int padding = 0) : Module
{
    private readonly Window _window = new(size, stride == 0 ? size : stride, padding, "AvgPool2d", halfPadding: true);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => Functional.AvgPool2d(input, _window.Size, _window.Stride, _window.Padding);

    /// <inheritdoc/>
    public override string ToString() => $"AvgPool2d({_window.Size})";
}
