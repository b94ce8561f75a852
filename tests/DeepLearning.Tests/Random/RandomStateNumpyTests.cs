using System.Runtime.CompilerServices;
using System.Text.Json;
using DeepLearning.Random;

namespace DeepLearning.Tests.Random;

public class RandomStateNumpyTests
{
    public static TheoryData<long> Seeds => [.. Fixture().EnumerateArray().Select(c => c.GetProperty("seed").GetInt64())];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_draw_of_a_seed_equals_NumPys(long seed)
    {
        var fixture = Fixture().EnumerateArray().Single(c => c.GetProperty("seed").GetInt64() == seed);
        var random = new RandomState(seed);
        int number = 0;
        foreach (var call in fixture.GetProperty("calls").EnumerateArray())
        {
            string name = call.GetProperty("call").GetString()!;
            double[] expected = Doubles(call.GetProperty("value"));
            double[] drawn = Draw(random, name, call.GetProperty("args"));
            string what = $"seed {seed}, call {number++} ({name} {call.GetProperty("args")})";
            Assert.True(expected.Length == drawn.Length, $"{what}: {drawn.Length} draws, expected {expected.Length}");
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.True(UlpsApart(expected[i], drawn[i]) <= 1, $"{what}: draw {i} is {drawn[i]:R}, NumPy's {expected[i]:R}");
            }
        }
    }

    private static double[] Draw(RandomState random, string call, JsonElement args)
    {
        double Arg(int i) => args[i].GetDouble();
        int Int(int i) => args[i].GetInt32();
        return call switch
        {
            "random_sample" => random.RandomSample(Int(0)),
            "randn" when args.GetArrayLength() == 2 => [.. random.Randn(Int(0), Int(1)).Cast<double>()],
            "randn" => random.Randn(Int(0)),
            "permutation" when args.GetArrayLength() == 2 => [.. random.Permutation(Int(0)).Take(5).Select(i => (double)i)],
            "permutation" => [.. random.Permutation(Int(0)).Select(i => (double)i)],
            "randint" => [.. random.RandInt(Int(0), Int(1), Int(2)).Select(i => (double)i)],
            "normal" => random.Normal(Arg(0), Arg(1), Int(2)),
            "binomial" => [.. random.Binomial(Int(0), Arg(1), Int(2)).Select(i => (double)i)],
            "uniform" => random.Uniform(Arg(0), Arg(1), Int(2)),
            "choice_p" => [.. random.Choice(args[0].GetArrayLength(), Int(1), Doubles(args[0])).Select(i => (double)i)],
            "choice" => [.. random.Choice(Int(0), Int(1), args[2].GetBoolean()).Select(i => (double)i)],
            _ => throw new InvalidOperationException($"the fixture calls {call}"),
        };
    }

    private static long UlpsApart(double a, double b) => Math.Abs(BitConverter.DoubleToInt64Bits(a) - BitConverter.DoubleToInt64Bits(b));

    private static double[] Doubles(JsonElement array) => [.. array.EnumerateArray().Select(v => v.GetDouble())];

    private static JsonElement Fixture([CallerFilePath] string here = "") =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "fixtures", "numpy_random.json")))
            .RootElement.GetProperty("cases");
}
