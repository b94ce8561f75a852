using ILGPU;
using ILGPU.Runtime;

namespace DeepLearning.Gpu.Kernels;

/// <summary>The product of two matrices in blocks of 128 × 128, of which each of 256 items keeps 8 × 8 elements in registers.</summary>
/// <remarks>
/// For 64 multiply-adds an item reads 16 numbers from shared memory, in four accesses. Each number that comes from global memory is used 128 times. While a
/// tile is used the next one is on its way to the other buffer, so that a step needs only one barrier. Rows of a tile are 132 numbers apart, not 128: items
/// that write a column then meet different banks of the shared memory.
/// </remarks>
public static class BlockedProduct
{
    /// <summary>The side of a block.</summary>
    public const int Block = 128;

    /// <summary>Items of a group: 16 × 16.</summary>
    public const int Items = 256;

    private const int Depth = 8;
    private const int Pitch = Block + 4;
    private const int Buffer = Depth * Pitch;

    /// <summary>The kernel; a group for each block, in Z the parts of the sum.</summary>
    public static void Run<TProduct>(ArrayView<float> a, ArrayView<float> b, ArrayView<float> bias, ArrayView<float> result, ProductShape s)
        where TProduct : struct, IProduct
    {
        var tileA = SharedMemory.Allocate<float>(2 * Buffer);
        var tileB = SharedMemory.Allocate<float>(2 * Buffer);
        var wideA = tileA.AsAligned(16).Cast<Float4>();
        var wideB = tileB.AsAligned(16).Cast<Float4>();
        var item = Group.IdxX;
        var x = item % 16;
        var y = item / 16;
        var row = Grid.IdxY * Block;
        var column = Grid.IdxX * Block;
        var from = Grid.IdxZ * s.DepthPerPart;
        var to = ProductKernels.End(s, Grid.IdxZ);
        Float4 c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default;
        Float4 c40 = default, c41 = default, c50 = default, c51 = default, c60 = default, c61 = default, c70 = default, c71 = default;

        StoreA<TProduct>(tileA, 0, item, LoadA<TProduct>(a, s, item, row, from, to));
        StoreB<TProduct>(tileB, 0, item, LoadB<TProduct>(b, s, item, column, from, to));
        Group.Barrier();
        var buffer = 0;
        for (var k = from; k < to; k += Depth)
        {
            Float4 nextA = default, nextB = default;
            if (k + Depth < to)
            {
                nextA = LoadA<TProduct>(a, s, item, row, k + Depth, to);
                nextB = LoadB<TProduct>(b, s, item, column, k + Depth, to);
            }
            for (var d = 0; d < Depth; d++)
            {
                var at = (buffer + d * Pitch) / 4;
                Float4 a0 = wideA[at + y], a1 = wideA[at + y + 16], b0 = wideB[at + x], b1 = wideB[at + x + 16];
                c00 = Float4.AddScaled(c00, a0.X, b0);
                c01 = Float4.AddScaled(c01, a0.X, b1);
                c10 = Float4.AddScaled(c10, a0.Y, b0);
                c11 = Float4.AddScaled(c11, a0.Y, b1);
                c20 = Float4.AddScaled(c20, a0.Z, b0);
                c21 = Float4.AddScaled(c21, a0.Z, b1);
                c30 = Float4.AddScaled(c30, a0.W, b0);
                c31 = Float4.AddScaled(c31, a0.W, b1);
                c40 = Float4.AddScaled(c40, a1.X, b0);
                c41 = Float4.AddScaled(c41, a1.X, b1);
                c50 = Float4.AddScaled(c50, a1.Y, b0);
                c51 = Float4.AddScaled(c51, a1.Y, b1);
                c60 = Float4.AddScaled(c60, a1.Z, b0);
                c61 = Float4.AddScaled(c61, a1.Z, b1);
                c70 = Float4.AddScaled(c70, a1.W, b0);
                c71 = Float4.AddScaled(c71, a1.W, b1);
            }
            buffer = Buffer - buffer;
            if (k + Depth < to)
            {
                StoreA<TProduct>(tileA, buffer, item, nextA);
                StoreB<TProduct>(tileB, buffer, item, nextB);
            }
            Group.Barrier();
        }
        row += 4 * y;
        column += 4 * x;
        StoreRow<TProduct>(bias, result, s, row, column, c00, c01);
        StoreRow<TProduct>(bias, result, s, row + 1, column, c10, c11);
        StoreRow<TProduct>(bias, result, s, row + 2, column, c20, c21);
        StoreRow<TProduct>(bias, result, s, row + 3, column, c30, c31);
        StoreRow<TProduct>(bias, result, s, row + 64, column, c40, c41);
        StoreRow<TProduct>(bias, result, s, row + 65, column, c50, c51);
        StoreRow<TProduct>(bias, result, s, row + 66, column, c60, c61);
        StoreRow<TProduct>(bias, result, s, row + 67, column, c70, c71);
    }

