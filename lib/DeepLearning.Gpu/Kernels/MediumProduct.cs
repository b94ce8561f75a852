using ILGPU;
using ILGPU.Runtime;

namespace DeepLearning.Gpu.Kernels;

/// <summary>The product of two matrices in blocks of 64 × 64, of which each of 256 items keeps 4 × 4 elements in registers: for results with too few blocks of 128 × 128.</summary>
/// <remarks>As <see cref="BlockedProduct"/>; for 16 multiply-adds an item reads 8 numbers from shared memory, in two accesses.</remarks>
public static class MediumProduct
{
    /// <summary>The side of a block.</summary>
    public const int Block = 64;

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
            var nextA = Tiles.LoadA<TProduct>(a, taps, s, rows, Block, item, k + Depth, to);
            var nextB = Tiles.LoadB<TProduct>(b, taps, s, columns, Block, item, k + Depth, to);
            var left = tileA.SubView(buffer + 4 * y, Buffer - 60).AsAligned(16).Cast<Float4>();
            var right = tileB.SubView(buffer + 4 * x, Buffer - 60).AsAligned(16).Cast<Float4>();
            c = FourSteps(c, left, right, 0);
            c = FourSteps(c, left, right, 4);
            c = FourSteps(c, left, right, 8);
            c = FourSteps(c, left, right, 12);
            buffer = Buffer - buffer;
            Tiles.Put(tileA.SubView(buffer, Buffer), Block, TProduct.AIsAlongDepth, TProduct.AIsWide, item, nextA);
            Tiles.Put(tileB.SubView(buffer, Buffer), Block, TProduct.BIsAlongDepth, TProduct.BIsWide, item, nextB);
            Group.Barrier();
        }
        row += 4 * y;
        var targets = Tiles.TargetsOf<TProduct>(s, column + 4 * x);
        Tiles.Store(bias, result, s, row, targets, c.C0);
        Tiles.Store(bias, result, s, row + 1, targets, c.C1);
        Tiles.Store(bias, result, s, row + 2, targets, c.C2);
        Tiles.Store(bias, result, s, row + 3, targets, c.C3);
    }

    private static Sums FourSteps(Sums c, ArrayView<Float4> left, ArrayView<Float4> right, int d) =>
        Step(Step(Step(Step(c, left, right, d), left, right, d + 1), left, right, d + 2), left, right, d + 3);

    // 16 multiply-adds with 8 numbers of row d of the tiles.
    private static Sums Step(Sums c, ArrayView<Float4> left, ArrayView<Float4> right, int d)
    {
        Float4 a = left[d * (Pitch / 4)], b = right[d * (Pitch / 4)];
        return new() { C0 = Float4.AddScaled(c.C0, a.X, b), C1 = Float4.AddScaled(c.C1, a.Y, b), C2 = Float4.AddScaled(c.C2, a.Z, b), C3 = Float4.AddScaled(c.C3, a.W, b) };
    }

    private struct Sums
    {
        public Float4 C0, C1, C2, C3;
    }
}
