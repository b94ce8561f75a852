namespace DeepLearning.Tensors.Cpu;

internal sealed unsafe partial class CpuBackend<TVector>
{
    public override void Convolve(Tensor input, Tensor filters, Tensor? bias, int stride, int padding, Tensor result)
    {
        fixed (float* x = Values(input), w = Values(filters), b = bias is null ? default : Values(bias), y = Values(result))
            Convolution<TVector>.Forward(ShapeOf(input, filters, stride, padding), x, w, b, y);
    }

    public override void ConvolveInputGrad(Tensor outputGrad, Tensor filters, int stride, int padding, Tensor inputGrad)
    {
        fixed (float* g = Values(outputGrad), w = Values(filters), target = Values(inputGrad))
            Convolution<TVector>.InputGrad(ShapeOf(inputGrad, filters, stride, padding), g, w, target);
    }

    public override void ConvolveFilterGrad(
        Tensor input, Tensor outputGrad, int stride, int padding, Tensor filterGrad, Tensor? biasGrad, bool accumulate)
    {
        fixed (float* x = Values(input), g = Values(outputGrad), w = Values(filterGrad), b = biasGrad is null ? default : Values(biasGrad))
            FilterGradient<TVector>.Run(ShapeOf(input, filterGrad, stride, padding), x, g, w, b, accumulate);
    }

    private static ConvolutionShape ShapeOf(Tensor images, Tensor filters, int stride, int padding) => new(
        images.Shape[0], images.Shape[1], images.Shape[2], images.Shape[3], filters.Shape[0], filters.Shape[2], filters.Shape[3], stride,
            padding);

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

    private static Window Window(Tensor images, int size, int stride, int padding) =>
        new(images.Shape[2], images.Shape[3], size, stride, padding);

    private static int Planes(Tensor images) => images.Shape[0] * images.Shape[1];
}
