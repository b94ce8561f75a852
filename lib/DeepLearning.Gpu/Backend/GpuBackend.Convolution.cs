using DeepLearning.Gpu.Kernels;
using DeepLearning.Tensors;
using ILGPU;
using ILGPU.Runtime;

namespace DeepLearning.Gpu;

public sealed partial class GpuBackend
{
    private ProductLauncher? _convolveTiled, _inputGradTiled, _filterGradTiled;
    private Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ConvolutionSizes, int>? _convolve;
    private Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, ConvolutionSizes>? _inputGrad;
    private Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, ConvolutionSizes, int>? _filterGrad;

    /// <inheritdoc/>
    public override void Convolve(Tensor input, Tensor filters, Tensor? bias, int stride, int padding, Tensor result)
    {
        if (result is null || result.Size == 0) return;
        var sizes = SizesOf(input, filters, stride, padding);
        if (_tuning.UsesTiles)
        {
            var shape = ProductShape.Of(sizes.Outputs, sizes.Images * sizes.OutputPlane, sizes.Channels * sizes.Window, accumulate: 0);
            shape.Convolution = sizes;
            shape.Bias = bias is null ? ProductShape.NoBias : ProductShape.BiasOfRows;
            Product(_convolveTiled ??= ProductLauncher.Of<ConvolutionForward>(_loader), View(filters), View(input), bias, View(result), shape);
            return;
        }
        Load(ref _convolve, ConvolutionKernels.Forward)(result.Size, View(input), View(filters), View(bias ?? filters), View(result), sizes, bias is null ? 0 : 1);
    }

    /// <inheritdoc/>
    public override void ConvolveInputGrad(Tensor outputGrad, Tensor filters, int stride, int padding, Tensor inputGrad)
    {
        if (inputGrad is null || inputGrad.Size == 0) return;
        var sizes = SizesOf(inputGrad, filters, stride, padding);
        if (_tuning.UsesTiles)
        {
            var shape = ProductShape.Of(sizes.Channels, sizes.Images * sizes.Plane, sizes.Outputs * sizes.Window, accumulate: 0);
            shape.Convolution = sizes;
            Product(_inputGradTiled ??= ProductLauncher.Of<ConvolutionInputGrad>(_loader), View(filters), View(outputGrad), null, View(inputGrad), shape);
            return;
        }
        Load(ref _inputGrad, ConvolutionKernels.InputGrad)(inputGrad.Size, View(outputGrad), View(filters), View(inputGrad), sizes);
    }

    /// <inheritdoc/>
    public override void ConvolveFilterGrad(
        Tensor input, Tensor outputGrad, int stride, int padding, Tensor filterGrad, Tensor? biasGrad, bool accumulate)
    {
        if (filterGrad is null || filterGrad.Size == 0) return;
        var sizes = SizesOf(input, filterGrad, stride, padding);
        if (_tuning.UsesTiles)
        {
            var shape = ProductShape.Of(sizes.Outputs, sizes.Channels * sizes.Window, sizes.Images * sizes.OutputPlane, accumulate ? 1 : 0);
            shape.Convolution = sizes;
            Product(_filterGradTiled ??= ProductLauncher.Of<ConvolutionFilterGrad>(_loader), View(outputGrad), View(input), null, View(filterGrad), shape);
        }
        else
        {
            Load(ref _filterGrad, ConvolutionKernels.FilterGrad)(filterGrad.Size, View(input), View(outputGrad), View(filterGrad), sizes, accumulate ? 1 : 0);
        }
        if (biasGrad is not null) AddChannels(View(outputGrad), sizes, View(biasGrad), accumulate);
    }

    /// <summary>biasGrad = Σ outputGrad over images and positions, or += if <paramref name="accumulate"/>.</summary>
    private void AddChannels(ArrayView<float> outputGrad, ConvolutionSizes sizes, ArrayView<float> biasGrad, bool accumulate)
    {
        var channels = ReductionShape.AllBut(sizes.Images, sizes.Outputs, sizes.OutputPlane);
        if (!accumulate)
        {
            Reduce(Reduction.Sum, outputGrad, biasGrad, channels);
            return;
        }
        var buffer = _pool.Rent(sizes.Outputs);
        ArrayView<float> sums = buffer.View;
        sums = sums.SubView(0, sizes.Outputs);
        Reduce(Reduction.Sum, outputGrad, sums, channels);
        AddScaled(sums, 1, biasGrad);
        _pool.Return(buffer);
    }

    private static ConvolutionSizes SizesOf(Tensor images, Tensor filters, int stride, int padding)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(filters);
        return new()
        {
            Images = images.Shape[0],
            Channels = images.Shape[1],
            Height = images.Shape[2],
            Width = images.Shape[3],
            Outputs = filters.Shape[0],
            FilterHeight = filters.Shape[2],
            FilterWidth = filters.Shape[3],
            OutputHeight = (images.Shape[2] + 2 * padding - filters.Shape[2]) / stride + 1,
            OutputWidth = (images.Shape[3] + 2 * padding - filters.Shape[3]) / stride + 1,
            Stride = stride,
            Padding = padding,
        };
    }
}
