using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>Picks the tile compiled for a number of output channels (and taps).</summary>
internal static unsafe class ConvolutionTiles<TVector> where TVector : unmanaged, ISimd<TVector>
{
    /// <summary>Output channels in a block when so many are split evenly: 32 in three blocks of 11, 11 and 10.</summary>
    public static int Blocks(int outputs) => (outputs + TVector.TileRows - 1) / TVector.TileRows;

    /// <summary>Output channels that fit the registers with three vectors each.</summary>
    public static int RowsOfThree => TVector.TileRows * 2 / 3;

    public static void Multiply(int rows, int depth, float* weights, int* taps, float* b0, float* b1, float* c0, float* c1, nint stride, float* bias)
    {
        switch (rows)
        {
            case 1: ConvolutionTile<TVector, N1>.Multiply(depth, weights, taps, b0, b1, c0, c1, stride, bias); break;
            case 2: ConvolutionTile<TVector, N2>.Multiply(depth, weights, taps, b0, b1, c0, c1, stride, bias); break;
            case 3: ConvolutionTile<TVector, N3>.Multiply(depth, weights, taps, b0, b1, c0, c1, stride, bias); break;
            case 4: ConvolutionTile<TVector, N4>.Multiply(depth, weights, taps, b0, b1, c0, c1, stride, bias); break;
            case 5: ConvolutionTile<TVector, N5>.Multiply(depth, weights, taps, b0, b1, c0, c1, stride, bias); break;
            case 6: ConvolutionTile<TVector, N6>.Multiply(depth, weights, taps, b0, b1, c0, c1, stride, bias); break;
            case 7: ConvolutionTile<TVector, N7>.Multiply(depth, weights, taps, b0, b1, c0, c1, stride, bias); break;
            case 8: ConvolutionTile<TVector, N8>.Multiply(depth, weights, taps, b0, b1, c0, c1, stride, bias); break;
            case 9: ConvolutionTile<TVector, N9>.Multiply(depth, weights, taps, b0, b1, c0, c1, stride, bias); break;
            case 10: ConvolutionTile<TVector, N10>.Multiply(depth, weights, taps, b0, b1, c0, c1, stride, bias); break;
            case 11: ConvolutionTile<TVector, N11>.Multiply(depth, weights, taps, b0, b1, c0, c1, stride, bias); break;
            case 12: ConvolutionTile<TVector, N12>.Multiply(depth, weights, taps, b0, b1, c0, c1, stride, bias); break;
        }
    }

    public static void MultiplyJoined(int rows, int depth, float* weights, int* taps, float* source, JoinedVector* vectors, float* result, nint stride, float* bias)
    {
        switch (rows)
        {
            case 1: JoinedTile<TVector, N1>.Multiply(depth, weights, taps, source, vectors, result, stride, bias); break;
            case 2: JoinedTile<TVector, N2>.Multiply(depth, weights, taps, source, vectors, result, stride, bias); break;
            case 3: JoinedTile<TVector, N3>.Multiply(depth, weights, taps, source, vectors, result, stride, bias); break;
            case 4: JoinedTile<TVector, N4>.Multiply(depth, weights, taps, source, vectors, result, stride, bias); break;
            case 5: JoinedTile<TVector, N5>.Multiply(depth, weights, taps, source, vectors, result, stride, bias); break;
            case 6: JoinedTile<TVector, N6>.Multiply(depth, weights, taps, source, vectors, result, stride, bias); break;
            case 7: JoinedTile<TVector, N7>.Multiply(depth, weights, taps, source, vectors, result, stride, bias); break;
            case 8: JoinedTile<TVector, N8>.Multiply(depth, weights, taps, source, vectors, result, stride, bias); break;
        }
    }

    public static void FilterGrad(int rows, int taps, int count, float* g, nint plane, float* x, int* tap, int* positions, float* sums, nint sumStride)
    {
        if (taps == 3) FilterGrad<N3>(rows, count, g, plane, x, tap, positions, sums, sumStride);
        else if (taps == 2) FilterGrad<N2>(rows, count, g, plane, x, tap, positions, sums, sumStride);
        else FilterGrad<N1>(rows, count, g, plane, x, tap, positions, sums, sumStride);
    }

    private static void FilterGrad<TTaps>(int rows, int count, float* g, nint plane, float* x, int* tap, int* positions, float* sums, nint sumStride)
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
