using ILGPU;

namespace DeepLearning.Gpu.Kernels;

/// <summary>Copies of rows and columns, and of an array with its axes in another order.</summary>
public static class RowKernels
{
    /// <summary>result[i, …] = x[rows[i], …].</summary>
    public static void Gather(Index1D i, ArrayView<float> x, ArrayView<int> rows, ArrayView<float> result, int width)
    {
        var row = i / width;
        result[i] = x[rows[row] * width + (i - row * width)];
    }

    /// <summary>Adds rows of x to rows of the result, of which each may get several. One item owns one element of the result, so that no
    /// two write to the same.</summary>
    /// <remarks>plan: for each of the <paramref name="targets"/> rows that get any: the row; then where its sources begin, and where the
    /// last one's end; then the sources.</remarks>
    public static void AddTo(Index1D i, ArrayView<float> x, ArrayView<int> plan, ArrayView<float> result, int width, int targets)
    {
        var target = i / width;
        var column = i - target * width;
        var at = plan[target] * width + column;
        var sum = result[at];
        for (var source = plan[targets + target]; source < plan[targets + target + 1]; source++) sum += x[plan[source] * width + column];
        result[at] = sum;
    }

    /// <summary>destination[row, destinationStart + j] = source[row, sourceStart + j].</summary>
    public static void CopyColumns(
        Index1D i, ArrayView<float> source, ArrayView<float> destination, int columns, int sourceWidth, int sourceStart,
            int destinationWidth, int destinationStart)
    {
        var row = i / columns;
        var column = i - row * columns;
        destination[row * destinationWidth + destinationStart + column] = source[row * sourceWidth + sourceStart + column];
    }

    /// <summary>result[i] = x[where the axes say].</summary>
    public static void Permute(Index1D i, ArrayView<float> x, ArrayView<float> result, Axes axes) => result[i] = x[axes.Offset(i)];
}
