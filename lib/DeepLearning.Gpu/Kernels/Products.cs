using ILGPU;

namespace DeepLearning.Gpu.Kernels;

/// <summary>Where the factors of a product lie, and where its result goes.</summary>
/// <remarks>
/// The product is result[row, column] = Σ A(row, k) · B(k, column). Where a number lies is put together from a part that only the row (or column) decides,
/// and one that only k decides: an item works on few rows and many k, so it computes the first part once.
/// </remarks>
public interface IProduct
{
    /// <summary>1 if elements of A that differ in k are neighbours in memory, 0 if those are that differ in their row. Items that run in step then read neighbours.</summary>
    static abstract int AIsAlongDepth { get; }

    /// <summary>1 if elements of B that differ in k are neighbours in memory, 0 if those are that differ in their column.</summary>
    static abstract int BIsAlongDepth { get; }

    /// <summary>1 if four neighbours of A are fetched at once: they lie at multiples of 16 bytes.</summary>
    static virtual int AIsWide => 0;

    /// <summary>1 if four neighbours of B are fetched at once.</summary>
    static virtual int BIsWide => 0;

    /// <summary>1 if B is a matrix in memory, 0 if its elements are gathered.</summary>
    static virtual int BIsMatrix => 1;

    /// <summary>The row's part of a place in A.</summary>
    static abstract Place RowOfA(ProductShape s, int row);

    /// <summary>The part that k has in a place in A.</summary>
    static abstract Place DepthOfA(ArrayView<Place> taps, ProductShape s, int k);

    /// <summary>The column's part of a place in B.</summary>
    static abstract Place ColumnOfB(ProductShape s, int column);

    /// <summary>The part that k has in a place in B.</summary>
    static abstract Place DepthOfB(ArrayView<Place> taps, ProductShape s, int k);

    /// <summary>B(k, column); 0 where a filter reaches beyond the edge of an image.</summary>
    static abstract float B(ArrayView<float> b, ProductShape s, Place column, Place k);

    /// <summary>The column's part of the place in the result, to which the row adds <see cref="ProductShape.RowStep"/> times its number.</summary>
    static abstract int Target(ProductShape s, int column);
}

/// <summary>A product whose matrices allow that four neighbours are fetched at once.</summary>
/// <typeparam name="TProduct">The product.</typeparam>
public readonly struct Wide<TProduct> : IProduct where TProduct : struct, IProduct
{
    /// <inheritdoc/>
    public static int AIsAlongDepth => TProduct.AIsAlongDepth;

    /// <inheritdoc/>
    public static int BIsAlongDepth => TProduct.BIsAlongDepth;

    /// <inheritdoc/>
    public static int AIsWide => 1;

    /// <inheritdoc/>
    public static int BIsWide => TProduct.BIsMatrix;

    /// <inheritdoc/>
    public static Place RowOfA(ProductShape s, int row) => TProduct.RowOfA(s, row);

    /// <inheritdoc/>
    public static Place DepthOfA(ArrayView<Place> taps, ProductShape s, int k) => TProduct.DepthOfA(taps, s, k);

    /// <inheritdoc/>
    public static Place ColumnOfB(ProductShape s, int column) => TProduct.ColumnOfB(s, column);

    /// <inheritdoc/>
    public static Place DepthOfB(ArrayView<Place> taps, ProductShape s, int k) => TProduct.DepthOfB(taps, s, k);

    /// <inheritdoc/>
    public static float B(ArrayView<float> b, ProductShape s, Place column, Place k) => TProduct.B(b, s, column, k);

    /// <inheritdoc/>
    public static int Target(ProductShape s, int column) => TProduct.Target(s, column);
}

/// <summary>A part of where a number lies: how far from the start, and, in images, in which row and column.</summary>
public struct Place
{
    /// <summary>How far from the start.</summary>
    public int Offset;

    /// <summary>The row of an image.</summary>
    public int Y;

    /// <summary>The column of an image.</summary>
    public int X;

    /// <summary>Fills up 16 bytes, which are read at once.</summary>
    public int Unused;

    /// <summary>A place for which the offset is all.</summary>
    public static Place At(int offset) => new() { Offset = offset };
}

