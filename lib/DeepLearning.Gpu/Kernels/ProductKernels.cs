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
        Store<PlainPlain>(bias, result, s, row, column, sum);
    }

    /// <summary>A group of 16 × 16 items computes 16 × 16 elements. It copies tiles of A and B to shared memory, where each number is used 16 times.</summary>
    public static void Tiled<TProduct>(ArrayView<float> a, ArrayView<float> b, ArrayView<float> bias, ArrayView<float> result, ProductShape s)
        where TProduct : struct, IProduct
    {
        var tileA = SharedMemory.Allocate<float>(Tile * (Tile + 1));
        var tileB = SharedMemory.Allocate<float>(Tile * (Tile + 1));
        var x = Group.IdxX % Tile;
        var y = Group.IdxX / Tile;
        var row = Grid.IdxY * Tile;
        var column = Grid.IdxX * Tile;
        var (from, to) = (Grid.IdxZ * s.DepthPerPart, End(s, Grid.IdxZ));
        var sum = 0f;
        for (var k = from; k < to; k += Tile)
        {
            // Items in step (neighbouring x) read neighbours in memory; which of the tile's axes that is depends on the layout.
            var (rowA, kA) = TProduct.AIsAlongDepth != 0 ? (y, x) : (x, y);
            var (columnB, kB) = TProduct.BIsAlongDepth != 0 ? (y, x) : (x, y);
            tileA[rowA * (Tile + 1) + kA] = row + rowA < s.Rows && k + kA < to ? TProduct.A(a, s, row + rowA, k + kA) : 0f;
            tileB[kB * (Tile + 1) + columnB] = column + columnB < s.Columns && k + kB < to ? TProduct.B(b, s, k + kB, column + columnB) : 0f;
            Group.Barrier();
            for (var j = 0; j < Tile; j++) sum += tileA[y * (Tile + 1) + j] * tileB[j * (Tile + 1) + x];
            Group.Barrier();
        }
        if (row + y < s.Rows && column + x < s.Columns) Store<TProduct>(bias, result, s, row + y, column + x, sum);
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

    /// <summary>Puts an element where it belongs.</summary>
    internal static void Store<TProduct>(ArrayView<float> bias, ArrayView<float> result, ProductShape s, int row, int column, float sum)
        where TProduct : struct, IProduct
    {
        if (s.Parts > 1)
        {
            result[(Grid.IdxZ * s.Rows + row) * s.Columns + column] = sum;
            return;
        }
        if (s.Bias == ProductShape.BiasOfRows) sum += bias[row];
        if (s.Bias == ProductShape.BiasOfColumns) sum += bias[column];
        var at = TProduct.Target(s, row, column);
        if (s.Accumulate != 0) sum += result[at];
        result[at] = sum;
    }
}
