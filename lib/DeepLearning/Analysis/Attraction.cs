using DeepLearning.Tensors.Cpu;

namespace DeepLearning.Analysis;

/// <summary>How neighbours pull each other together: <c>Aᵢ = Σⱼ pᵢⱼ wᵢⱼ (yᵢ − yⱼ)</c> over the pairs that have an affinity.</summary>
internal sealed class Attraction(Affinities affinities)
{
    private const int RowsPerPart = 256;

    /// <summary>The forces Aᵢ, which are written.</summary>
    public void Compute(float[] x, float[] y, float[] forceX, float[] forceY)
    {
        var job = new Rows(affinities, x, y, forceX, forceY);
        Parallelism.Run(ref job, (x.Length + RowsPerPart - 1) / RowsPerPart);
    }

    /// <summary>The Kullback-Leibler divergence <c>Σ p ln(p / q)</c> with <c>q = w / Z</c>.</summary>
    public double Divergence(float[] x, float[] y, double z)
    {
        var (sum, total) = (0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
            for (var at = affinities.Starts[i]; at < affinities.Starts[i + 1]; at++)
            {
                double p = affinities.Values[at], dx = x[i] - x[affinities.Others[at]], dy = y[i] - y[affinities.Others[at]];
                if (p <= 0) continue;
                sum += p * Math.Log(p * (1 + dx * dx + dy * dy));
                total += p;
            }
        return sum + total * Math.Log(z);
    }

    private readonly struct Rows(Affinities affinities, float[] x, float[] y, float[] forceX, float[] forceY) : IParts
    {
        public void Run(int part)
        {
            var (others, values) = (affinities.Others, affinities.Values);
            for (var i = part * RowsPerPart; i < Math.Min((part + 1) * RowsPerPart, x.Length); i++)
            {
                var (atX, atY, sumX, sumY) = (x[i], y[i], 0f, 0f);
                for (var at = affinities.Starts[i]; at < affinities.Starts[i + 1]; at++)
                {
                    var (dx, dy) = (atX - x[others[at]], atY - y[others[at]]);
                    var pull = values[at] / (1 + dx * dx + dy * dy);
                    sumX += pull * dx;
                    sumY += pull * dy;
                }
                (forceX[i], forceY[i]) = (sumX, sumY);
            }
        }
    }
}
