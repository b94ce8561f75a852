using DeepLearning.Tensors.Cpu;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tests.Tensors.Cpu;

[Collection("Number of threads")]
public sealed unsafe class GemmTests
{
    public static TheoryData<int, int, int> Sizes => new()
    {
        { 1, 1, 1 }, { 1, 7, 3 }, { 5, 1, 9 }, { 13, 33, 17 }, { 12, 32, 256 }, { 25, 70, 300 }, { 60, 89, 84 }, { 64, 64, 64 },
        { 200, 31, 5 }, { 130, 10, 60 }, { 3, 1100, 20 }, { 31, 65, 513 }, { 7, 5, 0 }, { 205, 300, 270 }, { 1101, 70, 21 },
            { 61, 131, 1030 },
    };

    [Theory, MemberData(nameof(Sizes))]
    public void Product_differs_from_the_triple_loop(int m, int n, int k)
    {
        Widths.ForEach(new Comparison(m, n, k));
    }

    [Theory]
    [InlineData(300, 200, 100)]
    [InlineData(60, 1200, 90)]
    [InlineData(2100, 10, 60)]
    public void Product_depends_on_the_number_of_threads(int m, int n, int k)
    {
        Widths.ForEach(new ThreadComparison(m, n, k));
    }

    [Fact]
    public void Bias_is_not_added_to_every_row()
    {
        Widths.ForEach(default(BiasComparison));
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Right_factor_packed_beforehand_changes_the_product(int m, int n, int k)
    {
        Widths.ForEach(new PackedComparison(m, n, k));
    }

    private static void Compare<TVector>(int m, int n, int k) where TVector : unmanaged, ISimd<TVector>
    {
        foreach (var transposeA in new[] { false, true })
            foreach (var transposeB in new[] { false, true })
                foreach (var accumulate in new[] { false, true })
                {
                    var (expected, actual) = Run<TVector>(m, n, k, transposeA, transposeB, accumulate, threads: 2);
                    // Sums of k products of numbers up to 1: float32 rounding grows like the root of k.
                    var tolerance = 1.5e-6 * Math.Sqrt(k + 1);
                    for (var i = 0; i < expected.Length; i++)
                        if (!(Math.Abs(expected[i] - actual[i]) <= tolerance))
                            Assert.Fail($"{typeof(TVector).Name} [{m}, {k}]·[{k}, {n}] {transposeA} {transposeB} {accumulate}: element " +
                                $"{i} is {actual[i]}, not {expected[i]}");
                }
    }

    private static (double[] Expected, float[] Actual) Run<TVector>(int m, int n, int k, bool transposeA, bool transposeB, bool accumulate,
        int threads)
        where TVector : unmanaged, ISimd<TVector>
    {
        float[] a = Draws.Floats(m * k, 1), b = Draws.Floats(k * n, 2), c = Draws.Floats(m * n, 3);
        var expected = new double[m * n];
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++)
            {
                double sum = accumulate ? c[i * n + j] : 0;
                for (var step = 0; step < k; step++)
                    sum += (double)a[transposeA ? step * m + i : i * k + step] * b[transposeB ? j * k + step : step * n + j];
                expected[i * n + j] = sum;
            }
        var result = new Fenced(c);
        using (new ThreadCount(threads))
            fixed (float* x = a, y = b, all = result.All)
            {
                var z = all + Fenced.Start;
                Gemm<TVector>.Multiply(m, n, k, Matrix.RowMajor(x, transposeA ? m : k, transposeA),
                    Matrix.RowMajor(y, transposeB ? k : n, transposeB),
                    accumulate ? new ProductOutput(z, n).Accumulating : new(z, n));
            }
        return (expected, result.Values);
    }

    private readonly struct Comparison(int m, int n, int k) : IForWidth
    {
        public void Run<TVector>() where TVector : unmanaged, ISimd<TVector> => Compare<TVector>(m, n, k);
    }

    private readonly struct ThreadComparison(int m, int n, int k) : IForWidth
    {
        public void Run<TVector>() where TVector : unmanaged, ISimd<TVector>
        {
            var one = GemmTests.Run<TVector>(m, n, k, transposeA: true, transposeB: false, accumulate: false, threads: 1).Actual;
            var three = GemmTests.Run<TVector>(m, n, k, transposeA: true, transposeB: false, accumulate: false, threads: 3).Actual;
            Assert.Equal(one, three);
        }
    }

    private readonly struct PackedComparison(int m, int n, int k) : IForWidth
    {
        public void Run<TVector>() where TVector : unmanaged, ISimd<TVector>
        {
            float[] a = Draws.Floats(m * k, 1), b = Draws.Floats(k * n, 2), bias = Draws.Floats(n, 3);
            float[] expected = new float[m * n], actual = new float[m * n], packed = new float[PackedFactor<TVector>.Length(n, k) + 1];
            foreach (var transpose in new[] { false, true })
                foreach (var threads in new[] { 1, 3 })
                    using (new ThreadCount(threads))
                        fixed (float* x = a, y = b, z = expected, t = actual, p = packed, add = bias)
                        {
                            var factor = Matrix.RowMajor(y, transpose ? k : n, transpose);
                            PackedFactor<TVector>.Pack(n, k, factor, p);
                            Gemm<TVector>.Multiply(m, n, k, Matrix.RowMajor(x, k), factor, new(z, n, add));
                            Gemm<TVector>.Multiply(m, n, k, Matrix.RowMajor(x, k), factor, new(t, n, add), p);
                            Assert.Equal(expected, actual);
                        }
        }
    }

    private readonly struct BiasComparison : IForWidth
    {
        public void Run<TVector>() where TVector : unmanaged, ISimd<TVector>
        {
            float[] a = Draws.Floats(7 * 5, 1), b = Draws.Floats(5 * 40, 2), bias = Draws.Floats(40, 3);
            var actual = new float[7 * 40];
            fixed (float* x = a, y = b, z = actual, add = bias)
                Gemm<TVector>.Multiply(7, 40, 5, Matrix.RowMajor(x, 5), Matrix.RowMajor(y, 40), new(z, 40, add));
            for (var i = 0; i < 7; i++)
                for (var j = 0; j < 40; j++)
                {
                    double sum = bias[j];
                    for (var step = 0; step < 5; step++) sum += (double)a[i * 5 + step] * b[step * 40 + j];
                    Assert.Equal(sum, actual[i * 40 + j], 1e-5);
                }
        }
    }
}
