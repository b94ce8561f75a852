using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>The heart of the product: a tile of C, up to 12 rows of one or two vectors, that stays in registers over the whole
/// sum.</summary>
/// <remarks>
/// For every k, the tile takes two vectors from row k of B and one number a from each of its rows of A, and adds a·b to that row's two
/// sums. With 12 rows that is 24 multiply-adds for 2 vector loads and 12 broadcasts, so the arithmetic units, not the memory, set the
/// pace; 24 independent sums also hide the four cycles that each multiply-add takes. Rows and vectors are type parameters: the JIT
/// drops the guarded lines that a smaller tile does not need.
/// </remarks>
internal static unsafe class GemmTile<TVector, TRows, TColumns, TTail>
    where TVector : unmanaged, ISimd<TVector>
    where TRows : struct, IConstant
    where TColumns : struct, IConstant
    where TTail : struct, ITail
{
    // C = A·B + addend for one tile, of whose last vector so many columns lie in C.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(in TileArgs tile, int last)
    {
        var (depth, rowStride, stepStride, bStride) = (tile.Depth, tile.A.RowStride, tile.A.ColumnStride, tile.BStride);
        float* a = tile.A.Data, b = tile.B, c = tile.C.Data, addend = tile.C.Addend;
        nint cStride = tile.C.Stride, addendStride = tile.C.AddendStride;
        // What the sums will be added to is on its way while they are made.
        if (addend != null && Sse.IsSupported)
            for (var row = 0; row < TRows.Value; row++)
            {
                Sse.Prefetch0(addend + row * addendStride);
                if (TColumns.Value > 1) Sse.Prefetch0(addend + row * addendStride + TVector.Count);
            }
        TVector l0 = default, l1 = default, l2 = default, l3 = default, l4 = default, l5 = default, l6 = default, l7 = default,
            l8 = default, l9 = default, l10 = default, l11 = default;
        TVector r0 = default, r1 = default, r2 = default, r3 = default, r4 = default, r5 = default, r6 = default, r7 = default,
            r8 = default, r9 = default, r10 = default, r11 = default;
        // Four pointers reach 12 rows: each also serves the rows one and two strides further.
        float* a3 = a + 3 * rowStride, a6 = a + 6 * rowStride, a9 = a + 9 * rowStride;
        for (; depth > 0; depth--)
        {
            var left = TVector.Load(b);
            var right = TColumns.Value > 1 ? TVector.Load(b + TVector.Count) : default;
            Add(*a, left, right, ref l0, ref r0);
            if (TRows.Value > 1) Add(a[rowStride], left, right, ref l1, ref r1);
            if (TRows.Value > 2) Add(a[2 * rowStride], left, right, ref l2, ref r2);
            if (TRows.Value > 3) Add(*a3, left, right, ref l3, ref r3);
            if (TRows.Value > 4) Add(a3[rowStride], left, right, ref l4, ref r4);
            if (TRows.Value > 5) Add(a3[2 * rowStride], left, right, ref l5, ref r5);
            if (TRows.Value > 6) Add(*a6, left, right, ref l6, ref r6);
            if (TRows.Value > 7) Add(a6[rowStride], left, right, ref l7, ref r7);
            if (TRows.Value > 8) Add(a6[2 * rowStride], left, right, ref l8, ref r8);
            if (TRows.Value > 9) Add(*a9, left, right, ref l9, ref r9);
            if (TRows.Value > 10) Add(a9[rowStride], left, right, ref l10, ref r10);
            if (TRows.Value > 11) Add(a9[2 * rowStride], left, right, ref l11, ref r11);
            b += bStride;
            a += stepStride;
            if (TRows.Value > 3) a3 += stepStride;
            if (TRows.Value > 6) a6 += stepStride;
            if (TRows.Value > 9) a9 += stepStride;
        }
        Write(l0, r0, c, addend, 0, last);
        if (TRows.Value > 1) Write(l1, r1, c + 1 * cStride, addend, 1 * addendStride, last);
        if (TRows.Value > 2) Write(l2, r2, c + 2 * cStride, addend, 2 * addendStride, last);
        if (TRows.Value > 3) Write(l3, r3, c + 3 * cStride, addend, 3 * addendStride, last);
        if (TRows.Value > 4) Write(l4, r4, c + 4 * cStride, addend, 4 * addendStride, last);
        if (TRows.Value > 5) Write(l5, r5, c + 5 * cStride, addend, 5 * addendStride, last);
        if (TRows.Value > 6) Write(l6, r6, c + 6 * cStride, addend, 6 * addendStride, last);
        if (TRows.Value > 7) Write(l7, r7, c + 7 * cStride, addend, 7 * addendStride, last);
        if (TRows.Value > 8) Write(l8, r8, c + 8 * cStride, addend, 8 * addendStride, last);
        if (TRows.Value > 9) Write(l9, r9, c + 9 * cStride, addend, 9 * addendStride, last);
        if (TRows.Value > 10) Write(l10, r10, c + 10 * cStride, addend, 10 * addendStride, last);
        if (TRows.Value > 11) Write(l11, r11, c + 11 * cStride, addend, 11 * addendStride, last);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float a, TVector left, TVector right, ref TVector leftSum, ref TVector rightSum)
    {
        var x = TVector.Broadcast(a);
        leftSum = TVector.Fma(x, left, leftSum);
        if (TColumns.Value > 1) rightSum = TVector.Fma(x, right, rightSum);
    }

    // Inlined, without calls: a call would force the sums out of their registers, in the loop as well.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(TVector left, TVector right, float* c, float* addend, nint offset, int last)
    {
        if (addend != null)
        {
            left += TColumns.Value > 1 ? TVector.Load(addend + offset) : LoadLast(addend + offset, last);
            if (TColumns.Value > 1) right += LoadLast(addend + offset + TVector.Count, last);
        }
        if (TColumns.Value > 1)
        {
            left.Store(c);
            StoreLast(right, c + TVector.Count, last);
        }
        else
        {
            StoreLast(left, c, last);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector LoadLast(float* source, int count) => TTail.IsPartial ? TVector.Load(source, count) : TVector.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreLast(TVector v, float* target, int count)
    {
        if (TTail.IsPartial) v.Store(target, count);
        else v.Store(target);
    }
}
