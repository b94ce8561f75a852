using ILGPU;
using ILGPU.Runtime;

namespace DeepLearning.Gpu.Kernels;

/// <summary>How the 256 items of a group bring a tile of 1024 numbers from global to shared memory, four each, and how they store the results.</summary>
/// <remarks>
/// A tile is as wide as the group's block of the result (its side), and as deep as 1024 numbers then reach. Items in step read neighbours in memory. So an
/// item has four rows of one k, where neighbours differ in k, or four k of one row, where they differ in their row; and, where the matrices are "wide", four
/// neighbours of either kind, in one access. Rows beyond the last read the last one: what they give is not stored. Numbers beyond the end of
/// the sum are 0.
/// </remarks>
internal static class Tiles
{
    /// <summary>Items of a group: 16 × 16.</summary>
    public const int Items = 256;

    /// <summary>Numbers of a tile.</summary>
    public const int Numbers = 1024;

    /// <summary>What rows of a tile are longer than its side: items that write a column then meet different banks of the shared memory.</summary>
    public const int Padding = 4;

    /// <summary>The rows of A from which an item fetches.</summary>
    public static Places RowsOfA<TProduct>(ProductShape s, int side, int item, int row) where TProduct : struct, IProduct
    {
        var (along, wide) = (TProduct.AIsAlongDepth, TProduct.AIsWide);
        var (first, step) = (row + First(side, along, wide, item), Step(side, along));
        var last = wide != 0 && along == 0 ? s.Rows - 4 : s.Rows - 1;
        return new()
        {
            P0 = TProduct.RowOfA(s, Min(first, last)),
            P1 = TProduct.RowOfA(s, Min(first + step, last)),
            P2 = TProduct.RowOfA(s, Min(first + 2 * step, last)),
            P3 = TProduct.RowOfA(s, Min(first + 3 * step, last)),
        };
    }

    /// <summary>The columns of B from which an item fetches.</summary>
    public static Places ColumnsOfB<TProduct>(ProductShape s, int side, int item, int column) where TProduct : struct, IProduct
    {
        var (along, wide) = (TProduct.BIsAlongDepth, TProduct.BIsWide);
        var (first, step) = (column + First(side, along, wide, item), Step(side, along));
        var last = wide != 0 && along == 0 ? s.Columns - 4 : s.Columns - 1;
        return new()
        {
            P0 = TProduct.ColumnOfB(s, Min(first, last)),
            P1 = TProduct.ColumnOfB(s, Min(first + step, last)),
            P2 = TProduct.ColumnOfB(s, Min(first + 2 * step, last)),
            P3 = TProduct.ColumnOfB(s, Min(first + 3 * step, last)),
        };
    }

    /// <summary>An item's four numbers of the tile of A that begins at k.</summary>
    public static Float4 LoadA<TProduct>(ArrayView<float> a, ArrayView<Place> taps, ProductShape s, Places rows, int side, int item, int k, int to) where TProduct : struct, IProduct
    {
        k += Down(side, TProduct.AIsAlongDepth, TProduct.AIsWide, item);
        if (TProduct.AIsWide != 0) return k < to ? Four(a, rows.P0.Offset + TProduct.DepthOfA(taps, s, k).Offset) : default;
        if (TProduct.AIsAlongDepth != 0)
        {
            if (k >= to) return default;
            var depth = TProduct.DepthOfA(taps, s, k).Offset;
            return new(a[rows.P0.Offset + depth], a[rows.P1.Offset + depth], a[rows.P2.Offset + depth], a[rows.P3.Offset + depth]);
        }
        var step = Items / side;
        return new(OneA<TProduct>(a, taps, s, rows, k, to), OneA<TProduct>(a, taps, s, rows, k + step, to),
            OneA<TProduct>(a, taps, s, rows, k + 2 * step, to), OneA<TProduct>(a, taps, s, rows, k + 3 * step, to));
    }

    /// <summary>An item's four numbers of the tile of B that begins at k.</summary>
    public static Float4 LoadB<TProduct>(ArrayView<float> b, ArrayView<Place> taps, ProductShape s, Places columns, int side, int item, int k, int to) where TProduct : struct, IProduct
    {
        k += Down(side, TProduct.BIsAlongDepth, TProduct.BIsWide, item);
        if (TProduct.BIsWide != 0) return k < to ? Four(b, columns.P0.Offset + TProduct.DepthOfB(taps, s, k).Offset) : default;
        if (TProduct.BIsAlongDepth != 0)
        {
            if (k >= to) return default;
            var depth = TProduct.DepthOfB(taps, s, k);
            return new(TProduct.B(b, s, columns.P0, depth), TProduct.B(b, s, columns.P1, depth), TProduct.B(b, s, columns.P2, depth), TProduct.B(b, s, columns.P3, depth));
        }
        var step = Items / side;
        return new(OneB<TProduct>(b, taps, s, columns, k, to), OneB<TProduct>(b, taps, s, columns, k + step, to),
            OneB<TProduct>(b, taps, s, columns, k + 2 * step, to), OneB<TProduct>(b, taps, s, columns, k + 3 * step, to));
    }

