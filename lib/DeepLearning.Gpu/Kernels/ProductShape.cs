namespace DeepLearning.Gpu.Kernels;

/// <summary>The lengths of a product of two matrices, and where these come from if it is a convolution.</summary>
public struct ProductShape
{
    /// <summary>No bias.</summary>
    public const int NoBias = 0;

    /// <summary>A number for each row.</summary>
    public const int BiasOfRows = 1;

    /// <summary>A number for each column.</summary>
    public const int BiasOfColumns = 2;

    /// <summary>Rows of the result.</summary>
    public int Rows;

    /// <summary>Columns of the result.</summary>
    public int Columns;

    /// <summary>Terms of the sum behind each element.</summary>
    public int Depth;

    /// <summary>Terms that one group sums, where several share the sum of an element; else all.</summary>
    public int DepthPerPart;

    /// <summary>How many groups share the sum of an element. With more than one the results are partial sums, one matrix behind the other.</summary>
    public int Parts;

    /// <summary>How far one row of the result lies from the next.</summary>
    public int RowStep;

    /// <summary>1 to add to the result, 0 to overwrite it.</summary>
    public int Accumulate;

    /// <summary>Whether a bias is added, and of what: <see cref="NoBias"/>, <see cref="BiasOfRows"/> or <see cref="BiasOfColumns"/>.</summary>
    public int Bias;

    /// <summary>The convolution, if it is one.</summary>
    public ConvolutionSizes Convolution;

    /// <summary>The lengths of a product whose sums are not shared.</summary>
    public static ProductShape Of(int rows, int columns, int depth, int accumulate) => new()
    {
        Rows = rows,
        Columns = columns,
        RowStep = columns,
        Depth = depth,
        DepthPerPart = depth,
        Parts = 1,
        Accumulate = accumulate,
    };
}

/// <summary>How far apart neighbours of the factors lie in memory: a transposed matrix is the same memory with other steps.</summary>
public struct ProductSteps
{
    /// <summary>From one row of A to the next.</summary>
    public int RowOfA;

    /// <summary>From one k to the next, in A.</summary>
    public int DepthOfA;

    /// <summary>From one k to the next, in B.</summary>
    public int DepthOfB;

    /// <summary>From one column of B to the next.</summary>
    public int ColumnOfB;
}

/// <summary>The lengths of a convolution: images [N, C, H, W], filters [O, C, KH, KW], results [N, O, OH, OW].</summary>
public struct ConvolutionSizes
{
    /// <summary>N, the number of images.</summary>
    public int Images;

    /// <summary>C, the channels of an image.</summary>
    public int Channels;

    /// <summary>H, the rows of an image.</summary>
    public int Height;

    /// <summary>W, the columns of an image.</summary>
    public int Width;

    /// <summary>O, the number of filters, and so the channels of a result.</summary>
    public int Outputs;

    /// <summary>KH, the rows of a filter.</summary>
    public int FilterHeight;

    /// <summary>KW, the columns of a filter.</summary>
    public int FilterWidth;

    /// <summary>OH, the rows of a result.</summary>
    public int OutputHeight;

    /// <summary>OW, the columns of a result.</summary>
    public int OutputWidth;

    /// <summary>How far the filter moves from one result to the next.</summary>
    public int Stride;

    /// <summary>Zeros on every side of an image.</summary>
    public int Padding;

    /// <summary>The pixels of a result.</summary>
    public readonly int OutputPlane => OutputHeight * OutputWidth;

    /// <summary>The pixels of an image.</summary>
    public readonly int Plane => Height * Width;

    /// <summary>The weights that one channel has in one filter.</summary>
    public readonly int Window => FilterHeight * FilterWidth;
}
