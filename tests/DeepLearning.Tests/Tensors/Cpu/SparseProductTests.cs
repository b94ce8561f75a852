using DeepLearning.Tensors;
using DeepLearning.Tensors.Cpu;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tests.Tensors.Cpu;

[Collection("Number of threads")]
public sealed unsafe class SparseProductTests
{
    // Rows, columns, and how many elements of each row are not zero.
    [Theory]
    [InlineData(8, 16, 1)]
    [InlineData(37, 62, 1)]
    [InlineData(50, 67, 4)]
    [InlineData(301, 33, 2)]
    [InlineData(9, 17, 0)]
    public void Product_with_sparse_rows_differs_from_the_triple_loop(int rows, int columns, int perRow) =>
        Widths.ForEach(new Comparison(rows, columns, perRow));

    [Fact]
    public void Full_rows_are_taken_for_sparse_ones()
    {
        var values = new float[20 * 32];
        fixed (float* x = values)
        {
            Assert.True(SparseProduct<Floats4>.IsSparse(x, 20, 32));
            (values[600], values[601]) = (1, 2);
            Assert.True(SparseProduct<Floats4>.IsSparse(x, 20, 32));
            values[602] = 3;
            Assert.False(SparseProduct<Floats4>.IsSparse(x, 20, 32));
            Assert.True(SparseProduct<Floats4>.IsSparse(x, 18, 32));
            Assert.False(SparseProduct<Floats4>.IsSparse(x, 7, 32));
        }
    }

    [Fact]
    public void Product_of_tensors_ignores_values_that_are_not_zero()
    {
        float[] sparse = Sparse(60, 40, 2), dense = Draws.Floats(40 * 90, 2), bias = Draws.Floats(90, 3);
        Tensor s = Tensor.FromArray(sparse, [60, 40]), d = Tensor.FromArray(dense, [40, 90]), b = Tensor.FromArray(bias, [90]);
        var expected = Loops(60, 90, 40, (i, k) => sparse[i * 40 + k], (k, j) => dense[k * 90 + j]);
        AssertClose(expected, s.MatMul(d).ToArray());
        AssertClose(expected, s.MatMul(d.Transpose(), transposeOther: true).ToArray());
        var result = Tensor.Zeros([60, 90]);
        s.Backend.MatMul(s, s.Backend.Prepare(d, transposeB: false), b, result);
        AssertClose([.. expected.Select((value, i) => value + bias[i % 90])], result.ToArray());
        s.Backend.MatMul(s, new RightFactor(d, IsTransposed: false), result, accumulate: true);
        AssertClose([.. expected.Select((value, i) => 2 * value + bias[i % 90])], result.ToArray());
        // Sᵀ on the right: [90, 60] · [60, 40].
        var other = Draws.Floats(60 * 90, 4);
        AssertClose(Loops(90, 40, 60, (i, k) => other[k * 90 + i], (k, j) => sparse[k * 40 + j]),
            Tensor.FromArray(other, [60, 90]).MatMul(s, transposeThis: true).ToArray());
    }

    private static float[] Sparse(int rows, int columns, int perRow)
    {
        var (values, result) = (Draws.Floats(rows * columns, 1), new float[rows * columns]);
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < perRow; j++) result[i * columns + (i * 7 + j * 5) % columns] = values[i * columns + j];
        return result;
    }

    private static double[] Loops(int m, int n, int k, Func<int, int, float> a, Func<int, int, float> b)
    {
        var result = new double[m * n];
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++)
                for (var step = 0; step < k; step++) result[i * n + j] += (double)a(i, step) * b(step, j);
        return result;
    }

    private static void AssertClose(double[] expected, float[] actual)
    {
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 2e-5);
    }

    private readonly struct Comparison(int rows, int columns, int perRow) : IForWidth
    {
        public void Run<TVector>() where TVector : unmanaged, ISimd<TVector>
        {
            // Odd, and not of one vector; local names, since a struct's lambdas cannot see its parameters.
            var (width, inner) = (203, columns);
            float[] sparse = Sparse(rows, columns, perRow), b = Draws.Floats(columns * width, 2), a = Draws.Floats(rows * width, 3);
            var left = Loops(rows, width, columns, (i, k) => sparse[i * inner + k], (k, j) => b[k * width + j]);
            var right = Loops(width, columns, rows, (i, k) => a[k * width + i], (k, j) => sparse[k * inner + j]);
            foreach (var accumulate in new[] { false, true })
            {
                float[]? firstLeft = null, firstRight = null;
                foreach (var threads in new[] { 1, 3 })
                {
                    float[] c = Draws.Floats(rows * width, 4), d = Draws.Floats(width * columns, 5), c0 = [.. c], d0 = [.. d];
                    using (new ThreadCount(threads))
                        fixed (float* s = sparse, x = a, y = b, z = c, w = d)
                        {
                            Assert.True(SparseProduct<TVector>.TryLeft(rows, width, columns, s, Matrix.RowMajor(y, width), z,
                                accumulate ? z : null, width));
                            Assert.True(SparseProduct<TVector>.TryRight(width, columns, rows, x, s, w, accumulate ? w : null));
                        }
                    AssertClose([.. left.Select((value, i) => value + (accumulate ? c0[i] : 0))], c);
                    AssertClose([.. right.Select((value, i) => value + (accumulate ? d0[i] : 0))], d);
                    Assert.Equal(firstLeft ??= c, c);
                    Assert.Equal(firstRight ??= d, d);
                }
            }
        }
    }
}
