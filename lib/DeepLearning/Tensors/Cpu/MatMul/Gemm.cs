using System.Runtime.CompilerServices;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>The product of matrices: C = A·B, C += A·B or C = A·B + bias, for any sizes and transposes.</summary>
/// <remarks>
/// The sum is cut into blocks of <see cref="PackedFactor{TVector}.Depth"/> steps, C into panels as wide as a tile. The panel of B that a
/// block needs, 32 columns ×
/// 256 steps = 32 KB, is copied into one run of memory, so that it stays in the first-level cache while all rows of A pass by; a block of
/// A stays in the second level while all panels of B pass by. Why copy: in a large matrix the rows lie pages apart, and with a power of
/// two between them they all compete for the same few places of the cache. Transposes cost nothing extra, they only change how the
/// copy walks through memory.
/// </remarks>
internal static unsafe class Gemm<TVector> where TVector : unmanaged, ISimd<TVector>
{
    /// <summary>Rows of A in one block: 192 × 256 floats are 192 KB of second-level cache.</summary>
    private const int BlockRows = 192;

    /// <summary>Columns of B packed at a time, 1024 × 256 floats.</summary>
    private const int BlockColumns = 1024;

    /// <summary>Multiply-adds below which a second thread costs more than it brings, about 10 µs.</summary>
    private const long LeastPerThread = 500_000;

    private static int PanelWidth => PackedFactor<TVector>.PanelWidth;

    /// <summary>C = A·B + addend, on several threads if it is large.</summary>
    public static void Multiply(int m, int n, int k, Matrix a, Matrix b, ProductOutput c, float* packed = null)
    {
        if (m == 0 || n == 0) return;
        if (packed == null && a.RowStride == 1 && IsNarrow(n) && m >= 8 * TVector.Count && n < m
            && (c.AddendStride == c.Stride || c.Addend == null))
        {
            MultiplyTransposed(m, n, k, a, b, c);
            return;
        }
        var product = new ProductArgs<TVector>(m, n, k, a, b, new PackedFactor<TVector>(packed, n), c);
        var parts = Parallelism.PartsFor((long)m * n * k, LeastPerThread);
        if (parts == 1)
        {
            MultiplyPart(product);
            return;
        }
        // Split the longer side of C.
        var byRows = m >= n;
        var step = byRows ? PackedFactor<TVector>.RoundUp((m + parts - 1) / parts, TVector.TileRows)
            : PackedFactor<TVector>.RoundUp((n + parts - 1) / parts, PanelWidth);
        var job = new SplitProduct(product, byRows, step);
        Parallelism.Run(ref job, ((byRows ? m : n) + step - 1) / step);
    }

