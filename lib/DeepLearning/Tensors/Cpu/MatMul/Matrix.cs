namespace DeepLearning.Tensors.Cpu;

/// <summary>A matrix seen through two strides: element (i, j) lies at Data[i·RowStride + j·ColumnStride]. Swapped strides transpose
/// it.</summary>
internal readonly unsafe struct Matrix(float* data, nint rowStride, nint columnStride)
{
    public float* Data { get; } = data;

    public nint RowStride { get; } = rowStride;

    public nint ColumnStride { get; } = columnStride;

    public Matrix Transposed => new(Data, ColumnStride, RowStride);

    /// <summary>A row-major matrix that is stored with so many columns, or its transpose.</summary>
    public static Matrix RowMajor(float* data, nint columns, bool transpose = false) =>
        transpose ? new(data, 1, columns) : new(data, columns, 1);

    /// <summary>The part that begins at a row and column.</summary>
    public Matrix From(nint row, nint column) => new(Data + row * RowStride + column * ColumnStride, RowStride, ColumnStride);
}
