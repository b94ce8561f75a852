using System.Runtime.CompilerServices;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>Convolution to (or filters' gradient of) a single output channel, eight sums at a time.</summary>
/// <remarks>The tiles that serve several channels would have two or three sums under way here, and each multiply-add waits four cycles for
/// the one
/// before it.</remarks>
internal static unsafe class ConvolutionRow<TVector> where TVector : unmanaged, ISimd<TVector>
{
    /// <summary>Vectors of positions, or taps, in one call.</summary>
    public const int Sums = 8;

    private const int Partial = Sums<TVector>.Lanes;

    // For each of eight vectors v: result[to[v]] = bias + Σ weights[k] · source[from[v] + taps[k]].
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(int depth, float* weights, int* taps, float* source, int* from, float* result, int* to, float* bias)
    {
        var start = TVector.Broadcast(bias == null ? 0 : *bias);
        TVector s0 = start, s1 = start, s2 = start, s3 = start, s4 = start, s5 = start, s6 = start, s7 = start;
        float* x0 = source + from[0], x1 = source + from[1], x2 = source + from[2], x3 = source + from[3];
        float* x4 = source + from[4], x5 = source + from[5], x6 = source + from[6], x7 = source + from[7];
        for (; depth > 0; depth--)
        {
            nint tap = *taps++;
            var w = TVector.Broadcast(*weights++);
            s0 = TVector.Fma(w, TVector.Load(x0 + tap), s0);
            s1 = TVector.Fma(w, TVector.Load(x1 + tap), s1);
            s2 = TVector.Fma(w, TVector.Load(x2 + tap), s2);
            s3 = TVector.Fma(w, TVector.Load(x3 + tap), s3);
            s4 = TVector.Fma(w, TVector.Load(x4 + tap), s4);
            s5 = TVector.Fma(w, TVector.Load(x5 + tap), s5);
            s6 = TVector.Fma(w, TVector.Load(x6 + tap), s6);
            s7 = TVector.Fma(w, TVector.Load(x7 + tap), s7);
        }
        s0.Store(result + to[0]);
        s1.Store(result + to[1]);
        s2.Store(result + to[2]);
        s3.Store(result + to[3]);
        s4.Store(result + to[4]);
        s5.Store(result + to[5]);
        s6.Store(result + to[6]);
        s7.Store(result + to[7]);
    }

    // For each of eight taps t: sums[16·t] += Σ g[16·v] · x[taps[t] + positions[v]], v < count.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FilterGrad(int count, float* g, float* x, int* taps, int* positions, float* sums)
    {
        TVector s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        float* x0 = x + taps[0], x1 = x + taps[1], x2 = x + taps[2], x3 = x + taps[3], x4 = x + taps[4], x5 = x + taps[5],
            x6 = x + taps[6], x7 = x + taps[7];
        for (; count > 0; count--, g += Partial)
        {
            nint at = *positions++;
            var value = TVector.Load(g);
            s0 = TVector.Fma(value, TVector.Load(x0 + at), s0);
            s1 = TVector.Fma(value, TVector.Load(x1 + at), s1);
            s2 = TVector.Fma(value, TVector.Load(x2 + at), s2);
            s3 = TVector.Fma(value, TVector.Load(x3 + at), s3);
            s4 = TVector.Fma(value, TVector.Load(x4 + at), s4);
            s5 = TVector.Fma(value, TVector.Load(x5 + at), s5);
            s6 = TVector.Fma(value, TVector.Load(x6 + at), s6);
            s7 = TVector.Fma(value, TVector.Load(x7 + at), s7);
        }
        Add(s0, sums);
        Add(s1, sums + Partial);
        Add(s2, sums + 2 * Partial);
        Add(s3, sums + 3 * Partial);
        Add(s4, sums + 4 * Partial);
        Add(s5, sums + 5 * Partial);
        Add(s6, sums + 6 * Partial);
        Add(s7, sums + 7 * Partial);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(TVector sum, float* sums) => (TVector.Load(sums) + sum).Store(sums);
}
