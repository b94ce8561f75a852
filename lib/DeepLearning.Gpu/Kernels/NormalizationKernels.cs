using ILGPU;

namespace DeepLearning.Gpu.Kernels;

/// <summary>Statistics of the channels of a batch [N, C, rest], and normalisation with them.</summary>
public static class NormalizationKernels
{
    /// <summary>Mean and variance of a channel; a group for each. The variance is summed around the mean, in a second walk: E[x²] − mean²
    /// would lose digits.</summary>
    public static void Statistics(ArrayView<float> x, ArrayView<float> mean, ArrayView<float> variance, ReductionShape s)
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MostItems);
        var channel = Grid.IdxX;
        var start = s.Start(channel);
        var sum = 0f;
        for (var e = Group.IdxX; e < s.Count; e += Group.DimX) sum += x[start + s.Offset(e)];
        var mu = GroupReduction.Join<SumOf>(shared, sum) / s.Count;
        var squares = 0f;
        for (var e = Group.IdxX; e < s.Count; e += Group.DimX)
        {
            var difference = x[start + s.Offset(e)] - mu;
            squares += difference * difference;
        }
        squares = GroupReduction.Join<SumOf>(shared, squares);
        if (Group.IdxX != 0) return;
        mean[channel] = mu;
        variance[channel] = squares / s.Count;
    }

    /// <summary>result = scale · (x − mean) / √(variance + epsilon) + shift.</summary>
    public static void Normalize(
        Index1D i, ArrayView<float> x, ArrayView<float> mean, ArrayView<float> variance, ArrayView<float> scale, ArrayView<float> shift,
            ArrayView<float> result,
        int rest, float epsilon)
    {
        var channel = i / rest % mean.IntLength;
        result[i] = scale[channel] * ((x[i] - mean[channel]) / MathF.Sqrt(variance[channel] + epsilon)) + shift[channel];
    }

    /// <summary>scaleGrad = Σ g · x̂ and shiftGrad = Σ g of a channel, with x̂ = (x − mean) / √(variance + epsilon); a group for
    /// each.</summary>
    public static void ParameterGrads(
        ArrayView<float> x, ArrayView<float> mean, ArrayView<float> variance, ArrayView<float> outputGrad, ArrayView<float> scaleGrad,
            ArrayView<float> shiftGrad,
        ReductionShape s, float epsilon)
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MostItems);
        var channel = Grid.IdxX;
        var start = s.Start(channel);
        var mu = mean[channel];
        var sum = 0f;
        var products = 0f;
        for (var e = Group.IdxX; e < s.Count; e += Group.DimX)
        {
            var at = start + s.Offset(e);
            sum += outputGrad[at];
            products += outputGrad[at] * (x[at] - mu);
        }
        sum = GroupReduction.Join<SumOf>(shared, sum);
        products = GroupReduction.Join<SumOf>(shared, products);
        if (Group.IdxX != 0) return;
        shiftGrad[channel] = sum;
        scaleGrad[channel] = products / MathF.Sqrt(variance[channel] + epsilon);
    }

    /// <summary>inputGrad = scale / σ · (g − mean(g) − x̂ · mean(g · x̂)), where the means over the channel are the parameters' gradients
    /// / count.</summary>
    public static void InputGrad(
        Index1D i, ArrayView<float> x, ArrayView<float> mean, ArrayView<float> variance, ArrayView<float> scale,
            ArrayView<float> outputGrad,
        ArrayView<float> scaleGrad, ArrayView<float> shiftGrad, ArrayView<float> inputGrad, int rest, float epsilon)
    {
        var channel = i / rest % mean.IntLength;
        var count = (float)(inputGrad.IntLength / mean.IntLength);
        var inverse = 1f / MathF.Sqrt(variance[channel] + epsilon);
        var normalized = (x[i] - mean[channel]) * inverse;
        inputGrad[i] = scale[channel] * inverse * (outputGrad[i] - shiftGrad[channel] / count - normalized * scaleGrad[channel] / count);
    }
}
