namespace DeepLearning.Tensors.Cpu;

/// <summary>Where a product goes, and what is added to it: C itself to accumulate, a bias with stride 0, or nothing.</summary>
internal readonly unsafe struct ProductOutput(float* data, nint stride, float* addend = null, nint addendStride = 0)
{
    public readonly float* Data = data, Addend = addend;
    public readonly nint Stride = stride, AddendStride = addendStride;

    /// <summary>The same, seen from an element on.</summary>
    public ProductOutput From(nint row, nint column) =>
        new(Data + row * Stride + column, Stride, Addend == null ? null : Addend + row * AddendStride + column, AddendStride);

    /// <summary>The same, adding to what is there.</summary>
    public ProductOutput Accumulating => new(Data, Stride, Data, Stride);
}

/// <summary>C [M, N] = A [M, K] · B [K, N] + addend. B may have been packed before.</summary>
internal readonly unsafe struct ProductArgs<TVector>(int m, int n, int k, Matrix a, Matrix b, PackedFactor<TVector> packed, ProductOutput c)
    where TVector : unmanaged, Simd.ISimd<TVector>
{
    public readonly int M = m, N = n, K = k;
    public readonly Matrix A = a, B = b;
    public readonly PackedFactor<TVector> Packed = packed;
    public readonly ProductOutput C = c;

    /// <summary>Some rows of C.</summary>
    public ProductArgs<TVector> Rows(int first, int count) => new(count, N, K, A.From(first, 0), B, Packed, C.From(first, 0));

    /// <summary>Some columns of C.</summary>
    public ProductArgs<TVector> Columns(int first, int count) =>
        new(M, count, K, A, B.From(0, first), Packed.From(first), C.From(0, first));

    /// <summary>Some terms of the sum.</summary>
    public ProductArgs<TVector> Terms(int first, int count) =>
        new(M, N, count, A.From(0, first), B.From(first, 0), Packed, first > 0 ? C.Accumulating : C);
}

/// <summary>A tile of C, its rows of A and its panel of B, which may hold anything behind the last column.</summary>
internal readonly unsafe struct TileArgs(int depth, Matrix a, float* b, nint bStride, ProductOutput c)
{
    public readonly int Depth = depth;
    public readonly Matrix A = a;
    public readonly float* B = b;
    public readonly nint BStride = bStride;
    public readonly ProductOutput C = c;
}
