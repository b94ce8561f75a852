namespace DeepLearning.Tensors.Cpu;

internal sealed unsafe partial class CpuBackend<TVector>
{
    public override void ChannelStatistics(Tensor x, Tensor mean, Tensor variance)
    {
        var (rows, channels, rest) = Channels(x);
        var columns = channels * rest;
        var scratch = Scratch.Get(Scratch.First, 2 * columns);
        fixed (float* source = Values(x), mu = Values(mean), sigma = Values(variance))
        {
            var pass = new ChannelPass(rows, columns) { X = source, First = scratch, A = scratch + columns };
            ChannelKernel<TVector>.Sums(pass);
            ChannelKernel<TVector>.SumChannels(scratch, channels, rest, 1.0 / ((long)rows * rest), mu);
            ChannelKernel<TVector>.Spread(Values(mean), rest, pass.A);
            ChannelKernel<TVector>.Squares(pass);
            ChannelKernel<TVector>.SumChannels(scratch, channels, rest, 1.0 / ((long)rows * rest), sigma);
        }
    }

    public override void Normalize(Tensor x, Tensor mean, Tensor variance, float epsilon, Tensor scale, Tensor shift, Tensor result)
    {
        var (rows, channels, rest) = Channels(x);
        var columns = channels * rest;
        var scratch = Scratch.Get(Scratch.First, 2 * columns);
        // scale · (x − mean) / σ + shift = a·x + b.
        Span<float> a = new float[channels], b = new float[channels];
        for (var c = 0; c < channels; c++)
        {
            a[c] = Values(scale)[c] / MathF.Sqrt(Values(variance)[c] + epsilon);
            b[c] = Values(shift)[c] - a[c] * Values(mean)[c];
        }
        ChannelKernel<TVector>.Spread(a, rest, scratch);
        ChannelKernel<TVector>.Spread(b, rest, scratch + columns);
        fixed (float* source = Values(x), target = Values(result))
            ChannelKernel<TVector>.Scale(new ChannelPass(rows, columns) { X = source, Y = target, A = scratch, B = scratch + columns });
    }

    public override void NormalizeGrad(
        Tensor x, Tensor mean, Tensor variance, float epsilon, Tensor scale, Tensor outputGrad, Tensor inputGrad, Tensor scaleGrad,
            Tensor shiftGrad)
    {
        var (rows, channels, rest) = Channels(x);
        var columns = channels * rest;
        var scratch = Scratch.Get(Scratch.First, 3 * columns);
        fixed (float* source = Values(x), g = Values(outputGrad), target = Values(inputGrad), gamma = Values(scaleGrad),
            beta = Values(shiftGrad))
        {
            var pass = new ChannelPass(rows, columns)
            {
                X = source,
                G = g,
                Y = target,
                A = scratch,
                B = scratch + columns,
                C = scratch + 2 * columns,
                First = scratch + columns,
                Second = scratch + 2 * columns,
            };
            ChannelKernel<TVector>.Spread(Values(mean), rest, pass.A);
            ChannelKernel<TVector>.GradientSums(pass);
            ChannelKernel<TVector>.SumChannels(pass.First, channels, rest, 1, beta);
            ChannelKernel<TVector>.SumChannels(pass.Second, channels, rest, 1, gamma);

            // With x̂ = (x − mean) / σ: inputGrad = scale / σ · (g − mean(g) − x̂ · mean(g·x̂)) = a·g + b·x + c.
            var count = (float)rows * rest;
            Span<float> a = new float[channels], b = new float[channels], d = new float[channels];
            for (var c = 0; c < channels; c++)
            {
                var inverse = 1 / MathF.Sqrt(Values(variance)[c] + epsilon);
                gamma[c] *= inverse;
                a[c] = Values(scale)[c] * inverse;
                b[c] = -a[c] * inverse * gamma[c] / count;
                d[c] = -a[c] * beta[c] / count - b[c] * Values(mean)[c];
            }
            ChannelKernel<TVector>.Spread(a, rest, pass.A);
            ChannelKernel<TVector>.Spread(b, rest, pass.B);
            ChannelKernel<TVector>.Spread(d, rest, pass.C);
            ChannelKernel<TVector>.Combine(pass);
        }
    }

    public override void DropoutMask(uint seed, float keep, Tensor mask)
    {
        fixed (float* target = Values(mask)) DropoutKernel<TVector>.Run(seed, keep, target, mask.Size);
    }

    private static (int Rows, int Channels, int Inner) Channels(Tensor x)
    {
        var rest = 1;
        for (var i = 2; i < x.Rank; i++) rest *= x.Shape[i];
        return (x.Shape[0], x.Shape[1], rest);
    }
}
