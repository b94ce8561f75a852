using DeepLearning.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Analysis;

/// <summary>Principal component analysis: the directions in which data spread most, and the data seen along them, <c>Z = (X − mean)
/// Wᵀ</c>.</summary>
/// <remarks>
/// X [N, D]; components W [K, D], orthonormal rows, the widest spread first; Z [N, K]. They are the singular vectors of the covariance
/// matrix, which is
/// symmetric, so that MathNet's SVD finds them; its singular values are the variances along them. A direction and its opposite are equally
/// good: here the
/// component of the largest size is positive. Source: Pearson (1901), Hotelling (1933).
/// </remarks>
public sealed class PrincipalComponents
{
    // Rows whose products are summed in single precision; the sums of the blocks are added in double precision.
    private const int BlockRows = 1024;

    private readonly double _total;

    private PrincipalComponents(Tensor mean, Tensor components, double[] variances, double total)
    {
        (Mean, Components, _total) = (mean, components, total);
        ExplainedVariance = variances;
        ExplainedVarianceRatio = [.. variances.Select(variance => total > 0 ? variance / total : 0)];
    }

    /// <summary>The mean of each column [1, D].</summary>
    public Tensor Mean { get; }

    /// <summary>The directions [K, D], one a row.</summary>
    public Tensor Components { get; }

    /// <summary>The variance along each direction (with N − 1).</summary>
    public IReadOnlyList<double> ExplainedVariance { get; }

    /// <summary>The share of the whole variance along each direction.</summary>
    public IReadOnlyList<double> ExplainedVarianceRatio { get; }

    /// <summary>Finds the first directions.</summary>
    /// <param name="x">The data [N, D].</param>
    /// <param name="count">K, how many directions; at most D and N − 1.</param>
    /// <exception cref="ShapeException">The data do not have two axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many directions.</exception>
    /// <exception cref="ArgumentException">A value is NaN or infinite.</exception>
    public static PrincipalComponents Fit(Tensor x, int count)
    {
        ArgumentNullException.ThrowIfNull(x);
        ShapeException.ThrowUnless(x.Shape, [Dim.Any, Dim.Any], "PrincipalComponents.Fit", nameof(x));
        var most = Math.Min(x.Shape[0] - 1, x.Shape[1]);
        if (count < 1 || count > most)
            throw new ArgumentOutOfRangeException(nameof(count),
                $"PrincipalComponents.Fit: {count} components of data of shape {x.Shape}; expected 1 to {Math.Max(most, 0)} (no more " +
                "than columns, and fewer than rows).");
        var data = x.Detach();
        Finite.ThrowUnless(data, "PrincipalComponents.Fit", nameof(x));
        Finite.ThrowUnlessScaled(data, "PrincipalComponents.Fit", nameof(x));
        var mean = ColumnMeans(data);
        var covariance = Covariance(data, mean);
        var svd = covariance.Svd(computeVectors: true);
        var components = new float[count, x.Shape[1]];
        for (var k = 0; k < count; k++)
        {
            var direction = svd.VT.Row(k);
            var sign = Math.Sign(direction[direction.AbsoluteMaximumIndex()]);
            for (var j = 0; j < direction.Count; j++) components[k, j] = (float)(sign * direction[j]);
        }
        return new(Tensor.FromArray(mean, [1, mean.Length]), Tensor.FromArray(components), [.. svd.S.Take(count)], covariance.Trace());
    }

    /// <summary>The widest of these directions alone: what <see cref="Fit"/> finds when asked for so many, without searching
    /// again.</summary>
    /// <param name="count">How many directions; at most as many as there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many directions.</exception>
    public PrincipalComponents Take(int count)
    {
        if (count < 1 || count > Components.Shape[0])
            throw new ArgumentOutOfRangeException(nameof(count),
                $"PrincipalComponents.Take: {count} of {Components.Shape[0]} components; expected 1 to {Components.Shape[0]}.");
        return new(Mean, Components.Rows(0, count), [.. ExplainedVariance.Take(count)], _total);
    }

    /// <summary>Data as seen along the directions, <c>Z = (X − mean) Wᵀ</c>.</summary>
    /// <param name="x">The data [N, D].</param>
    /// <returns>Z [N, K].</returns>
    /// <exception cref="ShapeException">The data have another number of columns.</exception>
    public Tensor Transform(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        ShapeException.ThrowUnless(x.Shape, [Dim.Any, Components.Shape[1]], "PrincipalComponents.Transform", nameof(x));
        return (x - Mean).MatMul(Components, transposeOther: true);
    }

    /// <summary>The data that lie at these places along the directions, <c>X = Z W + mean</c>: what is left of the data that were
    /// transformed.</summary>
    /// <param name="z">Places [N, K].</param>
    /// <returns>X [N, D].</returns>
    /// <exception cref="ShapeException">There is another number of places than of directions.</exception>
    public Tensor Inverse(Tensor z)
    {
        ArgumentNullException.ThrowIfNull(z);
        ShapeException.ThrowUnless(z.Shape, [Dim.Any, Components.Shape[0]], "PrincipalComponents.Inverse", nameof(z));
        return z.MatMul(Components) + Mean;
    }

    private static double[] ColumnMeans(Tensor x)
    {
        var (values, means) = (x.ToArray(), new double[x.Shape[1]]);
        for (var i = 0; i < values.Length; i++) means[i % means.Length] += values[i];
        return [.. means.Select(sum => sum / x.Shape[0])];
    }

    private static Matrix<double> Covariance(Tensor x, double[] mean)
    {
        var (rows, columns) = (x.Shape[0], x.Shape[1]);
        var center = Tensor.FromArray(mean, [1, columns]);
        var sums = new double[columns * columns];
        for (var first = 0; first < rows; first += BlockRows)
        {
            using var scope = new TensorScope();
            var block = x.Rows(first, Math.Min(rows, first + BlockRows)) - center;
            var products = block.MatMul(block, transposeThis: true).ToArray();
            for (var i = 0; i < sums.Length; i++) sums[i] += products[i] / (rows - 1);
        }
        // The product is symmetric but for its last digits.
        return Matrix<double>.Build.Dense(columns, columns, (i, j) => (sums[i * columns + j] + sums[j * columns + i]) / 2);
    }
}
