namespace DeepLearning.Tensors;

public sealed partial class Tensor
{
    /// <summary>The matrix product <c>op(A) · op(B)</c>, where op transposes if asked to (without copying).</summary>
    /// <remarks>op(A) [M, K]; op(B) [K, N]; result [M, N]. With more axes, a product for each place of the axes in front, which must be
    /// the same in both:
    /// [.., M, K] · [.., K, N] = [.., M, N].</remarks>
    /// <exception cref="ShapeException">Fewer than two axes, or lengths that do not fit.</exception>
    public Tensor MatMul(Tensor other, bool transposeThis = false, bool transposeOther = false)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Rank > 2 || other.Rank > 2) return MatMulBatch(other, transposeThis, transposeOther);
        ShapeException.ThrowUnless(Shape, [Dim.Any, Dim.Any], "Tensor.MatMul", "this");
        var (rows, inner) = transposeThis ? (Shape[1], Shape[0]) : (Shape[0], Shape[1]);
        ShapeException.ThrowUnless(other.Shape, transposeOther ? [Dim.Any, inner] : [inner, Dim.Any], "Tensor.MatMul", nameof(other));
        var result = Uninitialized([rows, other.Shape[transposeOther ? 0 : 1]], Device);
        Backend.MatMul(this, transposeThis, OnSameDevice(other, "Tensor.MatMul"), transposeOther, result, accumulate: false);
        return Records(this, other) ? RecordMatMul(other, transposeThis, transposeOther, result) : result;
    }

    private Tensor MatMulBatch(Tensor other, bool transposeThis, bool transposeOther)
    {
        if (Rank < 2) ShapeException.ThrowUnless(Shape, [Dim.Any, Dim.Any], "Tensor.MatMul", "this");
        var front = Shape.AsSpan()[..^2];
        var (rows, inner) = transposeThis ? (Shape[^1], Shape[^2]) : (Shape[^2], Shape[^1]);
        ReadOnlySpan<int> expected = transposeOther ? [.. front, Dim.Any, inner] : [.. front, inner, Dim.Any];
        ShapeException.ThrowUnless(other.Shape, expected, "Tensor.MatMul", nameof(other));
        var result = Uninitialized([.. front, rows, other.Shape[transposeOther ? ^2 : ^1]], Device);
        Backend.MatMulBatch(this, transposeThis, OnSameDevice(other, "Tensor.MatMul"), transposeOther, result, accumulate: false);
        return Records(this, other) ? RecordMatMul(other, transposeThis, transposeOther, result) : result;
    }

    /// <summary>The matrix with rows and columns exchanged, copied.</summary>
    /// <exception cref="ShapeException">The tensor does not have two axes.</exception>
    public Tensor Transpose()
    {
        ShapeException.ThrowUnless(Shape, [Dim.Any, Dim.Any], "Tensor.Transpose", "this");
        return Permute(1, 0);
    }

    /// <summary>The axes in another order, copied: axis i of the result is axis <c>axes[i]</c> of this tensor.</summary>
    /// <exception cref="ArgumentException">The axes are not a permutation of 0 … rank − 1.</exception>
    public Tensor Permute(params ReadOnlySpan<int> axes)
    {
        var (seen, lengths) = (new bool[Rank], new int[axes.Length]);
        for (var i = 0; i < axes.Length; i++)
        {
            if (axes.Length != Rank || (uint)axes[i] >= (uint)Rank || seen[axes[i]])
                throw new ArgumentException($"Tensor.Permute: {Shape.Format(axes)} does not name each of the {Rank} axes of shape " +
                    $"{Shape} once.", nameof(axes));
            seen[axes[i]] = true;
            lengths[i] = Shape[axes[i]];
        }
        var result = Uninitialized(Shape.Create(lengths), Device);
        Backend.Permute(this, axes, result);
        return Records(this) ? RecordPermute(axes.ToArray(), result) : result;
    }
}
