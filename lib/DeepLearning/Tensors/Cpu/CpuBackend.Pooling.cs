namespace DeepLearning.Tensors.Cpu;

internal sealed unsafe partial class CpuBackend<TVector>
{
    public override void MaxPool(Tensor input, int size, int stride, int padding, Tensor result)
    {
        fixed (float* x = Values(input), y = Values(result))
            PoolingKernel.Run(PoolingKernel.Kind.Max, Window(input, size, stride, padding), Planes(input), x, y, null);
    }

    public override void MaxPoolGrad(Tensor input, Tensor outputGrad, int size, int stride, int padding, Tensor inputGrad)
    {
        fixed (float* x = Values(input), g = Values(outputGrad), target = Values(inputGrad))
            PoolingKernel.Run(PoolingKernel.Kind.MaxGrad, Window(input, size, stride, padding), Planes(input), x, g, target);
    }

    public override void AveragePool(Tensor input, int size, int stride, int padding, Tensor result)
    {
        fixed (float* x = Values(input), y = Values(result))
            PoolingKernel.Run(PoolingKernel.Kind.Average, Window(input, size, stride, padding), Planes(input), x, y, null);
    }

    public override void AveragePoolGrad(Tensor outputGrad, int size, int stride, int padding, Tensor inputGrad)
    {
        fixed (float* g = Values(outputGrad), target = Values(inputGrad))
            PoolingKernel.Run(PoolingKernel.Kind.AverageGrad, Window(inputGrad, size, stride, padding), Planes(inputGrad), null, g, target);
    }

    private static Window Window(Tensor images, int size, int stride, int padding) => new(images.Shape[2], images.Shape[3], size, stride, padding);

    private static int Planes(Tensor images) => images.Shape[0] * images.Shape[1];
}
