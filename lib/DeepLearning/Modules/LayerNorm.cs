using DeepLearning.Autograd;
using DeepLearning.Tensors;

namespace DeepLearning.Modules;

/// <summary>Normalises each row to mean 0 and variance 1, then scales and shifts it: <c>y = γ (x − mean) / √(var + ε) + β</c>.</summary>
/// <remarks>X [.., Width]; γ and β [Width], at first 1 and 0. Source: Ba, Kiros and Hinton (2016).</remarks>
public sealed class LayerNorm : Module
{
    private readonly float _epsilon;

    /// <summary>Makes a normalisation of rows of a width.</summary>
    public LayerNorm(int width, float epsilon = 1e-5f)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epsilon);
        _epsilon = epsilon;
        Weight = Parameter(Tensor.Ones([width]));
        Bias = Parameter(Tensor.Zeros([width]));
    }

    /// <summary>The scale γ [Width].</summary>
    public Tensor Weight { get; }

    /// <summary>The shift β [Width].</summary>
    public Tensor Bias { get; }

    /// <inheritdoc/>
    /// <exception cref="ShapeException">The last axis of the input does not have Width elements.</exception>
    public override Tensor Forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Rank == 0 || input.Shape[^1] != Weight.Size)
            ShapeException.ThrowUnless(input.Shape, [Dim.Any, Weight.Size], "LayerNorm.Forward", nameof(input));
        return Functional.LayerNorm(input, Weight, Bias, _epsilon);
    }

    /// <inheritdoc/>
    public override string ToString() => $"LayerNorm({Weight.Size})";
}
