namespace DeepLearning.Tensors;

public abstract partial class Backend
{
    /// <summary>Convolution: result[n, o, y, x] = bias[o] + Σ filters[o, c, i, j] · input[n, c, y·stride + i − padding, x·stride + j − padding].</summary>
    /// <remarks>input [N, C, H, W], filters [O, C, KH, KW], bias [O] or null, result [N, O, (H + 2·padding − KH) / stride + 1, …]; outside the input are zeros.
    /// As everywhere in deep learning, the filter is not turned around (a mathematician would say cross-correlation).</remarks>
    public abstract void Convolve(Tensor input, Tensor filters, Tensor? bias, int stride, int padding, Tensor result);

    /// <summary>The gradient of a convolution with respect to its input: overwrites inputGrad [N, C, H, W].</summary>
    public abstract void ConvolveInputGrad(Tensor outputGrad, Tensor filters, int stride, int padding, Tensor inputGrad);

    /// <summary>The gradient of a convolution with respect to its filters (and, if given, its bias: the sum over images and positions).</summary>
    /// <remarks>Overwrites filterGrad [O, C, KH, KW] and biasGrad [O], or adds to them if <paramref name="accumulate"/>.</remarks>
    public abstract void ConvolveFilterGrad(
        Tensor input, Tensor outputGrad, int stride, int padding, Tensor filterGrad, Tensor? biasGrad, bool accumulate);

    /// <summary>The largest value of each window of size × size: input [N, C, H, W] to result [N, C, (H + 2·padding − size) / stride + 1, …].</summary>
    public abstract void MaxPool(Tensor input, int size, int stride, int padding, Tensor result);

    /// <summary>The gradient of <see cref="MaxPool"/>: each output's gradient goes to the first of the largest values of its window.</summary>
    public abstract void MaxPoolGrad(Tensor input, Tensor outputGrad, int size, int stride, int padding, Tensor inputGrad);

    /// <summary>The mean of each window of size × size, with zeros outside the input counted: input [N, C, H, W].</summary>
    public abstract void AveragePool(Tensor input, int size, int stride, int padding, Tensor result);

    /// <summary>The gradient of <see cref="AveragePool"/>.</summary>
    public abstract void AveragePoolGrad(Tensor outputGrad, int size, int stride, int padding, Tensor inputGrad);
}
