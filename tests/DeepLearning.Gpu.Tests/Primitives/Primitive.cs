using System.Globalization;
using DeepLearning.Tensors;

namespace DeepLearning.Gpu.Tests.Primitives;

/// <summary>A call of a primitive of <see cref="Backend"/> on tensors of given shapes.</summary>
/// <param name="Method">The primitive.</param>
/// <param name="Shapes">The shapes of operands and results; all start with random numbers.</param>
/// <param name="Run">The call.</param>
/// <param name="IsPositive">Whether the numbers must be above zero.</param>
/// <param name="Before">How many numbers of the memory lie before each tensor. With a multiple of 4 a card may fetch four at once.</param>
internal sealed record Primitive(string Method, Shape[] Shapes, Action<Backend, Tensor[]> Run, bool IsPositive = false, int Before = 5)
{
    private const int Behind = 2;

    /// <summary>Runs the call on both devices and compares all tensors.</summary>
    public void AssertSameOn(Device device, int seed)
    {
        var (here, there) = (Draw(Device.Cpu, seed), Draw(device, seed));
        Run(Device.Cpu.Backend, Views(here));
        Run(device.Backend, Views(there));
        for (var i = 0; i < here.Length; i++) Close.Assert(here[i].ToArray(), there[i].ToArray(), $"{Method}, tensor {i} of shape {Shapes[i]}, with {Before} numbers before it and {Behind} behind");
    }

    /// <summary>Runs the call on a device: all tensors afterwards, with the numbers around them.</summary>
    public float[][] Results(Device device)
    {
        var memory = Draw(device, seed: 5);
        Run(device.Backend, Views(memory));
        return Array.ConvertAll(memory, all => all.ToArray());
    }

    // Views into larger memory, all of which is compared: a kernel that forgets where its tensor begins, or writes beside it, is found.
    private Tensor[] Views(Tensor[] memory) => [.. memory.Select((all, i) => all.View(Before, Shapes[i]))];

    private Tensor[] Draw(Device device, int seed)
    {
        var random = new System.Random(seed);
        return Array.ConvertAll(Shapes, shape =>
        {
            var values = new float[Before + shape.Size + Behind];
            for (var i = 0; i < values.Length; i++) values[i] = (float)(IsPositive ? 0.1 + 2 * random.NextDouble() : 4 * random.NextDouble() - 2);
            return Tensor.FromArray(values, [values.Length], device);
        });
    }
}

/// <summary>Comparison of results within 1e-4 relative.</summary>
internal static class Close
{
    public const float Relative = 1e-4f;

    public static void Assert(float[] expected, float[] actual, string what)
    {
        Xunit.Assert.Equal(expected.Length, actual.Length);
        // A sum of many terms that cancel is right to the size of its terms.
        var size = expected.Length == 0 ? 0 : expected.Average(MathF.Abs);
        for (var i = 0; i < expected.Length; i++)
        {
            if (expected[i].Equals(actual[i])) continue;
            var error = MathF.Abs(expected[i] - actual[i]);
            Xunit.Assert.True(error <= Relative * (MathF.Abs(expected[i]) + 0.1f * size), Message(what, i, expected[i], actual[i]));
        }
    }

    /// <summary>For what went through a whole model: relative to the largest element, since rounding of large intermediate numbers reaches small results, too.</summary>
    public static void AssertWhole(float[] expected, float[] actual, string what)
    {
        Xunit.Assert.Equal(expected.Length, actual.Length);
        // Gradients that are zero in theory are rounding errors on both sides.
        var tolerance = Math.Max(Relative * expected.Max(MathF.Abs), 1e-6f);
        for (var i = 0; i < expected.Length; i++) Xunit.Assert.True(MathF.Abs(expected[i] - actual[i]) <= tolerance, Message(what, i, expected[i], actual[i]));
    }

    private static string Message(string what, int i, float expected, float actual) =>
        string.Create(CultureInfo.InvariantCulture, $"{what}: element {i} is {actual}, on the processor {expected}.");
}
