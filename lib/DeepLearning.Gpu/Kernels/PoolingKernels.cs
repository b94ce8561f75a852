using ILGPU;

namespace DeepLearning.Gpu.Kernels;

/// <summary>Largest values and means of windows. Gradients are gathered: an item owns a pixel of the input and asks every window that
/// contains it.</summary>
public static class PoolingKernels
{
    /// <summary>The largest value of each window; one item for each output.</summary>
    public static void Max(Index1D i, ArrayView<float> input, ArrayView<float> result, PoolingShape s) =>
        result[i] = input[s.Largest(input, i)];

    /// <summary>A pixel gets the gradients of the windows of which it is the first largest.</summary>
    public static void MaxGrad(Index1D i, ArrayView<float> input, ArrayView<float> outputGrad, ArrayView<float> inputGrad, PoolingShape s)
    {
        var plane = i / (s.Height * s.Width);
        var y = i / s.Width % s.Height;
        var x = i % s.Width;
        var sum = 0f;
        for (var oy = s.FirstWindow(y); oy <= s.LastWindow(y, s.OutputHeight); oy++)
            for (var ox = s.FirstWindow(x); ox <= s.LastWindow(x, s.OutputWidth); ox++)
            {
                var output = (plane * s.OutputHeight + oy) * s.OutputWidth + ox;
                if (s.Largest(input, output) == i) sum += outputGrad[output];
            }
        inputGrad[i] = sum;
    }

    /// <summary>The mean of each window, zeros outside counted; one item for each output.</summary>
    public static void Average(Index1D i, ArrayView<float> input, ArrayView<float> result, PoolingShape s)
    {
        var plane = i / (s.OutputHeight * s.OutputWidth);
        var top = i / s.OutputWidth % s.OutputHeight * s.Stride - s.Padding;
        var left = i % s.OutputWidth * s.Stride - s.Padding;
        var sum = 0f;
        for (var y = top < 0 ? 0 : top; y < top + s.Size && y < s.Height; y++)
            for (var x = left < 0 ? 0 : left; x < left + s.Size && x < s.Width; x++) sum += input[(plane * s.Height + y) * s.Width + x];
        result[i] = sum / (s.Size * s.Size);
    }

    /// <summary>A pixel gets its share of the gradients of all windows that contain it.</summary>
    public static void AverageGrad(Index1D i, ArrayView<float> outputGrad, ArrayView<float> inputGrad, PoolingShape s)
    {
        var plane = i / (s.Height * s.Width);
        var y = i / s.Width % s.Height;
        var x = i % s.Width;
        var sum = 0f;
        for (var oy = s.FirstWindow(y); oy <= s.LastWindow(y, s.OutputHeight); oy++)
            for (var ox = s.FirstWindow(x); ox <= s.LastWindow(x, s.OutputWidth); ox++)
                sum += outputGrad[(plane * s.OutputHeight + oy) * s.OutputWidth + ox];
        inputGrad[i] = sum / (s.Size * s.Size);
    }
}

/// <summary>The lengths of a pooling: planes of Height × Width, windows of Size × Size.</summary>
public struct PoolingShape
{
    /// <summary>Rows of a plane.</summary>
    public int Height;

    /// <summary>Columns of a plane.</summary>
    public int Width;

    /// <summary>The side of a window.</summary>
    public int Size;

    /// <summary>From one window to the next.</summary>
    public int Stride;

    /// <summary>Zeros on every side.</summary>
    public int Padding;

    /// <summary>Rows of a result.</summary>
    public int OutputHeight;

    /// <summary>Columns of a result.</summary>
    public int OutputWidth;

    /// <summary>The first window that contains a row or column.</summary>
    public readonly int FirstWindow(int at) => at + Padding < Size ? 0 : (at + Padding - Size) / Stride + 1;

    /// <summary>The last one.</summary>
    public readonly int LastWindow(int at, int count)
    {
        var last = (at + Padding) / Stride;
        return last < count ? last : count - 1;
    }

    /// <summary>Where the first of the largest values of an output's window lies.</summary>
    public readonly int Largest(ArrayView<float> input, int output)
    {
        var plane = output / (OutputHeight * OutputWidth) * Height * Width;
        var top = output / OutputWidth % OutputHeight * Stride - Padding;
        var left = output % OutputWidth * Stride - Padding;
        var bottom = top + Size < Height ? top + Size : Height;
        var right = left + Size < Width ? left + Size : Width;
        top = top < 0 ? 0 : top;
        left = left < 0 ? 0 : left;
        var largest = plane + top * Width + left;
        for (var y = top; y < bottom; y++)
            for (var x = left; x < right; x++)
                if (Maths.IsLarger(input[plane + y * Width + x], input[largest])) largest = plane + y * Width + x;
        return largest;
    }
}