    /// <summary>Puts an item's four numbers where they belong in a tile.</summary>
    public static void Put(ArrayView<float> tile, int side, int isAlongDepth, int isWide, int item, Float4 v)
    {
        var pitch = side + Padding;
        var own = tile.SubView(Down(side, isAlongDepth, isWide, item) * pitch + First(side, isAlongDepth, isWide, item));
        if (isWide != 0 && isAlongDepth == 0)
        {
            own.AsAligned(16).Cast<Float4>()[0] = v;
            return;
        }
        var step = isWide != 0 ? pitch : isAlongDepth != 0 ? Step(side, isAlongDepth) : Items / side * pitch;
        own[0] = v.X;
        own[step] = v.Y;
        own[2 * step] = v.Z;
        own[3 * step] = v.W;
    }

    /// <summary>Where four neighbouring columns of the result go, before the row's part; −1 for those that lie outside.</summary>
    public static Columns4 TargetsOf<TProduct>(ProductShape s, int column) where TProduct : struct, IProduct => new()
    {
        First = column,
        X = TargetOf<TProduct>(s, column),
        Y = TargetOf<TProduct>(s, column + 1),
        Z = TargetOf<TProduct>(s, column + 2),
        W = TargetOf<TProduct>(s, column + 3),
    };

    /// <summary>Stores four neighbours of a row of the result, as far as they lie inside.</summary>
    public static void Store(ArrayView<float> bias, ArrayView<float> result, ProductShape s, int row, Columns4 columns, Float4 v)
    {
        if (row >= s.Rows) return;
        var start = (s.Parts > 1 ? Grid.IdxZ * s.Rows * s.Columns : 0) + row * s.RowStep;
        var plus = s.Bias == ProductShape.BiasOfRows ? bias[row] : 0f;
        if (columns.X >= 0) StoreOne(bias, result, s, start + columns.X, columns.First, v.X + plus);
        if (columns.Y >= 0) StoreOne(bias, result, s, start + columns.Y, columns.First + 1, v.Y + plus);
        if (columns.Z >= 0) StoreOne(bias, result, s, start + columns.Z, columns.First + 2, v.Z + plus);
        if (columns.W >= 0) StoreOne(bias, result, s, start + columns.W, columns.First + 3, v.W + plus);
    }

    private static void StoreOne(ArrayView<float> bias, ArrayView<float> result, ProductShape s, int at, int column, float sum)
    {
        if (s.Bias == ProductShape.BiasOfColumns) sum += bias[column];
        if (s.Accumulate != 0 && s.Parts == 1) sum += result[at];
        result[at] = sum;
    }

    private static float OneA<TProduct>(ArrayView<float> a, ArrayView<Place> taps, ProductShape s, Places rows, int k, int to) where TProduct : struct, IProduct =>
        k < to ? a[rows.P0.Offset + TProduct.DepthOfA(taps, s, k).Offset] : 0f;

    private static float OneB<TProduct>(ArrayView<float> b, ArrayView<Place> taps, ProductShape s, Places columns, int k, int to) where TProduct : struct, IProduct =>
        k < to ? TProduct.B(b, s, columns.P0, TProduct.DepthOfB(taps, s, k)) : 0f;

    private static int TargetOf<TProduct>(ProductShape s, int column) where TProduct : struct, IProduct => column < s.Columns ? TProduct.Target(s, column) : -1;

    private static Float4 Four(ArrayView<float> matrix, int at) => matrix.SubView(at, 4).AsAligned(16).Cast<Float4>()[0];

    // An item's place in a tile: its first row (or column), how far the next ones are, and its first k.
    private static int First(int side, int isAlongDepth, int isWide, int item) => isWide != 0
        ? isAlongDepth != 0 ? item / (Numbers / side / 4) : item % (side / 4) * 4
        : isAlongDepth != 0 ? item / (Numbers / side) : item % side;

    private static int Step(int side, int isAlongDepth) => isAlongDepth != 0 ? Items / (Numbers / side) : 0;

    private static int Down(int side, int isAlongDepth, int isWide, int item) => isWide != 0
        ? isAlongDepth != 0 ? item % (Numbers / side / 4) * 4 : item / (side / 4)
        : isAlongDepth != 0 ? item % (Numbers / side) : item / side;

    private static int Min(int a, int b) => a < b ? a : b;
}

/// <summary>Four places: those of an item's rows or columns.</summary>
internal struct Places
{
    public Place P0, P1, P2, P3;
}

/// <summary>Four neighbouring columns of the result.</summary>
internal struct Columns4
{
    public int First, X, Y, Z, W;
}
