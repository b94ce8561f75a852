using DeepLearning.Tensors;

namespace DeepLearning.Modules;

/// <summary>A learned vector for each of a number of things, looked up by index.</summary>
/// <remarks>Indices, as whole numbers in a tensor of any shape […]; Weight [Count, Width]; result […, Width]. Starts normal with standard
/// deviation 1.</remarks>
public sealed class Embedding : Module
{
    /// <summary>Makes vectors of a width for so many things.</summary>
    public Embedding(int count, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        Weight = Parameter(Initialization.Normal([count, width]));
    }

    /// <summary>The vectors [Count, Width].</summary>
    public Tensor Weight { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">An index is not a whole number from 0 to Count − 1.</exception>
    public override Tensor Forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var indices = Array.ConvertAll(input.ToArray(), value => value == (int)value && value >= 0 && value < Weight.Shape[0]
            ? (int)value
            : throw new ArgumentOutOfRangeException(nameof(input),
                $"Embedding.Forward: {value} is not an index from 0 to {Weight.Shape[0] - 1}."));
        return Weight.Rows(indices).Reshape([.. input.Shape.AsSpan(), Weight.Shape[1]]);
    }

    /// <inheritdoc/>
    public override string ToString() => $"Embedding({Weight.Shape[0]}, {Weight.Shape[1]})";
}
