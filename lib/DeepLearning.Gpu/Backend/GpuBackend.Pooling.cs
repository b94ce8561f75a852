using DeepLearning.Gpu.Kernels;
using DeepLearning.Tensors;
using ILGPU;

namespace DeepLearning.Gpu;

public sealed partial class GpuBackend
{
    private Action<Index1D, ArrayView<float>, ArrayView<float>, PoolingShape>? _maxPool, _averagePool, _averagePoolGrad;
    private Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, PoolingShape>? _maxPoolGrad;

    /// <inheritdoc/>
    public override void MaxPool(Tensor input, int size, int stride, int padding, Tensor result)
    {
        if (result is null || result.Size == 0) return;
        Load(ref _maxPool, PoolingKernels.Max)(
            result.Size, View(input), View(result), ShapeOf(input, size, stride, padding));
    }

    /// <inheritdoc/>
    public override void MaxPoolGrad(Tensor input, Tensor outputGrad, int size, int stride, int padding, Tensor inputGrad)
    {
        if (inputGrad is null || inputGrad.Size == 0) return;
        Load(ref _maxPoolGrad, PoolingKernels.MaxGrad)(inputGrad.Size, View(input), View(outputGrad), View(inputGrad), ShapeOf(input, size, stride, padding));
    }

    /// <inheritdoc/>
    public override void AveragePool(Tensor input, int size, int stride, int padding, Tensor result)
    {
        if (result is null || result.Size == 0) return;
        Load(ref _averagePool, PoolingKernels.Average)(
            result.Size, View(input), View(result), ShapeOf(input, size, stride, padding));
    }

    /// <inheritdoc/>
    public override void AveragePoolGrad(Tensor outputGrad, int size, int stride, int padding, Tensor inputGrad)
    {
        if (inputGrad is null || inputGrad.Size == 0) return;
        Load(ref _averagePoolGrad, PoolingKernels.AverageGrad)(
            inputGrad.Size, View(outputGrad), View(inputGrad), ShapeOf(inputGrad, size, stride, padding));
    }

    private static PoolingShape ShapeOf(Tensor images, int size, int stride, int padding)
    {
        ArgumentNullException.ThrowIfNull(images);
        return new()
        {
            Height = images.Shape[2],
            Width = images.Shape[3],
            Size = size,
            Stride = stride,
            Padding = padding,
            OutputHeight = (images.Shape[2] + 2 * padding - size) / stride + 1,
            OutputWidth = (images.Shape[3] + 2 * padding - size) / stride + 1,
        };
    }
}
