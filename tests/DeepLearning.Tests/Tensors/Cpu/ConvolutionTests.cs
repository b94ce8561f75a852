using DeepLearning.Tensors.Cpu;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tests.Tensors.Cpu;

[Collection("Number of threads")]
public sealed unsafe class ConvolutionTests
{
    // Images, channels, height, width, outputs, filter height and width, stride, padding.
    public static TheoryData<int, int, int, int, int, int, int, int, int> Shapes => new()
    {
        { 1, 1, 1, 1, 1, 1, 1, 1, 0 }, { 2, 1, 28, 28, 16, 5, 5, 1, 2 }, { 3, 14, 12, 28, 7, 5, 5, 1, 2 }, { 2, 3, 9, 7, 4, 1, 1, 2, 0 },
        { 3, 2, 5, 6, 13, 3, 2, 3, 0 }, { 33, 2, 6, 5, 3, 4, 3, 2, 1 }, { 40, 3, 8, 8, 5, 3, 3, 2, 1 }, { 65, 4, 2, 2, 10, 3, 3, 2, 1 },
        { 2, 3, 17, 40, 5, 3, 3, 2, 1 }, { 1, 2, 4, 19, 2, 3, 3, 1, 0 }, { 5, 2, 7, 33, 25, 2, 5, 1, 4 },
        // Rows whose ends are joined to vectors: whole ones at the end, and not; a single row; ends that would reach a third row.
        { 1, 2, 4, 28, 7, 3, 3, 1, 1 }, { 2, 3, 5, 28, 14, 3, 5, 1, 2 }, { 1, 2, 1, 28, 3, 1, 3, 1, 1 }, { 2, 1, 7, 26, 8, 3, 3, 1, 0 },
            { 1, 2, 9, 44, 2, 3, 3, 1, 1 },
        { 1, 2, 6, 25, 4, 3, 3, 1, 1 }, { 2, 2, 6, 31, 5, 2, 2, 1, 0 }, { 1, 3, 5, 14, 4, 3, 3, 1, 1 }, { 2, 2, 7, 12, 3, 3, 3, 1, 1 },
            { 1, 2, 3, 6, 2, 1, 1, 1, 0 },
        { 2, 3, 19, 57, 6, 3, 3, 2, 1 }, { 2, 2, 6, 28, 11, 3, 3, 1, 1 },
        { 3, 14, 12, 28, 1, 5, 5, 1, 2 }, { 33, 1, 6, 5, 1, 3, 3, 1, 1 }, { 9, 1, 9, 30, 1, 3, 5, 1, 1 },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void Convolution_or_a_gradient_differs_from_the_loops(int n, int c, int h, int w, int o, int kh, int kw, int stride, int padding)
    {
        var shape = new ConvolutionShape(n, c, h, w, o, kh, kw, stride, padding);
        Widths.ForEach(new Comparison(shape));
    }

    [Fact]
    public void Gradients_depend_on_the_number_of_threads()
    {
        Widths.ForEach(new ThreadComparison(new ConvolutionShape(45, 2, 9, 11, 5, 3, 3, 1, 1)));
    }

    [Fact]
    public void Accumulating_overwrites_the_filter_gradient()
    {
        Widths.ForEach(new Accumulation(new ConvolutionShape(2, 1, 4, 4, 2, 3, 3, 1, 1)));
    }

    private readonly struct Comparison(ConvolutionShape shape) : IForWidth
    {
        public void Run<TVector>() where TVector : unmanaged, ISimd<TVector>
        {
            var (expected, actual) = (Loops(shape), ConvolutionTests.Run<TVector>(shape));
            AssertClose(expected.Result, actual.Result);
            AssertClose(expected.InputGrad, actual.InputGrad);
            AssertClose(expected.FilterGrad, actual.FilterGrad);
            AssertClose(expected.BiasGrad, actual.BiasGrad);
        }
    }

    private readonly struct ThreadComparison(ConvolutionShape shape) : IForWidth
    {
        public void Run<TVector>() where TVector : unmanaged, ISimd<TVector>
        {
            using var count = new ThreadCount(1);
            var one = ConvolutionTests.Run<TVector>(shape);
            Parallelism.Threads = 4;
            var four = ConvolutionTests.Run<TVector>(shape);
            Assert.Equal(one.Result, four.Result);
            Assert.Equal(one.InputGrad, four.InputGrad);
            Assert.Equal(one.FilterGrad, four.FilterGrad);
            Assert.Equal(one.BiasGrad, four.BiasGrad);
        }
    }

    private readonly struct Accumulation(ConvolutionShape shape) : IForWidth
    {
        public void Run<TVector>() where TVector : unmanaged, ISimd<TVector>
        {
            var once = ConvolutionTests.Run<TVector>(shape);
            var twice = ConvolutionTests.Run<TVector>(shape, accumulate: true);
            AssertClose([.. once.FilterGrad.Select(g => g + 1.0)], twice.FilterGrad);
            AssertClose([.. once.BiasGrad.Select(g => g + 1.0)], twice.BiasGrad);
        }
    }

    private static void AssertClose(double[] expected, float[] actual)
    {
        Draws.AssertClose(expected, actual, 3e-5, "convolution");
    }

    private static (float[] Result, float[] InputGrad, float[] FilterGrad, float[] BiasGrad) Run<TVector>(ConvolutionShape s,
        bool accumulate = false)
        where TVector : unmanaged, ISimd<TVector>
    {
        var (input, filters, bias, outputGrad) = Operands(s);
        Fenced result = Fenced.Unwritten(s.Images * s.OutputSize), inputGrad = Fenced.Unwritten(s.Images * s.InputSize);
        float[] filterGrad = new float[s.Outputs * s.Taps], biasGrad = new float[s.Outputs];
        // What is there before must not matter, unless it is to be added to.
        Array.Fill(filterGrad, accumulate ? 1 : float.NaN);
        Array.Fill(biasGrad, accumulate ? 1 : float.NaN);
        fixed (float* x = input, f = filters, b = bias, y = result.All, g = outputGrad, dx = inputGrad.All, df = filterGrad, db = biasGrad)
        {
            Convolution<TVector>.Forward(s, x, f, b, y + Fenced.Start);
            Convolution<TVector>.InputGrad(s, g, f, dx + Fenced.Start);
            FilterGradient<TVector>.Run(s, x, g, df, db, accumulate);
        }
        return (result.Values, inputGrad.Values, filterGrad, biasGrad);
    }

    private static (double[] Result, double[] InputGrad, double[] FilterGrad, double[] BiasGrad) Loops(ConvolutionShape s)
    {
        var (input, filters, bias, outputGrad) = Operands(s);
        double[] result = new double[s.Images * s.OutputSize], inputGrad = new double[s.Images * s.InputSize];
        double[] filterGrad = new double[s.Outputs * s.Taps], biasGrad = new double[s.Outputs];
        var at = 0;
        for (var n = 0; n < s.Images; n++)
            for (var o = 0; o < s.Outputs; o++)
                for (var y = 0; y < s.OutputHeight; y++)
                    for (var x = 0; x < s.OutputWidth; x++, at++)
                    {
                        result[at] = bias[o];
                        biasGrad[o] += outputGrad[at];
                        for (var tap = 0; tap < s.Taps; tap++)
                        {
                            var (c, i, j) = (tap / s.FilterWidth / s.FilterHeight, tap / s.FilterWidth % s.FilterHeight,
                                tap % s.FilterWidth);
                            var (row, column) = (y * s.Stride + i - s.Padding, x * s.Stride + j - s.Padding);
                            if (row < 0 || row >= s.Height || column < 0 || column >= s.Width) continue;
                            var pixel = ((n * s.Channels + c) * s.Height + row) * s.Width + column;
                            result[at] += (double)input[pixel] * filters[o * s.Taps + tap];
                            inputGrad[pixel] += (double)outputGrad[at] * filters[o * s.Taps + tap];
                            filterGrad[o * s.Taps + tap] += (double)outputGrad[at] * input[pixel];
                        }
                    }
        return (result, inputGrad, filterGrad, biasGrad);
    }

    private static (float[] Input, float[] Filters, float[] Bias, float[] OutputGrad) Operands(ConvolutionShape s)
    {
        var random = new System.Random(7);
        return (Draw(s.Images * s.InputSize), Draw(s.Outputs * s.Taps), Draw(s.Outputs), Draw(s.Images * s.OutputSize));

        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() * 2 - 1)];
    }
}
