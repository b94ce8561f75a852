using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>Copies the parts of a product's operands that a block works on into one run of memory, in the order in which tiles read
/// them.</summary>
internal static unsafe class Packing<TVector> where TVector : unmanaged, ISimd<TVector>
{
    /// <summary>Rows that are fetched ahead: they lie too far apart for the processor to see what comes next.</summary>
    private const int Ahead = 8;

    /// <summary>A panel of B: for each step, two vectors side by side; missing columns become zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackColumns(Matrix b, int depth, int columns, float* target)
    {
        var width = 2 * TVector.Count;
        if (b.ColumnStride == 1 && columns == width)
        {
            var source = b.Data;
            for (var step = 0; step < depth; step++)
            {
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(source + Ahead * b.RowStride);
                    Sse.Prefetch0(source + Ahead * b.RowStride + TVector.Count);
                }
                TVector.Load(source).Store(target);
                TVector.Load(source + TVector.Count).Store(target + TVector.Count);
                source += b.RowStride;
                target += width;
            }
            return;
        }
        if (b.ColumnStride == 1)
        {
            var (source, left, right) = ((nint)b.Data, Math.Min(columns, TVector.Count), Math.Max(0, columns - TVector.Count));
            for (var step = 0; step < depth; step++, target += width)
            {
                var row = (float*)source + step * b.RowStride;
                Load(row, left).Store(target);
                Load(row + TVector.Count, right).Store(target + TVector.Count);
            }
            return;
        }
        if (columns < width) new Span<float>(target, depth * width).Clear();
        Copy(b, depth, columns, target, width);
    }

    /// <summary>A block of A, tile after tile, as they read it: for each step, the tile's rows side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackRows(Matrix a, int rows, int tiles, int depth, float* target)
    {
        if (a.RowStride == 1 && (rows + tiles - 1) / tiles < TVector.Count)
        {
            PackRowsAtOnce(a, rows, tiles, depth, target);
            return;
        }
        for (var (tile, row) = (0, 0); tile < tiles; row = ++tile * rows / tiles)
        {
            var count = (tile + 1) * rows / tiles - row;
            Copy(a.From(row, 0).Transposed, depth, count, target + (nint)row * depth, count);
        }
    }

    // Step by step through all tiles: what lies together is read together.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackRowsAtOnce(Matrix a, int rows, int tiles, int depth, float* target)
    {
        var starts = stackalloc int[tiles + 1];
        for (var tile = 0; tile <= tiles; tile++) starts[tile] = tile * rows / tiles;
        for (var step = 0; step < depth; step++)
        {
            var source = (nint)(a.Data + step * a.ColumnStride);
            for (var tile = 0; tile < tiles; tile++)
            {
                var (row, count) = (starts[tile], starts[tile + 1] - starts[tile]);
                var (from, to) = ((nint)((float*)source + row), (nint)(target + (nint)row * depth + step * count));
                if (Sse.IsSupported) Sse.Prefetch0((float*)from + Ahead * a.ColumnStride);
                // A whole vector is faster; what it writes behind the tile's rows, the next step writes over.
                if (step < depth - 1 && row + TVector.Count <= rows && count * 2 > TVector.Count)
                    TVector.Load((float*)from).Store((float*)to);
                else TVector.Load((float*)from, count).Store((float*)to, count);
            }
        }
    }

    /// <summary>Copies short rows; the last vector of a row may overlap the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyRows(float* source, nint sourceStride, float* target, nint targetStride, int rows, int count)
    {
        var last = count - TVector.Count;
        if (last < 0)
            for (; rows > 0; rows--, source += sourceStride, target += targetStride) TVector.Load(source, count).Store(target, count);
        else if (last <= TVector.Count)
            // No loop within the row: it would take longer than the copy.
            for (; rows > 0; rows--, source += sourceStride, target += targetStride)
            {
                TVector.Load(source).Store(target);
                TVector.Load(source + last).Store(target + last);
            }
        else
            for (; rows > 0; rows--, source += sourceStride, target += targetStride)
            {
                for (var i = 0; i < last; i += TVector.Count) TVector.Load(source + i).Store(target + i);
                TVector.Load(source + last).Store(target + last);
            }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load(float* source, int count) =>
        count == TVector.Count ? TVector.Load(source) : count == 0 ? default : TVector.Load(source, count);

    // target[i·stride + j] = source(i, j).
    private static void Copy(Matrix source, int rows, int columns, float* target, nint stride)
    {
        if (source.RowStride == 1 && source.ColumnStride != 1)
            Transposer.Transpose(source.Data, source.ColumnStride, columns, rows, target, stride);
        else if (source.ColumnStride == 1)
            for (var i = 0; i < rows; i++)
                Buffer.MemoryCopy(source.Data + i * source.RowStride, target + i * stride, columns * sizeof(float),
                    columns * sizeof(float));
        else
            for (var i = 0; i < rows; i++)
                for (var j = 0; j < columns; j++) target[i * stride + j] = source.Data[i * source.RowStride + j * source.ColumnStride];
    }
}
