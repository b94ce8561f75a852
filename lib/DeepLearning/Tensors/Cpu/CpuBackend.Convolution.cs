namespace DeepLearning.Tensors.Cpu;

internal sealed unsafe partial class CpuBackend<TVector>
{
    public override void Convolve(Tensor input, Tensor filters, Tensor? bias, int stride, int padding, Tensor result)
    {
        Span<float> x = Values(input), w = Values(filters), y = Values(result);
        for (var o = 0; o < y.Length; o++) y[o] = bias is null ? 0 : Values(bias)[o / (result.Shape[2] * result.Shape[3]) % result.Shape[1]];
        foreach (var (i, f, o) in Taps(input, filters, result, stride, padding)) y[o] += x[i] * w[f];
    }

    public override void ConvolveInputGrad(Tensor outputGrad, Tensor filters, int stride, int padding, Tensor inputGrad)
    {
        Span<float> dx = Values(inputGrad), w = Values(filters), dy = Values(outputGrad);
        dx.Clear();
        foreach (var (i, f, o) in Taps(inputGrad, filters, outputGrad, stride, padding)) dx[i] += dy[o] * w[f];
    }

    public override void ConvolveFilterGrad(
        Tensor input, Tensor outputGrad, int stride, int padding, Tensor filterGrad, Tensor? biasGrad, bool accumulate)
    {
        Span<float> x = Values(input), dw = Values(filterGrad), dy = Values(outputGrad);
        if (!accumulate) dw.Clear();
        foreach (var (i, f, o) in Taps(input, filterGrad, outputGrad, stride, padding)) dw[f] += x[i] * dy[o];
        if (biasGrad is null) return;
        if (!accumulate) Values(biasGrad).Clear();
        for (var o = 0; o < dy.Length; o++) Values(biasGrad)[o / (outputGrad.Shape[2] * outputGrad.Shape[3]) % outputGrad.Shape[1]] += dy[o];
    }

    private static IEnumerable<(int Input, int Filter, int Output)> Taps(Tensor input, Tensor filters, Tensor output, int stride, int padding)
    {
        var (channels, height, width) = (input.Shape[1], input.Shape[2], input.Shape[3]);
        var (outputs, outHeight, outWidth) = (output.Shape[1], output.Shape[2], output.Shape[3]);
        var (rows, columns) = (filters.Shape[2], filters.Shape[3]);
        for (var at = 0; at < output.Size; at++)
        {
            var (x, y, o, n) = (at % outWidth, at / outWidth % outHeight, at / outWidth / outHeight % outputs, at / outWidth / outHeight / outputs);
            for (var c = 0; c < channels; c++)
                for (var i = Math.Max(0, padding - y * stride); i < rows && y * stride + i - padding < height; i++)
                    for (var j = Math.Max(0, padding - x * stride); j < columns && x * stride + j - padding < width; j++)
                        yield return (((n * channels + c) * height + y * stride + i - padding) * width + x * stride + j - padding,
                            ((o * channels + c) * rows + i) * columns + j, at);
        }
    }
}
