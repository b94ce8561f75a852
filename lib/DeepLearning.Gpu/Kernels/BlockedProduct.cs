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

    private const int Depth = Tiles.Numbers / Block;
    private const int Pitch = Block + Tiles.Padding;
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

        Tiles.Put(tileA, 0, Block, TProduct.AIsAlongDepth, item, Tiles.LoadA<TProduct>(a, s, Block, item, row, from, to));
        Tiles.Put(tileB, 0, Block, TProduct.BIsAlongDepth, item, Tiles.LoadB<TProduct>(b, s, Block, item, column, from, to));
        Group.Barrier();
        var buffer = 0;
        for (var k = from; k < to; k += Depth)
        {
            Float4 nextA = default, nextB = default;
            if (k + Depth < to)
            {
                nextA = Tiles.LoadA<TProduct>(a, s, Block, item, row, k + Depth, to);
                nextB = Tiles.LoadB<TProduct>(b, s, Block, item, column, k + Depth, to);
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
                Tiles.Put(tileA, buffer, Block, TProduct.AIsAlongDepth, item, nextA);
                Tiles.Put(tileB, buffer, Block, TProduct.BIsAlongDepth, item, nextB);
            }
            Group.Barrier();
        }
        row += 4 * y;
        column += 4 * x;
        Tiles.Store<TProduct>(bias, result, s, row, column, c00);
        Tiles.Store<TProduct>(bias, result, s, row, column + 64, c01);
        Tiles.Store<TProduct>(bias, result, s, row + 1, column, c10);
        Tiles.Store<TProduct>(bias, result, s, row + 1, column + 64, c11);
        Tiles.Store<TProduct>(bias, result, s, row + 2, column, c20);
        Tiles.Store<TProduct>(bias, result, s, row + 2, column + 64, c21);
        Tiles.Store<TProduct>(bias, result, s, row + 3, column, c30);
        Tiles.Store<TProduct>(bias, result, s, row + 3, column + 64, c31);
        Tiles.Store<TProduct>(bias, result, s, row + 64, column, c40);
        Tiles.Store<TProduct>(bias, result, s, row + 64, column + 64, c41);
        Tiles.Store<TProduct>(bias, result, s, row + 65, column, c50);
        Tiles.Store<TProduct>(bias, result, s, row + 65, column + 64, c51);
        Tiles.Store<TProduct>(bias, result, s, row + 66, column, c60);
        Tiles.Store<TProduct>(bias, result, s, row + 66, column + 64, c61);
        Tiles.Store<TProduct>(bias, result, s, row + 67, column, c70);
        Tiles.Store<TProduct>(bias, result, s, row + 67, column + 64, c71);
    }
}
