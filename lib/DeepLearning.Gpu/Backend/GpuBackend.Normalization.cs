using DeepLearning.Gpu.Kernels;
using DeepLearning.Tensors;
using ILGPU;

namespace DeepLearning.Gpu;

public sealed partial class GpuBackend
{
    private Action<KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, ReductionShape>? _statistics;
    private Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, int, float>? _normalize;
    private Action<KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ReductionShape, float>? _parameterGrads;
    private Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, int, float>? _normalizeGrad;
    private Action<Index1D, ArrayView<float>, uint, float, float>? _dropoutMask;

    /// <inheritdoc/>
    public override void ChannelStatistics(Tensor x, Tensor mean, Tensor variance)
    {
        var (channels, _) = Channels(x);
        Load(ref _statistics, NormalizationKernels.Statistics)(
            new KernelConfig(x.Shape[1], ItemsFor(channels.Count)), View(x), View(mean), View(variance), channels);
    }

    /// <inheritdoc/>
    public override void Normalize(Tensor x, Tensor mean, Tensor variance, float epsilon, Tensor scale, Tensor shift, Tensor result)
    {
        if (result is null || result.Size == 0) return;
        Load(ref _normalize, NormalizationKernels.Normalize)(
            result.Size, View(x), View(mean), View(variance), View(scale), View(shift), View(result), Channels(x).PerChannel, epsilon);
    }

    /// <inheritdoc/>
    public override void NormalizeGrad(
        Tensor x, Tensor mean, Tensor variance, float epsilon, Tensor scale, Tensor outputGrad, Tensor inputGrad, Tensor scaleGrad, Tensor shiftGrad)
    {
        if (inputGrad is null || inputGrad.Size == 0) return;
        var (channels, rest) = Channels(x);
        Load(ref _parameterGrads, NormalizationKernels.ParameterGrads)(
            new KernelConfig(x.Shape[1], ItemsFor(channels.Count)), View(x), View(mean), View(variance), View(outputGrad), View(scaleGrad), View(shiftGrad), channels, epsilon);
        Load(ref _normalizeGrad, NormalizationKernels.InputGrad)(
            inputGrad.Size, View(x), View(mean), View(variance), View(scale), View(outputGrad), View(scaleGrad), View(shiftGrad), View(inputGrad), rest, epsilon);
    }

    /// <inheritdoc/>
    public override void DropoutMask(uint seed, float keep, Tensor mask)
    {
        if (mask is null || mask.Size == 0) return;
        Load(ref _dropoutMask, ElementKernels.DropoutMask)(
            mask.Size, View(mask), seed, keep, keep > 0 ? 1 / keep : 0);
    }

    /// <summary>The elements of each channel of [N, C, rest].</summary>
    private static (ReductionShape Shape, int PerChannel) Channels(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var rest = 1;
        for (var i = 2; i < x.Rank; i++) rest *= x.Shape[i];
        return (ReductionShape.AllBut(x.Shape[0], x.Shape[1], rest), rest);
    }
}
