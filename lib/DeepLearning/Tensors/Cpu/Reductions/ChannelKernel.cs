using System.Runtime.CompilerServices;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>A pass over the batch as a matrix of rows × columns: x, g and y have all elements; a, b, c and the sums one for each
/// column.</summary>
internal unsafe struct ChannelPass(int rows, int columns)
{
    public int Rows = rows, Columns = columns;
    public float* X, G, Y, A, B, C, First, Second;
}

/// <summary>Statistics of the channels of a batch, and normalisation with them.</summary>
/// <remarks>x [N, C, rest] is worked on as a matrix of N rows and C·rest columns: sums run down the columns, whole vectors at a time
/// whatever the
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
        for (var c = 0; c < channels; c++) result[c] = (float)(scale * Sums<TVector>.Sum(columns + c * rest, rest));
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
            if (kind == 2 && count == 4 * TVector.Count) ChannelSums<TVector>.AddProducts(pass, j);
            else if (count == 8 * TVector.Count) ChannelSums<TVector>.Add(pass, j, squares: kind == 1);
            else ChannelSums<TVector>.AddOne(kind, pass, j, count = Math.Min(count, TVector.Count));
        }
    }

    // One row: y = a·x + b or a·g + b·x + c.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Write(in ChannelPass pass, bool combine, nint row, int start, int end)
    {
        var j = start;
        for (; j <= end - TVector.Count; j += TVector.Count)
        {
            var value = TVector.Fma(TVector.Load((combine ? pass.B : pass.A) + j), TVector.Load(pass.X + row + j),
                TVector.Load((combine ? pass.C : pass.B) + j));
            if (combine) value = TVector.Fma(TVector.Load(pass.A + j), TVector.Load(pass.G + row + j), value);
            value.Store(pass.Y + row + j);
        }
        if (j == end) return;
        var left = end - j;
        var last = TVector.Fma(TVector.Load((combine ? pass.B : pass.A) + j, left), TVector.Load(pass.X + row + j, left),
            TVector.Load((combine ? pass.C : pass.B) + j, left));
        if (combine) last = TVector.Fma(TVector.Load(pass.A + j, left), TVector.Load(pass.G + row + j, left), last);
        last.Store(pass.Y + row + j, left);
    }

    private readonly struct Job(int kind, ChannelPass pass, int parts) : IParts
    {
        public void Run(int part) =>
            Range(kind, pass, Map<TVector>.Start(part, parts, pass.Columns), Map<TVector>.Start(part + 1, parts, pass.Columns));
    }
}
