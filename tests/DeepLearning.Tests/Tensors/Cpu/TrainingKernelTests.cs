using DeepLearning.Tensors;
using DeepLearning.Tensors.Cpu;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tests.Tensors.Cpu;

/// <summary>Optimizers' steps, losses, normalisation, pooling and masks against plain loops, with every vector width.</summary>
public sealed class TrainingKernelTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(35)]
    [InlineData(40_001)]
    public void Optimizer_step_is_wrong(int count) => Widths.ForEach(new OptimizerCase(count));

    [Theory]
    [InlineData(6, 3, 1)]
    [InlineData(40, 5, 7)]
    [InlineData(3, 2, 400)]
    public void Channel_statistics_or_normalisation_is_wrong(int rows, int channels, int rest) =>
        Widths.ForEach(new NormalizeCase(rows, channels, rest));

    [Theory]
    [InlineData(5, 6, 2, 2, 0)]
    [InlineData(7, 5, 3, 2, 1)]
    public void Pooling_or_its_gradient_is_wrong(int height, int width, int size, int stride, int padding) =>
        Widths.ForEach(new PoolCase(height, width, size, stride, padding));

    [Theory]
    [InlineData(10)]
    [InlineData(62)]
    public void Cross_entropy_or_its_gradient_is_wrong(int classes) => Widths.ForEach(new CrossEntropyCase(classes));

    [Fact]
    public void Cross_entropy_of_large_logits_overflows() => Widths.ForEach(default(LargeLogits));

    [Fact]
    public void Mask_depends_on_the_vector_width() => Widths.ForEach(default(MaskCase));

    [Fact]
    public void Mask_drops_too_many_or_too_few()
    {
        var mask = Tensor.Zeros([200_000]);
        mask.Backend.DropoutMask(7, 0.7f, mask);
        Assert.Equal(1, mask.Mean().Item(), 0.01);
        // Neighbours are independent: both are kept as often as the product of both chances.
        var kept = mask.ToArray();
        Assert.Equal(0.49, Enumerable.Range(1, kept.Length - 1).Average(i => kept[i] > 0 && kept[i - 1] > 0 ? 1.0 : 0), 0.01);
    }

    private static Tensor Make<TVector>(int seed, params int[] shape) where TVector : unmanaged, ISimd<TVector> =>
        Tensor.FromArray(Draws.Floats(shape.Aggregate(1, (a, b) => a * b), seed), [.. shape], DeviceOf<TVector>.Value);

    private static class DeviceOf<TVector> where TVector : unmanaged, ISimd<TVector>
    {
        public static readonly Device Value = new(typeof(TVector).Name, new CpuBackend<TVector>());
    }

    private readonly struct OptimizerCase(int count) : IForWidth
    {
        public void Run<TVector>() where TVector : unmanaged, ISimd<TVector>
        {
            var (g, m) = (Draws.Floats(count, 2), Draws.Floats(count, 3));
            double[] s = [.. Draws.Floats(count, 4).Select(v => (double)MathF.Abs(v))];
            Check("SGD", (backend, p, grad, _, _) => backend.SgdStep(p, grad, 0.1f), (i, p) => p - 0.1 * g[i]);
            Check("momentum", (backend, p, grad, mean, _) => backend.MomentumStep(p, grad, mean, 0.9f, 1, 0.1f, false),
                (i, p) => p - 0.1 * (0.9 * m[i] + g[i]));
            Check("the book's momentum", (backend, p, grad, mean, _) => backend.MomentumStep(p, grad, mean, 0.9f, 0.1f, 1, false),
                (i, p) => p - (0.9 * m[i] + 0.1 * g[i]));
            Check("Nesterov", (backend, p, grad, mean, _) => backend.MomentumStep(p, grad, mean, 0.9f, 1, 0.1f, true),
                (i, p) => p - 0.1 * (g[i] + 0.9 * (0.9 * m[i] + g[i])));
            Check("AdaGrad", (backend, p, grad, _, squares) => backend.AdaGradStep(p, grad, squares, 0.1f, 1e-3f),
                (i, p) => p - 0.1 * g[i] / (Math.Sqrt(s[i] + g[i] * g[i]) + 1e-3));
            Check("RMSProp", (backend, p, grad, _, squares) => backend.RmsPropStep(p, grad, squares, 0.1f, 0.9f, 1e-3f),
                (i, p) => p - 0.1 * g[i] / (Math.Sqrt(0.9 * s[i] + 0.1 * g[i] * g[i]) + 1e-3));
            Check("AdamW", (backend, p, grad, mean, squares) => backend.AdamStep(p, grad, mean, squares, 0.1f, 0.9f, 0.99f, 1e-3f, 0.5f, 3),
                (i, p) => p - 0.1 * ((0.9 * m[i] + 0.1 * g[i]) / (1 - Math.Pow(0.9, 3))
                    / (Math.Sqrt((0.99 * s[i] + 0.01 * g[i] * g[i]) / (1 - Math.Pow(0.99, 3))) + 1e-3) + 0.5 * p));

            void Check(string name, Action<Backend, Tensor, Tensor, Tensor, Tensor> step, Func<int, double, double> expected)
            {
                var (p, grad, mean, squares) = (Make<TVector>(1, g.Length), Make<TVector>(2, g.Length), Make<TVector>(3, g.Length),
                    Make<TVector>(4, g.Length).Abs());
                double[] right = [.. p.ToArray().Select((v, i) => expected(i, v))];
                step(p.Backend, p, grad, mean, squares);
                Draws.AssertClose(right, p.ToArray(), 3e-5, name);
            }
        }
    }

    private readonly struct NormalizeCase(int rows, int channels, int rest) : IForWidth
    {
        public void Run<TVector>() where TVector : unmanaged, ISimd<TVector>
        {
            const float Epsilon = 1e-3f;
            var (x, g) = (Make<TVector>(1, rows, channels, rest) + 3f, Make<TVector>(2, rows, channels, rest));
            var (scale, shift) = (Make<TVector>(3, channels), Make<TVector>(4, channels));
            var (mean, variance, y) = (Make<TVector>(5, channels), Make<TVector>(6, channels), Make<TVector>(7, rows, channels, rest));
            var (dx, dScale, dShift) = (Make<TVector>(8, rows, channels, rest), Make<TVector>(9, channels), Make<TVector>(10, channels));
            x.Backend.ChannelStatistics(x, mean, variance);
            x.Backend.Normalize(x, mean, variance, Epsilon, scale, shift, y);
            x.Backend.NormalizeGrad(x, mean, variance, Epsilon, scale, g, dx, dScale, dShift);

            var (xs, gs, expected, grads) = (x.ToArray(), g.ToArray(), new double[x.Size], new double[x.Size]);
            for (var c = 0; c < channels; c++)
            {
                var (size, channel) = (rest, c);
                int[] own = [.. Enumerable.Range(0, xs.Length).Where(i => i / size % scale.Size == channel)];
                var mu = own.Average(i => (double)xs[i]);
                var sigma = Math.Sqrt(own.Average(i => Math.Pow(xs[i] - mu, 2)) + Epsilon);
                double Hat(int i) => (xs[i] - mu) / sigma;
                var (gamma, beta) = ((double)scale.ToArray()[c], (double)shift.ToArray()[c]);
                var (meanG, meanGx) = (own.Average(i => (double)gs[i]), own.Average(i => gs[i] * Hat(i)));
                foreach (var i in own) (expected[i], grads[i]) = (gamma * Hat(i) + beta, gamma / sigma * (gs[i] - meanG - Hat(i) * meanGx));
                Assert.Equal(mu, mean.ToArray()[c], 1e-5);
                Assert.Equal(sigma * sigma - Epsilon, variance.ToArray()[c], 1e-5);
                Assert.Equal(meanG * own.Length, dShift.ToArray()[c], 1e-3);
                Assert.Equal(meanGx * own.Length, dScale.ToArray()[c], 1e-3);
            }
            Draws.AssertClose(expected, y.ToArray(), 3e-5, "normalised");
            Draws.AssertClose(grads, dx.ToArray(), 1e-4, "gradient of the input");
        }
    }

    private readonly struct PoolCase(int height, int width, int size, int stride, int padding) : IForWidth
    {
        public void Run<TVector>() where TVector : unmanaged, ISimd<TVector>
        {
            var (outHeight, outWidth) = ((height + 2 * padding - size) / stride + 1, (width + 2 * padding - size) / stride + 1);
            var (x, g) = (Make<TVector>(1, 2, 3, height, width), Make<TVector>(2, 2, 3, outHeight, outWidth));
            var (max, mean, dMax, dMean) = (Make<TVector>(3, 2, 3, outHeight, outWidth), Make<TVector>(4, 2, 3, outHeight, outWidth),
                Make<TVector>(5, 2, 3, height, width), Make<TVector>(6, 2, 3, height, width));
            x.Backend.MaxPool(x, size, stride, padding, max);
            x.Backend.MaxPoolGrad(x, g, size, stride, padding, dMax);
            x.Backend.AveragePool(x, size, stride, padding, mean);
            x.Backend.AveragePoolGrad(g, size, stride, padding, dMean);

            var (xs, gs) = (x.ToArray(), g.ToArray());
            double[] largest = new double[g.Size], means = new double[g.Size], largestGrad = new double[x.Size],
                meanGrad = new double[x.Size];
            for (var at = 0; at < g.Size; at++)
            {
                var (column, row, plane) = (at % outWidth * stride - padding, at / outWidth % outHeight * stride - padding,
                    at / outWidth / outHeight);
                var pixels = new List<int>();
                for (var i = Math.Max(0, row); i < Math.Min(height, row + size); i++)
                    for (var j = Math.Max(0, column); j < Math.Min(width, column + size); j++) pixels.Add((plane * height + i) * width + j);
                var top = pixels.MaxBy(p => xs[p]);
                (largest[at], means[at]) = (xs[top], pixels.Sum(p => (double)xs[p]) / (size * size));
                largestGrad[top] += gs[at];
                foreach (var p in pixels) meanGrad[p] += (double)gs[at] / (size * size);
            }
            Draws.AssertClose(largest, max.ToArray(), 0, "largest");
            Draws.AssertClose(means, mean.ToArray(), 1e-6, "mean");
            Draws.AssertClose(largestGrad, dMax.ToArray(), 1e-6, "gradient of the largest");
            Draws.AssertClose(meanGrad, dMean.ToArray(), 1e-6, "gradient of the mean");
        }
    }

    private readonly struct CrossEntropyCase(int classes) : IForWidth
    {
        public void Run<TVector>() where TVector : unmanaged, ISimd<TVector>
        {
            int[] labels = [0, classes - 1, 5];
            var logits = Make<TVector>(1, 3, classes) * 4f;
            var (losses, grad, targets) = (Make<TVector>(2, 3), Make<TVector>(3, 3, classes), new float[3, classes]);
            for (var row = 0; row < 3; row++) targets[row, labels[row]] = 1;
            var xs = logits.ToArray2D();
            double[] expected = new double[3], slopes = new double[3 * classes];
            for (var row = 0; row < 3; row++)
            {
                var sum = Enumerable.Range(0, targets.GetLength(1)).Sum(j => Math.Exp(xs[row, j]));
                expected[row] = Math.Log(sum) - xs[row, labels[row]];
                for (var j = 0; j < classes; j++) slopes[row * classes + j] = 0.5 * (Math.Exp(xs[row, j]) / sum - targets[row, j]);
            }
            logits.Backend.SoftmaxCrossEntropy(logits, labels, 0.5f, losses, grad);
            Draws.AssertClose(expected, losses.ToArray(), 2e-6, "loss by label");
            Draws.AssertClose(slopes, grad.ToArray(), 1e-6, "gradient by label");
            logits.Backend.SoftmaxCrossEntropy(logits, Tensor.FromArray(targets, logits.Device), 0.5f, losses, grad);
            Draws.AssertClose(expected, losses.ToArray(), 2e-6, "loss by target");
            Draws.AssertClose(slopes, grad.ToArray(), 1e-6, "gradient by target");
        }
    }

    private readonly struct LargeLogits : IForWidth
    {
        public void Run<TVector>() where TVector : unmanaged, ISimd<TVector>
        {
            var logits = Tensor.FromArray([1000f, -1000f, 1000f], [1, 3], DeviceOf<TVector>.Value);
            var (losses, grad) = (Make<TVector>(1, 1), Make<TVector>(2, 1, 3));
            logits.Backend.SoftmaxCrossEntropy(logits, [1], 1, losses, grad);
            Draws.AssertClose([2000.6931471805599], losses.ToArray(), 1e-6, "loss");
            Draws.AssertClose([0.5, -1, 0.5], grad.ToArray(), 1e-6, "gradient");
        }
    }

    private readonly struct MaskCase : IForWidth
    {
        public void Run<TVector>() where TVector : unmanaged, ISimd<TVector>
        {
            var (mask, plain) = (Make<TVector>(1, 40_005), Make<Floats1>(1, 40_005));
            mask.Backend.DropoutMask(12345, 0.8f, mask);
            plain.Backend.DropoutMask(12345, 0.8f, plain);
            Assert.Equal(plain.ToArray(), mask.ToArray());
        }
    }
}
