using System.Runtime.CompilerServices;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>The heart of the filters' gradient: the products of up to 8 output channels with up to three taps, in registers over all
/// positions.</summary>
/// <remarks>Each number of the result is a sum over positions, so the vectors run along the positions, and a sum stays sixteen partial
/// sums until
/// all images have been seen. A vector holds all of them or a part.</remarks>
internal static unsafe class FilterGradTile<TVector, TRows, TTaps>
    where TVector : unmanaged, ISimd<TVector>
    where TRows : struct, IConstant
    where TTaps : struct, IConstant
{
    private const int Partial = Sums<TVector>.Lanes;

    // For each row r and tap t: sums[r·sumStride + 16·t] += Σ g[r·plane + 16·v] · x[taps[t] + positions[v]], v < count.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(int count, float* g, nint plane, float* x, int* taps, int* positions, float* sums, nint sumStride)
    {
        TVector s00 = default, s10 = default, s20 = default, s30 = default, s40 = default, s50 = default, s60 = default, s70 = default;
        TVector s01 = default, s11 = default, s21 = default, s31 = default, s41 = default, s51 = default, s61 = default, s71 = default;
        TVector s02 = default, s12 = default, s22 = default, s32 = default, s42 = default, s52 = default, s62 = default, s72 = default;
        // Three pointers reach 8 rows: each also serves the rows one and two planes further.
        float* g3 = g + 3 * plane, g6 = g + 6 * plane;
        float* x0 = x + taps[0], x1 = TTaps.Value > 1 ? x + taps[1] : x0, x2 = TTaps.Value > 2 ? x + taps[2] : x0;
        for (; count > 0; count--)
        {
            nint at = *positions++;
            var first = TVector.Load(x0 + at);
            var second = TTaps.Value > 1 ? TVector.Load(x1 + at) : default;
            var third = TTaps.Value > 2 ? TVector.Load(x2 + at) : default;
            Add(TVector.Load(g), first, second, third, ref s00, ref s01, ref s02);
            if (TRows.Value > 1) Add(TVector.Load(g + plane), first, second, third, ref s10, ref s11, ref s12);
            if (TRows.Value > 2) Add(TVector.Load(g + 2 * plane), first, second, third, ref s20, ref s21, ref s22);
            if (TRows.Value > 3) Add(TVector.Load(g3), first, second, third, ref s30, ref s31, ref s32);
            if (TRows.Value > 4) Add(TVector.Load(g3 + plane), first, second, third, ref s40, ref s41, ref s42);
            if (TRows.Value > 5) Add(TVector.Load(g3 + 2 * plane), first, second, third, ref s50, ref s51, ref s52);
            if (TRows.Value > 6) Add(TVector.Load(g6), first, second, third, ref s60, ref s61, ref s62);
            if (TRows.Value > 7) Add(TVector.Load(g6 + plane), first, second, third, ref s70, ref s71, ref s72);
            g += Partial;
            if (TRows.Value > 3) g3 += Partial;
            if (TRows.Value > 6) g6 += Partial;
        }
        Write(s00, s01, s02, sums + 0 * sumStride);
        if (TRows.Value > 1) Write(s10, s11, s12, sums + 1 * sumStride);
        if (TRows.Value > 2) Write(s20, s21, s22, sums + 2 * sumStride);
        if (TRows.Value > 3) Write(s30, s31, s32, sums + 3 * sumStride);
        if (TRows.Value > 4) Write(s40, s41, s42, sums + 4 * sumStride);
        if (TRows.Value > 5) Write(s50, s51, s52, sums + 5 * sumStride);
        if (TRows.Value > 6) Write(s60, s61, s62, sums + 6 * sumStride);
        if (TRows.Value > 7) Write(s70, s71, s72, sums + 7 * sumStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(TVector g, TVector first, TVector second, TVector third, ref TVector s0, ref TVector s1, ref TVector s2)
    {
        s0 = TVector.Fma(g, first, s0);
        if (TTaps.Value > 1) s1 = TVector.Fma(g, second, s1);
        if (TTaps.Value > 2) s2 = TVector.Fma(g, third, s2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(TVector s0, TVector s1, TVector s2, float* sums)
    {
        (TVector.Load(sums) + s0).Store(sums);
        if (TTaps.Value > 1) (TVector.Load(sums + Partial) + s1).Store(sums + Partial);
        if (TTaps.Value > 2) (TVector.Load(sums + 2 * Partial) + s2).Store(sums + 2 * Partial);
    }
}
