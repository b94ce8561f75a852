using ILGPU;

namespace DeepLearning.Gpu.Kernels;

/// <summary>The convolution as a product: filters [O, C·KH·KW] times the patches of the images, which are gathered as they are needed.</summary>
public readonly struct ConvolutionForward : IProduct
{
    /// <inheritdoc/>
    public static int AIsAlongDepth => 1;

    /// <inheritdoc/>
    public static int BIsAlongDepth => 0;

    /// <inheritdoc/>
    public static int BIsMatrix => 0;

    /// <inheritdoc/>
    public static Place RowOfA(ProductShape s, int row) => Place.At(row * s.Depth);

    /// <inheritdoc/>
    public static Place DepthOfA(ArrayView<Place> taps, ProductShape s, int k) => Place.At(k);

    /// <inheritdoc/>
    public static Place ColumnOfB(ProductShape s, int column) => Patches.Position(s.Convolution, column);

    /// <inheritdoc/>
    public static Place DepthOfB(ArrayView<Place> taps, ProductShape s, int k) => taps[k];

    /// <inheritdoc/>
    public static float B(ArrayView<float> b, ProductShape s, Place column, Place k) => Patches.Pixel(b, s.Convolution, column, k);

    /// <inheritdoc/>
    public static int Target(ProductShape s, int column)
    {
        var image = column / s.Convolution.OutputPlane;
        return image * s.Convolution.Outputs * s.Convolution.OutputPlane + column - image * s.Convolution.OutputPlane;
    }
}

/// <summary>The gradient of the images: filters [C, O·KH·KW] times the gradients of the outputs that a pixel reached.</summary>
public readonly struct ConvolutionInputGrad : IProduct
{
    /// <inheritdoc/>
    public static int AIsAlongDepth => 1;

    /// <inheritdoc/>
    public static int BIsAlongDepth => 0;

    /// <inheritdoc/>
    public static int BIsMatrix => 0;

    /// <inheritdoc/>
    public static Place RowOfA(ProductShape s, int row) => Place.At(row * s.Convolution.Window);

    /// <inheritdoc/>
    public static Place DepthOfA(ArrayView<Place> taps, ProductShape s, int k)
    {
        var output = k / s.Convolution.Window;
        return Place.At(output * (s.Convolution.Channels - 1) * s.Convolution.Window + k);
    }

    /// <inheritdoc/>
    public static Place ColumnOfB(ProductShape s, int column)
    {
        var image = column / s.Convolution.Plane;
        var pixel = column - image * s.Convolution.Plane;
        var y = pixel / s.Convolution.Width;
        return new() { Offset = image * s.Convolution.Outputs * s.Convolution.OutputPlane, Y = y + s.Convolution.Padding, X = pixel - y * s.Convolution.Width + s.Convolution.Padding };
    }

    /// <inheritdoc/>
    public static Place DepthOfB(ArrayView<Place> taps, ProductShape s, int k) => taps[k];

    /// <inheritdoc/>
    public static float B(ArrayView<float> b, ProductShape s, Place column, Place k)
    {
        // The output whose tap met the pixel, if the tap's distance is a whole number of strides.
        var (y, x) = (column.Y - k.Y, column.X - k.X);
        if (s.Convolution.Stride != 1)
        {
            var (down, across) = (y / s.Convolution.Stride, x / s.Convolution.Stride);
            if (down * s.Convolution.Stride != y || across * s.Convolution.Stride != x) return 0f;
            (y, x) = (down, across);
        }
        // As numbers without a sign, those below zero are the largest.
        return (uint)y < (uint)s.Convolution.OutputHeight && (uint)x < (uint)s.Convolution.OutputWidth
            ? b[column.Offset + k.Offset + y * s.Convolution.OutputWidth + x] : 0f;
    }

    /// <inheritdoc/>
    public static int Target(ProductShape s, int column)
    {
        var image = column / s.Convolution.Plane;
        return image * s.Convolution.Channels * s.Convolution.Plane + column - image * s.Convolution.Plane;
    }
}

/// <summary>The gradient of the filters: gradients of the outputs [O, N·OH·OW] times the patches, transposed.</summary>
public readonly struct ConvolutionFilterGrad : IProduct
{
    /// <inheritdoc/>
    public static int AIsAlongDepth => 1;

    /// <inheritdoc/>
    public static int BIsAlongDepth => 1;

    /// <inheritdoc/>
    public static int BIsMatrix => 0;

    /// <inheritdoc/>
    public static Place RowOfA(ProductShape s, int row) => Place.At(row * s.Convolution.OutputPlane);

    /// <inheritdoc/>
    public static Place DepthOfA(ArrayView<Place> taps, ProductShape s, int k) => Place.At(ConvolutionForward.Target(s, k));

    /// <inheritdoc/>
    public static Place ColumnOfB(ProductShape s, int column) => Patches.Tap(s.Convolution, column);

    /// <inheritdoc/>
    public static Place DepthOfB(ArrayView<Place> taps, ProductShape s, int k) => Patches.Position(s.Convolution, k);

    /// <inheritdoc/>
    public static float B(ArrayView<float> b, ProductShape s, Place column, Place k) => Patches.Pixel(b, s.Convolution, k, column);

    /// <inheritdoc/>
    public static int Target(ProductShape s, int column) => column;
}

/// <summary>Which pixel a tap of a filter meets.</summary>
public static class Patches
{
    /// <summary>A position of the filter (image, row, column of the output): the pixel under its corner, which may lie outside.</summary>
    public static Place Position(ConvolutionSizes s, int position)
    {
        var image = position / s.OutputPlane;
        position -= image * s.OutputPlane;
        var row = position / s.OutputWidth;
        var (y, x) = (row * s.Stride - s.Padding, (position - row * s.OutputWidth) * s.Stride - s.Padding);
        return new() { Offset = image * s.Channels * s.Plane + y * s.Width + x, Y = y, X = x };
    }

    /// <summary>A tap of the filter (channel, row, column): how far its pixel lies from the one under the corner.</summary>
    public static Place Tap(ConvolutionSizes s, int tap)
    {
        var channel = tap / s.Window;
        tap -= channel * s.Window;
        var y = tap / s.FilterWidth;
        var x = tap - y * s.FilterWidth;
        return new() { Offset = channel * s.Plane + y * s.Width + x, Y = y, X = x };
    }

    /// <summary>A tap with the output channel in place of the image's: how far the gradients of the outputs lie that it met.</summary>
    public static Place OutputTap(ConvolutionSizes s, int tap)
    {
        var output = tap / s.Window;
        tap -= output * s.Window;
        return new() { Offset = output * s.OutputPlane, Y = tap / s.FilterWidth, X = tap % s.FilterWidth };
    }

    /// <summary>The pixel under a tap at a position; 0 outside the image.</summary>
    public static float Pixel(ArrayView<float> images, ConvolutionSizes s, Place position, Place tap) =>
        (uint)(position.Y + tap.Y) < (uint)s.Height && (uint)(position.X + tap.X) < (uint)s.Width ? images[position.Offset + tap.Offset] : 0f;
}
