using System.Runtime.CompilerServices;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>Picks the tile compiled for a number of rows and of vectors, and trims it at the right edge of C.</summary>
internal static unsafe class GemmTiles<TVector> where TVector : unmanaged, ISimd<TVector>
{
    [SkipLocalsInit]
    public static void Multiply(
        int rows, int depth, float* a, nint rowStride, nint stepStride, float* b, nint ldb, float* c, nint ldc, int columns, float* addend, nint addendStride)
    {
        if (columns == 2 * TVector.Count)
        {
            Multiply<N2>(rows, depth, a, rowStride, stepStride, b, ldb, c, ldc, addend, addendStride);
            return;
        }
        // B was padded with zeros, but C ends here: a whole tile goes to the side, and its valid columns from there to C.
        var width = columns > TVector.Count ? 2 * TVector.Count : TVector.Count;
        var tile = stackalloc float[rows * width];
        if (columns > TVector.Count)
            Multiply<N2>(rows, depth, a, rowStride, stepStride, b, ldb, tile, width, null, 0);
        else
            Multiply<N1>(rows, depth, a, rowStride, stepStride, b, ldb, tile, width, null, 0);
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j += TVector.Count)
            {
                var count = Math.Min(TVector.Count, columns - j);
                var sum = TVector.Load(tile + i * width + j);
                if (addend != null) sum += TVector.Load(addend + i * addendStride + j, count);
                sum.Store(c + i * ldc + j, count);
            }
        }
    }

    /// <summary>A product without steps: the addend, or zeros.</summary>
    public static void Empty(int m, int n, float* c, nint ldc, float* addend, nint addendStride)
    {
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++) c[i * ldc + j] = addend == null ? 0 : addend[i * addendStride + j];
    }

    private static void Multiply<TColumns>(
        int rows, int depth, float* a, nint rowStride, nint stepStride, float* b, nint ldb, float* c, nint ldc, float* addend, nint addendStride)
        where TColumns : struct, IConstant
    {
        switch (rows)
        {
            case 1: GemmTile<TVector, N1, TColumns>.Multiply(depth, a, rowStride, stepStride, b, ldb, c, ldc, addend, addendStride); break;
            case 2: GemmTile<TVector, N2, TColumns>.Multiply(depth, a, rowStride, stepStride, b, ldb, c, ldc, addend, addendStride); break;
            case 3: GemmTile<TVector, N3, TColumns>.Multiply(depth, a, rowStride, stepStride, b, ldb, c, ldc, addend, addendStride); break;
            case 4: GemmTile<TVector, N4, TColumns>.Multiply(depth, a, rowStride, stepStride, b, ldb, c, ldc, addend, addendStride); break;
            case 5: GemmTile<TVector, N5, TColumns>.Multiply(depth, a, rowStride, stepStride, b, ldb, c, ldc, addend, addendStride); break;
            case 6: GemmTile<TVector, N6, TColumns>.Multiply(depth, a, rowStride, stepStride, b, ldb, c, ldc, addend, addendStride); break;
            case 7: GemmTile<TVector, N7, TColumns>.Multiply(depth, a, rowStride, stepStride, b, ldb, c, ldc, addend, addendStride); break;
            case 8: GemmTile<TVector, N8, TColumns>.Multiply(depth, a, rowStride, stepStride, b, ldb, c, ldc, addend, addendStride); break;
            case 9: GemmTile<TVector, N9, TColumns>.Multiply(depth, a, rowStride, stepStride, b, ldb, c, ldc, addend, addendStride); break;
            case 10: GemmTile<TVector, N10, TColumns>.Multiply(depth, a, rowStride, stepStride, b, ldb, c, ldc, addend, addendStride); break;
            case 11: GemmTile<TVector, N11, TColumns>.Multiply(depth, a, rowStride, stepStride, b, ldb, c, ldc, addend, addendStride); break;
            case 12: GemmTile<TVector, N12, TColumns>.Multiply(depth, a, rowStride, stepStride, b, ldb, c, ldc, addend, addendStride); break;
        }
    }
}
