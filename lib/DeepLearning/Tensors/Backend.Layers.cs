namespace DeepLearning.Tensors;

public abstract partial class Backend
{
    /// <summary>Convolution: result[n, o, y, x] = bias[o] + Σ filters[o, c, i, j] · input[n, c, y·stride + i − padding, x·stride + j −
    /// padding].</summary>
    /// <remarks>input [N, C, H, W], filters [O, C, KH, KW], bias [O] or null, result [N, O, (H + 2·padding − KH) / stride + 1, …]; outside
    /// the input are zeros.
    /// As everywhere in deep learning, the filter is not turned around (a mathematician would say cross-correlation).</remarks>
    public abstract void Convolve(Tensor input, Tensor filters, Tensor? bias, int stride, int padding, Tensor result);

    /// <summary>The gradient of a convolution with respect to its input: overwrites inputGrad [N, C, H, W].</summary>
    public abstract void ConvolveInputGrad(Tensor outputGrad, Tensor filters, int stride, int padding, Tensor inputGrad);

    /// <summary>The gradient of a convolution with respect to its filters (and, if given, its bias: the sum over images and
    /// positions).</summary>
    /// <remarks>Overwrites filterGrad [O, C, KH, KW] and biasGrad [O], or adds to them if <paramref name="accumulate"/>.</remarks>
    public abstract void ConvolveFilterGrad(
        Tensor input, Tensor outputGrad, int stride, int padding, Tensor filterGrad, Tensor? biasGrad, bool accumulate);

    /// <summary>The largest value of each window of size × size: input [N, C, H, W] to result [N, C, (H + 2·padding − size) / stride + 1,
    /// …].</summary>
    public abstract void MaxPool(Tensor input, int size, int stride, int padding, Tensor result);

    /// <summary>The gradient of <see cref="MaxPool"/>: each output's gradient goes to the first of the largest values of its
    /// window.</summary>
    public abstract void MaxPoolGrad(Tensor input, Tensor outputGrad, int size, int stride, int padding, Tensor inputGrad);

    /// <summary>The mean of each window of size × size, with zeros outside the input counted: input [N, C, H, W].</summary>
    public abstract void AveragePool(Tensor input, int size, int stride, int padding, Tensor result);

    /// <summary>The gradient of <see cref="AveragePool"/>.</summary>
    public abstract void AveragePoolGrad(Tensor outputGrad, int size, int stride, int padding, Tensor inputGrad);

    /// <summary>Mean and variance (divided by the count) of each channel: x is seen as [N, C, rest], mean and variance are [C].</summary>
    public abstract void ChannelStatistics(Tensor x, Tensor mean, Tensor variance);

    /// <summary>result = scale · (x − mean) / √(variance + epsilon) + shift, with one value of each per channel; x is seen as [N, C,
    /// rest].</summary>
    public abstract void Normalize(Tensor x, Tensor mean, Tensor variance, float epsilon, Tensor scale, Tensor shift, Tensor result);

    /// <summary>The gradient of <see cref="Normalize"/> where mean and variance are those of x itself (batch normalisation in
    /// training).</summary>
    /// <remarks>Overwrites inputGrad, scaleGrad and shiftGrad.</remarks>
    public abstract void NormalizeGrad(
        Tensor x, Tensor mean, Tensor variance, float epsilon, Tensor scale, Tensor outputGrad, Tensor inputGrad, Tensor scaleGrad,
            Tensor shiftGrad);

    /// <summary>A mask that drops elements: 0 with a probability of 1 − keep, else 1 / keep. Depends on the seed and the position
    /// only.</summary>
    public abstract void DropoutMask(uint seed, float keep, Tensor mask);

    /// <summary>Softmax of each row: result[n, m] = exp(x[n, m]) / Σ exp(x[n, ·]), without overflow. The result may be x itself.</summary>
    public abstract void Softmax(Tensor x, Tensor result);

    /// <summary>The logarithm of <see cref="Softmax"/>: x[n, m] − ln Σ exp(x[n, ·]). The result may be x itself.</summary>
    public abstract void LogSoftmax(Tensor x, Tensor result);

    /// <summary>The gradient of <see cref="Softmax"/>, given its output: inputGrad = output · (outputGrad − Σ output · outputGrad), row by
    /// row.</summary>
    public abstract void SoftmaxGrad(Tensor output, Tensor outputGrad, Tensor inputGrad);

    /// <summary>Cross-entropy of softmax: losses[n] = −Σ targets[n, m] · ln softmax(logits)[n, m], with its gradient in the same
    /// pass.</summary>
    /// <remarks>logits and targets [N, M], losses [N]; logitsGrad = scale · (softmax · Σ targets − targets), or null if not
    /// wanted.</remarks>
    public abstract void SoftmaxCrossEntropy(Tensor logits, Tensor targets, float scale, Tensor losses, Tensor? logitsGrad);

    /// <summary>As above, where each row has one right class: losses[n] = −ln softmax(logits)[n, labels[n]].</summary>
    public abstract void SoftmaxCrossEntropy(Tensor logits, ReadOnlySpan<int> labels, float scale, Tensor losses, Tensor? logitsGrad);

    /// <summary>The element-wise half of an LSTM step: i, f, o = σ, g = tanh; cell = f · cellBefore + i · g; hidden = o ·
    /// tanh(cell).</summary>
    /// <remarks>gates [N, 4H] holds the sums i | f | g | o on entry and the activated gates on return; all others [N, H]. Source:
    /// Hochreiter and Schmidhuber (1997), gate order of PyTorch.</remarks>
    public abstract void LstmStep(Tensor gates, Tensor cellBefore, Tensor cell, Tensor tanhCell, Tensor hidden);

    /// <summary>Backward of <see cref="LstmStep"/>: from the gradients of hidden and cell to those of the gate sums and of the cell
    /// before.</summary>
    /// <remarks>cellGrad [N, H] is d/d(cell) on entry, without the part that flows through hidden, and d/d(cellBefore) on return.</remarks>
    public abstract void LstmStepGrad(Tensor gates, Tensor cellBefore, Tensor tanhCell, Tensor hiddenGrad, Tensor cellGrad,
        Tensor gatesGrad);

    /// <summary>The element-wise half of a GRU step: r, z = σ(input + recurrent); n = tanh(input + r · recurrent); hidden = (1 − z) · n +
    /// z · hiddenBefore.</summary>
    /// <remarks>gates [N, 3H] holds the input's sums r | z | n on entry and the activated gates on return; recurrent [N, 3H] the sums from
    /// the hidden state, unchanged.
    /// Source: Cho et al. (2014), in the form of PyTorch, where the reset gate acts after the product.</remarks>
    public abstract void GruStep(Tensor gates, Tensor recurrent, Tensor hiddenBefore, Tensor hidden);

    /// <summary>Backward of <see cref="GruStep"/>: from the gradient of hidden to those of both sums and of the hidden state before (its
    /// direct share).</summary>
    /// <remarks>hiddenGrad [N, H] is d/d(hidden) on entry and the direct share z · d/d(hidden) of d/d(hiddenBefore) on return.</remarks>
    public abstract void GruStepGrad(Tensor gates, Tensor recurrent, Tensor hiddenBefore, Tensor hiddenGrad, Tensor gatesGrad,
        Tensor recurrentGrad);
}
