namespace DeepLearning.Tensors.Cpu;

internal sealed unsafe partial class CpuBackend<TVector>
{
    public override void Softmax(Tensor x, Tensor result)
    {
        var columns = x.Shape[^1];
        fixed (float* source = Values(x), target = Values(result))
            for (var i = 0; i < x.Size; i += columns) SoftmaxKernel<TVector>.Softmax(source + i, target + i, columns);
    }

    public override void LogSoftmax(Tensor x, Tensor result)
    {
        var columns = x.Shape[^1];
        var scratch = Scratch.Get(Scratch.First, columns);
        fixed (float* source = Values(x), target = Values(result))
            for (var i = 0; i < x.Size; i += columns) SoftmaxKernel<TVector>.LogSoftmax(source + i, target + i, scratch, columns);
    }

    public override void SoftmaxGrad(Tensor output, Tensor outputGrad, Tensor inputGrad)
    {
        var columns = output.Shape[^1];
        fixed (float* y = Values(output), g = Values(outputGrad), target = Values(inputGrad))
            for (var i = 0; i < output.Size; i += columns) SoftmaxKernel<TVector>.SoftmaxGrad(y + i, g + i, target + i, columns);
    }

    public override void SoftmaxCrossEntropy(Tensor logits, Tensor targets, float scale, Tensor losses, Tensor? logitsGrad)
    {
        var columns = logits.Shape[^1];
        var scratch = Scratch.Get(Scratch.First, columns);
        fixed (float* x = Values(logits), t = Values(targets), loss = Values(losses),
            grad = logitsGrad is null ? default : Values(logitsGrad))
            for (var row = 0; row < losses.Size; row++)
            {
                var at = (nint)row * columns;
                loss[row] = SoftmaxKernel<TVector>.CrossEntropy(x + at, t + at, scale, grad == null ? scratch : grad + at, columns);
            }
    }

    public override void SoftmaxCrossEntropy(Tensor logits, ReadOnlySpan<int> labels, float scale, Tensor losses, Tensor? logitsGrad)
    {
        var columns = logits.Shape[^1];
        var scratch = Scratch.Get(Scratch.First, columns);
        fixed (float* x = Values(logits), loss = Values(losses), grad = logitsGrad is null ? default : Values(logitsGrad))
            for (var row = 0; row < losses.Size; row++)
            {
                var at = (nint)row * columns;
                loss[row] = SoftmaxKernel<TVector>.CrossEntropy(x + at, labels[row], scale, grad == null ? scratch : grad + at, columns);
            }
    }
}