/// <summary>A · B.</summary>
public readonly struct PlainPlain : IProduct
{
    /// <inheritdoc/>
    public static int AIsAlongDepth => 1;

    /// <inheritdoc/>
    public static int BIsAlongDepth => 0;

    /// <inheritdoc/>
    public static Place RowOfA(ProductShape s, int row) => Place.At(row * s.Depth);

    /// <inheritdoc/>
    public static Place DepthOfA(ArrayView<Place> taps, ProductShape s, int k) => Place.At(k);

    /// <inheritdoc/>
    public static Place ColumnOfB(ProductShape s, int column) => Place.At(column);

    /// <inheritdoc/>
    public static Place DepthOfB(ArrayView<Place> taps, ProductShape s, int k) => Place.At(k * s.Columns);

    /// <inheritdoc/>
    public static float B(ArrayView<float> b, ProductShape s, Place column, Place k) => b[column.Offset + k.Offset];

    /// <inheritdoc/>
    public static int Target(ProductShape s, int column) => column;
}

/// <summary>A · Bᵀ.</summary>
public readonly struct PlainTransposed : IProduct
{
    /// <inheritdoc/>
    public static int AIsAlongDepth => 1;

    /// <inheritdoc/>
    public static int BIsAlongDepth => 1;

    /// <inheritdoc/>
    public static Place RowOfA(ProductShape s, int row) => Place.At(row * s.Depth);

    /// <inheritdoc/>
    public static Place DepthOfA(ArrayView<Place> taps, ProductShape s, int k) => Place.At(k);

    /// <inheritdoc/>
    public static Place ColumnOfB(ProductShape s, int column) => Place.At(column * s.Depth);

    /// <inheritdoc/>
    public static Place DepthOfB(ArrayView<Place> taps, ProductShape s, int k) => Place.At(k);

    /// <inheritdoc/>
    public static float B(ArrayView<float> b, ProductShape s, Place column, Place k) => b[column.Offset + k.Offset];

    /// <inheritdoc/>
    public static int Target(ProductShape s, int column) => column;
}

/// <summary>Aᵀ · B.</summary>
public readonly struct TransposedPlain : IProduct
{
    /// <inheritdoc/>
    public static int AIsAlongDepth => 0;

    /// <inheritdoc/>
    public static int BIsAlongDepth => 0;

    /// <inheritdoc/>
    public static Place RowOfA(ProductShape s, int row) => Place.At(row);

    /// <inheritdoc/>
    public static Place DepthOfA(ArrayView<Place> taps, ProductShape s, int k) => Place.At(k * s.Rows);

    /// <inheritdoc/>
    public static Place ColumnOfB(ProductShape s, int column) => Place.At(column);

    /// <inheritdoc/>
    public static Place DepthOfB(ArrayView<Place> taps, ProductShape s, int k) => Place.At(k * s.Columns);

    /// <inheritdoc/>
    public static float B(ArrayView<float> b, ProductShape s, Place column, Place k) => b[column.Offset + k.Offset];

    /// <inheritdoc/>
    public static int Target(ProductShape s, int column) => column;
}

/// <summary>Aᵀ · Bᵀ.</summary>
public readonly struct TransposedTransposed : IProduct
{
    /// <inheritdoc/>
    public static int AIsAlongDepth => 0;

    /// <inheritdoc/>
    public static int BIsAlongDepth => 1;

    /// <inheritdoc/>
    public static Place RowOfA(ProductShape s, int row) => Place.At(row);

    /// <inheritdoc/>
    public static Place DepthOfA(ArrayView<Place> taps, ProductShape s, int k) => Place.At(k * s.Rows);

    /// <inheritdoc/>
    public static Place ColumnOfB(ProductShape s, int column) => Place.At(column * s.Depth);

    /// <inheritdoc/>
    public static Place DepthOfB(ArrayView<Place> taps, ProductShape s, int k) => Place.At(k);

    /// <inheritdoc/>
    public static float B(ArrayView<float> b, ProductShape s, Place column, Place k) => b[column.Offset + k.Offset];

    /// <inheritdoc/>
    public static int Target(ProductShape s, int column) => column;
}
