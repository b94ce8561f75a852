using DeepLearning.Tensors;

namespace DeepLearning.Layers;

/// <summary>Lets positive numbers through and a little of the others, <c>y = x where x &gt; 0, else slope · x</c>.</summary>
/// <remarks>Any shape. Source: Maas et al. (2013).</remarks>
public sealed class LeakyReLU : Operation
{
    private readonly float _slope;

    /// <summary>Makes the activation.</summary>
    /// <param name="slope">What is left of a negative number; the book's is 0.2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The slope is not a number.</exception>
    public LeakyReLU(float slope = 0.2f) =>
        _slope = float.IsFinite(slope) ? slope : throw new ArgumentOutOfRangeException(nameof(slope), slope, "LeakyReLU: the slope must be a number.");

    /// <inheritdoc/>
    protected override Tensor Output(Tensor input) => input.Unary(UnaryOperation.LeakyRelu, _slope);

    // The slope is 1 where the input was positive, and what was chosen elsewhere.
    /// <inheritdoc/>
    protected override Tensor InputGrad(Tensor outputGrad) => Input.UnaryGrad(UnaryOperation.LeakyRelu, LastOutput, outputGrad, _slope);
}
