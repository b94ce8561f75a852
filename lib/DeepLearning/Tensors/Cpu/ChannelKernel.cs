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

    // Strips of 128 columns: their sums stay in the first-level cache while the rows pass by.
    private static void Range(int kind, in ChannelPass pass, int start, int end)
    {
        for (var j = start; j < end; j += 128)
        {
            var count = Math.Min(128, end - j);
            if (kind == 2) AddProducts(pass, j, count);
            else if (kind < 2) Add(pass, j, count, squares: kind == 1);
            else
                for (var i = 0; i < pass.Rows; i++) Write(pass, kind == 4, (nint)i * pass.Columns + j, j, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(in ChannelPass pass, int first, int count, bool squares)
    {
        new Span<float>(pass.First + first, count).Clear();
        for (var i = 0; i < pass.Rows; i++)
        {
            float* x = pass.X + (nint)i * pass.Columns + first, sums = pass.First + first;
            for (var j = 0; j < count; j += TVector.Count)
            {
                var left = Math.Min(TVector.Count, count - j);
                var value = TVector.Load(x + j, left);
                if (squares)
                {
                    value -= TVector.Load(pass.A + first + j, left);
                    value *= value;
                }
                (TVector.Load(sums + j, left) + value).Store(sums + j, left);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddProducts(in ChannelPass pass, int first, int count)
    {
        new Span<float>(pass.First + first, count).Clear();
        new Span<float>(pass.Second + first, count).Clear();
        for (var i = 0; i < pass.Rows; i++)
        {
            var at = (nint)i * pass.Columns + first;
            for (var j = 0; j < count; j += TVector.Count)
            {
                var left = Math.Min(TVector.Count, count - j);
                var (g, x) = (TVector.Load(pass.G + at + j, left), TVector.Load(pass.X + at + j, left) - TVector.Load(pass.A + first + j, left));
                (TVector.Load(pass.First + first + j, left) + g).Store(pass.First + first + j, left);
                TVector.Fma(g, x, TVector.Load(pass.Second + first + j, left)).Store(pass.Second + first + j, left);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Write(in ChannelPass pass, bool combine, nint at, int first, int count)
    {
        for (var j = 0; j < count; j += TVector.Count)
        {
            var left = Math.Min(TVector.Count, count - j);
            var (x, a, b) = (TVector.Load(pass.X + at + j, left), TVector.Load(pass.A + first + j, left), TVector.Load(pass.B + first + j, left));
            var value = combine
                ? TVector.Fma(a, TVector.Load(pass.G + at + j, left), TVector.Fma(b, x, TVector.Load(pass.C + first + j, left)))
                : TVector.Fma(a, x, b);
            value.Store(pass.Y + at + j, left);
        }
    }

    private readonly struct Job(int kind, ChannelPass pass, int parts) : IParts
    {
        public void Run(int part) =>
            Range(kind, pass, Map<TVector>.Start(part, parts, pass.Columns), Map<TVector>.Start(part + 1, parts, pass.Columns));
    }
}