    /// <summary>The same on this thread alone: one of many products that are shared out.</summary>
    public static void MultiplyAlone(int m, int n, int k, Matrix a, Matrix b, ProductOutput c)
    {
        if (m > 0 && n > 0) MultiplyPart(new(m, n, k, a, b, new PackedFactor<TVector>(null, n), c));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyPart(in ProductArgs<TVector> product)
    {
        if (product.K == 0)
        {
            GemmTiles<TVector>.Empty(product.M, product.N, product.C);
            return;
        }
        for (var j = 0; j < product.N; j += BlockColumns)
        {
            var columns = product.Columns(j, Math.Min(BlockColumns, product.N - j));
            var blocks = PackedFactor<TVector>.Blocks(product.K);
            for (var (block, step) = (0, 0); block < blocks; step = PackedFactor<TVector>.BlockStart(++block, product.K))
            {
                // The first block brings the addend in, the others add to what is there.
                var depth = PackedFactor<TVector>.BlockStart(block + 1, product.K) - step;
                MultiplyBlock(columns.Terms(step, depth), columns.Packed.Block(step, depth));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyBlock(in ProductArgs<TVector> block, float* packed)
    {
        var (m, n, depth, b) = (block.M, block.N, block.K, block.B);
        var panels = (n + PanelWidth - 1) / PanelWidth;
        var packedRows = Scratch.Get(Scratch.Packing,
            (nint)panels * PanelWidth * PackedFactor<TVector>.Depth + BlockRows * PackedFactor<TVector>.Depth);
        var direct = packed == null && IsDirect(m, b);
        if (packed == null)
        {
            packed = packedRows + BlockRows * PackedFactor<TVector>.Depth;
            if (!direct) PackedFactor<TVector>.PackBlock(b, n, depth, packed);
            else if (n % PanelWidth is > 0 and var rest) PackedFactor<TVector>.PackBlock(b.From(0, n - rest), rest, depth,
                packed + (nint)(n - rest) * depth);
        }

        for (var i = 0; i < m; i += BlockRows)
        {
            var rows = Math.Min(BlockRows, m - i);
            var a = block.A.From(i, 0);
            // Tiles of nearly the same height: 32 rows are 11 + 11 + 10, not 12 + 12 + 8.
            var tiles = (rows + TVector.TileRows - 1) / TVector.TileRows;
            var copied = ArePagesApart(a) && n >= (a.RowStride == 1 ? 2 : 4) * PanelWidth && m > 4 * TVector.TileRows;
            if (copied) Packing<TVector>.PackRows(a, rows, tiles, depth, packedRows);
            for (var j = 0; j < panels; j++)
            {
                var first = j * PanelWidth;
                var columns = Math.Min(PanelWidth, n - first);
                var inPlace = direct && columns == PanelWidth;
                var (panel, stride) = inPlace ? ((nint)(b.Data + first), b.RowStride) : ((nint)(packed + (nint)first * depth), PanelWidth);
                for (var (tile, row) = (0, 0); tile < tiles; tile++)
                {
                    var end = (tile + 1) * rows / tiles;
                    var source = copied ? new Matrix(packedRows + (nint)row * depth, 1, end - row) : a.From(row, 0);
                    GemmTiles<TVector>.Multiply(end - row, columns,
                        new(depth, source, (float*)panel, stride, block.C.From(i + row, first)));
                    row = end;
                }
            }
        }
    }

    // Tiles of so few columns would compute a quarter or more for nothing, or have too few sums under way.
    private static bool IsNarrow(int n) => n <= TVector.Count
        || (n < 2 * TVector.Count && 4 * (2 * TVector.Count - n) >= 2 * TVector.Count);

    // A panel that is used for few rows is not worth a copy, unless its rows lie so far apart that they compete for the same places of the
    // cache.
    private static bool IsDirect(int m, Matrix b) => b.ColumnStride == 1 && m <= (b.RowStride % 64 == 0 ? 2 : 6) * TVector.TileRows;

    // Elements that a tile reads one after the other lie on different pages, or in the same few sets of the cache.
    private static bool ArePagesApart(Matrix a) => Math.Max(a.RowStride, a.ColumnStride) >= 1024;

    // C [m, n] with few columns, A stored as its transpose: Cᵀ = Bᵀ·Aᵀ reads A along its rows and fills whole vectors.
    private static void MultiplyTransposed(int m, int n, int k, Matrix a, Matrix b, ProductOutput c)
    {
        var transposed = new ProductOutput(Scratch.Get(Scratch.Product, (nint)m * n), m);
        // The addend turned as well, so that it comes first into the sum, as it does otherwise.
        if (c.Addend != null) Transposer.Transpose(c.Addend, c.Stride, m, n, transposed.Data, m);
        Multiply(n, m, k, b.Transposed, a.Transposed, c.Addend == null ? transposed : transposed.Accumulating);
        Transposer.Transpose(transposed.Data, m, n, m, c.Data, c.Stride);
    }

    private readonly struct SplitProduct(ProductArgs<TVector> product, bool byRows, int step) : IParts
    {
        public void Run(int part)
        {
            var first = part * step;
            MultiplyPart(byRows ? product.Rows(first, Math.Min(step, product.M - first))
                : product.Columns(first, Math.Min(step, product.N - first)));
        }
    }
}
