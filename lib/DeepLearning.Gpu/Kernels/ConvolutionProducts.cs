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
    public static float A(ArrayView<float> a, ProductShape s, int row, int k) => a[row * s.Depth + k];

    /// <inheritdoc/>
    public static float B(ArrayView<float> b, ProductShape s, int k, int column) => Patches.Pixel(b, s.Convolution, k, column);

    /// <inheritdoc/>
    public static int Target(ProductShape s, int row, int column)
    {
        var image = column / s.Convolution.OutputPlane;
        return (image * s.Convolution.Outputs + row) * s.Convolution.OutputPlane + column - image * s.Convolution.OutputPlane;
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
    public static float A(ArrayView<float> a, ProductShape s, int row, int k)
    {
        var output = k / s.Convolution.Window;
        return a[(output * s.Convolution.Channels + row) * s.Convolution.Window + k - output * s.Convolution.Window];
    }

    /// <inheritdoc/>
    public static float B(ArrayView<float> b, ProductShape s, int k, int column) => Patches.OutputOf(b, s.Convolution, k, column);

    /// <inheritdoc/>
    public static int Target(ProductShape s, int row, int column)
    {
        var image = column / s.Convolution.Plane;
        return (image * s.Convolution.Channels + row) * s.Convolution.Plane + column - image * s.Convolution.Plane;
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
    public static float A(ArrayView<float> a, ProductShape s, int row, int k)
    {
        var image = k / s.Convolution.OutputPlane;
        return a[(image * s.Convolution.Outputs + row) * s.Convolution.OutputPlane + k - image * s.Convolution.OutputPlane];
    }

    /// <inheritdoc/>
    public static float B(ArrayView<float> b, ProductShape s, int k, int column) => Patches.Pixel(b, s.Convolution, column, k);

    /// <inheritdoc/>
    public static int Target(ProductShape s, int row, int column) => row * s.Columns + column;
}

/// <summary>Which pixel a tap of a filter meets, and the other way round.</summary>
public static class Patches
{
    /// <summary>The pixel under a tap (channel, row, column of the filter) at a position (image, row, column of the output); 0 outside the image.</summary>
    public static float Pixel(ArrayView<float> images, ConvolutionSizes s, int tap, int position)
    {
        var channel = tap / s.Window;
        tap -= channel * s.Window;
        var image = position / s.OutputPlane;
        position -= image * s.OutputPlane;
        var y = position / s.OutputWidth * s.Stride + tap / s.FilterWidth - s.Padding;
        var x = position % s.OutputWidth * s.Stride + tap % s.FilterWidth - s.Padding;
        return y >= 0 && y < s.Height && x >= 0 && x < s.Width ? images[((image * s.Channels + channel) * s.Height + y) * s.Width + x] : 0f;
    }

    /// <summary>The gradient of the output whose tap (output channel, row, column of the filter) met a pixel (image, row, column); 0 where there is none.</summary>
    public static float OutputOf(ArrayView<float> outputGrads, ConvolutionSizes s, int tap, int pixel)
    {
        var output = tap / s.Window;
        tap -= output * s.Window;
        var image = pixel / s.Plane;
        pixel -= image * s.Plane;
        var down = pixel / s.Width + s.Padding - tap / s.FilterWidth;
        var across = pixel % s.Width + s.Padding - tap % s.FilterWidth;
        var y = down / s.Stride;
        var x = across / s.Stride;
        var isOne = down >= 0 && across >= 0 && y * s.Stride == down && x * s.Stride == across && y < s.OutputHeight && x < s.OutputWidth;
        return isOne ? outputGrads[((image * s.Outputs + output) * s.OutputHeight + y) * s.OutputWidth + x] : 0f;
    }
}
