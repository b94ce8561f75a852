using System.Runtime.CompilerServices;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>Copies the parts of a product's operands that a block works on into one run of memory, in the order in which tiles read them.</summary>
internal static unsafe class Packing<TVector> where TVector : unmanaged, ISimd<TVector>
{
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
        if (a.RowStride == 1 && rows / tiles < TVector.Count)
        {
            // Step by step through all tiles: what lies together is read together.
            for (var step = 0; step < depth; step++)
                for (var (tile, row, source) = (0, 0, (nint)(a.Data + step * a.ColumnStride)); tile < tiles; tile++)
                {
                    var count = (tile + 1) * rows / tiles - row;
                    TVector.Load((float*)source + row, count).Store(target + (nint)row * depth + step * count, count);
                    row += count;
                }
            return;
        }
        for (var (tile, row) = (0, 0); tile < tiles; row = ++tile * rows / tiles)
        {
            var count = (tile + 1) * rows / tiles - row;
            Copy(a.From(row, 0).Transposed, depth, count, target + (nint)row * depth, count);
        }
    }

    /// <summary>Copies a short row; the last vector may overlap the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CopyRow(float* source, float* target, int count)
    {
        if (count < TVector.Count)
        {
            TVector.Load(source, count).Store(target, count);
            return;
        }
        for (var i = 0; i < count - TVector.Count; i += TVector.Count) TVector.Load(source + i).Store(target + i);
        TVector.Load(source + count - TVector.Count).Store(target + count - TVector.Count);
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
                Buffer.MemoryCopy(source.Data + i * source.RowStride, target + i * stride, columns * sizeof(float), columns * sizeof(float));
        else
            for (var i = 0; i < rows; i++)
                for (var j = 0; j < columns; j++) target[i * stride + j] = source.Data[i * source.RowStride + j * source.ColumnStride];
    }
}
