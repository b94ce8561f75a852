using System.Runtime.InteropServices;
using System.Security.Cryptography;
using DeepLearning.Autograd;
using DeepLearning.Gpu.Tests.Primitives;
using DeepLearning.Layers;
using DeepLearning.Losses;
using DeepLearning.Modules;
using DeepLearning.Optimizers;
using DeepLearning.Tensors;
using DeepLearning.Tensors.Cpu;
using DeepLearning.Tensors.Cpu.Simd;
using DeepLearning.Training;

namespace DeepLearning.Tests.Tensors.Cpu;

/// <summary>Every primitive and whole trainings give the same bits with vectors of every width that this machine has.</summary>
/// <remarks>They set the device of all tensors, and so run alone.</remarks>
[Collection(nameof(ModuleGenerator))]
public sealed class SameBitsTests
{
    private static readonly Device[] Devices =
        [.. SimdLevels.Supported.Select(level => new Device(SimdLevels.Name(level), CpuBackend.Create(level)))];

    private static readonly Primitive[] Calls = [.. ElementPrimitives.All(), .. LayerPrimitives.All(), .. Large()];

    public static TheoryData<string> Methods => [.. Calls.Select(call => call.Method).Distinct()];

    [Theory, MemberData(nameof(Methods))]
    public void Primitive_depends_on_the_width(string method)
    {
        Assert.SkipWhen(Devices.Length == 1, "This machine has one width only.");
        foreach (var call in Calls.Where(call => call.Method == method))
            foreach (var (expected, actual, i) in Devices[1..].SelectMany(device => Pairs(call.Results(Devices[0]), call.Results(device))))
                AssertSame(expected, actual, $"{method} [{string.Join(", ", (object[])call.Shapes)}], tensor {i}");
    }

    [Fact]
    public void Numbers_that_are_not_numbers_depend_on_the_width()
    {
        float[] special = [0, -0f, 1e-40f, -1e-40f, 1e38f, -1e38f, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 88.5f,
            -103.9f, 9.01f, -1, 1e-30f, 3, 17, 2.5f];
        foreach (var f in Enum.GetValues<UnaryOperation>())
            AssertSameOnAll($"{f}", device =>
            {
                var x = Tensor.FromArray(special, [special.Length], device);
                var y = Tensor.Zeros(x.Shape, device);
                x.Backend.Unary(f, x, y, 0.1f);
                return [y];
            });
        AssertSameOnAll("largest of a window", device =>
        {
            var x = Tensor.FromArray([.. special[..16].Reverse()], [1, 1, 4, 4], device);
            var y = Tensor.Zeros([1, 1, 2, 2], device);
            x.Backend.MaxPool(x, 2, 2, 0, y);
            Assert.Equal([17, float.NaN, float.PositiveInfinity, 1e38f], y.ToArray());
            Assert.Equal([2], Tensor.FromArray(new float[,] { { 1, 3, float.NaN, 5, float.NaN } }, device).ArgMax());
            return [y];
        });
        AssertSameOnAll("softmax", device =>
        {
            var x = Tensor.FromArray(special, [1, special.Length], device);
            var y = Tensor.Zeros(x.Shape, device);
            x.Backend.Softmax(x, y);
            return [y, x.Max(1), x.Sum(1)];
        });
    }

    [Fact]
    public void Training_of_dense_layers_depends_on_the_width() => AssertSameOnAll("dense layers", device =>
    {
        var network = new NeuralNetwork([new Dense(37, new DeepLearning.Layers.Tanh()), new DeepLearning.Layers.Dropout(0.8f),
            new Dense(10)], new SoftmaxCrossEntropy(), seed: 7);
        var (x, y) = (Normal(device, 60, 300), OneHot(device, 60, 10));
        var optimizer = new SgdMomentum(0.1f);
        for (var step = 0; step < 25; step++)
        {
            network.TrainBatch(x, y);
            optimizer.Step(network.Values);
        }
        return network.Values;
    }, "FF0EADBA18986464");

    [Fact]
    public void Training_of_convolutions_depends_on_the_width() => AssertSameOnAll("convolutions", device =>
    {
        var model = new Sequential(
            new Conv2d(1, 6, 5, stride: 2, padding: 2), new BatchNorm2d(6), new DeepLearning.Modules.ReLU(),
                new Conv2d(6, 9, 3, padding: 1), new DeepLearning.Modules.Tanh(),
            new DeepLearning.Modules.MaxPool2d(2), new DeepLearning.Modules.Flatten(), new Linear(9 * 7 * 7, 10));
        return Train(model, new Adam(3e-3f), Normal(device, 45, 1, 28, 28), OneHot(device, 45, 10), 8);
    }, "F9A7ABFE14E6EED4");

