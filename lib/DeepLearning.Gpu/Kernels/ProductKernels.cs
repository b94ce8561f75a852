using ILGPU;

namespace DeepLearning.Gpu.Kernels;

/// <summary>The product of two matrices: the plain way, and, for every <see cref="IProduct"/>, with tiles in shared memory.</summary>
public static class ProductKernels
{
    /// <summary>The side of the tiles of <see cref="Tiled"/>.</summary>
    public const int Tile = 16;

    /// <summary>One item computes one element and reads all it needs from global memory: 2 numbers for each multiply-add.</summary>
    public static void Simple(Index1D i, ArrayView<float> a, ArrayView<float> b, ArrayView<float> bias, ArrayView<float> result, ProductShape s, ProductSteps steps)
    {
        var row = i / s.Columns;
        var column = i % s.Columns;
        var (atA, atB) = (row * steps.RowOfA, column * steps.ColumnOfB);
        var sum = 0f;
        for (var k = 0; k < s.Depth; k++)
        {
            sum += a[atA] * b[atB];
            atA += steps.DepthOfA;
            atB += steps.DepthOfB;
        }
        Store(bias, result, s, row, column, column, sum);
    }

    /// <summary>A group of 16 × 16 items computes 16 × 16 elements. It copies tiles of A and B to shared memory, where each number is used 16 times.</summary>
    public static void Tiled<TProduct>(ArrayView<float> a, ArrayView<float> b, ArrayView<float> bias, ArrayView<Place> taps, ArrayView<float> result, ProductShape s)
        where TProduct : struct, IProduct
    {
        var tileA = SharedMemory.Allocate<float>(Tile * (Tile + 1));
        var tileB = SharedMemory.Allocate<float>(Tile * (Tile + 1));
        var x = Group.IdxX % Tile;
        var y = Group.IdxX / Tile;
        var row = Grid.IdxY * Tile;
        var column = Grid.IdxX * Tile;
        var (from, to) = (Grid.IdxZ * s.DepthPerPart, End(s, Grid.IdxZ));
        // Items in step (neighbouring x) read neighbours in memory; which of the tile's axes that is depends on the layout.
        var (rowA, kA) = TProduct.AIsAlongDepth != 0 ? (y, x) : (x, y);
        var (columnB, kB) = TProduct.BIsAlongDepth != 0 ? (y, x) : (x, y);
        var (placeA, placeB) = (TProduct.RowOfA(s, row + rowA), TProduct.ColumnOfB(s, column + columnB));
        var sum = 0f;
        for (var k = from; k < to; k += Tile)
        {
            tileA[rowA * (Tile + 1) + kA] = row + rowA < s.Rows && k + kA < to ? a[placeA.Offset + TProduct.DepthOfA(taps, s, k + kA).Offset] : 0f;
            tileB[kB * (Tile + 1) + columnB] = column + columnB < s.Columns && k + kB < to ? TProduct.B(b, s, placeB, TProduct.DepthOfB(taps, s, k + kB)) : 0f;
            Group.Barrier();
            for (var j = 0; j < Tile; j++) sum += tileA[y * (Tile + 1) + j] * tileB[j * (Tile + 1) + x];
            Group.Barrier();
        }
        if (row + y < s.Rows && column + x < s.Columns) Store(bias, result, s, row + y, column + x, TProduct.Target(s, column + x), sum);
    }

    /// <summary>result = Σ of partial sums, where several groups shared the sums of a product.</summary>
    public static void AddParts(Index1D i, ArrayView<float> partial, ArrayView<float> result, int parts, int accumulate)
    {
        var sum = accumulate != 0 ? result[i] : 0f;
        for (var part = 0; part < parts; part++) sum += partial[part * result.IntLength + i];
        result[i] = sum;
    }

    /// <summary>Where the terms of a part end.</summary>
    internal static int End(ProductShape s, int part)
    {
        var end = (part + 1) * s.DepthPerPart;
        return end < s.Depth ? end : s.Depth;
    }

    // Puts an element where it belongs.
    private static void Store(ArrayView<float> bias, ArrayView<float> result, ProductShape s, int row, int column, int target, float sum)
    {
        var at = (s.Parts > 1 ? Grid.IdxZ * s.Rows * s.Columns : 0) + row * s.RowStep + target;
        if (s.Bias == ProductShape.BiasOfRows) sum += bias[row];
        if (s.Bias == ProductShape.BiasOfColumns) sum += bias[column];
        if (s.Accumulate != 0 && s.Parts == 1) sum += result[at];
        result[at] = sum;
    }
}
