using System.Runtime.CompilerServices;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>As <see cref="ConvolutionTile{TVector, TRows, TVectors}"/>, for what rows have left over behind their whole vectors: up to 8
/// output channels at three
/// vectors that are put together from two rows each.</summary>
/// <remarks>A row of 28 is one vector of 16 and 12 left over; four such rows are 7 vectors in this way instead of 8. Each vector takes two
/// loads, so a third
/// vector gives them enough multiply-adds to hide behind.</remarks>
internal static unsafe class RowEndsTile<TVector, TRows, TSplit>
    where TVector : unmanaged, ISimd<TVector>
    where TRows : struct, IConstant
    where TSplit : struct, ISplit
{
    // For each row r and each of the three vectors: result[r·stride + to] = bias[r] + Σ weights[k·rows + r] · source[from + taps[k]].
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(int depth, float* weights, int* taps, float* source, RowEndsVector* vectors, float* result, nint stride,
        float* bias)
    {
        TVector a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default, a6 = default, a7 = default;
        TVector b0 = default, b1 = default, b2 = default, b3 = default, b4 = default, b5 = default, b6 = default, b7 = default;
        TVector c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default;
        if (bias != null)
        {
            a0 = b0 = c0 = TVector.Broadcast(bias[0]);
            if (TRows.Value > 1) a1 = b1 = c1 = TVector.Broadcast(bias[1]);
            if (TRows.Value > 2) a2 = b2 = c2 = TVector.Broadcast(bias[2]);
            if (TRows.Value > 3) a3 = b3 = c3 = TVector.Broadcast(bias[3]);
            if (TRows.Value > 4) a4 = b4 = c4 = TVector.Broadcast(bias[4]);
            if (TRows.Value > 5) a5 = b5 = c5 = TVector.Broadcast(bias[5]);
            if (TRows.Value > 6) a6 = b6 = c6 = TVector.Broadcast(bias[6]);
            if (TRows.Value > 7) a7 = b7 = c7 = TVector.Broadcast(bias[7]);
        }
        RowEndsVector a = vectors[0], b = vectors[1], c = vectors[2];
        float* a1st = source + a.From, a2nd = source + a.SecondFrom, b1st = source + b.From, b2nd = source + b.SecondFrom,
            c1st = source + c.From, c2nd = source + c.SecondFrom;
        TVector inA = TVector.Lanes(0, a.Split), inB = TVector.Lanes(0, b.Split), inC = TVector.Lanes(0, c.Split);
        for (; depth > 0; depth--)
        {
            nint tap = *taps;
            var first = Load(inA, a1st + tap, a2nd + tap);
            var second = Load(inB, b1st + tap, b2nd + tap);
            var third = Load(inC, c1st + tap, c2nd + tap);
            Add(weights[0], first, second, third, ref a0, ref b0, ref c0);
            if (TRows.Value > 1) Add(weights[1], first, second, third, ref a1, ref b1, ref c1);
            if (TRows.Value > 2) Add(weights[2], first, second, third, ref a2, ref b2, ref c2);
            if (TRows.Value > 3) Add(weights[3], first, second, third, ref a3, ref b3, ref c3);
            if (TRows.Value > 4) Add(weights[4], first, second, third, ref a4, ref b4, ref c4);
            if (TRows.Value > 5) Add(weights[5], first, second, third, ref a5, ref b5, ref c5);
            if (TRows.Value > 6) Add(weights[6], first, second, third, ref a6, ref b6, ref c6);
            if (TRows.Value > 7) Add(weights[7], first, second, third, ref a7, ref b7, ref c7);
            taps++;
            weights += TRows.Value;
        }
        Write(a, result, stride, a0, a1, a2, a3, a4, a5, a6, a7);
        Write(b, result, stride, b0, b1, b2, b3, b4, b5, b6, b7);
        Write(c, result, stride, c0, c1, c2, c3, c4, c5, c6, c7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load(TVector inFirst, float* first, float* second) => TSplit.IsHalf
        ? TVector.LoadHalves(first, second + TVector.Count / 2)
        : TVector.Select(inFirst, TVector.Load(first), TVector.Load(second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float weight, TVector first, TVector second, TVector third, ref TVector a, ref TVector b, ref TVector c)
    {
        var w = TVector.Broadcast(weight);
        a = TVector.Fma(w, first, a);
        b = TVector.Fma(w, second, b);
        c = TVector.Fma(w, third, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(
        in RowEndsVector v, float* result, nint stride, TVector s0, TVector s1, TVector s2, TVector s3, TVector s4, TVector s5, TVector s6,
            TVector s7)
    {
        float* first = result + v.To, second = result + v.SecondTo;
        TVector inFirst = TVector.Lanes(0, v.Split), inSecond = TVector.Lanes(v.Split, TVector.Count);
        Write(s0, first, inFirst, second, inSecond);
        if (TRows.Value > 1) Write(s1, first + 1 * stride, inFirst, second + 1 * stride, inSecond);
        if (TRows.Value > 2) Write(s2, first + 2 * stride, inFirst, second + 2 * stride, inSecond);
        if (TRows.Value > 3) Write(s3, first + 3 * stride, inFirst, second + 3 * stride, inSecond);
        if (TRows.Value > 4) Write(s4, first + 4 * stride, inFirst, second + 4 * stride, inSecond);
        if (TRows.Value > 5) Write(s5, first + 5 * stride, inFirst, second + 5 * stride, inSecond);
        if (TRows.Value > 6) Write(s6, first + 6 * stride, inFirst, second + 6 * stride, inSecond);
        if (TRows.Value > 7) Write(s7, first + 7 * stride, inFirst, second + 7 * stride, inSecond);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(TVector sum, float* first, TVector inFirst, float* second, TVector inSecond)
    {
        if (TSplit.IsHalf)
        {
            sum.StoreHalves(first, second + TVector.Count / 2);
            return;
        }
        sum.Store(first, inFirst);
        sum.Store(second, inSecond);
    }
}

/// <summary>A vector of positions from the ends of two rows: its first lanes lie in one row of the image, the others in the next.</summary>
internal struct RowEndsVector
{
    /// <summary>Where the input and the output of the first lanes begin.</summary>
    public int From, To;

    /// <summary>Where those of the other lanes would begin, were the whole vector in their row.</summary>
    public int SecondFrom, SecondTo;

    /// <summary>The lane at which the second row takes over.</summary>
    public int Split;
}

/// <summary>Whether all vectors of a tile are half of one row and half of the next, as a type, so that the JIT compiles a kernel for each
/// case.</summary>
internal interface ISplit
{
    static abstract bool IsHalf { get; }
}

internal readonly struct Halves : ISplit
{
    public static bool IsHalf => true;
}

internal readonly struct AnySplit : ISplit
{
    public static bool IsHalf => false;
}
