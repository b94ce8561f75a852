using DeepLearning.Tensors;

namespace DeepLearning.Modules;

/// <summary>Fully connected layer, <c>Y = X Wᵀ + b</c>.</summary>
/// <remarks>X [N, In] (or [.., In]); Weight [Out, In]; Bias [Out]; Y [N, Out]. Both start uniform in ±1/√In. Layout and start as in
/// PyTorch.</remarks>
public sealed class Linear : Module
{
    /// <summary>Makes a layer from so many inputs to so many outputs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public Linear(int inputs, int outputs, bool bias = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        Weight = Parameter(Initialization.Uniform([outputs, inputs], inputs));
        if (bias) Bias = Parameter(Initialization.Uniform([outputs], inputs));
    }

    /// <summary>The weights [Out, In].</summary>
    public Tensor Weight { get; }

    /// <summary>The biases [Out], if any.</summary>
    public Tensor? Bias { get; }

    /// <inheritdoc/>
    /// <exception cref="ShapeException">The last axis of the input does not have In elements.</exception>
    public override Tensor Forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var inputs = Weight.Shape[1];
        if (input.Rank < 2 || input.Shape[^1] != inputs)
            ShapeException.ThrowUnless(input.Shape, [Dim.Any, inputs], "Linear.Forward", nameof(input));
        if (input.Rank == 2) return Product(input);
        int[] lengths = [.. input.Shape.AsSpan()[..^1], Weight.Shape[0]];
        return Product(input.Reshape(-1, inputs)).Reshape(lengths);
    }

    /// <inheritdoc/>
    protected internal override bool IsWeightedSum => true;

    /// <inheritdoc/>
    public override string ToString() => $"Linear({Weight.Shape[1]}, {Weight.Shape[0]}{(Bias is null ? ", bias: false" : "")})";

    private Tensor Product(Tensor rows)
    {
        var product = rows.MatMul(Weight, transposeOther: true);
        return Bias is null ? product : product + Bias;
    }
}
