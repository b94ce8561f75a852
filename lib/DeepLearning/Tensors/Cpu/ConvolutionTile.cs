using System.Runtime.CompilerServices;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>The heart of the convolution: up to 12 output channels at two vectors of positions, in registers over the whole sum.</summary>
/// <remarks>The same scheme as <see cref="GemmTile{TVector, TRows, TColumns, TEdge}"/>, but the rows of "B" are nowhere written down: the pixels that one tap
/// of the filter meets, as the output position moves on, lie beside each other in the padded image. Row k is the image itself, read from an
/// offset on.</remarks>
internal static unsafe class ConvolutionTile<TVector, TRows>
    where TVector : unmanaged, ISimd<TVector>
    where TRows : struct, IConstant
{
    // For each row r: c0[r·stride] and c1[r·stride] = bias[r] + Σ weights[k·rows + r] · (b0 or b1)[taps[k]].
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(int depth, float* weights, int* taps, float* b0, float* b1, float* c0, float* c1, nint stride, float* bias)
    {
        TVector l0 = default, l1 = default, l2 = default, l3 = default, l4 = default, l5 = default, l6 = default, l7 = default, l8 = default, l9 = default, l10 = default, l11 = default;
        TVector r0 = default, r1 = default, r2 = default, r3 = default, r4 = default, r5 = default, r6 = default, r7 = default, r8 = default, r9 = default, r10 = default, r11 = default;
        if (bias != null)
        {
            l0 = r0 = TVector.Broadcast(bias[0]);
            if (TRows.Value > 1) l1 = r1 = TVector.Broadcast(bias[1]);
            if (TRows.Value > 2) l2 = r2 = TVector.Broadcast(bias[2]);
            if (TRows.Value > 3) l3 = r3 = TVector.Broadcast(bias[3]);
            if (TRows.Value > 4) l4 = r4 = TVector.Broadcast(bias[4]);
            if (TRows.Value > 5) l5 = r5 = TVector.Broadcast(bias[5]);
            if (TRows.Value > 6) l6 = r6 = TVector.Broadcast(bias[6]);
            if (TRows.Value > 7) l7 = r7 = TVector.Broadcast(bias[7]);
            if (TRows.Value > 8) l8 = r8 = TVector.Broadcast(bias[8]);
            if (TRows.Value > 9) l9 = r9 = TVector.Broadcast(bias[9]);
            if (TRows.Value > 10) l10 = r10 = TVector.Broadcast(bias[10]);
            if (TRows.Value > 11) l11 = r11 = TVector.Broadcast(bias[11]);
        }
        for (; depth > 0; depth--)
        {
            nint tap = *taps;
            TVector left = TVector.Load(b0 + tap), right = TVector.Load(b1 + tap);
            Add(weights[0], left, right, ref l0, ref r0);
            if (TRows.Value > 1) Add(weights[1], left, right, ref l1, ref r1);
            if (TRows.Value > 2) Add(weights[2], left, right, ref l2, ref r2);
            if (TRows.Value > 3) Add(weights[3], left, right, ref l3, ref r3);
            if (TRows.Value > 4) Add(weights[4], left, right, ref l4, ref r4);
            if (TRows.Value > 5) Add(weights[5], left, right, ref l5, ref r5);
            if (TRows.Value > 6) Add(weights[6], left, right, ref l6, ref r6);
            if (TRows.Value > 7) Add(weights[7], left, right, ref l7, ref r7);
            if (TRows.Value > 8) Add(weights[8], left, right, ref l8, ref r8);
            if (TRows.Value > 9) Add(weights[9], left, right, ref l9, ref r9);
            if (TRows.Value > 10) Add(weights[10], left, right, ref l10, ref r10);
            if (TRows.Value > 11) Add(weights[11], left, right, ref l11, ref r11);
            taps++;
            weights += TRows.Value;
        }
        Write(l0, r0, c0 + 0 * stride, c1 + 0 * stride);
        if (TRows.Value > 1) Write(l1, r1, c0 + 1 * stride, c1 + 1 * stride);
        if (TRows.Value > 2) Write(l2, r2, c0 + 2 * stride, c1 + 2 * stride);
        if (TRows.Value > 3) Write(l3, r3, c0 + 3 * stride, c1 + 3 * stride);
        if (TRows.Value > 4) Write(l4, r4, c0 + 4 * stride, c1 + 4 * stride);
        if (TRows.Value > 5) Write(l5, r5, c0 + 5 * stride, c1 + 5 * stride);
        if (TRows.Value > 6) Write(l6, r6, c0 + 6 * stride, c1 + 6 * stride);
        if (TRows.Value > 7) Write(l7, r7, c0 + 7 * stride, c1 + 7 * stride);
        if (TRows.Value > 8) Write(l8, r8, c0 + 8 * stride, c1 + 8 * stride);
        if (TRows.Value > 9) Write(l9, r9, c0 + 9 * stride, c1 + 9 * stride);
        if (TRows.Value > 10) Write(l10, r10, c0 + 10 * stride, c1 + 10 * stride);
        if (TRows.Value > 11) Write(l11, r11, c0 + 11 * stride, c1 + 11 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float weight, TVector left, TVector right, ref TVector leftSum, ref TVector rightSum)
    {
        var w = TVector.Broadcast(weight);
        leftSum = TVector.Fma(w, left, leftSum);
        rightSum = TVector.Fma(w, right, rightSum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(TVector left, TVector right, float* c0, float* c1)
    {
        left.Store(c0);
        right.Store(c1);
    }
}
