using DeepLearning.Random;

namespace DeepLearning.Tests.Random;

public class RandomStateTests
{
    [Fact]
    public void Seeding_again_repeats_the_draws_and_forgets_the_spare_normal()
    {
        var random = new RandomState(7);
        double[] first = random.Randn(3);
        random.Seed(7);
        Assert.Equal(first, random.Randn(3));
    }

    [Fact]
    public void A_restored_state_continues_with_the_spare_normal()
    {
        var random = new RandomState(7);
        random.Randn(701);
        var state = random.GetState();
        double[] expected = random.Randn(1300);
        var other = new RandomState(1);
        other.SetState(state);
        Assert.Equal(expected, other.Randn(1300));
        random.SetState(state);
        Assert.Equal(expected, random.Randn(1300));
    }

    [Fact]
    public void Single_draws_are_those_of_an_array()
    {
        RandomState one = new(3), many = new(3);
        Same(many.RandomSample(2), one.RandomSample(), one.RandomSample());
        Same(many.Uniform(-2, 5, 2), one.Uniform(-2, 5), one.Uniform(-2, 5));
        Same(many.Randn(3), one.Randn(), one.Randn(), one.Randn());
        Same(many.Normal(1, 2, 2), one.Normal(1, 2), one.Normal(1, 2));
        Same(many.RandInt(-5, 9, 2), one.RandInt(-5, 9), one.RandInt(-5, 9));
        Same(many.Binomial(9, 0.3, 2), one.Binomial(9, 0.3), one.Binomial(9, 0.3));
        Assert.Equal(many.Normal(1, 2, 6), one.Normal(1, 2, 2, 3).Cast<double>());
    }

    private static void Same<T>(T[] expected, params T[] drawn) => Assert.Equal(expected, drawn);

    [Fact]
    public void Filled_spans_are_the_draws_of_an_array()
    {
        RandomState filled = new(5), drawn = new(5);
        double[] doubles = new double[5];
        float[] floats = new float[5];
        filled.FillNormal(doubles, 1, 2);
        Assert.Equal(drawn.Normal(1, 2, 5), doubles);
        filled.FillNormal(floats, 1, 2);
        Assert.Equal(drawn.Normal(1, 2, 5).Select(v => (float)v), floats);
        filled.FillUniform(doubles, -1, 1);
        Assert.Equal(drawn.Uniform(-1, 1, 5), doubles);
        filled.FillUniform(floats, -1, 1);
        Assert.Equal(drawn.Uniform(-1, 1, 5).Select(v => (float)v), floats);
        filled.FillBinomial(floats, 1, 0.8);
        Assert.Equal(drawn.Binomial(1, 0.8, 5).Select(v => (float)v), floats);
    }

    [Fact]
    public void Permuting_rows_takes_them_in_the_order_of_a_permutation()
    {
        int[] order = new RandomState(11).Permutation(4);
        double[,] rows = { { 0, 10 }, { 1, 11 }, { 2, 12 }, { 3, 13 } };
        double[,] permuted = new RandomState(11).Permute(rows);
        for (int i = 0; i < 4; i++) Assert.Equal((order[i], order[i] + 10), (permuted[i, 0], permuted[i, 1]));
        Assert.Equal(order, new RandomState(11).Permute(new[] { 0, 1, 2, 3 }));
        int[] shuffled = [0, 1, 2, 3];
        new RandomState(11).Shuffle(shuffled);
        Assert.Equal(order, shuffled);
    }

    [Fact]
    public void Draws_of_nothing_are_empty()
    {
        var random = new RandomState(0);
        Assert.Empty(random.Randn(0));
        Assert.Empty(random.Permutation(0));
        Assert.Empty(random.Choice(3, 0));
        // A row of softmax in float32 sums to 1 only about.
        Assert.Equal(new RandomState(5).Choice(3, 9, [0.2, 0.3, 0.5]), new RandomState(5).Choice(3, 9, new[] { 0.2f, 0.3f, 0.50001f }));
        Assert.Throws<ArgumentException>(() => random.Choice(3, 1, new[] { 0.2f, 0.3f, 0.501f }));
        Assert.Equal(new RandomState(0).Randn(), random.Randn());
    }

    public static TheoryData<string, Action<RandomState>> BadArguments => new()
    {
        { "RandomState: a seed is a whole number from 0 to 4294967295.", r => r.Seed(-1) },
        { "RandomState: a seed is a whole number from 0 to 4294967295.", _ => _ = new RandomState(4294967296) },
        { "RandomState: 'count' says how many to draw and can't be negative.", r => r.Randn(-1) },
        { "RandomState: 'columns' says how many to draw and can't be negative.", r => r.Randn(2, -1) },
        { "RandomState: 'n' says how many to draw and can't be negative.", r => r.Permutation(-1) },
        { "RandomState.Uniform: low and high must be finite with low ≤ high, got 2 and 1.", r => r.Uniform(2, 1) },
        { "RandomState.Normal: mean and scale must be finite with scale ≥ 0, got 0 and -1.", r => r.Normal(0, -1) },
        { "RandomState.RandInt: 'high' is not included, so it must be above 'low'; got low 3 and high 3.", r => r.RandInt(3, 3) },
        { "RandomState.Binomial: 'n' counts trials and can't be negative, got -1.", r => r.Binomial(-1, 0.5) },
        { "RandomState.Binomial: 'p' is a probability from 0 to 1, got 1.5.", r => r.Binomial(1, 1.5) },
        { "RandomState.Binomial: 'p' is a probability from 0 to 1, got NaN.", r => r.Binomial(1, double.NaN) },
        { "RandomState.Choice: expected one probability for each of 3 indices, got 2.", r => r.Choice(3, 1, [0.5, 0.5]) },
        { "RandomState.Choice: p[1] is -0.5; a probability is not negative.", r => r.Choice(2, 1, [1.5, -0.5]) },
        { "RandomState.Choice: the probabilities sum to 0.75, not to 1. Divide each by the sum.", r => r.Choice(2, 1, [0.5, 0.25]) },
        { "RandomState.Choice: 'n' must be at least 1, got 0.", r => r.Choice(0, 1) },
        { "RandomState.Choice: can't choose 4 of 3 without replacement.", r => r.Choice(3, 4, replace: false) },
        { "RandomState.SetState: expected 624 words and a position from 0 to 624, got 3 words and position 0.",
            r => r.SetState(new RandomSnapshot([1, 2, 3], 0, null)) },
    };

    [Theory]
    [MemberData(nameof(BadArguments), DisableDiscoveryEnumeration = true)]
    public void Bad_arguments_are_refused_with_the_reason(string message, Action<RandomState> call)
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => call(new RandomState(0)));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }
}
