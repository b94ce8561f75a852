using ILGPU;

namespace DeepLearning.Gpu.Kernels;

/// <summary>Where the factors of a product lie, and where its result goes.</summary>
/// <remarks>The product is result[row, column] = Σ A(row, k) · B(k, column).</remarks>
public interface IProduct
{
    /// <summary>1 if elements of A that differ in k are neighbours in memory, 0 if those are that differ in their row. Items that run in step then read neighbours.</summary>
    static abstract int AIsAlongDepth { get; }

    /// <summary>1 if elements of B that differ in k are neighbours in memory, 0 if those are that differ in their column.</summary>
    static abstract int BIsAlongDepth { get; }

    /// <summary>A(row, k).</summary>
    static abstract float A(ArrayView<float> a, ProductShape s, int row, int k);

    /// <summary>B(k, column).</summary>
    static abstract float B(ArrayView<float> b, ProductShape s, int k, int column);

    /// <summary>Where the element of the result lies.</summary>
    static abstract int Target(ProductShape s, int row, int column);
}

/// <summary>A · B.</summary>
public readonly struct PlainPlain : IProduct
{
    /// <inheritdoc/>
    public static int AIsAlongDepth => 1;

    /// <inheritdoc/>
    public static int BIsAlongDepth => 0;

    /// <inheritdoc/>
    public static float A(ArrayView<float> a, ProductShape s, int row, int k) => a[row * s.Depth + k];

    /// <inheritdoc/>
    public static float B(ArrayView<float> b, ProductShape s, int k, int column) => b[k * s.Columns + column];

    /// <inheritdoc/>
    public static int Target(ProductShape s, int row, int column) => row * s.Columns + column;
}

/// <summary>A · Bᵀ.</summary>
public readonly struct PlainTransposed : IProduct
{
    /// <inheritdoc/>
    public static int AIsAlongDepth => 1;

    /// <inheritdoc/>
    public static int BIsAlongDepth => 1;

    /// <inheritdoc/>
    public static float A(ArrayView<float> a, ProductShape s, int row, int k) => a[row * s.Depth + k];

    /// <inheritdoc/>
    public static float B(ArrayView<float> b, ProductShape s, int k, int column) => b[column * s.Depth + k];

    /// <inheritdoc/>
    public static int Target(ProductShape s, int row, int column) => row * s.Columns + column;
}

/// <summary>Aᵀ · B.</summary>
public readonly struct TransposedPlain : IProduct
{
    /// <inheritdoc/>
    public static int AIsAlongDepth => 0;

    /// <inheritdoc/>
    public static int BIsAlongDepth => 0;

    /// <inheritdoc/>
    public static float A(ArrayView<float> a, ProductShape s, int row, int k) => a[k * s.Rows + row];

    /// <inheritdoc/>
    public static float B(ArrayView<float> b, ProductShape s, int k, int column) => b[k * s.Columns + column];

    /// <inheritdoc/>
    public static int Target(ProductShape s, int row, int column) => row * s.Columns + column;
}

/// <summary>Aᵀ · Bᵀ.</summary>
public readonly struct TransposedTransposed : IProduct
{
    /// <inheritdoc/>
    public static int AIsAlongDepth => 0;

    /// <inheritdoc/>
    public static int BIsAlongDepth => 1;

    /// <inheritdoc/>
    public static float A(ArrayView<float> a, ProductShape s, int row, int k) => a[k * s.Rows + row];

    /// <inheritdoc/>
    public static float B(ArrayView<float> b, ProductShape s, int k, int column) => b[column * s.Depth + k];

    /// <inheritdoc/>
    public static int Target(ProductShape s, int row, int column) => row * s.Columns + column;
}
