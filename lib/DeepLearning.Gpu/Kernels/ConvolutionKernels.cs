using ILGPU;

namespace DeepLearning.Gpu.Kernels;

/// <summary>The convolution and its gradients the plain way: one item for each number of the result, in nested loops.</summary>
public static class ConvolutionKernels
{
    /// <summary>result[n, o, y, x] = bias[o] + Σ filters[o, c, i, j] · input[n, c, y·stride + i − padding, x·stride + j −
    /// padding].</summary>
    public static void Forward(
        Index1D at, ArrayView<float> input, ArrayView<float> filters, ArrayView<float> bias, ArrayView<float> result, ConvolutionSizes s,
            int hasBias)
    {
        var image = at / (s.Outputs * s.OutputPlane);
        var output = at / s.OutputPlane % s.Outputs;
        var top = at / s.OutputWidth % s.OutputHeight * s.Stride - s.Padding;
        var left = at % s.OutputWidth * s.Stride - s.Padding;
        var sum = 0f;
        for (var c = 0; c < s.Channels; c++)
            for (var i = 0; i < s.FilterHeight; i++)
            {
                var y = top + i;
                if (y < 0 || y >= s.Height) continue;
                for (var j = 0; j < s.FilterWidth; j++)
                {
                    var x = left + j;
                    if (x >= 0 && x < s.Width)
                        sum += filters[((output * s.Channels + c) * s.FilterHeight + i) * s.FilterWidth +
                            j] * input[((image * s.Channels + c) * s.Height + y) * s.Width + x];
                }
            }
        result[at] = hasBias != 0 ? sum + bias[output] : sum;
    }

    /// <summary>A pixel's gradient: for every tap of every filter, the output whose tap met this pixel.</summary>
    public static void InputGrad(Index1D at, ArrayView<float> outputGrad, ArrayView<float> filters, ArrayView<float> inputGrad,
        ConvolutionSizes s)
    {
        var image = at / (s.Channels * s.Plane);
        var channel = at / s.Plane % s.Channels;
        var down = at / s.Width % s.Height + s.Padding;
        var across = at % s.Width + s.Padding;
        var sum = 0f;
        for (var i = 0; i < s.FilterHeight; i++)
        {
            var y = (down - i) / s.Stride;
            if (down < i || y * s.Stride != down - i || y >= s.OutputHeight) continue;
            for (var j = 0; j < s.FilterWidth; j++)
            {
                var x = (across - j) / s.Stride;
                if (across < j || x * s.Stride != across - j || x >= s.OutputWidth) continue;
                for (var o = 0; o < s.Outputs; o++)
                    sum += filters[((o * s.Channels + channel) * s.FilterHeight + i) * s.FilterWidth + j]
                        * outputGrad[((image * s.Outputs + o) * s.OutputHeight + y) * s.OutputWidth + x];
            }
        }
        inputGrad[at] = sum;
    }

    /// <summary>A weight's gradient: over all images and positions, the output's gradient times the pixel that the weight met.</summary>
    public static void FilterGrad(
        Index1D at, ArrayView<float> input, ArrayView<float> outputGrad, ArrayView<float> filterGrad, ConvolutionSizes s, int accumulate)
    {
        var output = at / (s.Channels * s.Window);
        var channel = at / s.Window % s.Channels;
        var i = at / s.FilterWidth % s.FilterHeight;
        var j = at % s.FilterWidth;
        var sum = accumulate != 0 ? filterGrad[at] : 0f;
        for (var image = 0; image < s.Images; image++)
        {
            // Each image apart: sums of sums lose less to rounding than one long one.
            var part = 0f;
            for (var oy = 0; oy < s.OutputHeight; oy++)
            {
                var y = oy * s.Stride + i - s.Padding;
                if (y < 0 || y >= s.Height) continue;
                for (var ox = 0; ox < s.OutputWidth; ox++)
                {
                    var x = ox * s.Stride + j - s.Padding;
                    if (x >= 0 && x < s.Width)
                        part += outputGrad[((image * s.Outputs + output) * s.OutputHeight + oy) * s.OutputWidth +
                            ox] * input[((image * s.Channels + channel) * s.Height + y) * s.Width + x];
                }
            }
            sum += part;
        }
        filterGrad[at] = sum;
    }
}
