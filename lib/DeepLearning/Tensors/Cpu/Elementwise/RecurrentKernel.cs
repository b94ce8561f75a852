using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>The arrays of a recurrent step: gates and recurrent have as many times the width as there are gates, all others the
/// width.</summary>
internal unsafe struct RecurrentStep(int rows, int width)
{
    public int Rows = rows, Width = width;
    public float* Gates, Recurrent, Before, Cell, TanhCell, Hidden, HiddenGrad, CellGrad, GatesGrad, RecurrentGrad;
}

/// <summary>The element-wise halves of LSTM and GRU steps, all gates of a few cells at a time.</summary>
internal static unsafe class RecurrentKernel<TVector> where TVector : unmanaged, ISimd<TVector>
{
    public enum Kind
    {
        Lstm,
        LstmGrad,
        Gru,
        GruGrad,
    }

    public static void Run(Kind kind, in RecurrentStep step)
    {
        // Each cell takes about as long as ten elements of a simple function.
        var parts = Math.Min(step.Rows, Parallelism.PartsFor((long)step.Rows * step.Width * 10, Map<TVector>.LeastPerThread * 4));
        var job = new Job(kind, step, parts);
        Parallelism.Run(ref job, parts);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Lstm(in RecurrentStep s, int row)
    {
        var (width, gates, at) = (s.Width, (nint)row * 4 * s.Width, (nint)row * s.Width);
        // In loops of their own, since the JIT inlines so much into a method and then calls what is left.
        Map<TVector>.Range(default(SigmoidFunction), s.Gates + gates, s.Gates + gates, 2 * width);
        Map<TVector>.Range(default(TanhFunction), s.Gates + gates + 2 * width, s.Gates + gates + 2 * width, width);
        Map<TVector>.Range(default(SigmoidFunction), s.Gates + gates + 3 * width, s.Gates + gates + 3 * width, width);
        for (var k = 0; k < width; k += TVector.Count)
        {
            var n = Math.Min(TVector.Count, width - k);
            var gate = s.Gates + gates + k;
            TVector i = Load(gate, n), f = Load(gate + width, n), g = Load(gate + 2 * width, n), o = Load(gate + 3 * width, n);
            var cell = TVector.Fma(f, Load(s.Before + at + k, n), i * g);
            var tanh = VectorMath.Tanh(cell);
            Store(cell, s.Cell + at + k, n);
            Store(tanh, s.TanhCell + at + k, n);
            Store(o * tanh, s.Hidden + at + k, n);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LstmGrad(in RecurrentStep s, int row)
    {
        var (width, gates, at, one) = (s.Width, (nint)row * 4 * s.Width, (nint)row * s.Width, TVector.Broadcast(1f));
        for (var k = 0; k < width; k += TVector.Count)
        {
            var n = Math.Min(TVector.Count, width - k);
            float* gate = s.Gates + gates + k, grad = s.GatesGrad + gates + k, cellGrad = s.CellGrad + at + k;
            Ahead(gate, grad, width, 4);
            Ahead(s.Before + at + k, s.TanhCell + at + k, width, 1);
            TVector i = Load(gate, n), f = Load(gate + width, n), g = Load(gate + 2 * width, n), o = Load(gate + 3 * width, n);
            TVector tanh = Load(s.TanhCell + at + k, n), dHidden = Load(s.HiddenGrad + at + k, n);
            var dCell = Load(cellGrad, n) + dHidden * o * (one - tanh * tanh);
            Store(dCell * g * i * (one - i), grad, n);
            Store(dCell * Load(s.Before + at + k, n) * f * (one - f), grad + width, n);
            Store(dCell * i * (one - g * g), grad + 2 * width, n);
            Store(dHidden * tanh * o * (one - o), grad + 3 * width, n);
            Store(dCell * f, cellGrad, n);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gru(in RecurrentStep s, int row)
    {
        var (width, gates, at) = (s.Width, (nint)row * 3 * s.Width, (nint)row * s.Width);
        Map<TVector>.Range(default(SigmoidOfSum), s.Gates + gates, s.Recurrent + gates, s.Gates + gates, 2 * width);
        for (var k = 0; k < width; k += TVector.Count)
        {
            var count = Math.Min(TVector.Count, width - k);
            float* gate = s.Gates + gates + k, sum = s.Recurrent + gates + k;
            Ahead(gate, sum, width, 3);
            TVector r = Load(gate, count), z = Load(gate + width, count);
            var n = VectorMath.Tanh(TVector.Fma(r, Load(sum + 2 * width, count), Load(gate + 2 * width, count)));
            Store(n, gate + 2 * width, count);
            // (1 − z)·n + z·before.
            Store(TVector.Fma(z, Load(s.Before + at + k, count) - n, n), s.Hidden + at + k, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void GruGrad(in RecurrentStep s, int row)
    {
        var (width, gates, at, one) = (s.Width, (nint)row * 3 * s.Width, (nint)row * s.Width, TVector.Broadcast(1f));
        for (var k = 0; k < width; k += TVector.Count)
        {
            var count = Math.Min(TVector.Count, width - k);
            float* gate = s.Gates + gates + k, sum = s.Recurrent + gates + k, grad = s.GatesGrad + gates + k,
                sumGrad = s.RecurrentGrad + gates + k;
            Ahead(gate, grad, width, 3);
            Ahead(sum, sumGrad, width, 3);
            TVector r = Load(gate, count), z = Load(gate + width, count), n = Load(gate + 2 * width, count);
            var dHidden = Load(s.HiddenGrad + at + k, count);
            var dN = dHidden * (one - z) * (one - n * n);
            var dR = dN * Load(sum + 2 * width, count) * r * (one - r);
            var dZ = dHidden * (Load(s.Before + at + k, count) - n) * z * (one - z);
            Store(dR, grad, count);
            Store(dZ, grad + width, count);
            Store(dN, grad + 2 * width, count);
            Store(dR, sumGrad, count);
            Store(dZ, sumGrad + width, count);
            Store(dN * r, sumGrad + 2 * width, count);
            Store(dHidden * z, s.HiddenGrad + at + k, count);
        }
    }

    // Fetches what the next row will read or write: the values of all gates are too many streams for the processor to see what comes next.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Ahead(float* a, float* b, nint width, int gates)
    {
        if (!Sse.IsSupported) return;
        for (var gate = gates; gate < 2 * gates; gate++)
        {
            Sse.Prefetch0(a + gate * width);
            Sse.Prefetch0(b + gate * width);
        }
    }

    // Nearly all vectors are full, and without a mask they are faster.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load(float* source, int count) => count == TVector.Count ? TVector.Load(source) : TVector.Load(source, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector value, float* target, int count)
    {
        if (count == TVector.Count) value.Store(target);
        else value.Store(target, count);
    }

    private readonly struct SigmoidOfSum : IFunction2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Apply<T>(T a, T b) where T : unmanaged, ISimd<T> => VectorMath.Sigmoid(a + b);
    }

    private readonly struct Job(Kind kind, RecurrentStep step, int parts) : IParts
    {
        public void Run(int part)
        {
            for (var row = (int)((long)step.Rows * part / parts); row < (int)((long)step.Rows * (part + 1) / parts); row++)
                switch (kind)
                {
                    case Kind.Lstm: Lstm(step, row); break;
                    case Kind.LstmGrad: LstmGrad(step, row); break;
                    case Kind.Gru: Gru(step, row); break;
                    case Kind.GruGrad: GruGrad(step, row); break;
                }
        }
    }
}
