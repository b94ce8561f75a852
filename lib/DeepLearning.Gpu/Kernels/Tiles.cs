using ILGPU;

namespace DeepLearning.Gpu.Kernels;

/// <summary>How the 256 items of a group bring a tile of 1024 numbers from global to shared memory, four each, and how they store the results.</summary>
/// <remarks>A tile is as wide as the group's block of the result (its side), and as deep as 1024 numbers then reach. Numbers from outside the matrices are 0.</remarks>
internal static class Tiles
{
    /// <summary>Items of a group: 16 × 16.</summary>
    public const int Items = 256;

    /// <summary>Numbers of a tile.</summary>
    public const int Numbers = 1024;

    /// <summary>What rows of a tile are longer than its side: items that write a column then meet different banks of the shared memory.</summary>
    public const int Padding = 4;

    /// <summary>An item's four numbers of a tile of A.</summary>
    public static Float4 LoadA<TProduct>(ArrayView<float> a, ProductShape s, int side, int item, int row, int k, int to) where TProduct : struct, IProduct => new(
        OneA<TProduct>(a, s, side, item, row, k, to), OneA<TProduct>(a, s, side, item + Items, row, k, to),
        OneA<TProduct>(a, s, side, item + 2 * Items, row, k, to), OneA<TProduct>(a, s, side, item + 3 * Items, row, k, to));

    /// <summary>An item's four numbers of a tile of B.</summary>
    public static Float4 LoadB<TProduct>(ArrayView<float> b, ProductShape s, int side, int item, int column, int k, int to) where TProduct : struct, IProduct => new(
        OneB<TProduct>(b, s, side, item, column, k, to), OneB<TProduct>(b, s, side, item + Items, column, k, to),
        OneB<TProduct>(b, s, side, item + 2 * Items, column, k, to), OneB<TProduct>(b, s, side, item + 3 * Items, column, k, to));

    /// <summary>Puts an item's four numbers where they belong in a tile.</summary>
    public static void Put(ArrayView<float> tile, int buffer, int side, int isAlongDepth, int item, Float4 v)
    {
        tile[buffer + Place(side, isAlongDepth, item)] = v.X;
        tile[buffer + Place(side, isAlongDepth, item + Items)] = v.Y;
        tile[buffer + Place(side, isAlongDepth, item + 2 * Items)] = v.Z;
        tile[buffer + Place(side, isAlongDepth, item + 3 * Items)] = v.W;
    }

    /// <summary>Stores four neighbours of a row of the result, as far as they lie inside.</summary>
    public static void Store<TProduct>(ArrayView<float> bias, ArrayView<float> result, ProductShape s, int row, int column, Float4 v) where TProduct : struct, IProduct
    {
        if (row >= s.Rows) return;
        if (column < s.Columns) ProductKernels.Store<TProduct>(bias, result, s, row, column, v.X);
        if (column + 1 < s.Columns) ProductKernels.Store<TProduct>(bias, result, s, row, column + 1, v.Y);
        if (column + 2 < s.Columns) ProductKernels.Store<TProduct>(bias, result, s, row, column + 2, v.Z);
        if (column + 3 < s.Columns) ProductKernels.Store<TProduct>(bias, result, s, row, column + 3, v.W);
    }

    private static float OneA<TProduct>(ArrayView<float> a, ProductShape s, int side, int number, int row, int k, int to) where TProduct : struct, IProduct
    {
        row += Across(side, TProduct.AIsAlongDepth, number);
        k += Down(side, TProduct.AIsAlongDepth, number);
        return row < s.Rows && k < to ? TProduct.A(a, s, row, k) : 0f;
    }

    private static float OneB<TProduct>(ArrayView<float> b, ProductShape s, int side, int number, int column, int k, int to) where TProduct : struct, IProduct
    {
        column += Across(side, TProduct.BIsAlongDepth, number);
        k += Down(side, TProduct.BIsAlongDepth, number);
        return column < s.Columns && k < to ? TProduct.B(b, s, k, column) : 0f;
    }

    // From a number's place in the order of reading, in which items in step read neighbours, to its place in the tile.
    private static int Across(int side, int isAlongDepth, int number) => isAlongDepth != 0 ? number / (Numbers / side) : number % side;

    private static int Down(int side, int isAlongDepth, int number) => isAlongDepth != 0 ? number % (Numbers / side) : number / side;

    private static int Place(int side, int isAlongDepth, int number) => Down(side, isAlongDepth, number) * (side + Padding) + Across(side, isAlongDepth, number);
}
