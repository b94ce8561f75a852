using DeepLearning.Analysis;
using DeepLearning.Random;
using DeepLearning.Tests.Layers;

namespace DeepLearning.Tests.Analysis;

public class TSnePartsTests
{
    [Theory]
    [InlineData(40, 3, 5, 0)]
    [InlineData(300, 10, 33, 1000)]
    [InlineData(12, 1, 11, 0)]
    public void Neighbours_are_those_that_a_plain_search_finds(int rows, int width, int count, float offset)
    {
        var x = Draw.Normal([rows, width]) + offset;
        var found = NearestNeighbors.Of(x, count);
        for (var i = 0; i < rows; i++)
        {
            var plain = Enumerable.Range(0, rows).Where(j => j != i).Select(j => PlainTSne.Squared(x, i, j)).Order().Take(count).ToArray();
            var own = Enumerable.Range(i * count, count).ToArray();
            Assert.DoesNotContain(i, own.Select(at => found.Indices[at]));
            Assert.Equal(count, own.Select(at => found.Indices[at]).Distinct().Count());
            var distances = own.Select(at => found.SquaredDistances[at]).Order().ToArray();
            for (var k = 0; k < count; k++) Assert.Equal(plain[k], distances[k], 1e-4 * (1 + plain[k]));
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(12)]
    public void Every_point_gets_the_perplexity_asked_for(double perplexity)
    {
        var random = new RandomState(1);
        foreach (var scale in new[] { 1e-6, 1, 1e6 })
        {
            var distances = random.Uniform(0, scale, 36);
            var shares = new double[36];
            Affinities.Shares(distances, shares, Math.Log(perplexity));
            Assert.Equal(1, shares.Sum(), 1e-9);
            Assert.Equal(perplexity, Math.Exp(-shares.Where(p => p > 0).Sum(p => p * Math.Log(p))), 1e-4);
            Assert.Equal(Array.IndexOf(distances, distances.Min()), Array.IndexOf(shares, shares.Max()));
        }
    }

    [Fact]
    public void Neighbours_at_equal_distances_share_equally()
    {
        var shares = new double[6];
        Affinities.Shares([3, 3, 3, 3, 3, 3], shares, Math.Log(2));
        Assert.All(shares, share => Assert.Equal(1.0 / 6, share, 1e-9));
    }

    [Fact]
    public void Affinities_are_those_of_the_formula_symmetric_and_sum_to_one()
    {
        // A perplexity of 7 asks for 21 neighbours, which are all that there are.
        var x = Draw.Normal([22, 4]);
        var (plain, fast) = (PlainTSne.Affinities(x, 7), Affinities.Of(x, 7));
        var full = new double[22, 22];
        for (var i = 0; i < 22; i++)
            for (var at = fast.Starts[i]; at < fast.Starts[i + 1]; at++) full[i, fast.Others[at]] = fast.Values[at];
        for (var i = 0; i < 22; i++)
            for (var j = 0; j < 22; j++)
            {
                Assert.Equal(plain[i, j], full[i, j], 1e-6);
                Assert.Equal(full[i, j], full[j, i]);
            }
        Assert.Equal(1, full.Cast<double>().Sum(), 1e-5);
    }

    [Theory]
    [InlineData(1000, 1)]
    [InlineData(10, 3)]
    [InlineData(500, 0)]
    public void Squares_hold_each_point_once_with_its_centre_of_mass_and_side(int count, double spread)
    {
        var random = new RandomState(2);
        float[] x = [.. random.Normal(5, spread, count).Select(v => (float)v)],
            y = [.. random.Normal(-3, spread / 4, count).Select(v => (float)v)];
        var tree = new QuadTree(count);
        tree.Build(x, y);
        Assert.Equal(Enumerable.Range(0, count), tree.Order.Order());
        Assert.Equal(count, tree.Leaves.Sum(leaf => tree.Cells[leaf].Count));
        for (var i = 0; i < tree.Cells.Count; i++)
        {
            var cell = tree.Cells[i];
            var inside = Enumerable.Range(cell.First, (int)cell.Count).Select(place => tree.Order[place]).ToArray();
            Assert.Equal(inside.Average(p => x[p]), cell.X, 1e-3);
            Assert.Equal(inside.Average(p => y[p]), cell.Y, 1e-3);
            var side = Math.Max(inside.Max(p => x[p]) - inside.Min(p => x[p]), inside.Max(p => y[p]) - inside.Min(p => y[p]));
            Assert.InRange(side, 0, Math.Sqrt(cell.SideSquared) * 1.001 + 1e-6);
            var children = 0f;
            for (var child = i + 1; child < cell.Next; child = tree.Cells[child].Next) children += tree.Cells[child].Count;
            Assert.True(cell.Next == i + 1 || children == cell.Count, $"Cell {i} has {cell.Count} points, the cells in it {children}.");
            Assert.True(cell.Next > i + 1 || cell.Count <= QuadTree.LeafSize || spread == 0);
        }
    }

    [Theory]
    [InlineData(1500, 20)]
    [InlineData(1500, 1e-4)]
    [InlineData(7, 1)]
    public void Without_grouping_the_repulsion_is_that_of_every_pair(int count, double spread)
    {
        var (x, y) = Map(count, spread);
        var (forceX, forceY) = (new float[count], new float[count]);
        var z = new Repulsion(count).Compute(x, y, theta: 0, forceX, forceY);
        var plain = PlainTSne.Repulsion(x, y);
        Assert.Equal(1, z / plain.Z, 1e-5);
        Assert.InRange(Error(plain, forceX, forceY), 0, 1e-4);
    }

    [Fact]
    public void The_coarser_the_grouping_the_larger_its_error_which_stays_small()
    {
        var (x, y) = Map(2000, 20);
        var plain = PlainTSne.Repulsion(x, y);
        double ErrorAt(float theta)
        {
            var (forceX, forceY) = (new float[2000], new float[2000]);
            var z = new Repulsion(2000).Compute(x, y, theta, forceX, forceY);
            Assert.Equal(1, z / plain.Z, 0.03);
            return Error(plain, forceX, forceY);
        }
        var errors = new[] { 0f, 0.2f, 0.5f, 0.8f }.Select(ErrorAt).ToArray();
        Assert.Equal(errors.Order(), errors);
        Assert.InRange(errors[2], 1e-6, 0.02);
    }

    [Fact]
    public void Points_in_one_place_do_not_push_each_other()
    {
        var (forceX, forceY) = (new float[100], new float[100]);
        var z = new Repulsion(100).Compute([.. Enumerable.Repeat(2f, 100)], [.. Enumerable.Repeat(-1f, 100)], 0.5f, forceX, forceY);
        Assert.Equal(100 * 99, z, 1e-3);
        Assert.All(forceX.Concat(forceY), force => Assert.Equal(0, force));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    public void The_gradient_is_the_slope_of_the_divergence(float theta)
    {
        var data = Draw.Normal([22, 5]);
        float[] places = [.. new RandomState(3).Normal(0, 2, 44).Select(v => (float)v)];
        var gradient = new TSneDescent(Affinities.Of(data, 7), places, theta).Gradient();
        var p = PlainTSne.Affinities(data, 7);
        for (var i = 0; i < 44; i++)
        {
            double[] Moved(double by) => [.. places.Select((value, k) => value + (k == i ? by : 0))];
            var slope = (PlainTSne.Divergence(p, Moved(1e-4)) - PlainTSne.Divergence(p, Moved(-1e-4))) / 2e-4;
            Assert.Equal(slope, gradient[i], theta == 0 ? 1e-5 : 1e-3);
        }
    }

    [Fact]
    public void Exaggeration_multiplies_the_pull_alone()
    {
        var descent = new TSneDescent(Affinities.Of(Draw.Normal([22, 5]), 7),
            [.. new RandomState(3).Normal(0, 2, 44).Select(v => (float)v)], 0);
        var (one, two, three) = (descent.Gradient(1), descent.Gradient(2), descent.Gradient(3));
        for (var i = 0; i < 44; i++)
        {
            Assert.Equal(two[i] - one[i], three[i] - two[i], 1e-6);
            Assert.NotEqual(one[i], two[i]);
        }
    }

    private static (float[] X, float[] Y) Map(int count, double spread)
    {
        var random = new RandomState(4);
        return ([.. random.Normal(0, spread, count).Select(v => (float)v)], [.. random.Normal(0, spread, count).Select(v => (float)v)]);
    }

    // The length of what is wrong, as a share of the length of the forces.
    private static double Error((double[] X, double[] Y, double Z) plain, float[] forceX, float[] forceY)
    {
        var wrong = plain.X.Zip(forceX, (a, b) => (a - b) * (a - b)).Sum() + plain.Y.Zip(forceY, (a, b) => (a - b) * (a - b)).Sum();
        return Math.Sqrt(wrong / (plain.X.Sum(v => v * v) + plain.Y.Sum(v => v * v)));
    }
}
