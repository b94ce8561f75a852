using DeepLearning.Tensors;

namespace DeepLearning.Gpu;

public sealed partial class GpuBackend
{
    /// <inheritdoc/>
    public override void Binary(BinaryOperation f, Tensor a, Tensor b, Tensor result) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Reduce(Reduction kind, Tensor x, int axis, Tensor result) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SumTo(Tensor x, Tensor result) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override int[] ArgMax(Tensor x) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void GatherRows(Tensor x, ReadOnlySpan<int> rows, Tensor result) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void AddToRows(Tensor x, ReadOnlySpan<int> rows, Tensor result) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void CopyColumns(Tensor source, int sourceStart, Tensor destination, int destinationStart, int columns) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Permute(Tensor x, ReadOnlySpan<int> axes, Tensor result) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Convolve(Tensor input, Tensor filters, Tensor? bias, int stride, int padding, Tensor result) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void ConvolveInputGrad(Tensor outputGrad, Tensor filters, int stride, int padding, Tensor inputGrad) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void ConvolveFilterGrad(
        Tensor input, Tensor outputGrad, int stride, int padding, Tensor filterGrad, Tensor? biasGrad, bool accumulate) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void MaxPool(Tensor input, int size, int stride, int padding, Tensor result) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void MaxPoolGrad(Tensor input, Tensor outputGrad, int size, int stride, int padding, Tensor inputGrad) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void AveragePool(Tensor input, int size, int stride, int padding, Tensor result) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void AveragePoolGrad(Tensor outputGrad, int size, int stride, int padding, Tensor inputGrad) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void LstmStep(Tensor gates, Tensor cellBefore, Tensor cell, Tensor tanhCell, Tensor hidden) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void LstmStepGrad(Tensor gates, Tensor cellBefore, Tensor tanhCell, Tensor hiddenGrad, Tensor cellGrad, Tensor gatesGrad) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void GruStep(Tensor gates, Tensor recurrent, Tensor hiddenBefore, Tensor hidden) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void GruStepGrad(Tensor gates, Tensor recurrent, Tensor hiddenBefore, Tensor hiddenGrad, Tensor gatesGrad, Tensor recurrentGrad) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void ChannelStatistics(Tensor x, Tensor mean, Tensor variance) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Normalize(Tensor x, Tensor mean, Tensor variance, float epsilon, Tensor scale, Tensor shift, Tensor result) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void NormalizeGrad(
        Tensor x, Tensor mean, Tensor variance, float epsilon, Tensor scale, Tensor outputGrad, Tensor inputGrad, Tensor scaleGrad, Tensor shiftGrad) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void DropoutMask(uint seed, float keep, Tensor mask) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SgdStep(Tensor parameter, Tensor gradient, float learningRate) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void MomentumStep(
        Tensor parameter, Tensor gradient, Tensor velocity, float momentum, float gradientScale, float stepScale, bool nesterov) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void AdaGradStep(Tensor parameter, Tensor gradient, Tensor squares, float learningRate, float epsilon) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void RmsPropStep(Tensor parameter, Tensor gradient, Tensor squares, float learningRate, float decay, float epsilon) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void AdamStep(
        Tensor parameter, Tensor gradient, Tensor mean, Tensor squares, float learningRate, float beta1, float beta2, float epsilon, float weightDecay, int step) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Softmax(Tensor x, Tensor result) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void LogSoftmax(Tensor x, Tensor result) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SoftmaxGrad(Tensor output, Tensor outputGrad, Tensor inputGrad) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SoftmaxCrossEntropy(Tensor logits, Tensor targets, float scale, Tensor losses, Tensor? logitsGrad) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SoftmaxCrossEntropy(Tensor logits, ReadOnlySpan<int> labels, float scale, Tensor losses, Tensor? logitsGrad) => throw new NotSupportedException();

}
