using DeepLearning.Tensors;

namespace DeepLearning.Modules;

/// <summary>Draws weights anew, in place, from the generator that <see cref="Module.Seed"/> starts.</summary>
public static class Init
{
    /// <summary>Normal numbers of mean 0 and deviation <c>√(2 / fan in)</c>, with which activations keep their size through layers with
    /// ReLU.</summary>
    /// <remarks>
    /// Weight [Out, In] or [O, C, K, K]; fan in is what one output sums up, In or C·K². PyTorch's <c>kaiming_normal_(w,
    /// nonlinearity="relu")</c>.
    /// Source: He et al. (2015).
    /// </remarks>
    /// <returns>The weight itself.</returns>
    /// <exception cref="ShapeException">Fewer than two axes, as biases have, or no elements.</exception>
    public static Tensor KaimingNormal(Tensor weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        if (weight.Rank < 2 || weight.Size == 0)
        {
            throw new ShapeException($"Init.KaimingNormal: 'weight' has shape {weight.Shape}; " +
                "expected [out, in] or [out, in, size, size] with elements, of which the number of inputs can be told.");
        }
        var scale = Math.Sqrt(2.0 * weight.Shape[0] / weight.Size);
        var draws = Module.Draw(random => random.Normal(0, scale, weight.Size));
        weight.CopyFrom(Tensor.FromArray((ReadOnlySpan<double>)draws, weight.Shape, weight.Device));
        return weight;
    }
}
