using System.Runtime.CompilerServices;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>The heart of the convolution: up to 12 output channels at two vectors of positions, or up to 4 at three, in registers over the
/// whole sum.</summary>
/// <remarks>The same scheme as <see cref="GemmTile{TVector, TRows, TColumns, TTail}"/>, but the rows of "B" are nowhere written down: the
/// pixels that one tap
/// of the filter meets, as the output position moves on, lie beside each other in the padded image. Row k is the image itself, read from an
/// offset on.</remarks>
internal static unsafe class ConvolutionTile<TVector, TRows, TVectors>
    where TVector : unmanaged, ISimd<TVector>
    where TRows : struct, IConstant
    where TVectors : struct, IConstant
{
    // For each row r and vector v: c[v][r·stride] = bias[r] + Σ weights[k·rows + r] · b[v][taps[k]].
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(int depth, float* weights, int* taps, in ThreePointers b, in ThreePointers c, nint stride, float* bias)
    {
        TVector l0 = default, l1 = default, l2 = default, l3 = default, l4 = default, l5 = default,
            l6 = default, l7 = default, l8 = default, l9 = default, l10 = default, l11 = default;
        TVector m0 = default, m1 = default, m2 = default, m3 = default, m4 = default, m5 = default,
            m6 = default, m7 = default, m8 = default, m9 = default, m10 = default, m11 = default;
        TVector n0 = default, n1 = default, n2 = default, n3 = default;
        if (bias != null)
        {
            l0 = m0 = n0 = TVector.Broadcast(bias[0]);
            if (TRows.Value > 1) l1 = m1 = n1 = TVector.Broadcast(bias[1]);
            if (TRows.Value > 2) l2 = m2 = n2 = TVector.Broadcast(bias[2]);
            if (TRows.Value > 3) l3 = m3 = n3 = TVector.Broadcast(bias[3]);
            if (TRows.Value > 4) l4 = m4 = TVector.Broadcast(bias[4]);
            if (TRows.Value > 5) l5 = m5 = TVector.Broadcast(bias[5]);
            if (TRows.Value > 6) l6 = m6 = TVector.Broadcast(bias[6]);
            if (TRows.Value > 7) l7 = m7 = TVector.Broadcast(bias[7]);
            if (TRows.Value > 8) l8 = m8 = TVector.Broadcast(bias[8]);
            if (TRows.Value > 9) l9 = m9 = TVector.Broadcast(bias[9]);
            if (TRows.Value > 10) l10 = m10 = TVector.Broadcast(bias[10]);
            if (TRows.Value > 11) l11 = m11 = TVector.Broadcast(bias[11]);
        }
        float* first = b.First, second = b.Second, third = b.Third;
        for (; depth > 0; depth--)
        {
            nint tap = *taps;
            TVector left = TVector.Load(first + tap), middle = TVector.Load(second + tap),
                right = TVectors.Value > 2 ? TVector.Load(third + tap) : default;
            Add(weights[0], left, middle, right, ref l0, ref m0, ref n0);
            if (TRows.Value > 1) Add(weights[1], left, middle, right, ref l1, ref m1, ref n1);
            if (TRows.Value > 2) Add(weights[2], left, middle, right, ref l2, ref m2, ref n2);
            if (TRows.Value > 3) Add(weights[3], left, middle, right, ref l3, ref m3, ref n3);
            if (TRows.Value > 4) Add(weights[4], left, middle, ref l4, ref m4);
            if (TRows.Value > 5) Add(weights[5], left, middle, ref l5, ref m5);
            if (TRows.Value > 6) Add(weights[6], left, middle, ref l6, ref m6);
            if (TRows.Value > 7) Add(weights[7], left, middle, ref l7, ref m7);
            if (TRows.Value > 8) Add(weights[8], left, middle, ref l8, ref m8);
            if (TRows.Value > 9) Add(weights[9], left, middle, ref l9, ref m9);
            if (TRows.Value > 10) Add(weights[10], left, middle, ref l10, ref m10);
            if (TRows.Value > 11) Add(weights[11], left, middle, ref l11, ref m11);
            taps++;
            weights += TRows.Value;
        }
        first = c.First;
        second = c.Second;
        third = c.Third;
        Write(l0, m0, n0, first, second, third);
        if (TRows.Value > 1) Write(l1, m1, n1, first + 1 * stride, second + 1 * stride, third + 1 * stride);
        if (TRows.Value > 2) Write(l2, m2, n2, first + 2 * stride, second + 2 * stride, third + 2 * stride);
        if (TRows.Value > 3) Write(l3, m3, n3, first + 3 * stride, second + 3 * stride, third + 3 * stride);
        if (TRows.Value > 4) Write(l4, m4, first + 4 * stride, second + 4 * stride);
        if (TRows.Value > 5) Write(l5, m5, first + 5 * stride, second + 5 * stride);
        if (TRows.Value > 6) Write(l6, m6, first + 6 * stride, second + 6 * stride);
        if (TRows.Value > 7) Write(l7, m7, first + 7 * stride, second + 7 * stride);
        if (TRows.Value > 8) Write(l8, m8, first + 8 * stride, second + 8 * stride);
        if (TRows.Value > 9) Write(l9, m9, first + 9 * stride, second + 9 * stride);
        if (TRows.Value > 10) Write(l10, m10, first + 10 * stride, second + 10 * stride);
        if (TRows.Value > 11) Write(l11, m11, first + 11 * stride, second + 11 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float weight, TVector left, TVector middle, ref TVector leftSum, ref TVector middleSum)
    {
        var w = TVector.Broadcast(weight);
        leftSum = TVector.Fma(w, left, leftSum);
        middleSum = TVector.Fma(w, middle, middleSum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(
        float weight, TVector left, TVector middle, TVector right, ref TVector leftSum, ref TVector middleSum, ref TVector rightSum)
    {
        var w = TVector.Broadcast(weight);
        leftSum = TVector.Fma(w, left, leftSum);
        middleSum = TVector.Fma(w, middle, middleSum);
        if (TVectors.Value > 2) rightSum = TVector.Fma(w, right, rightSum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(TVector left, TVector middle, float* first, float* second)
    {
        left.Store(first);
        middle.Store(second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(TVector left, TVector middle, TVector right, float* first, float* second, float* third)
    {
        left.Store(first);
        middle.Store(second);
        if (TVectors.Value > 2) right.Store(third);
    }
}

/// <summary>Where the vectors that a tile works on begin; the third is not used by all.</summary>
internal readonly unsafe struct ThreePointers(float* first, float* second, float* third)
{
    public float* First { get; } = first;

    public float* Second { get; } = second;

    public float* Third { get; } = third;
}
