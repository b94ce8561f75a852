using DeepLearning.Tensors;

namespace DeepLearning.Tests.Analysis;

/// <summary>t-SNE as the formulas say it: every pair, double precision, no trick. What the fast one is measured against.</summary>
internal static class PlainTSne
{
    public static double Squared(Tensor x, int i, int j) =>
        Enumerable.Range(0, x.Shape[1]).Sum(k => Math.Pow((double)x[i, k] - x[j, k], 2));

    /// <summary>pᵢⱼ [N, N], with all other points as neighbours; the width of each point by bisection.</summary>
    public static double[,] Affinities(Tensor x, double perplexity)
    {
        var n = x.Shape[0];
        var shares = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            var (low, high) = (1e-6, 1e6);
            double[] row = [];
            for (var step = 0; step < 200; step++)
            {
                var sigma = Math.Sqrt(low * high);
                row = [.. Enumerable.Range(0, n).Select(j => j == i ? 0 : Math.Exp(-Squared(x, i, j) / (2 * sigma * sigma)))];
                var sum = row.Sum();
                row = [.. row.Select(v => v / sum)];
                if (Math.Exp(-row.Where(p => p > 0).Sum(p => p * Math.Log(p))) > perplexity) high = sigma;
                else low = sigma;
            }
            for (var j = 0; j < n; j++) shares[i, j] = row[j];
        }
        var p = new double[n, n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++) p[i, j] = (shares[i, j] + shares[j, i]) / (2 * n);
        return p;
    }

    /// <summary>Σ p ln(p / q) of places x₀, y₀, x₁, y₁, ….</summary>
    public static double Divergence(double[,] p, double[] places)
    {
        var n = places.Length / 2;
        var (z, sum) = (0.0, 0.0);
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                if (i != j) z += W(places, i, j);
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                if (p[i, j] > 0) sum += p[i, j] * Math.Log(p[i, j] / (W(places, i, j) / z));
        return sum;
    }

    /// <summary>Σⱼ wᵢⱼ² (yᵢ − yⱼ) for each i, and Z.</summary>
    public static (double[] X, double[] Y, double Z) Repulsion(float[] x, float[] y)
    {
        var (forceX, forceY, z) = (new double[x.Length], new double[x.Length], 0.0);
        for (var i = 0; i < x.Length; i++)
            for (var j = 0; j < x.Length; j++)
            {
                if (i == j) continue;
                double dx = (double)x[i] - x[j], dy = (double)y[i] - y[j], w = 1 / (1 + dx * dx + dy * dy);
                (forceX[i], forceY[i], z) = (forceX[i] + w * w * dx, forceY[i] + w * w * dy, z + w);
            }
        return (forceX, forceY, z);
    }

    private static double W(double[] places, int i, int j) =>
        1 / (1 + Math.Pow(places[2 * i] - places[2 * j], 2) + Math.Pow(places[2 * i + 1] - places[2 * j + 1], 2));
}
