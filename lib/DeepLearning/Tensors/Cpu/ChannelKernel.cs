using System.Runtime.CompilerServices;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>A pass over the batch as a matrix of rows × columns: x, g and y have all elements; a, b, c and the sums one for each column.</summary>
internal unsafe struct ChannelPass(int rows, int columns)
{
    public int Rows = rows, Columns = columns;
    public float* X, G, Y, A, B, C, First, Second;
}

/// <summary>Statistics of the channels of a batch, and normalisation with them.</summary>
/// <remarks>x [N, C, rest] is worked on as a matrix of N rows and C·rest columns: sums run down the columns, whole vectors at a time whatever the
/// size of a channel, and each thread has columns of its own. Values of a channel are written out once for each of its columns.</remarks>
internal static unsafe class ChannelKernel<TVector> where TVector : unmanaged, ISimd<TVector>
{
    /// <summary>first = Σ x.</summary>
    public static void Sums(in ChannelPass pass) => Run(0, pass);

    /// <summary>first = Σ (x − a)².</summary>
    public static void Squares(in ChannelPass pass) => Run(1, pass);

    /// <summary>first = Σ g, second = Σ g·(x − a).</summary>
    public static void GradientSums(in ChannelPass pass) => Run(2, pass);

    /// <summary>y = a·x + b.</summary>
    public static void Scale(in ChannelPass pass) => Run(3, pass);

    /// <summary>y = a·g + b·x + c.</summary>
    public static void Combine(in ChannelPass pass) => Run(4, pass);

    /// <summary>Sums the columns of each channel: result[c] = scale · Σ columns[c·rest + i].</summary>
    public static void SumChannels(float* columns, int channels, int rest, double scale, float* result)
    {
        for (var c = 0; c < channels; c++) result[c] = (float)(scale * Reductions<TVector>.Sum(columns + c * rest, rest));
    }

    /// <summary>Writes each channel's value out for its columns.</summary>
    public static void Spread(ReadOnlySpan<float> values, int rest, float* columns)
    {
        for (var c = 0; c < values.Length; c++) new Span<float>(columns + c * rest, rest).Fill(values[c]);
    }

    private static void Run(int kind, in ChannelPass pass)
    {
        var parts = Parallelism.PartsFor((long)pass.Rows * pass.Columns, Map<TVector>.LeastPerThread);
        var job = new Job(kind, pass, parts);
        Parallelism.Run(ref job, parts);
    }

    // Strips of a few vectors: their sums stay in registers while the rows pass by.
    private static void Range(int kind, in ChannelPass pass, int start, int end)
    {
        if (kind > 2)
        {
            for (var i = 0; i < pass.Rows; i++) Write(pass, kind == 4, (nint)i * pass.Columns, start, end);
            return;
        }
        for (var (j, count) = (start, 0); j < end; j += count)
        {
            count = Math.Min(end - j, (kind == 2 ? 4 : 8) * TVector.Count);
            if (kind == 2 && count == 4 * TVector.Count) AddProducts(pass, j);
            else if (count == 8 * TVector.Count) Add(pass, j, squares: kind == 1);
            else AddOne(kind, pass, j, count = Math.Min(count, TVector.Count));
        }
    }

