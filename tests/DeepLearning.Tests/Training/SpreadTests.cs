using DeepLearning.Training;

namespace DeepLearning.Tests.Training;

public class SpreadTests
{
    [Fact]
    public void Mean_and_deviation_are_those_of_a_sample()
    {
        // Σ(x − 5)² = 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32, over 7
        var spread = Spread.Of([2, 4, 4, 4, 5, 5, 7, 9]);
        Assert.Equal(5, spread.Mean);
        Assert.Equal(Math.Sqrt(32.0 / 7), spread.Deviation, 12);
        Assert.Equal(Math.Sqrt(32.0 / 7 / 8), spread.StandardError, 12);
        Assert.Equal((8, 2.0, 9.0), (spread.Count, spread.Lowest, spread.Highest));
    }

    [Fact]
    public void A_gap_is_counted_in_standard_errors()
    {
        var (a, b) = (Spread.Of([10, 12, 14]), Spread.Of([5, 6, 7]));
        // deviations 2 and 1, three runs each: error √(4/3 + 1/3), gap 12 − 6
        Assert.Equal(6 / Math.Sqrt(5.0 / 3), a.GapTo(b), 12);
        Assert.Equal(-a.GapTo(b), b.GapTo(a), 12);
        Assert.True(a.IsClearlyAbove(b));
        Assert.False(b.IsClearlyAbove(a));
        Assert.False(Spread.Of([10, 12, 14]).IsClearlyAbove(Spread.Of([9, 11, 13])));
    }

    [Fact]
    public void A_single_run_is_never_clear()
    {
        var (one, three) = (Spread.Of([100]), Spread.Of([1, 2, 3]));
        Assert.True(double.IsNaN(one.Deviation));
        Assert.False(one.IsClearlyAbove(three));
        Assert.False(three.IsClearlyAbove(one));
        Assert.Equal("100.0000 (1 run)", $"{one}");
    }

    [Fact]
    public void Runs_without_any_scatter_are_equal_or_infinitely_far_apart()
    {
        Assert.Equal(0, Spread.Of([2, 2]).GapTo(Spread.Of([2, 2])));
        Assert.True(Spread.Of([3, 3]).IsClearlyAbove(Spread.Of([2, 2])));
    }

    [Fact]
    public void It_reads_as_mean_and_spread() => Assert.Equal("2.0000 ± 1.0000 (3 runs)", $"{Spread.Of([1, 2, 3])}");

    [Fact]
    public void Nothing_has_no_mean() =>
        Assert.StartsWith("Spread.Of: there are no values to average.", Assert.Throws<ArgumentException>(() => Spread.Of([])).Message,
            StringComparison.Ordinal);

    /// <summary>The claim of <see cref="Spread.ClearGap"/>: between equals, three runs each, about one comparison in twenty-five looks
    /// clear.</summary>
    [Fact]
    public void Between_equals_few_gaps_look_clear()
    {
        var random = new DeepLearning.Random.RandomState(5);
        const int Trials = 20_000;
        var clear = Enumerable.Range(0, Trials).Count(_ =>
            Math.Abs(Spread.Of(random.Randn(3)).GapTo(Spread.Of(random.Randn(3)))) >= Spread.ClearGap);
        Assert.InRange((double)clear / Trials, 0.03, 0.05);
    }
}
