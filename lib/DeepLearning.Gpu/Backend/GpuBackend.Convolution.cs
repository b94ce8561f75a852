using System.Reflection;
using DeepLearning.Gpu.Kernels;
using DeepLearning.Tensors;
using ILGPU;
using ILGPU.Runtime;

namespace DeepLearning.Gpu;

public sealed partial class GpuBackend
{
    private readonly Dictionary<(ConvolutionSizes, MethodInfo), MemoryBuffer1D<Place, Stride1D.Dense>> _taps = [];
    private MemoryBuffer1D<Place, Stride1D.Dense>? _noTaps;
    private ProductLauncher? _convolveTiled, _convolveWide, _inputGradTiled, _filterGradTiled, _filterGradWide;
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
            (shape.Convolution, shape.RowStep) = (sizes, sizes.OutputPlane);
            shape.Bias = bias is null ? ProductShape.NoBias : ProductShape.BiasOfRows;
            var launcher = IsWide(filters, shape.Depth)
                ? _convolveWide ??= ProductLauncher.Of<Wide<ConvolutionForward>>(_loader)
                : _convolveTiled ??= ProductLauncher.Of<ConvolutionForward>(_loader);
            Product(launcher, View(filters), View(input), bias, Taps(sizes, sizes.Channels, Patches.Tap), View(result), shape);
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
            (shape.Convolution, shape.RowStep) = (sizes, sizes.Plane);
            Product(_inputGradTiled ??= ProductLauncher.Of<ConvolutionInputGrad>(_loader), View(filters), View(outputGrad), null, Taps(sizes, sizes.Outputs, Patches.OutputTap), View(inputGrad), shape);
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
            var launcher = IsWide(outputGrad, sizes.OutputPlane)
                ? _filterGradWide ??= ProductLauncher.Of<Wide<ConvolutionFilterGrad>>(_loader)
                : _filterGradTiled ??= ProductLauncher.Of<ConvolutionFilterGrad>(_loader);
            Product(launcher, View(outputGrad), View(input), null, NoTaps, View(filterGrad), shape);
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

    /// <summary>The places of a filter's taps, worked out once for each kind of layer: dividing by its sizes would take a card as long as thirty multiply-adds.</summary>
    private ArrayView<Place> Taps(ConvolutionSizes sizes, int channels, Func<ConvolutionSizes, int, Place> place)
    {
        var key = (sizes with { Images = 0 }, place.Method);
        if (!_taps.TryGetValue(key, out var buffer))
            _taps.Add(key, buffer = _accelerator.Allocate1D(Enumerable.Range(0, channels * sizes.Window).Select(tap => place(sizes, tap)).ToArray()));
        return buffer.View;
    }

    private ArrayView<Place> NoTaps => (_noTaps ??= _accelerator.Allocate1D(new Place[1])).View;

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
