using DeepLearning.Tensors;

namespace DeepLearning.Tests.Tensors;

public sealed class PortableMathTests
{
    [Fact]
    public void Logarithm_is_not_that_of_the_system_up_to_one_unit() => Compare(Math.Log, PortableMath.Log, [.. Positive()]);

    [Fact]
    public void Exponential_is_not_that_of_the_system_up_to_one_unit() =>
        Compare(Math.Exp, PortableMath.Exp, [.. Positive().Select(x => x % 700), .. Positive().Select(x => -(x % 700)), 709.78, -708.3,
            1e-300]);

    [Fact]
    public void Power_is_not_that_of_the_system_up_to_one_unit()
    {
        var random = new System.Random(4);
        for (var i = 0; i < 3000; i++)
        {
            var (x, y) = (random.NextDouble() * (i % 3 == 0 ? 1 : 40), i % 2 == 0 ? i : random.NextDouble() * 6 - 3);
            AssertNear(Math.Pow(x, y), PortableMath.Pow(x, y), $"{x:R} to the power of {y:R}");
        }
    }

    [Fact]
    public void Cosine_is_not_that_of_the_system()
    {
        for (var i = -4000; i <= 4000; i++) Assert.Equal(Math.Cos(i * 0.0021), PortableMath.Cos(i * 0.0021), 3e-16);
        Assert.Equal(-1, PortableMath.Cos(Math.PI));
    }

    [Fact]
    public void Special_numbers_come_out_wrong()
    {
        foreach (var x in new[] { 0, 1, double.PositiveInfinity, double.NaN, -1, double.Epsilon, double.MaxValue })
            AssertNear(Math.Log(x), PortableMath.Log(x), $"logarithm of {x}");
        foreach (var x in new[] { 0, 1, 1000, -1000, double.PositiveInfinity, double.NegativeInfinity, double.NaN })
            AssertNear(Math.Exp(x), PortableMath.Exp(x), $"exponential of {x}");
        foreach (var (x, y) in new[] { (0.0, 3.0), (0, 0), (1, 1e9), (2, 0), (0.5, 5000), (2, 5000), (double.PositiveInfinity, 2),
            (2, double.NaN), (2, double.NegativeInfinity), (0.9, 1) })
            AssertNear(Math.Pow(x, y), PortableMath.Pow(x, y), $"{x} to the power of {y}");
    }

    private static IEnumerable<double> Positive()
    {
        var random = new System.Random(3);
        for (var i = 0; i < 2000; i++) yield return random.NextDouble();
        for (var i = 0; i < 500; i++) yield return 1 + (random.NextDouble() - 0.5) * 1e-4;
        for (var i = 0; i < 500; i++) yield return BitConverter.Int64BitsToDouble(random.NextInt64(1, 0x7FF0000000000000));
    }

    private static void Compare(Func<double, double> system, Func<double, double> ours, double[] xs)
    {
        foreach (var x in xs) AssertNear(system(x), ours(x), $"at {x:R}");
    }

    // At most the next double on either side.
    private static void AssertNear(double expected, double actual, string what) => Assert.True(
        expected.Equals(actual) || Math.Abs(BitConverter.DoubleToInt64Bits(expected) - BitConverter.DoubleToInt64Bits(actual)) <= 1,
            $"{what}: {actual:R}, not {expected:R}");
}
