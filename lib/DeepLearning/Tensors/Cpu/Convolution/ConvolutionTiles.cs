using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>Picks the tile compiled for a number of output channels (and taps).</summary>
internal static unsafe class ConvolutionTiles<TVector> where TVector : unmanaged, ISimd<TVector>
{
    /// <summary>Vectors of positions in a tile: where the registers hold 6 rows of two, 4 rows of three take fewer loads, and even 3 rows
    /// keep both
    /// arithmetic units busy.</summary>
    public static int Vectors => TVector.TileRows < 12 ? 3 : 2;

    /// <summary>Blocks that the output channels are split into evenly: 32 in three blocks of 11, 11 and 10.</summary>
    public static int Blocks(int outputs)
    {
        var most = TVector.TileRows * 2 / Vectors;
        return (outputs + most - 1) / most;
    }

    /// <summary>Output channels that fit the registers with three vectors each.</summary>
    public static int RowsOfThree => TVector.TileRows * 2 / 3;

    public static void Multiply(int rows, int depth, float* weights, int* taps, in ThreePointers from, in ThreePointers to, nint stride,
        float* bias)
    {
        if (Vectors == 3)
            switch (rows)
            {
                case 1: ConvolutionTile<TVector, N1, N3>.Multiply(depth, weights, taps, from, to, stride, bias); break;
                case 2: ConvolutionTile<TVector, N2, N3>.Multiply(depth, weights, taps, from, to, stride, bias); break;
                case 3: ConvolutionTile<TVector, N3, N3>.Multiply(depth, weights, taps, from, to, stride, bias); break;
                case 4: ConvolutionTile<TVector, N4, N3>.Multiply(depth, weights, taps, from, to, stride, bias); break;
            }
        else
            switch (rows)
            {
                case 1: ConvolutionTile<TVector, N1, N2>.Multiply(depth, weights, taps, from, to, stride, bias); break;
                case 2: ConvolutionTile<TVector, N2, N2>.Multiply(depth, weights, taps, from, to, stride, bias); break;
                case 3: ConvolutionTile<TVector, N3, N2>.Multiply(depth, weights, taps, from, to, stride, bias); break;
                case 4: ConvolutionTile<TVector, N4, N2>.Multiply(depth, weights, taps, from, to, stride, bias); break;
                case 5: ConvolutionTile<TVector, N5, N2>.Multiply(depth, weights, taps, from, to, stride, bias); break;
                case 6: ConvolutionTile<TVector, N6, N2>.Multiply(depth, weights, taps, from, to, stride, bias); break;
                case 7: ConvolutionTile<TVector, N7, N2>.Multiply(depth, weights, taps, from, to, stride, bias); break;
                case 8: ConvolutionTile<TVector, N8, N2>.Multiply(depth, weights, taps, from, to, stride, bias); break;
                case 9: ConvolutionTile<TVector, N9, N2>.Multiply(depth, weights, taps, from, to, stride, bias); break;
                case 10: ConvolutionTile<TVector, N10, N2>.Multiply(depth, weights, taps, from, to, stride, bias); break;
                case 11: ConvolutionTile<TVector, N11, N2>.Multiply(depth, weights, taps, from, to, stride, bias); break;
                case 12: ConvolutionTile<TVector, N12, N2>.Multiply(depth, weights, taps, from, to, stride, bias); break;
            }
    }

    public static void MultiplyJoined(
        int rows, int depth, float* weights, int* taps, float* source, RowEndsVector* vectors, float* result, nint stride, float* bias)
    {
        // Vectors that are half of one row and half of another need no masks.
        if (vectors[0].Split == TVector.Count / 2 && vectors[1].Split == TVector.Count / 2 && vectors[2].Split == TVector.Count / 2)
            MultiplyJoined<Halves>(rows, depth, weights, taps, source, vectors, result, stride, bias);
        else
            MultiplyJoined<AnySplit>(rows, depth, weights, taps, source, vectors, result, stride, bias);
    }

    private static void MultiplyJoined<TSplit>(
        int rows, int depth, float* weights, int* taps, float* source, RowEndsVector* vectors, float* result, nint stride, float* bias)
        where TSplit : struct, ISplit
    {
        switch (rows)
        {
            case 1: RowEndsTile<TVector, N1, TSplit>.Multiply(depth, weights, taps, source, vectors, result, stride, bias); break;
            case 2: RowEndsTile<TVector, N2, TSplit>.Multiply(depth, weights, taps, source, vectors, result, stride, bias); break;
            case 3: RowEndsTile<TVector, N3, TSplit>.Multiply(depth, weights, taps, source, vectors, result, stride, bias); break;
            case 4: RowEndsTile<TVector, N4, TSplit>.Multiply(depth, weights, taps, source, vectors, result, stride, bias); break;
            case 5: RowEndsTile<TVector, N5, TSplit>.Multiply(depth, weights, taps, source, vectors, result, stride, bias); break;
            case 6: RowEndsTile<TVector, N6, TSplit>.Multiply(depth, weights, taps, source, vectors, result, stride, bias); break;
            case 7: RowEndsTile<TVector, N7, TSplit>.Multiply(depth, weights, taps, source, vectors, result, stride, bias); break;
            case 8: RowEndsTile<TVector, N8, TSplit>.Multiply(depth, weights, taps, source, vectors, result, stride, bias); break;
        }
    }

    public static void FilterGrad(int rows, int taps, int count, float* g, nint plane, float* x, int* tap, int* positions, float* sums,
        nint sumStride)
    {
        if (taps == 3) FilterGrad<N3>(rows, count, g, plane, x, tap, positions, sums, sumStride);
        else if (taps == 2) FilterGrad<N2>(rows, count, g, plane, x, tap, positions, sums, sumStride);
        else FilterGrad<N1>(rows, count, g, plane, x, tap, positions, sums, sumStride);
    }

    private static void FilterGrad<TTaps>(int rows, int count, float* g, nint plane, float* x, int* tap, int* positions, float* sums,
        nint sumStride)
        where TTaps : struct, IConstant
    {
        switch (rows)
        {
            case 1: FilterGradTile<TVector, N1, TTaps>.Multiply(count, g, plane, x, tap, positions, sums, sumStride); break;
            case 2: FilterGradTile<TVector, N2, TTaps>.Multiply(count, g, plane, x, tap, positions, sums, sumStride); break;
            case 3: FilterGradTile<TVector, N3, TTaps>.Multiply(count, g, plane, x, tap, positions, sums, sumStride); break;
            case 4: FilterGradTile<TVector, N4, TTaps>.Multiply(count, g, plane, x, tap, positions, sums, sumStride); break;
            case 5: FilterGradTile<TVector, N5, TTaps>.Multiply(count, g, plane, x, tap, positions, sums, sumStride); break;
            case 6: FilterGradTile<TVector, N6, TTaps>.Multiply(count, g, plane, x, tap, positions, sums, sumStride); break;
            case 7: FilterGradTile<TVector, N7, TTaps>.Multiply(count, g, plane, x, tap, positions, sums, sumStride); break;
            case 8: FilterGradTile<TVector, N8, TTaps>.Multiply(count, g, plane, x, tap, positions, sums, sumStride); break;
        }
    }
}
