using System.Runtime.CompilerServices;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>Sums down the rows of a matrix, and maxima.</summary>
/// <remarks>A long sum in float32 loses digits once it is much larger than what is added to it. So the rows are summed in blocks, and the
/// blocks in a second row
/// of sums. Vectors run along the columns: their width does not change the order of a sum.</remarks>
internal static unsafe class Reductions<TVector> where TVector : unmanaged, ISimd<TVector>
{
    private const int BlockRows = 32;

    /// <summary>The largest of consecutive elements; NaN if one is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Max(float* x, int count)
    {
        var i = 0;
        var result = float.NegativeInfinity;
        if (count >= TVector.Count)
        {
            var largest = TVector.Load(x);
            for (i = TVector.Count; i <= count - TVector.Count; i += TVector.Count) largest = TVector.Max(largest, TVector.Load(x + i));
            result = TVector.MaxAcross(largest);
        }
        for (; i < count; i++) result = MathF.Max(result, x[i]);
        return result;
    }

    // result[j] = Σ x[i·stride + j] over the rows, for j < columns.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SumRows(float* x, nint stride, int rows, int columns, float* result)
    {
        var j = 0;
        // Eight vectors side by side: of a row that lies on another page than the last one, much is read at once.
        for (; j <= columns - 8 * TVector.Count; j += 8 * TVector.Count) SumStrip(x + j, stride, rows, result + j);
        for (; j < columns; j += TVector.Count)
        {
            var left = Math.Min(TVector.Count, columns - j);
            TVector total = default;
            for (var block = 0; block < rows; block += BlockRows)
            {
                TVector sum = default;
                var row = x + block * stride + j;
                var end = Math.Min(rows, block + BlockRows);
                if (left == TVector.Count)
                    for (var i = block; i < end; i++, row += stride) sum += TVector.Load(row);
                else
                    for (var i = block; i < end; i++, row += stride) sum += TVector.Load(row, left);
                total += sum;
            }
            total.Store(result + j, left);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumStrip(float* x, nint stride, int rows, float* result)
    {
        TVector t0 = default, t1 = default, t2 = default, t3 = default, t4 = default, t5 = default, t6 = default, t7 = default;
        for (var block = 0; block < rows; block += BlockRows)
        {
            TVector s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
            for (var i = Math.Min(BlockRows, rows - block); i > 0; i--, x += stride)
            {
                s0 += TVector.Load(x);
                s1 += TVector.Load(x + TVector.Count);
                s2 += TVector.Load(x + 2 * TVector.Count);
                s3 += TVector.Load(x + 3 * TVector.Count);
                s4 += TVector.Load(x + 4 * TVector.Count);
                s5 += TVector.Load(x + 5 * TVector.Count);
                s6 += TVector.Load(x + 6 * TVector.Count);
                s7 += TVector.Load(x + 7 * TVector.Count);
            }
            (t0, t1, t2, t3, t4, t5, t6, t7) = (t0 + s0, t1 + s1, t2 + s2, t3 + s3, t4 + s4, t5 + s5, t6 + s6, t7 + s7);
        }
        t0.Store(result);
        t1.Store(result + TVector.Count);
        t2.Store(result + 2 * TVector.Count);
        t3.Store(result + 3 * TVector.Count);
        t4.Store(result + 4 * TVector.Count);
        t5.Store(result + 5 * TVector.Count);
        t6.Store(result + 6 * TVector.Count);
        t7.Store(result + 7 * TVector.Count);
    }

    // result[j] = the largest of x[i·stride + j] over the rows, for j < columns.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MaxRows(float* x, nint stride, int rows, int columns, float* result)
    {
        new Span<float>(result, columns).Fill(float.NegativeInfinity);
        for (var i = 0; i < rows; i++) Map<TVector>.Range(default(MaximumFunction), result, x + i * stride, result, columns);
    }
}