    // Each item brings four numbers of a tile of 128 × 8, every 256th.
    private static Float4 LoadA<TProduct>(ArrayView<float> a, ProductShape s, int item, int row, int k, int to) where TProduct : struct, IProduct => new(
        OneA<TProduct>(a, s, item, row, k, to), OneA<TProduct>(a, s, item + Items, row, k, to),
        OneA<TProduct>(a, s, item + 2 * Items, row, k, to), OneA<TProduct>(a, s, item + 3 * Items, row, k, to));

    private static Float4 LoadB<TProduct>(ArrayView<float> b, ProductShape s, int item, int column, int k, int to) where TProduct : struct, IProduct => new(
        OneB<TProduct>(b, s, item, column, k, to), OneB<TProduct>(b, s, item + Items, column, k, to),
        OneB<TProduct>(b, s, item + 2 * Items, column, k, to), OneB<TProduct>(b, s, item + 3 * Items, column, k, to));

    private static float OneA<TProduct>(ArrayView<float> a, ProductShape s, int number, int row, int k, int to) where TProduct : struct, IProduct
    {
        row += Across(TProduct.AIsAlongDepth, number);
        k += Down(TProduct.AIsAlongDepth, number);
        return row < s.Rows && k < to ? TProduct.A(a, s, row, k) : 0f;
    }

    private static float OneB<TProduct>(ArrayView<float> b, ProductShape s, int number, int column, int k, int to) where TProduct : struct, IProduct
    {
        column += Across(TProduct.BIsAlongDepth, number);
        k += Down(TProduct.BIsAlongDepth, number);
        return column < s.Columns && k < to ? TProduct.B(b, s, k, column) : 0f;
    }

    private static void StoreA<TProduct>(ArrayView<float> tile, int buffer, int item, Float4 v) where TProduct : struct, IProduct
    {
        tile[buffer + Place(TProduct.AIsAlongDepth, item)] = v.X;
        tile[buffer + Place(TProduct.AIsAlongDepth, item + Items)] = v.Y;
        tile[buffer + Place(TProduct.AIsAlongDepth, item + 2 * Items)] = v.Z;
        tile[buffer + Place(TProduct.AIsAlongDepth, item + 3 * Items)] = v.W;
    }

    private static void StoreB<TProduct>(ArrayView<float> tile, int buffer, int item, Float4 v) where TProduct : struct, IProduct
    {
        tile[buffer + Place(TProduct.BIsAlongDepth, item)] = v.X;
        tile[buffer + Place(TProduct.BIsAlongDepth, item + Items)] = v.Y;
        tile[buffer + Place(TProduct.BIsAlongDepth, item + 2 * Items)] = v.Z;
        tile[buffer + Place(TProduct.BIsAlongDepth, item + 3 * Items)] = v.W;
    }

    // Number → place in a tile, so that items in step read neighbours.
    private static int Across(int isAlongDepth, int number) => isAlongDepth != 0 ? number / Depth : number % Block;

    private static int Down(int isAlongDepth, int number) => isAlongDepth != 0 ? number % Depth : number / Block;

    private static int Place(int isAlongDepth, int number) => Down(isAlongDepth, number) * Pitch + Across(isAlongDepth, number);

    private static void StoreRow<TProduct>(
        ArrayView<float> bias, ArrayView<float> result, ProductShape s, int row, int column, Float4 left, Float4 right) where TProduct : struct, IProduct
    {
        if (row >= s.Rows) return;
        StoreFour<TProduct>(bias, result, s, row, column, left);
        StoreFour<TProduct>(bias, result, s, row, column + 64, right);
    }

    private static void StoreFour<TProduct>(ArrayView<float> bias, ArrayView<float> result, ProductShape s, int row, int column, Float4 v)
        where TProduct : struct, IProduct
    {
        if (column < s.Columns) ProductKernels.Store<TProduct>(bias, result, s, row, column, v.X);
        if (column + 1 < s.Columns) ProductKernels.Store<TProduct>(bias, result, s, row, column + 1, v.Y);
        if (column + 2 < s.Columns) ProductKernels.Store<TProduct>(bias, result, s, row, column + 2, v.Z);
        if (column + 3 < s.Columns) ProductKernels.Store<TProduct>(bias, result, s, row, column + 3, v.W);
    }
}
