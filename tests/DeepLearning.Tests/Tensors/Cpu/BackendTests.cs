using DeepLearning.Tensors;
using DeepLearning.Tensors.Cpu;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tests.Tensors.Cpu;

/// <summary>The element-wise and summing primitives against plain loops in double, with every vector width and odd sizes.</summary>
public sealed class BackendTests
{
    private static readonly Dictionary<UnaryOperation, (Func<double, double> F, Func<double, double> Slope)> s_functions = new()
    {
        [UnaryOperation.Square] = (x => x * x, x => 2 * x),
        [UnaryOperation.Sqrt] = (Math.Sqrt, x => 0.5 / Math.Sqrt(x)),
        [UnaryOperation.Exp] = (Math.Exp, Math.Exp),
        [UnaryOperation.Log] = (Math.Log, x => 1 / x),
        [UnaryOperation.Abs] = (Math.Abs, x => Math.Sign(x)),
        [UnaryOperation.Sigmoid] = (x => 1 / (1 + Math.Exp(-x)), x => Math.Exp(-x) / Math.Pow(1 + Math.Exp(-x), 2)),
        [UnaryOperation.Tanh] = (Math.Tanh, x => 1 - Math.Pow(Math.Tanh(x), 2)),
        [UnaryOperation.Relu] = (x => Math.Max(x, 0), x => x > 0 ? 1 : 0),
        [UnaryOperation.Gelu] = (x => 0.5 * x * (1 + GeluTanh(x)), x => 0.5 * (1 + GeluTanh(x)) +
            0.5 * x * (1 - Math.Pow(GeluTanh(x), 2)) * Math.Sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * x * x)),
        [UnaryOperation.LeakyRelu] = (x => x > 0 ? x : 0.1 * x, x => x > 0 ? 1 : 0.1),
    };

    [Theory]
    [InlineData(1)]
    [InlineData(35)]
    [InlineData(40_003)]
    public void Unary_function_or_its_gradient_is_wrong(int count) => Widths.ForEach(new UnaryCase(count));

    [Theory]
    [InlineData(new[] { 3, 37 }, new[] { 3, 37 })]
    [InlineData(new[] { 3, 37 }, new[] { 37 })]
    [InlineData(new[] { 3, 37 }, new[] { 1, 37 })]
    [InlineData(new[] { 3, 37 }, new[] { 3, 1 })]
    [InlineData(new[] { 3, 37 }, new int[0])]
    [InlineData(new[] { 2, 5, 3, 4 }, new[] { 1, 5, 1, 1 })]
    [InlineData(new[] { 2, 5, 3, 4 }, new[] { 2, 1, 3, 1 })]
    [InlineData(new[] { 2, 5, 3, 4 }, new[] { 5, 1, 4 })]
    [InlineData(new[] { 70, 600 }, new[] { 600 })]
    [InlineData(new[] { 70, 600 }, new[] { 70, 1 })]
    public void Broadcast_or_sum_over_it_is_wrong(int[] large, int[] small) => Widths.ForEach(new BroadcastCase(large, small));

    [Theory]
    [InlineData(new[] { 4, 5, 6 }, 0)]
    [InlineData(new[] { 4, 5, 6 }, 1)]
    [InlineData(new[] { 4, 5, 6 }, 2)]
    [InlineData(new[] { 100, 33 }, 0)]
    [InlineData(new[] { 3, 5000 }, 1)]
    public void Reduction_of_an_axis_is_wrong(int[] shape, int axis) => Widths.ForEach(new ReduceCase(shape, axis));

    [Fact]
    public void Long_sum_loses_digits() => Widths.ForEach(default(LongSum));

    [Fact]
    public void Rows_depend_on_each_other_in_softmax() => Widths.ForEach(default(SoftmaxCase));

    private static double GeluTanh(double x) => Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x));

    private static Tensor Make<TVector>(int seed, params int[] shape) where TVector : unmanaged, ISimd<TVector> =>
        Tensor.FromArray(Draws.Floats(shape.Aggregate(1, (a, b) => a * b), seed), [.. shape], DeviceOf<TVector>.Value);

    private static class DeviceOf<TVector> where TVector : unmanaged, ISimd<TVector>
    {
        public static readonly Device Value = new(typeof(TVector).Name, new CpuBackend<TVector>());
    }

    private readonly struct UnaryCase(int count) : IForWidth
    {
        public void Run<TVector>() where TVector : unmanaged, ISimd<TVector>
        {
            foreach (var (operation, (f, slope)) in s_functions)
            {
                var x = Make<TVector>(1, count);
                if (operation is UnaryOperation.Sqrt or UnaryOperation.Log) x = x.Abs() + 0.1f;
                var (y, g) = (Make<TVector>(2, count), Make<TVector>(3, count));
                x.Backend.Unary(operation, x, y, 0.1f);
                var (xs, gs) = (x.ToArray(), g.ToArray());
                Draws.AssertClose([.. xs.Select(v => f(v))], y.ToArray(), 2e-6, $"{operation}");
                x.Backend.UnaryGrad(operation, x, y, g, g, 0.1f);
                Draws.AssertClose([.. xs.Zip(gs, (v, grad) => grad * slope(v))], g.ToArray(), 5e-6, $"{operation} gradient");
            }
        }
    }

    private readonly struct BroadcastCase(int[] large, int[] small) : IForWidth
    {
        public void Run<TVector>() where TVector : unmanaged, ISimd<TVector>
        {
            var (x, y) = (Make<TVector>(1, large), Make<TVector>(2, small));
            var (xs, ys, shapes) = (x.ToArray(), y.ToArray(), (large, small));
            int At(int i) => Place(i, shapes.large, shapes.small);
            foreach (var (operation, f) in new (BinaryOperation, Func<double, double, double>)[]
                { (BinaryOperation.Add, (a, b) => a + b), (BinaryOperation.Subtract, (a, b) => a - b),
                    (BinaryOperation.Multiply, (a, b) => a * b),
                  (BinaryOperation.Divide, (a, b) => a / b), (BinaryOperation.Maximum, Math.Max) })
            {
                var result = Tensor.Zeros(x.Shape, x.Device);
                x.Backend.Binary(operation, x, y, result);
                Draws.AssertClose([.. xs.Select((v, i) => f(v, ys[At(i)]))], result.ToArray(), 1e-6, $"{operation}, right one repeated");
                x.Backend.Binary(operation, y, x, result);
                Draws.AssertClose([.. xs.Select((v, i) => f(ys[At(i)], v))], result.ToArray(), 1e-6, $"{operation}, left one repeated");
            }
            var sums = new double[ys.Length];
            for (var i = 0; i < xs.Length; i++) sums[At(i)] += xs[i];
            x.Backend.SumTo(x, y);
            Draws.AssertClose(sums, y.ToArray(), 1e-5, "sum");
        }

        private static int Place(int i, int[] large, int[] small)
        {
            var (place, stride) = (0, 1);
            for (var axis = 1; axis <= large.Length; axis++)
            {
                var index = i % large[^axis];
                i /= large[^axis];
                if (axis > small.Length) continue;
                place += small[^axis] == 1 ? 0 : index * stride;
                stride *= small[^axis];
            }
            return place;
        }
    }

    private readonly struct ReduceCase(int[] shape, int axis) : IForWidth
    {
        public void Run<TVector>() where TVector : unmanaged, ISimd<TVector>
        {
            var x = Make<TVector>(1, shape);
            var (xs, length, inner) = (x.ToArray(), shape[axis], shape[(axis + 1)..].Aggregate(1, (a, b) => a * b));
            var (sums, largest) = (new double[xs.Length / length], new double[xs.Length / length]);
            Array.Fill(largest, double.NegativeInfinity);
            for (var i = 0; i < xs.Length; i++)
            {
                var at = i / inner / length * inner + i % inner;
                sums[at] += xs[i];
                largest[at] = Math.Max(largest[at], xs[i]);
            }
            var result = Make<TVector>(2, sums.Length);
            x.Backend.Reduce(Reduction.Sum, x, axis, result);
            Draws.AssertClose(sums, result.ToArray(), 1e-5, "sum");
            x.Backend.Reduce(Reduction.Max, x, axis, result);
            Draws.AssertClose(largest, result.ToArray(), 0, "largest");
        }
    }

    private readonly struct LongSum : IForWidth
    {
        // Added one by one in float32, three million tenths make 299 000.
        public void Run<TVector>() where TVector : unmanaged, ISimd<TVector> =>
            Assert.Equal(300_000, Tensor.Full([3_000_000], 0.1f, DeviceOf<TVector>.Value).Sum().Item(), 0.3);
    }

    private readonly struct SoftmaxCase : IForWidth
    {
        public void Run<TVector>() where TVector : unmanaged, ISimd<TVector>
        {
            var x = Make<TVector>(1, 5, 19) * 30f;
            var (xs, y, log) = (x.ToArray2D(), Tensor.Zeros(x.Shape, x.Device), Tensor.Zeros(x.Shape, x.Device));
            x.Backend.Softmax(x, y);
            x.Backend.LogSoftmax(x, log);
            for (var row = 0; row < 5; row++)
            {
                double[] logits = [.. Enumerable.Range(0, 19).Select(j => (double)xs[row, j])];
                var sum = logits.Sum(Math.Exp);
                Draws.AssertClose([.. logits.Select(v => Math.Exp(v) / sum)], y.ToArray().AsSpan(row * 19, 19), 1e-6, "softmax");
                Draws.AssertClose([.. logits.Select(v => v - Math.Log(sum))], log.ToArray().AsSpan(row * 19, 19), 1e-6,
                    "logarithm of softmax");
            }
        }
    }
}
