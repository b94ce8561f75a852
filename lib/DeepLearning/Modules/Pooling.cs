using DeepLearning.Autograd;
using DeepLearning.Tensors;

namespace DeepLearning.Modules;

/// <summary>The largest value of each window of size × size.</summary>
/// <remarks>[N, C, H, W] to [N, C, (H + 2·padding − size) / stride + 1, …]; the stride is the size unless given.</remarks>
public sealed class MaxPool2d(int size, int stride = 0, int padding = 0) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => Functional.MaxPool2d(input, size, stride, padding);

    /// <inheritdoc/>
    public override string ToString() => $"MaxPool2d({size})";
}

/// <summary>The mean of each window of size × size.</summary>
/// <remarks>[N, C, H, W] to [N, C, (H + 2·padding − size) / stride + 1, …]; the stride is the size unless given.</remarks>
public sealed class AvgPool2d(int size, int stride = 0, int padding = 0) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => Functional.AvgPool2d(input, size, stride, padding);

    /// <inheritdoc/>
    public override string ToString() => $"AvgPool2d({size})";
}
