using DeepLearning.Tensors;
using DeepLearning.Tensors.Cpu;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tests.Tensors.Cpu;

public sealed class RecurrentKernelTests
{
    [Theory]
    [InlineData(2, 3)]
    [InlineData(5, 37)]
    [InlineData(40, 64)]
    public void Lstm_step_or_its_gradient_is_wrong(int rows, int width) => Widths.ForEach(new LstmCase(rows, width));

    [Theory]
    [InlineData(2, 3)]
    [InlineData(5, 37)]
    [InlineData(40, 64)]
    public void Gru_step_or_its_gradient_is_wrong(int rows, int width) => Widths.ForEach(new GruCase(rows, width));

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private readonly struct LstmCase(int rows, int width) : IForWidth
    {
        public void Run<TVector>() where TVector : unmanaged, ISimd<TVector>
        {
            var device = new Device(typeof(TVector).Name, new CpuBackend<TVector>());
            Tensor Make(int seed, int columns, int count) =>
                Tensor.FromArray(Draws.Floats(count * columns, seed), [count, columns], device);
            var (gates, before, cell, tanh, hidden) = (Make(1, 4 * width, rows), Make(2, width, rows), Make(3, width, rows),
                Make(4, width, rows), Make(5, width, rows));
            var (dh, dc, dGates) = (Make(6, width, rows), Make(7, width, rows), Make(8, 4 * width, rows));
            var (x, c0, gh, gc) = (gates.ToArray2D(), before.ToArray2D(), dh.ToArray2D(), dc.ToArray2D());
            gates.Backend.LstmStep(gates, before, cell, tanh, hidden);
            gates.Backend.LstmStepGrad(gates, before, tanh, dh, dc, dGates);
            var (cells, hiddens, before2, grads) = (cell.ToArray2D(), hidden.ToArray2D(), dc.ToArray2D(), dGates.ToArray2D());
            for (var row = 0; row < rows; row++)
                for (var k = 0; k < width; k++)
                {
                    var (i, f, g, o) = (Sigmoid(x[row, k]), Sigmoid(x[row, width + k]), Math.Tanh(x[row, 2 * width + k]),
                        Sigmoid(x[row, 3 * width + k]));
                    var c = f * c0[row, k] + i * g;
                    Assert.Equal(c, cells[row, k], 1e-6);
                    Assert.Equal(o * Math.Tanh(c), hiddens[row, k], 1e-6);
                    var slope = gc[row, k] + gh[row, k] * o * (1 - Math.Pow(Math.Tanh(c), 2));
                    Assert.Equal(slope * g * i * (1 - i), grads[row, k], 1e-6);
                    Assert.Equal(slope * c0[row, k] * f * (1 - f), grads[row, width + k], 1e-6);
                    Assert.Equal(slope * i * (1 - g * g), grads[row, 2 * width + k], 1e-6);
                    Assert.Equal(gh[row, k] * Math.Tanh(c) * o * (1 - o), grads[row, 3 * width + k], 1e-6);
                    Assert.Equal(slope * f, before2[row, k], 1e-6);
                }
        }
    }

    private readonly struct GruCase(int rows, int width) : IForWidth
    {
        public void Run<TVector>() where TVector : unmanaged, ISimd<TVector>
        {
            var device = new Device(typeof(TVector).Name, new CpuBackend<TVector>());
            Tensor Make(int seed, int columns, int count) =>
                Tensor.FromArray(Draws.Floats(count * columns, seed), [count, columns], device);
            var (gates, sums, before, hidden) = (Make(1, 3 * width, rows), Make(2, 3 * width, rows), Make(3, width, rows),
                Make(4, width, rows));
            var (dh, dGates, dSums) = (Make(5, width, rows), Make(6, 3 * width, rows), Make(7, 3 * width, rows));
            var (x, s, h0, gh) = (gates.ToArray2D(), sums.ToArray2D(), before.ToArray2D(), dh.ToArray2D());
            gates.Backend.GruStep(gates, sums, before, hidden);
            gates.Backend.GruStepGrad(gates, sums, before, dh, dGates, dSums);
            var (hiddens, direct, grads, sumGrads) = (hidden.ToArray2D(), dh.ToArray2D(), dGates.ToArray2D(), dSums.ToArray2D());
            for (var row = 0; row < rows; row++)
                for (var k = 0; k < width; k++)
                {
                    var (r, z) = (Sigmoid((double)x[row, k] + s[row, k]), Sigmoid((double)x[row, width + k] + s[row, width + k]));
                    var n = Math.Tanh(x[row, 2 * width + k] + r * s[row, 2 * width + k]);
                    Assert.Equal((1 - z) * n + z * h0[row, k], hiddens[row, k], 1e-6);
                    var dN = gh[row, k] * (1 - z) * (1 - n * n);
                    var (dR, dZ) = (dN * s[row, 2 * width + k] * r * (1 - r), gh[row, k] * (h0[row, k] - n) * z * (1 - z));
                    double[] expected = [dR, dZ, dN, dR, dZ, dN * r, gh[row, k] * z];
                    float[] actual = [grads[row, k], grads[row, width + k], grads[row, 2 * width + k], sumGrads[row, k],
                        sumGrads[row, width + k], sumGrads[row, 2 * width + k], direct[row, k]];
                    Draws.AssertClose(expected, actual, 1e-6, "gradients");
                }
        }
    }
}
