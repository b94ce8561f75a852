using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>Picks the tile compiled for a number of rows and of columns.</summary>
internal static unsafe class GemmTiles<TVector> where TVector : unmanaged, ISimd<TVector>
{
    public static void Multiply(int rows, int columns, in TileArgs tile)
    {
        if (columns == 2 * TVector.Count) Multiply<N2, WholeVector>(rows, tile, TVector.Count);
        else if (columns > TVector.Count) Multiply<N2, PartOfVector>(rows, tile, columns - TVector.Count);
        else if (columns == TVector.Count) Multiply<N1, WholeVector>(rows, tile, columns);
        else Multiply<N1, PartOfVector>(rows, tile, columns);
    }

    /// <summary>A product without steps: the addend, or zeros.</summary>
    public static void Empty(int m, int n, ProductOutput c)
    {
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++) c.Data[i * c.Stride + j] = c.Addend == null ? 0 : c.Addend[i * c.AddendStride + j];
    }

    // So many columns of the tile's last vector lie in C.
    private static void Multiply<TColumns, TTail>(int rows, in TileArgs tile, int last) where TColumns : struct,
        IConstant where TTail : struct, ITail
    {
        switch (rows)
        {
            case 1: GemmTile<TVector, N1, TColumns, TTail>.Multiply(tile, last); break;
            case 2: GemmTile<TVector, N2, TColumns, TTail>.Multiply(tile, last); break;
            case 3: GemmTile<TVector, N3, TColumns, TTail>.Multiply(tile, last); break;
            case 4: GemmTile<TVector, N4, TColumns, TTail>.Multiply(tile, last); break;
            case 5: GemmTile<TVector, N5, TColumns, TTail>.Multiply(tile, last); break;
            case 6: GemmTile<TVector, N6, TColumns, TTail>.Multiply(tile, last); break;
            case 7: GemmTile<TVector, N7, TColumns, TTail>.Multiply(tile, last); break;
            case 8: GemmTile<TVector, N8, TColumns, TTail>.Multiply(tile, last); break;
            case 9: GemmTile<TVector, N9, TColumns, TTail>.Multiply(tile, last); break;
            case 10: GemmTile<TVector, N10, TColumns, TTail>.Multiply(tile, last); break;
            case 11: GemmTile<TVector, N11, TColumns, TTail>.Multiply(tile, last); break;
            case 12: GemmTile<TVector, N12, TColumns, TTail>.Multiply(tile, last); break;
        }
    }
}
