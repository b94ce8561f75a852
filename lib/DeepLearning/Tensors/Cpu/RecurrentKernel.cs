using System.Runtime.CompilerServices;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>The arrays of a recurrent step: gates and recurrent have as many times the width as there are gates, all others the width.</summary>
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
        for (var k = 0; k < width; k += TVector.Count)
        {
            var n = Math.Min(TVector.Count, width - k);
            var gate = s.Gates + gates + k;
            var i = VectorMath.Sigmoid(TVector.Load(gate, n));
            var f = VectorMath.Sigmoid(TVector.Load(gate + width, n));
            var g = VectorMath.Tanh(TVector.Load(gate + 2 * width, n));
            var o = VectorMath.Sigmoid(TVector.Load(gate + 3 * width, n));
            i.Store(gate, n);
            f.Store(gate + width, n);
            g.Store(gate + 2 * width, n);
            o.Store(gate + 3 * width, n);
            var cell = TVector.Fma(f, TVector.Load(s.Before + at + k, n), i * g);
            var tanh = VectorMath.Tanh(cell);
            cell.Store(s.Cell + at + k, n);
            tanh.Store(s.TanhCell + at + k, n);
            (o * tanh).Store(s.Hidden + at + k, n);
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
            TVector i = TVector.Load(gate, n), f = TVector.Load(gate + width, n), g = TVector.Load(gate + 2 * width, n), o = TVector.Load(gate + 3 * width, n);
            TVector tanh = TVector.Load(s.TanhCell + at + k, n), dHidden = TVector.Load(s.HiddenGrad + at + k, n);
            var dCell = TVector.Load(cellGrad, n) + dHidden * o * (one - tanh * tanh);
            (dCell * g * i * (one - i)).Store(grad, n);
            (dCell * TVector.Load(s.Before + at + k, n) * f * (one - f)).Store(grad + width, n);
            (dCell * i * (one - g * g)).Store(grad + 2 * width, n);
            (dHidden * tanh * o * (one - o)).Store(grad + 3 * width, n);
            (dCell * f).Store(cellGrad, n);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gru(in RecurrentStep s, int row)
    {
        var (width, gates, at) = (s.Width, (nint)row * 3 * s.Width, (nint)row * s.Width);
        for (var k = 0; k < width; k += TVector.Count)
        {
            var count = Math.Min(TVector.Count, width - k);
            float* gate = s.Gates + gates + k, sum = s.Recurrent + gates + k;
            var r = VectorMath.Sigmoid(TVector.Load(gate, count) + TVector.Load(sum, count));
            var z = VectorMath.Sigmoid(TVector.Load(gate + width, count) + TVector.Load(sum + width, count));
            var n = VectorMath.Tanh(TVector.Fma(r, TVector.Load(sum + 2 * width, count), TVector.Load(gate + 2 * width, count)));
            r.Store(gate, count);
            z.Store(gate + width, count);
            n.Store(gate + 2 * width, count);
            // (1 − z)·n + z·before.
            TVector.Fma(z, TVector.Load(s.Before + at + k, count) - n, n).Store(s.Hidden + at + k, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void GruGrad(in RecurrentStep s, int row)
    {
        var (width, gates, at, one) = (s.Width, (nint)row * 3 * s.Width, (nint)row * s.Width, TVector.Broadcast(1f));
        for (var k = 0; k < width; k += TVector.Count)
        {
            var count = Math.Min(TVector.Count, width - k);
            float* gate = s.Gates + gates + k, sum = s.Recurrent + gates + k, grad = s.GatesGrad + gates + k, sumGrad = s.RecurrentGrad + gates + k;
            TVector r = TVector.Load(gate, count), z = TVector.Load(gate + width, count), n = TVector.Load(gate + 2 * width, count);
            var dHidden = TVector.Load(s.HiddenGrad + at + k, count);
            var dN = dHidden * (one - z) * (one - n * n);
            var dR = dN * TVector.Load(sum + 2 * width, count) * r * (one - r);
            var dZ = dHidden * (TVector.Load(s.Before + at + k, count) - n) * z * (one - z);
            dR.Store(grad, count);
            dZ.Store(grad + width, count);
            dN.Store(grad + 2 * width, count);
            dR.Store(sumGrad, count);
            dZ.Store(sumGrad + width, count);
            (dN * r).Store(sumGrad + 2 * width, count);
            (dHidden * z).Store(s.HiddenGrad + at + k, count);
        }
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
