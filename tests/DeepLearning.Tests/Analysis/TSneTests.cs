using DeepLearning.Analysis;
using DeepLearning.Random;
using DeepLearning.Tensors;
using DeepLearning.Tests.Layers;
using DeepLearning.Tests.Tensors.Cpu;

namespace DeepLearning.Tests.Analysis;

[Collection("Number of threads")]
public class TSneTests
{
    private const int PerGroup = 40;
    private static readonly Tensor Groups = ThreeGroups().Keep();   // whichever test comes first, be it inside a scope

    [Theory]
    [InlineData(TSneStart.PrincipalComponents)]
    [InlineData(TSneStart.Random)]
    public void Groups_that_lie_apart_end_apart(TSneStart start)
    {
        var points = new TSne { Perplexity = 10, Iterations = 500, Start = start, Seed = 7 }.Fit(Groups).Points;
        var wrong = 0;
        for (var i = 0; i < 3 * PerGroup; i++)
            wrong += Enumerable.Range(0, 3 * PerGroup).Where(j => j != i).OrderBy(j => PlainTSne.Squared(points, i, j)).Take(10)
                .Count(j => j / PerGroup != i / PerGroup);
        Assert.Equal(0, wrong);
    }

    [Fact]
    public void Points_that_are_near_in_the_data_stay_neighbours()
    {
        // 200 points on a curve in ten dimensions: on the map each must have its predecessor and successor close by.
        var x = new double[200, 10];
        for (var i = 0; i < 200; i++)
            for (var j = 0; j < 10; j++) x[i, j] = Math.Sin((j + 1) * i * 0.005 + j);
        var points = new TSne { Perplexity = 15, Iterations = 500 }.Fit(Tensor.FromArray(x)).Points;
        var kept = Enumerable.Range(1, 198).Count(i =>
            Enumerable.Range(0, 200).Where(j => j != i).OrderBy(j => PlainTSne.Squared(points, i, j)).Take(10).Intersect([i - 1, i + 1])
                .Count() == 2);
        Assert.InRange(kept, 180, 198);
    }

    [Fact]
    public void The_divergence_told_is_that_of_the_map()
    {
        var data = Draw.Normal([31, 4]);
        var map = new TSne { Perplexity = 10, Iterations = 100, Theta = 0 }.Fit(data);
        var plain = PlainTSne.Divergence(PlainTSne.Affinities(data, 10), [.. map.Points.ToArray().Select(v => (double)v)]);
        Assert.Equal(plain, map.Divergence, 1e-4);
    }

    [Fact]
    public void Grouping_far_points_costs_little_quality()
    {
        double Divergence(double theta) => new TSne { Perplexity = 10, Iterations = 500, Theta = theta }.Fit(Groups).Divergence;
        // Descents that differ in a digit end in different maps, some better than the exact one's.
        Assert.InRange(Divergence(0.5) / Divergence(0), 0.8, 1.05);
    }

    [Fact]
    public void The_map_is_the_same_whatever_the_number_of_threads()
    {
        float[] Map(int threads)
        {
            using var count = new ThreadCount(threads);
            return new TSne { Iterations = 60 }.Fit(Draw.Normal([900, 12])).Points.ToArray();
        }
        var one = Map(1);
        Assert.Equal(one, Map(2));
        Assert.Equal(one, Map(3));
    }

    [Fact]
    public void The_seed_decides_about_a_random_start_alone()
    {
        float[] Map(TSneStart start, int seed) => new TSne
        {
            Perplexity = 5,
            Iterations = 20,
            Start = start,
            Seed =
            seed
        }.Fit(Groups).Points.ToArray();
        Assert.Equal(Map(TSneStart.Random, 1), Map(TSneStart.Random, 1));
        Assert.NotEqual(Map(TSneStart.Random, 1), Map(TSneStart.Random, 2));
        Assert.Equal(Map(TSneStart.PrincipalComponents, 1), Map(TSneStart.PrincipalComponents, 2));
    }