    [Fact]
    public void Training_of_recurrent_layers_depends_on_the_width() => AssertSameOnAll("recurrent layers", device =>
    {
        var model = new Sequential(new Lstm(21, 40), new Gru(40, 33), new Linear(33, 21));
        return Train(model, new RmsProp(2e-3f), OneHot(device, 6 * 9, 21).Reshape(6, 9, 21), Normal(device, 6, 9, 21), 8);
    }, "A5B038D5DFFD942E");

    private static Tensor[] Train(Module model, Optimizer optimizer, Tensor x, Tensor y, int steps)
    {
        Tensor[] parameters = [.. model.Parameters()];
        for (var step = 0; step < steps; step++)
        {
            foreach (var parameter in parameters) parameter.Grad?.Fill(0);
            var output = model.Call(x);
            (y.Rank == 2 ? new CrossEntropyLoss().Call(output, y) : new MSELoss().Call(output, y)).Backward();
            optimizer.Step(parameters);
        }
        return [.. parameters, .. model.NamedBuffers().Select(buffer => buffer.Value)];
    }

    // Shapes at which the kernels choose other paths than for the small ones: several blocks, panels and groups, interleaved images,
    // sparse rows.
    private static IEnumerable<Primitive> Large()
    {
        foreach (var (m, n, k) in new[] { (70, 200, 700), (200, 9, 600), (150, 5, 513), (33, 1100, 40), (300, 16, 260), (12, 12, 3000) })
            for (var flags = 0; flags < 8; flags++)
            {
                var (ta, tb, add) = ((flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0);
                yield return new("MatMul", [ta ? [k, m] : [m, k], tb ? [n, k] : [k, n], [m, n]],
                    (b, t) => b.MatMul(t[0], ta, t[1], tb, t[2], add));
            }
        foreach (var (n, transposed) in new[] { (40, false), (40, true), (9, false), (16, true) })
        {
            yield return new("MatMul", [[30, 400], transposed ? [n, 400] : [400, n], [30, n]], (b, t) =>
            {
                Sparsen(t[0]);
                b.MatMul(t[0], false, t[1], transposed, t[2], accumulate: true);
            });
            yield return new("MatMul", [[400, n], [400, 64], [n, 64]], (b, t) =>
            {
                Sparsen(t[1]);
                b.MatMul(t[0], true, t[1], false, t[2], accumulate: transposed);
            });
        }
        foreach (var (images, channels, size, outputs, kernel, stride, padding) in new[]
            { (60, 1, 28, 16, 5, 1, 2), (9, 14, 28, 7, 5, 1, 2), (70, 3, 14, 8, 3, 2, 1), (40, 6, 7, 13, 3, 1, 1), (5, 2, 30, 1, 3, 1, 0),
                (35, 8, 4, 10, 3, 2, 1), (3, 4, 12, 5, 2, 3, 1) })
        {
            var length = (size + 2 * padding - kernel) / stride + 1;
            Shape x = [images, channels, size, size], w = [outputs, channels, kernel, kernel], y = [images, outputs, length, length];
            yield return new("Convolve", [x, w, [outputs], y], (b, t) => b.Convolve(t[0], t[1], t[2], stride, padding, t[3]));
            yield return new("ConvolveInputGrad", [y, w, x], (b, t) => b.ConvolveInputGrad(t[0], t[1], stride, padding, t[2]));
            yield return new("ConvolveFilterGrad", [x, y, w, [outputs]],
                (b, t) => b.ConvolveFilterGrad(t[0], t[1], stride, padding, t[2], t[3], images > 40));
        }
        foreach (var columns in new[] { 3, 7, 8, 9, 10, 15, 16, 17, 31, 62, 1000, 1100 })
        {
            Shape rows = [9, columns];
            yield return new("Softmax", [rows, rows], (b, t) => b.Softmax(t[0], t[1]));
            yield return new("LogSoftmax", [rows, rows], (b, t) => b.LogSoftmax(t[0], t[1]));
            yield return new("SoftmaxGrad", [rows, rows, rows], (b, t) => b.SoftmaxGrad(t[0], t[1], t[2]));
            yield return new("SoftmaxCrossEntropy", [rows, rows, [9], rows], (b, t) => b.SoftmaxCrossEntropy(t[0], t[1], 0.1f, t[2], t[3]),
                IsPositive: true);
            yield return new("Reduce", [rows, [9]], (b, t) => b.Reduce(Reduction.Sum, t[0], 1, t[1]));
            yield return new("Reduce", [rows, [9]], (b, t) => b.Reduce(Reduction.Max, t[0], 1, t[1]));
            yield return new("SumTo", [rows, [9, 1]], (b, t) => b.SumTo(t[0], t[1]));
        }
        yield return new("Reduce", [[100_000], []], (b, t) => b.Reduce(Reduction.Sum, t[0], 0, t[1]));
        yield return new("Reduce", [[90, 700], [700]], (b, t) => b.Reduce(Reduction.Sum, t[0], 0, t[1]));
        foreach (Shape batch in (Shape[])[[50, 7, 5, 5], [20, 3, 28, 28], [300, 9]])
        {
            Shape c = [batch[1]];
            yield return new("ChannelStatistics", [batch, c, c], (b, t) => b.ChannelStatistics(t[0], t[1], t[2]));
            yield return new("NormalizeGrad", [batch, c, c, c, batch, batch, c, c],
                (b, t) => b.NormalizeGrad(t[0], t[1], t[2], 1e-5f, t[3], t[4], t[5], t[6], t[7]), IsPositive: true);
        }
        yield return new("DropoutMask", [[40_003]], (b, t) => b.DropoutMask(99, 0.8f, t[0]));
        foreach (var f in Enum.GetValues<UnaryOperation>())
            yield return new("Unary", [[5003], [5003]], (b, t) => b.Unary(f, t[0], t[1], 0.1f), IsPositive: f is UnaryOperation.Log
                or UnaryOperation.Sqrt);
    }

    // At most one in twenty numbers stays.
    private static void Sparsen(Tensor x) => x.Backend.Upload([.. x.ToArray().Select((v, i) => i % 23 == 0 ? v : 0)], x);

    private static Tensor Normal(Device device, params int[] shape)
    {
        var random = new DeepLearning.Random.RandomState(1);
        var values = random.Randn(shape.Aggregate(1, (product, length) => product * length));
        return Tensor.FromArray(Array.ConvertAll(values, v => (float)v), [.. shape], device);
    }

    private static Tensor OneHot(Device device, int rows, int classes)
    {
        var values = new float[rows * classes];
        for (var row = 0; row < rows; row++) values[row * classes + row * 7 % classes] = 1;
        return Tensor.FromArray(values, [rows, classes], device);
    }

    // And on every machine: the bits that a training ends with, whichever processor and system it runs on.
    private static void AssertSameOnAll(string what, Func<Device, IReadOnlyList<Tensor>> run, string? bits = null)
    {
        var results = Array.ConvertAll(Devices, device =>
        {
            var before = Device.Default;
            Device.Default = device;
            try
            {
                Module.Seed(3);
                return run(device).Select(tensor => tensor.ToArray()).ToArray();
            }
            finally
            {
                Device.Default = before;
            }
        });
        for (var i = 1; i < Devices.Length; i++)
            foreach (var (expected, actual, tensor) in Pairs(results[0], results[i]))
                AssertSame(expected, actual, $"{what} with {Devices[i]}, tensor {tensor}");
        if (bits is null) return;
        var hash = SHA256.HashData(MemoryMarshal.AsBytes(results[0].SelectMany(values => values).ToArray().AsSpan()));
        Assert.Equal(bits, Convert.ToHexString(hash)[..16]);
    }

    private static IEnumerable<(float[] Expected, float[] Actual, int Index)> Pairs(float[][] expected, float[][] actual) =>
        expected.Select((values, i) => (values, actual[i], i));

    // NaN is NaN, whichever of its bits are set.
    private static void AssertSame(float[] expected, float[] actual, string what)
    {
        for (var i = 0; i < expected.Length; i++)
            if (BitConverter.SingleToInt32Bits(expected[i]) != BitConverter.SingleToInt32Bits(actual[i])
                && !(float.IsNaN(expected[i]) && float.IsNaN(actual[i])))
                Assert.Fail($"{what}: element {i} is {actual[i]:R} ({Devices[0]}: {expected[i]:R})");
    }
}
