using DeepLearning.Autograd;
using DeepLearning.Layers;
using DeepLearning.Tensors;

namespace DeepLearning.Modules;

/// <summary>The largest value of each window of size × size.</summary>
/// <remarks>[N, C, H, W] to [N, C, (H + 2·padding − size) / stride + 1, …]; the stride is the size unless given.</remarks>
/// <exception cref="ArgumentOutOfRangeException">The size is not positive, another number negative, or the padding more than half the
/// size.</exception>
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
/// <exception cref="ArgumentOutOfRangeException">The size is not positive, another number negative, or the padding more than half the
/// size.</exception>
public sealed class AvgPool2d(int size, int stride = 0, int padding = 0) : Module
{
    private readonly Window _window = new(size, stride == 0 ? size : stride, padding, "AvgPool2d", halfPadding: true);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => Functional.AvgPool2d(input, _window.Size, _window.Stride, _window.Padding);

    /// <inheritdoc/>
    public override string ToString() => $"AvgPool2d({_window.Size})";
}

/// <summary>The mean of each channel over all places: one number for each feature map, whatever its size.</summary>
/// <remarks>[N, C, H, W] to [N, C]; PyTorch's <c>AdaptiveAvgPool2d(1)</c> and <c>Flatten</c>. Source: Lin, Chen and Yan (2014).</remarks>
public sealed class GlobalAvgPool2d : Module
{
    /// <inheritdoc/>
    /// <exception cref="ShapeException">Not four axes, or maps without places.</exception>
    public override Tensor Forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ShapeException.ThrowUnless(input.Shape, [Dim.Any, Dim.Any, Dim.Any, Dim.Any], "GlobalAvgPool2d.Forward", nameof(input));
        var places = input.Shape[2] * input.Shape[3];
        if (places == 0)
            throw new ShapeException($"GlobalAvgPool2d.Forward: 'input' has shape {input.Shape}; a map without places has no mean.");
        return input.Reshape(input.Shape[0], input.Shape[1], places).Mean(-1);
    }
}
