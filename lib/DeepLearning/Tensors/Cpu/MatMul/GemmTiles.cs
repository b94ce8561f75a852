using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>Picks the tile compiled for a number of rows and of columns.</summary>
internal static unsafe class GemmTiles<TVector> where TVector : unmanaged, ISimd<TVector>
{
    public static void Multiply(
        int rows, int depth, float* a, nint rowStride, nint stepStride, float* b, nint ldb, float* c, nint ldc, int columns, float* addend, nint addendStride)
    {
        if (columns == 2 * TVector.Count)
            Multiply<N2, WholeVector>(rows, depth, a, rowStride, stepStride, b, ldb, c, ldc, addend, addendStride, TVector.Count);
        else if (columns > TVector.Count)
            Multiply<N2, PartOfVector>(rows, depth, a, rowStride, stepStride, b, ldb, c, ldc, addend, addendStride, columns - TVector.Count);
        else if (columns == TVector.Count)
            Multiply<N1, WholeVector>(rows, depth, a, rowStride, stepStride, b, ldb, c, ldc, addend, addendStride, columns);
        else
            Multiply<N1, PartOfVector>(rows, depth, a, rowStride, stepStride, b, ldb, c, ldc, addend, addendStride, columns);
    }

    /// <summary>A product without steps: the addend, or zeros.</summary>
    public static void Empty(int m, int n, float* c, nint ldc, float* addend, nint addendStride)
    {
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++) c[i * ldc + j] = addend == null ? 0 : addend[i * addendStride + j];
    }

    private static void Multiply<TColumns, TEdge>(
        int rows, int depth, float* a, nint rowStride, nint stepStride, float* b, nint ldb, float* c, nint ldc, float* addend, nint addendStride, int last)
        where TColumns : struct, IConstant
        where TEdge : struct, IEdge
    {
        switch (rows)
        {
            case 1: GemmTile<TVector, N1, TColumns, TEdge>.Multiply(depth, a, rowStride, stepStride, b, ldb, c, ldc, addend, addendStride, last); break;
            case 2: GemmTile<TVector, N2, TColumns, TEdge>.Multiply(depth, a, rowStride, stepStride, b, ldb, c, ldc, addend, addendStride, last); break;
            case 3: GemmTile<TVector, N3, TColumns, TEdge>.Multiply(depth, a, rowStride, stepStride, b, ldb, c, ldc, addend, addendStride, last); break;
            case 4: GemmTile<TVector, N4, TColumns, TEdge>.Multiply(depth, a, rowStride, stepStride, b, ldb, c, ldc, addend, addendStride, last); break;
            case 5: GemmTile<TVector, N5, TColumns, TEdge>.Multiply(depth, a, rowStride, stepStride, b, ldb, c, ldc, addend, addendStride, last); break;
            case 6: GemmTile<TVector, N6, TColumns, TEdge>.Multiply(depth, a, rowStride, stepStride, b, ldb, c, ldc, addend, addendStride, last); break;
            case 7: GemmTile<TVector, N7, TColumns, TEdge>.Multiply(depth, a, rowStride, stepStride, b, ldb, c, ldc, addend, addendStride, last); break;
            case 8: GemmTile<TVector, N8, TColumns, TEdge>.Multiply(depth, a, rowStride, stepStride, b, ldb, c, ldc, addend, addendStride, last); break;
            case 9: GemmTile<TVector, N9, TColumns, TEdge>.Multiply(depth, a, rowStride, stepStride, b, ldb, c, ldc, addend, addendStride, last); break;
            case 10: GemmTile<TVector, N10, TColumns, TEdge>.Multiply(depth, a, rowStride, stepStride, b, ldb, c, ldc, addend, addendStride, last); break;
            case 11: GemmTile<TVector, N11, TColumns, TEdge>.Multiply(depth, a, rowStride, stepStride, b, ldb, c, ldc, addend, addendStride, last); break;
            case 12: GemmTile<TVector, N12, TColumns, TEdge>.Multiply(depth, a, rowStride, stepStride, b, ldb, c, ldc, addend, addendStride, last); break;
        }
    }
}
