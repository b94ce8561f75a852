using DeepLearning.Autograd;
using DeepLearning.Tensors;

namespace DeepLearning.Modules;

/// <summary>Convolution of images with learned filters.</summary>
/// <remarks>Input [N, C, H, W]; Weight [O, C, K, K]; Bias [O]; output [N, O, (H + 2·padding − K) / stride + 1, …]. Both start uniform in
/// ±1/√(C·K²), as in PyTorch.</remarks>
public sealed class Conv2d : Module
{
    private readonly int _stride;
    private readonly int _padding;

    /// <summary>Makes a layer from so many channels to so many, with square kernels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive, or the padding negative.</exception>
    public Conv2d(int inputs, int outputs, int kernel, int stride = 1, int padding = 0, bool bias = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(kernel);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stride);
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        (_stride, _padding) = (stride, padding);
        Weight = Parameter(Initialization.Uniform([outputs, inputs, kernel, kernel], inputs * kernel * kernel));
        if (bias) Bias = Parameter(Initialization.Uniform([outputs], inputs * kernel * kernel));
    }

    /// <summary>The filters [O, C, K, K].</summary>
    public Tensor Weight { get; }

    /// <summary>The biases [O], if any.</summary>
    public Tensor? Bias { get; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => Functional.Conv2d(input, Weight, Bias, _stride, _padding);

    /// <inheritdoc/>
    protected internal override bool IsWeightedSum => true;

    /// <inheritdoc/>
    public override string ToString() =>
        $"Conv2d({Weight.Shape[1]}, {Weight.Shape[0]}, kernel: " +
            $"{Weight.Shape[2]}{(_stride > 1 ? $", stride: {_stride}" : "")}{(_padding > 0 ? $", padding: {_padding}" : "")})";
}
