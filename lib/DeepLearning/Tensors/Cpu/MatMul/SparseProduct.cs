using System.Runtime.CompilerServices;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>Products with rows that are nearly all zeros, such as one-hot characters: only what is not zero is multiplied.</summary>
/// <remarks>The terms left out are zero, unless what they would be multiplied with is infinite or not a number. Whether rows are sparse is
/// found out by looking at
/// them; with others that ends with the first row.</remarks>
internal static unsafe class SparseProduct<TVector> where TVector : unmanaged, ISimd<TVector>
{
    /// <summary>At most one in so many elements of a row is not zero.</summary>
    private const int Sparseness = 16;

    /// <summary>Rows up to which sums are made one term after the other; beyond, they would lose digits.</summary>
    private const int MostTerms = 4096;

    private const int MostColumns = 16384;

    /// <summary>Columns of the other factor for which it pays to skip zeros. Not the width of a vector: the order of a sum must not depend
    /// on it.</summary>
    private const int LeastWidth = 16;

    /// <summary>Whether every row has few elements that are not zero.</summary>
    public static bool IsSparse(float* x, int rows, int columns)
    {
        if (columns is < Sparseness or > MostColumns || rows < 8) return false;
        for (var i = 0; i < rows; i++)
            if (CountNonzero(x + (nint)i * columns, columns) > columns / Sparseness) return false;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float CountNonzero(float* x, int count)
    {
        TVector sum = default, zero = default;
        var (one, i) = (TVector.Broadcast(1f), 0);
        for (; i <= count - TVector.Count; i += TVector.Count) sum += TVector.IfEqual(TVector.Load(x + i), zero, zero, one);
        if (i < count) sum += TVector.IfEqual(TVector.Load(x + i, count - i), zero, zero, one);
        return TVector.Sum(sum);
    }

    /// <summary>C [m, n] = S [m, k] · B [k, n] + addend, S sparse and row by row in memory.</summary>
    public static bool TryLeft(int m, int n, int k, float* s, Matrix b, float* c, float* addend, nint addendStride)
    {
        if (n < LeastWidth || !IsSparse(s, m, k)) return false;
        if (b.ColumnStride != 1)
        {
            var rows = Scratch.Get(Scratch.Product, (nint)k * n);
            Transposer.Transpose(b.Data, b.ColumnStride, n, k, rows, n);
            b = Matrix.RowMajor(rows, n);
        }
        var parts = Math.Min(m, Parallelism.PartsFor((long)m * n, Map<TVector>.LeastPerThread));
        var job = new Left(m, n, k, s, b, c, addend, addendStride, parts);
        Parallelism.Run(ref job, parts);
        return true;
    }

    /// <summary>C [m, n] = Aᵀ · S + addend for A [k, m] and S [k, n], both row by row in memory, S sparse.</summary>
    public static bool TryRight(int m, int n, int k, float* a, float* s, float* c, float* addend)
    {
        if (m < LeastWidth || k > MostTerms || !IsSparse(s, k, n)) return false;
        var transposed = Scratch.Get(Scratch.Product, (nint)m * n);
        var parts = Parallelism.PartsFor((long)m * k, Map<TVector>.LeastPerThread);
        var job = new Right(m, n, k, a, s, transposed, parts);
        Parallelism.Run(ref job, parts);
        if (addend == null) Transposer.Transpose(transposed, m, n, m, c, n);
        else
            for (var i = 0; i < m; i++)
                for (var j = 0; j < n; j++) c[(nint)i * n + j] = addend[(nint)i * n + j] + transposed[(nint)j * m + i];
        return true;
    }

    // sums += factor · row.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(float factor, float* row, float* sums, int count)
    {
        var (x, i) = (TVector.Broadcast(factor), 0);
        for (; i <= count - TVector.Count; i += TVector.Count)
            TVector.Fma(x, TVector.Load(row + i), TVector.Load(sums + i)).Store(sums + i);
        if (i < count) TVector.Fma(x, TVector.Load(row + i, count - i), TVector.Load(sums + i, count - i)).Store(sums + i, count - i);
    }

    private readonly struct Left(int m, int n, int k, float* s, Matrix b, float* c, float* addend, nint addendStride, int parts) : IParts
    {
        public void Run(int part)
        {
            for (var i = (int)((long)m * part / parts); i < (int)((long)m * (part + 1) / parts); i++)
            {
                var target = c + (nint)i * n;
                if (addend == null) new Span<float>(target, n).Clear();
                else if (addend + i * addendStride != target) new ReadOnlySpan<float>(addend + i * addendStride, n)
                    .CopyTo(new Span<float>(target, n));
                for (var step = 0; step < k; step++)
                    if (s[(nint)i * k + step] is not 0 and var factor) Add(factor, b.Data + step * b.RowStride, target, n);
            }
        }
    }

    private readonly struct Right(int m, int n, int k, float* a, float* s, float* transposed, int parts) : IParts
    {
        public void Run(int part)
        {
            var start = Map<TVector>.Start(part, parts, m);
            var count = Map<TVector>.Start(part + 1, parts, m) - start;
            for (var j = 0; j < n; j++) new Span<float>(transposed + (nint)j * m + start, count).Clear();
            for (var step = 0; step < k; step++)
                for (var j = 0; j < n; j++)
                    if (s[(nint)step * n + j] is not 0 and var factor)
                        Add(factor, a + (nint)step * m + start, transposed + (nint)j * m + start, count);
        }
    }
}
