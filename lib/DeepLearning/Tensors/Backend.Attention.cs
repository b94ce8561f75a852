namespace DeepLearning.Tensors;

// What a transformer needs besides products: many small products at once, rows that may not look ahead, rows of mean 0 and variance 1.
// Each is written here with the other primitives; a device overrides what it can do in one pass.
public abstract partial class Backend
{
    /// <summary>Products of as many pairs of matrices: result[i] = op(a[i]) · op(b[i]), or result[i] += … if
    /// <paramref name="accumulate"/>.</summary>
    /// <remarks>op(a) [.., M, K], op(b) [.., K, N], result [.., M, N], with the same axes in front; op transposes the last two axes where
    /// the flag is set.</remarks>
    public virtual void MatMulBatch(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor result, bool accumulate)
    {
        var (x, y, z) = (LastTwo(a), LastTwo(b), LastTwo(result));
        for (var i = 0; i < Matrices(result); i++)
            MatMul(a.View(i * x.Size, x), transposeA, b.View(i * y.Size, y), transposeB, result.View(i * z.Size, z), accumulate);
    }

    /// <summary>Softmax of each row over the columns that are not ahead of it; those ahead become 0.</summary>
    /// <remarks>x and result [.., T, S] with S ≥ T; row i may see columns 0 … i + S − T. Its gradient is <see cref="SoftmaxGrad"/>. The
    /// result may be x itself.</remarks>
    public virtual void CausalSoftmax(Tensor x, Tensor result)
    {
        var (rows, columns) = (x.Shape[^2], x.Shape[^1]);
        var ahead = new float[rows * columns];
        for (var i = 0; i < rows; i++) ahead.AsSpan(i * columns, columns)[(i + 1 + columns - rows)..].Fill(float.NegativeInfinity);
        Binary(BinaryOperation.Add, x, Tensor.FromArray(ahead, [rows, columns], x.Device), result);
        Softmax(result, result);
    }

    /// <summary>Rows of mean 0 and variance 1, scaled and shifted: normalized = (x − mean) / √(variance + epsilon), result = scale ·
    /// normalized + shift.</summary>
    /// <remarks>x, normalized and result [.., W]; scale and shift [W]; inverse, one number a row, becomes 1 / √(variance +
    /// epsilon).</remarks>
    public virtual void LayerNorm(Tensor x, float epsilon, Tensor scale, Tensor shift, Tensor normalized, Tensor inverse, Tensor result)
    {
        var perRow = inverse.Reshape([.. x.Shape.AsSpan()[..^1], 1]);
        MeanOfRows(x, perRow);
        Binary(BinaryOperation.Subtract, x, perRow, normalized);
        Unary(UnaryOperation.Square, normalized, result, 0);
        MeanOfRows(result, perRow);
        Affine(perRow, 1, epsilon, perRow);
        Unary(UnaryOperation.Sqrt, perRow, perRow, 0);
        Binary(BinaryOperation.Divide, Tensor.Ones(perRow.Shape, x.Device), perRow, perRow);
        Binary(BinaryOperation.Multiply, normalized, perRow, normalized);
        Binary(BinaryOperation.Multiply, normalized, scale, result);
        Binary(BinaryOperation.Add, result, shift, result);
    }

    /// <summary>The gradient of <see cref="LayerNorm"/>, given what it left in normalized and inverse.</summary>
    /// <remarks>With a = scale · outputGrad: inputGrad = inverse · (a − mean a − normalized · mean(a · normalized)), row by row.
    /// Overwrites inputGrad, scaleGrad and shiftGrad.</remarks>
    public virtual void LayerNormGrad(Tensor normalized, Tensor inverse, Tensor scale, Tensor outputGrad, Tensor inputGrad,
        Tensor scaleGrad, Tensor shiftGrad)
    {
        SumTo(outputGrad, shiftGrad);
        var product = Tensor.Uninitialized(outputGrad.Shape, outputGrad.Device);
        Binary(BinaryOperation.Multiply, outputGrad, normalized, product);
        SumTo(product, scaleGrad);
        var perRow = Tensor.Uninitialized([.. outputGrad.Shape.AsSpan()[..^1], 1], outputGrad.Device);
        Binary(BinaryOperation.Multiply, outputGrad, scale, inputGrad);
        Binary(BinaryOperation.Multiply, inputGrad, normalized, product);
        MeanOfRows(product, perRow);
        Binary(BinaryOperation.Multiply, normalized, perRow, product);
        MeanOfRows(inputGrad, perRow);
        Binary(BinaryOperation.Subtract, inputGrad, perRow, inputGrad);
        Binary(BinaryOperation.Subtract, inputGrad, product, inputGrad);
        Binary(BinaryOperation.Multiply, inputGrad, inverse.Reshape(perRow.Shape.AsSpan()), inputGrad);
    }

    /// <summary>The shape of one matrix of many.</summary>
    protected static Shape LastTwo(Tensor x) => [x.Shape[^2], x.Shape[^1]];

    /// <summary>How many matrices a tensor is.</summary>
    protected static int Matrices(Tensor x)
    {
        var count = 1;
        foreach (var length in x.Shape.AsSpan()[..^2]) count *= length;
        return count;
    }

    private void MeanOfRows(Tensor x, Tensor mean)
    {
        Reduce(Reduction.Sum, x, x.Rank - 1, mean);
        Affine(mean, 1f / x.Shape[^1], 0, mean);
    }
}
