using DeepLearning.Gpu.Kernels;
using DeepLearning.Tensors;
using ILGPU;

namespace DeepLearning.Gpu;

public sealed partial class GpuBackend
{
    private Action<KernelConfig, ArrayView<float>, ArrayView<float>, int>? _softmax, _logSoftmax;
    private Action<KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, int>? _softmaxGrad;
    private Action<KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, int, float, int>? _crossEntropy;
    private Action<KernelConfig, ArrayView<float>, ArrayView<int>, ArrayView<float>, ArrayView<float>, int, float, int>? _crossEntropyOfLabels;

    /// <inheritdoc/>
    public override void Softmax(Tensor x, Tensor result)
    {
        if (x is null || x.Size == 0) return;
        Load(ref _softmax, SoftmaxKernels.Softmax)(
            Rows(x), View(x), View(result), x.Shape[^1]);
    }

    /// <inheritdoc/>
    public override void LogSoftmax(Tensor x, Tensor result)
    {
        if (x is null || x.Size == 0) return;
        Load(ref _logSoftmax, SoftmaxKernels.LogSoftmax)(
            Rows(x), View(x), View(result), x.Shape[^1]);
    }

    /// <inheritdoc/>
    public override void SoftmaxGrad(Tensor output, Tensor outputGrad, Tensor inputGrad)
    {
        if (output is null || output.Size == 0) return;
        Load(ref _softmaxGrad, SoftmaxKernels.SoftmaxGrad)(
            Rows(output), View(output), View(outputGrad), View(inputGrad), output.Shape[^1]);
    }

    /// <inheritdoc/>
    public override void SoftmaxCrossEntropy(Tensor logits, Tensor targets, float scale, Tensor losses, Tensor? logitsGrad)
    {
        if (logits is null || logits.Size == 0) return;
        Load(ref _crossEntropy, SoftmaxKernels.CrossEntropy)(
            Rows(logits), View(logits), View(targets), View(losses), View(logitsGrad ?? losses), logits.Shape[^1], scale, logitsGrad is null ? 0 : 1);
    }

    /// <inheritdoc/>
    public override void SoftmaxCrossEntropy(Tensor logits, ReadOnlySpan<int> labels, float scale, Tensor losses, Tensor? logitsGrad)
    {
        if (logits is null || logits.Size == 0) return;
        var classes = UploadIntegers(labels);
        Load(ref _crossEntropyOfLabels, SoftmaxKernels.CrossEntropyOfLabels)(
            Rows(logits), View(logits), classes.View, View(losses), View(logitsGrad ?? losses), logits.Shape[^1], scale, logitsGrad is null ? 0 : 1);
        _integers.Return(classes);
    }

    /// <summary>A group for each row.</summary>
    private KernelConfig Rows(Tensor x) => new(x.Size / x.Shape[^1], ItemsFor(x.Shape[^1]));
}
