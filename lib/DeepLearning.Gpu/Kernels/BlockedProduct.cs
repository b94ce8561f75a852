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
    public static void Run<TProduct>(ArrayView<float> a, ArrayView<float> b, ArrayView<float> bias, ArrayView<Place> taps, ArrayView<float> result, ProductShape s)
        where TProduct : struct, IProduct
    {
        var tileA = SharedMemory.Allocate<float>(2 * Buffer);
        var tileB = SharedMemory.Allocate<float>(2 * Buffer);
        var item = Group.IdxX;
        var (x, y) = (item % 16, item / 16);
        var (row, column) = (Grid.IdxY * Block, Grid.IdxX * Block);
        var (from, to) = (Grid.IdxZ * s.DepthPerPart, ProductKernels.End(s, Grid.IdxZ));
        var rows = Tiles.RowsOfA<TProduct>(s, Block, item, row);
        var columns = Tiles.ColumnsOfB<TProduct>(s, Block, item, column);

        Tiles.Put(tileA, Block, TProduct.AIsAlongDepth, TProduct.AIsWide, item, Tiles.LoadA<TProduct>(a, taps, s, rows, Block, item, from, to));
        Tiles.Put(tileB, Block, TProduct.BIsAlongDepth, TProduct.BIsWide, item, Tiles.LoadB<TProduct>(b, taps, s, columns, Block, item, from, to));
        Group.Barrier();
        var c = default(Sums);
        var buffer = 0;
        for (var k = from; k < to; k += Depth)
        {
            // Beyond the end they are zeros, which nobody reads.
            var nextA = Tiles.LoadA<TProduct>(a, taps, s, rows, Block, item, k + Depth, to);
            var nextB = Tiles.LoadB<TProduct>(b, taps, s, columns, Block, item, k + Depth, to);
            var left = tileA.SubView(buffer + 4 * y, Buffer - 60).AsAligned(16).Cast<Float4>();
            var right = tileB.SubView(buffer + 4 * x, Buffer - 60).AsAligned(16).Cast<Float4>();
            // The loop over the eight k of a tile, written out: what a place is multiplied with is then part of the instruction.
            c = Step(c, left, right, 0);
            c = Step(c, left, right, 1);
            c = Step(c, left, right, 2);
            c = Step(c, left, right, 3);
            c = Step(c, left, right, 4);
            c = Step(c, left, right, 5);
            c = Step(c, left, right, 6);
            c = Step(c, left, right, 7);
            buffer = Buffer - buffer;
            Tiles.Put(tileA.SubView(buffer, Buffer), Block, TProduct.AIsAlongDepth, TProduct.AIsWide, item, nextA);
            Tiles.Put(tileB.SubView(buffer, Buffer), Block, TProduct.BIsAlongDepth, TProduct.BIsWide, item, nextB);
            Group.Barrier();
        }
        row += 4 * y;
        column += 4 * x;
        var near = Tiles.TargetsOf<TProduct>(s, column);
        Tiles.Store(bias, result, s, row, near, c.C00);
        Tiles.Store(bias, result, s, row + 1, near, c.C10);
        Tiles.Store(bias, result, s, row + 2, near, c.C20);
        Tiles.Store(bias, result, s, row + 3, near, c.C30);
        Tiles.Store(bias, result, s, row + 64, near, c.C40);
        Tiles.Store(bias, result, s, row + 65, near, c.C50);
        Tiles.Store(bias, result, s, row + 66, near, c.C60);
        Tiles.Store(bias, result, s, row + 67, near, c.C70);
        var far = Tiles.TargetsOf<TProduct>(s, column + 64);
        Tiles.Store(bias, result, s, row, far, c.C01);
        Tiles.Store(bias, result, s, row + 1, far, c.C11);
        Tiles.Store(bias, result, s, row + 2, far, c.C21);
        Tiles.Store(bias, result, s, row + 3, far, c.C31);
        Tiles.Store(bias, result, s, row + 64, far, c.C41);
        Tiles.Store(bias, result, s, row + 65, far, c.C51);
        Tiles.Store(bias, result, s, row + 66, far, c.C61);
        Tiles.Store(bias, result, s, row + 67, far, c.C71);
    }

    // 64 multiply-adds with 16 numbers of row d of the tiles.
    private static Sums Step(Sums c, ArrayView<Float4> left, ArrayView<Float4> right, int d)
    {
        var at = d * (Pitch / 4);
        Float4 a0 = left[at], a1 = left[at + 16], b0 = right[at], b1 = right[at + 16];
        return new()
        {
            C00 = Float4.AddScaled(c.C00, a0.X, b0),
            C01 = Float4.AddScaled(c.C01, a0.X, b1),
            C10 = Float4.AddScaled(c.C10, a0.Y, b0),
            C11 = Float4.AddScaled(c.C11, a0.Y, b1),
            C20 = Float4.AddScaled(c.C20, a0.Z, b0),
            C21 = Float4.AddScaled(c.C21, a0.Z, b1),
            C30 = Float4.AddScaled(c.C30, a0.W, b0),
            C31 = Float4.AddScaled(c.C31, a0.W, b1),
            C40 = Float4.AddScaled(c.C40, a1.X, b0),
            C41 = Float4.AddScaled(c.C41, a1.X, b1),
            C50 = Float4.AddScaled(c.C50, a1.Y, b0),
            C51 = Float4.AddScaled(c.C51, a1.Y, b1),
            C60 = Float4.AddScaled(c.C60, a1.Z, b0),
            C61 = Float4.AddScaled(c.C61, a1.Z, b1),
            C70 = Float4.AddScaled(c.C70, a1.W, b0),
            C71 = Float4.AddScaled(c.C71, a1.W, b1),
        };
    }

    // An item's elements of the block: rows 0 to 3 and 64 to 67 from its first one, in the same way columns.
    private struct Sums
    {
        public Float4 C00, C01, C10, C11, C20, C21, C30, C31, C40, C41, C50, C51, C60, C61, C70, C71;
    }
}
