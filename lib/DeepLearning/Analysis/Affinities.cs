using DeepLearning.Tensors;
using DeepLearning.Tensors.Cpu;

namespace DeepLearning.Analysis;

/// <summary>How near each point is to its neighbours, as shares that sum to 1 over all pairs: <c>pᵢⱼ = (pⱼ|ᵢ + pᵢ|ⱼ) / 2N</c>.</summary>
/// <remarks>
/// <c>pⱼ|ᵢ ∝ exp(−βᵢ |xᵢ − xⱼ|²)</c> over the 3 · perplexity nearest neighbours of i; βᵢ is searched such that the entropy of these shares
/// is the logarithm of the
/// perplexity, so that every point has about as many neighbours that count, in dense places as in thin ones. Pairs of row i stand from
/// <c>Starts[i]</c> to
/// <c>Starts[i + 1]</c>, by the number of the other point. Source: van der Maaten and Hinton (2008); van der Maaten (2014).
/// </remarks>
internal sealed class Affinities
{
    private const int MostSteps = 200;
    private const double Tolerance = 1e-6;

    private Affinities(int[] starts, int[] others, float[] values) => (Starts, Others, Values) = (starts, others, values);

    /// <summary>Where the pairs of each point begin; N + 1 places.</summary>
    public int[] Starts { get; }

    /// <summary>The other point of each pair.</summary>
    public int[] Others { get; }

    /// <summary>pᵢⱼ of each pair.</summary>
    public float[] Values { get; }

    /// <summary>The affinities of the rows of <paramref name="x"/> [N, D], where 3 · perplexity is less than N.</summary>
    public static Affinities Of(Tensor x, double perplexity)
    {
        var (rows, count) = (x.Shape[0], (int)Math.Floor(3 * perplexity));
        var neighbors = NearestNeighbors.Of(x, count);
        var shares = new double[rows * count];
        var job = new Search(neighbors.SquaredDistances, shares, count, Math.Log(perplexity));
        Parallelism.Run(ref job, rows);
        return Symmetric(rows, count, neighbors.Indices, shares);
    }

    /// <summary>Shares of neighbours at these squared distances, such that their entropy is as asked.</summary>
    internal static void Shares(ReadOnlySpan<double> squaredDistances, Span<double> shares, double entropy)
    {
        var nearest = double.PositiveInfinity;
        foreach (var distance in squaredDistances) nearest = Math.Min(nearest, distance);
        var (beta, low, high) = (1.0, 0.0, double.PositiveInfinity);
        for (var step = 0; step < MostSteps; step++)
        {
            var (sum, weighted) = (0.0, 0.0);
            for (var k = 0; k < shares.Length; k++)
            {
                // Only differences matter: the nearest gets 1, whatever the unit, so that the sum can't be 0.
                var distance = squaredDistances[k] - nearest;
                shares[k] = Math.Exp(-beta * distance);
                (sum, weighted) = (sum + shares[k], weighted + distance * shares[k]);
            }
            for (var k = 0; k < shares.Length; k++) shares[k] /= sum;
            var excess = Math.Log(sum) + beta * weighted / sum - entropy;
            if (Math.Abs(excess) < Tolerance) return;
            if (excess > 0) low = beta;
            else high = beta;
            beta = double.IsInfinity(high) ? 2 * beta : (low + high) / 2;
            if (double.IsInfinity(beta)) return;
        }
    }

    private static Affinities Symmetric(int rows, int count, int[] neighbors, double[] shares)
    {
        // Each share counts for both of its points; where both are neighbours of each other, the two become one pair.
        var pairs = new List<(int Other, double Share)>[rows];
        for (var i = 0; i < rows; i++) pairs[i] = new(2 * count);
        for (var at = 0; at < shares.Length; at++)
        {
            var (i, j, half) = (at / count, neighbors[at], shares[at] / (2.0 * rows));
            pairs[i].Add((j, half));
            pairs[j].Add((i, half));
        }
        var (starts, others, values) = (new int[rows + 1], new List<int>(), new List<float>());
        for (var i = 0; i < rows; i++)
        {
            foreach (var pair in pairs[i].GroupBy(pair => pair.Other).OrderBy(group => group.Key))
            {
                others.Add(pair.Key);
                values.Add((float)pair.Sum(p => p.Share));
            }
            starts[i + 1] = others.Count;
        }
        return new(starts, [.. others], [.. values]);
    }

    private readonly struct Search(double[] squaredDistances, double[] shares, int count, double entropy) : IParts
    {
        public void Run(int part) => Shares(squaredDistances.AsSpan(part * count, count), shares.AsSpan(part * count, count), entropy);
    }
}
