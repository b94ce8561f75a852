namespace DeepLearning.Tensors;

public abstract partial class Backend
{
    /// <summary>Mean and variance (divided by the count) of each channel: x is seen as [N, C, rest], mean and variance are [C].</summary>
    public abstract void ChannelStatistics(Tensor x, Tensor mean, Tensor variance);

    /// <summary>result = scale · (x − mean) / √(variance + epsilon) + shift, with one value of each per channel; x is seen as [N, C, rest].</summary>
    public abstract void Normalize(Tensor x, Tensor mean, Tensor variance, float epsilon, Tensor scale, Tensor shift, Tensor result);

    /// <summary>The gradient of <see cref="Normalize"/> where mean and variance are those of x itself (batch normalisation in training).</summary>
    /// <remarks>Overwrites inputGrad, scaleGrad and shiftGrad.</remarks>
    public abstract void NormalizeGrad(
        Tensor x, Tensor mean, Tensor variance, float epsilon, Tensor scale, Tensor outputGrad, Tensor inputGrad, Tensor scaleGrad, Tensor shiftGrad);

    /// <summary>A mask that drops elements: 0 with a probability of 1 − keep, else 1 / keep. Depends on the seed and the position only.</summary>
    public abstract void DropoutMask(uint seed, float keep, Tensor mask);
}