    [Fact]
    public void Progress_is_told_every_fifty_iterations_and_at_the_end()
    {
        var told = new List<TSneProgress>();
        var map = new TSne { Perplexity = 10, Iterations = 320 }.Fit(Groups, told.Add);
        Assert.Equal([50, 100, 150, 200, 250, 300, 320], told.Select(t => t.Iteration));
        Assert.All(told, t => Assert.Equal(320, t.Iterations));
        Assert.Equal(map.Divergence, told[^1].Divergence);
        Assert.Equal(map.Points.ToArray(), told[^1].Points.ToArray());
        Assert.True(told[^1].Divergence < told[0].Divergence);
        Assert.Equal(0, map.Points.Mean(0).ToArray().Max(Math.Abs), 1e-3);
    }

    [Fact]
    public void A_map_outlives_the_scope_it_was_made_in()
    {
        TSneMap map;
        using (new TensorScope()) map = new TSne { Perplexity = 5, Iterations = 10 }.Fit(Groups);
        Assert.Equal([120, 2], map.Points.Shape);
        Assert.All(map.Points.ToArray(), value => Assert.True(float.IsFinite(value)));
    }

    [Theory]
    [InlineData(1e15f)]
    [InlineData(1e-15f)]
    public void Data_of_any_other_scale_are_mapped(float scale) =>
        Assert.All(new TSne { Perplexity = 5, Iterations = 60 }.Fit(Scaled(scale)).Points.ToArray(), value =>
            Assert.True(float.IsFinite(value)));

    // The larger of the columns' spreads is the scale.
    private static Tensor Scaled(float scale)
    {
        var groups = Groups.ToArray();
        var spread = Enumerable.Range(0, Groups.Shape[1])
            .Max(j => groups.Where((_, i) => i % Groups.Shape[1] == j).Max() - groups.Where((_, i) => i % Groups.Shape[1] == j).Min());
        return Groups / spread * scale;
    }

    [Fact]
    public void Mistakes_are_named()
    {
        void Says(string part, TSne settings, Tensor x) =>
            Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(() => settings.Fit(x)).Message, StringComparison.Ordinal);
        Says("TSne.Fit: the columns of 'x' spread over 1e+20, and squares of such numbers are infinite in float32. Scale the data " +
            "first, for instance with StandardScaler, or divide all of them by one number.",
            new() { Perplexity = 5 }, Scaled(1e20f));
        Says("TSne.Fit: the columns of 'x' spread over 1e-25, and squares of such numbers are 0 in float32. Scale the data first",
            new() { Perplexity = 5 }, Scaled(1e-25f));
        Says("TSne.Fit: 'x' has shape [4]", new(), Tensor.Zeros([4]));
        Says("a Perplexity of 30 needs at least 91 points, there are 90. Expected at most 29.", new(), Draw.Normal([90, 3]));
        Says("TSne: Perplexity is 0.5; expected at least 1.", new() { Perplexity = 0.5 }, Groups);
        Says("TSne: Perplexity is NaN", new() { Perplexity = double.NaN }, Groups);
        Says("TSne: Theta is 1.5; expected 0 (exact) to 1 (coarse).", new() { Theta = 1.5 }, Groups);
        Says("TSne: Iterations is 0", new() { Iterations = 0 }, Groups);
        Says("TSne: ExaggeratedIterations is -1", new() { ExaggeratedIterations = -1 }, Groups);
        Says("TSne: EarlyExaggeration is 0.5", new() { EarlyExaggeration = 0.5 }, Groups);
        Says("TSne: LearningRate is 0", new() { LearningRate = 0 }, Groups);
        Says("all points are equal", new() { Perplexity = 2 }, Tensor.Ones([10, 3]));
        Says("data of one column", new() { Perplexity = 2 }, Draw.Normal([10, 1]));
        var broken = Groups.Clone();
        broken[3, 1] = float.PositiveInfinity;
        Says("'x' holds Infinity in row 3, column 1", new() { Perplexity = 5 }, broken);
    }

    [Fact]
    public void A_map_that_flies_apart_is_reported()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new TSne { Perplexity = 5, LearningRate = 1e30 }.Fit(Groups));
        Assert.Contains("the map flew apart by iteration 50: a LearningRate of 1E+30 is too large", error.Message,
            StringComparison.Ordinal);
    }

    private static Tensor ThreeGroups()
    {
        var noise = new RandomState(11).Randn(3 * PerGroup, 6);
        for (var i = 0; i < 3 * PerGroup; i++) noise[i, i / PerGroup] += 15;
        return Tensor.FromArray(noise);
    }
}
