namespace DeepLearning.Tensors;

/// <summary>The one place that touches memory: the primitives that every layer and module is made of. A new device is one class.</summary>
/// <remarks>
/// All tensors passed to a primitive live on the backend's device, are contiguous and have shapes that were checked by the caller.
/// A primitive writes its result into a tensor that the caller allocated; results may not overlap operands unless said so.
/// </remarks>
public abstract partial class Backend
{
    /// <summary>What to throw where a primitive gets a tensor of another device.</summary>
    protected static ArgumentException OnAnotherDevice(Tensor tensor) => tensor is null
        ? new ArgumentNullException(nameof(tensor))
        : new ArgumentException($"A tensor of shape {tensor.Shape} lives on {tensor.Device}, but the operation runs on another device. " +
            "Move one of them with To(device).");

    /// <summary>Allocates storage.</summary>
    /// <param name="length">Number of float32 values.</param>
    /// <param name="clear">Whether they must be zero; otherwise they may be anything.</param>
    public abstract Storage Allocate(int length, bool clear);

    /// <summary>Copies values from the program's memory to the device.</summary>
    public abstract void Upload(ReadOnlySpan<float> source, Tensor destination);

    /// <summary>Copies values from the device to the program's memory.</summary>
    public abstract void Download(Tensor source, Span<float> destination);

    /// <summary>Copies all values: destination = source.</summary>
    public abstract void Copy(Tensor source, Tensor destination);

    /// <summary>Sets every element: x = value.</summary>
    public abstract void Fill(Tensor x, float value);

    /// <summary>Product of two matrices: result = op(a) · op(b), or result += … if <paramref name="accumulate"/>.</summary>
    /// <remarks>op(a) [M, K], op(b) [K, N], result [M, N]; op transposes where the flag is set, without a copy.</remarks>
    public abstract void MatMul(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor result, bool accumulate);

    /// <summary>Makes a matrix ready to be the right factor of several products, such as the weights that all steps of a sequence
    /// share.</summary>
    /// <remarks>Its values must not change as long as the factor is used. A device that gains nothing by it leaves everything as it
    /// is.</remarks>
    public virtual RightFactor Prepare(Tensor b, bool transposeB) => new(b, transposeB);

    /// <summary>As <see cref="MatMul(Tensor, bool, Tensor, bool, Tensor, bool)"/>, with a right factor that may have been
    /// prepared.</summary>
    public virtual void MatMul(Tensor a, RightFactor b, Tensor result, bool accumulate) =>
        MatMul(a, false, b.Matrix, b.IsTransposed, result, accumulate);

    /// <summary>The product plus a bias in every row: result = a · b + bias.</summary>
    /// <remarks>a [M, K], b [K, N], bias [N], result [M, N].</remarks>
    public virtual void MatMul(Tensor a, RightFactor b, Tensor bias, Tensor result)
    {
        MatMul(a, b, result, accumulate: false);
        Binary(BinaryOperation.Add, result, bias, result);
    }

    /// <summary>result = f(x), element by element. The result may be x itself.</summary>
    public abstract void Unary(UnaryOperation f, Tensor x, Tensor result, float parameter);

    /// <summary>inputGrad = f′ · outputGrad, element by element, given the input and the output of <paramref name="f"/>. The result may be
    /// outputGrad itself.</summary>
    public abstract void UnaryGrad(UnaryOperation f, Tensor input, Tensor output, Tensor outputGrad, Tensor inputGrad, float parameter);

    /// <summary>result = f(a, b), element by element; one of the operands may be broadcast to the shape of the other, which is the
    /// result's.</summary>
    /// <remarks>Axes are aligned at the end; an axis of length 1, or one that is missing in front, is repeated. The result may be the
    /// larger operand itself.</remarks>
    public abstract void Binary(BinaryOperation f, Tensor a, Tensor b, Tensor result);

    /// <summary>result = scale · x + shift. The result may be x itself.</summary>
    public abstract void Affine(Tensor x, float scale, float shift, Tensor result);

    /// <summary>accumulator += scale · x.</summary>
    public abstract void AddScaled(Tensor x, float scale, Tensor accumulator);

    /// <summary>Reduces one axis; x is seen as [outer, axis, inner] and the result has outer · inner elements.</summary>
    public abstract void Reduce(Reduction kind, Tensor x, int axis, Tensor result);

    /// <summary>Sums x over the axes along which <paramref name="result"/> would have been broadcast to its shape.</summary>
    public abstract void SumTo(Tensor x, Tensor result);

    /// <summary>The index of the largest element of each row of x [N, M]; the first one of equals.</summary>
    public abstract int[] ArgMax(Tensor x);

    /// <summary>result[i, …] = x[rows[i], …].</summary>
    public abstract void GatherRows(Tensor x, ReadOnlySpan<int> rows, Tensor result);

    /// <summary>result[rows[i], …] += x[i, …]; a row may be named more than once.</summary>
    public abstract void AddToRows(Tensor x, ReadOnlySpan<int> rows, Tensor result);

    /// <summary>Copies columns of the last axis: destination[…, destinationStart + j] = source[…, sourceStart + j] for so many j.</summary>
    public abstract void CopyColumns(Tensor source, int sourceStart, Tensor destination, int destinationStart, int columns);

    /// <summary>Reorders the axes: axis i of the result is axis <c>axes[i]</c> of x.</summary>
    public abstract void Permute(Tensor x, ReadOnlySpan<int> axes, Tensor result);
}

/// <summary>The right factor of several products, see <see cref="Backend.Prepare"/>.</summary>
/// <param name="Matrix">The matrix, as it is stored.</param>
/// <param name="IsTransposed">Whether its transpose is the factor.</param>
/// <param name="Prepared">Its values in the order in which the device's product reads them; null if they are read from the matrix.</param>
public sealed record RightFactor(Tensor Matrix, bool IsTransposed, Tensor? Prepared = null);