    // One vector of columns, which need not be full.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddOne(int kind, in ChannelPass pass, int column, int count)
    {
        TVector first = default, second = default;
        var mean = kind == 0 ? default : TVector.Load(pass.A + column, count);
        for (var i = 0; i < pass.Rows; i++)
        {
            var at = (nint)i * pass.Columns + column;
            var x = TVector.Load(pass.X + at, count) - mean;
            if (kind == 2)
            {
                var g = TVector.Load(pass.G + at, count);
                first += g;
                second = TVector.Fma(g, x, second);
            }
            else
            {
                first += kind == 1 ? x * x : x;
            }
        }
        first.Store(pass.First + column, count);
        if (kind == 2) second.Store(pass.Second + column, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(in ChannelPass pass, int column, bool squares)
    {
        TVector s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        TVector m0 = default, m1 = default, m2 = default, m3 = default, m4 = default, m5 = default, m6 = default, m7 = default;
        if (squares)
        {
            var mean = pass.A + column;
            (m0, m1, m2, m3) = (TVector.Load(mean), TVector.Load(mean + TVector.Count), TVector.Load(mean + 2 * TVector.Count), TVector.Load(mean + 3 * TVector.Count));
            mean += 4 * TVector.Count;
            (m4, m5, m6, m7) = (TVector.Load(mean), TVector.Load(mean + TVector.Count), TVector.Load(mean + 2 * TVector.Count), TVector.Load(mean + 3 * TVector.Count));
        }
        var x = pass.X + column;
        for (var i = pass.Rows; i > 0; i--, x += pass.Columns)
        {
            s0 += Term(x, m0, squares);
            s1 += Term(x + TVector.Count, m1, squares);
            s2 += Term(x + 2 * TVector.Count, m2, squares);
            s3 += Term(x + 3 * TVector.Count, m3, squares);
            s4 += Term(x + 4 * TVector.Count, m4, squares);
            s5 += Term(x + 5 * TVector.Count, m5, squares);
            s6 += Term(x + 6 * TVector.Count, m6, squares);
            s7 += Term(x + 7 * TVector.Count, m7, squares);
        }
        var sums = pass.First + column;
        s0.Store(sums);
        s1.Store(sums + TVector.Count);
        s2.Store(sums + 2 * TVector.Count);
        s3.Store(sums + 3 * TVector.Count);
        s4.Store(sums + 4 * TVector.Count);
        s5.Store(sums + 5 * TVector.Count);
        s6.Store(sums + 6 * TVector.Count);
        s7.Store(sums + 7 * TVector.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Term(float* x, TVector mean, bool squared)
    {
        var value = TVector.Load(x) - mean;
        return squared ? value * value : value;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddProducts(in ChannelPass pass, int column)
    {
        TVector f0 = default, f1 = default, f2 = default, f3 = default, s0 = default, s1 = default, s2 = default, s3 = default;
        var mean = pass.A + column;
        TVector m0 = TVector.Load(mean), m1 = TVector.Load(mean + TVector.Count), m2 = TVector.Load(mean + 2 * TVector.Count), m3 = TVector.Load(mean + 3 * TVector.Count);
        float* x = pass.X + column, g = pass.G + column;
        for (var i = pass.Rows; i > 0; i--, x += pass.Columns, g += pass.Columns)
        {
            AddProduct(g, x, m0, ref f0, ref s0);
            AddProduct(g + TVector.Count, x + TVector.Count, m1, ref f1, ref s1);
            AddProduct(g + 2 * TVector.Count, x + 2 * TVector.Count, m2, ref f2, ref s2);
            AddProduct(g + 3 * TVector.Count, x + 3 * TVector.Count, m3, ref f3, ref s3);
        }
        float* first = pass.First + column, second = pass.Second + column;
        f0.Store(first);
        f1.Store(first + TVector.Count);
        f2.Store(first + 2 * TVector.Count);
        f3.Store(first + 3 * TVector.Count);
        s0.Store(second);
        s1.Store(second + TVector.Count);
        s2.Store(second + 2 * TVector.Count);
        s3.Store(second + 3 * TVector.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddProduct(float* g, float* x, TVector mean, ref TVector first, ref TVector second)
    {
        var value = TVector.Load(g);
        first += value;
        second = TVector.Fma(value, TVector.Load(x) - mean, second);
    }

    // One row: y = a·x + b or a·g + b·x + c.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Write(in ChannelPass pass, bool combine, nint row, int start, int end)
    {
        var j = start;
        for (; j <= end - TVector.Count; j += TVector.Count)
        {
            var value = TVector.Fma(TVector.Load((combine ? pass.B : pass.A) + j), TVector.Load(pass.X + row + j), TVector.Load((combine ? pass.C : pass.B) + j));
            if (combine) value = TVector.Fma(TVector.Load(pass.A + j), TVector.Load(pass.G + row + j), value);
            value.Store(pass.Y + row + j);
        }
        if (j == end) return;
        var left = end - j;
        var last = TVector.Fma(TVector.Load((combine ? pass.B : pass.A) + j, left), TVector.Load(pass.X + row + j, left), TVector.Load((combine ? pass.C : pass.B) + j, left));
        if (combine) last = TVector.Fma(TVector.Load(pass.A + j, left), TVector.Load(pass.G + row + j, left), last);
        last.Store(pass.Y + row + j, left);
    }

    private readonly struct Job(int kind, ChannelPass pass, int parts) : IParts
    {
        public void Run(int part) =>
            Range(kind, pass, Map<TVector>.Start(part, parts, pass.Columns), Map<TVector>.Start(part + 1, parts, pass.Columns));
    }
}
