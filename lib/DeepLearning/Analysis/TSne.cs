using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Analysis;

/// <summary>t-SNE: a map in the plane in which near points of the data are neighbours; it minimises <c>KL(P‖Q) = Σᵢⱼ pᵢⱼ ln(pᵢⱼ /
/// qᵢⱼ)</c>.</summary>
/// <remarks>
/// P are affinities of the data [N, D]; <c>qᵢⱼ = wᵢⱼ / Z</c>, <c>wᵢⱼ = 1 / (1 + |yᵢ − yⱼ|²)</c>, those of the map. The gradient is <c>4 Σⱼ
/// (pᵢⱼ − qᵢⱼ) wᵢⱼ (yᵢ − yⱼ)</c>; far points are
/// put together after Barnes and Hut, so that an iteration costs N log N. Descent with momentum (.5, later .8) and a gain for each
/// coordinate, which grows while
/// the coordinate keeps its direction. The same data, settings and seed give the same map, whatever the number of threads.
/// Distances between groups and sizes of groups mean little in such a map; neighbourhoods do. Sources: van der Maaten and Hinton (2008);
/// van der Maaten
/// (2014); Belkina et al. (2019) for the rate of learning; Kobak and Berens (2019) for the start.
/// </remarks>
public sealed class TSne
{
    private const int ReportEvery = 50;

    /// <summary>About how many neighbours count; 5 to 50 is usual. Three times as many points are needed, and one.</summary>
    public double Perplexity { get; init; } = 30;

    /// <summary>The number of descent steps.</summary>
    public int Iterations { get; init; } = 750;

    /// <summary>What affinities are multiplied with at first, so that groups find together before they push each other away.</summary>
    public double EarlyExaggeration { get; init; } = 12;

    /// <summary>The number of steps with exaggeration.</summary>
    public int ExaggeratedIterations { get; init; } = 250;

    /// <summary>The rate of learning; null for N / (4 · exaggeration), at least 50.</summary>
    public double? LearningRate { get; init; }

    /// <summary>The largest square, as a share of its distance, that counts as one point; 0 counts every point by itself, which is exact
    /// and slow.</summary>
    public double Theta { get; init; } = 0.5;

    /// <summary>Where the points start.</summary>
    public TSneStart Start { get; init; } = TSneStart.PrincipalComponents;

    /// <summary>Seed of a random start.</summary>
    public long Seed { get; init; }

    /// <summary>Makes the map.</summary>
    /// <param name="x">The data [N, D].</param>
    /// <param name="progress">Told every 50 iterations and at the end how far the map has come.</param>
    /// <exception cref="ShapeException">The data do not have two axes.</exception>
    /// <exception cref="ArgumentException">A value is NaN or infinite, values are so large or small that their squares are not in
    /// float32, there are too few points for the perplexity, or nothing that tells the points apart.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting lies outside its range.</exception>
    /// <exception cref="InvalidOperationException">The rate of learning is so large that the map flew apart.</exception>
    public TSneMap Fit(Tensor x, Action<TSneProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        Require(x);
        var points = x.Shape[0];
        var descent = new TSneDescent(Affinities.Of(x, Perplexity), StartingPoints(x.Detach()), (float)Theta);
        var rate = LearningRate ?? Math.Max(50, points / (4 * EarlyExaggeration));
        for (var step = 1; step <= Iterations; step++)
        {
            var early = step <= ExaggeratedIterations;
            descent.Step((float)rate, early ? 0.5f : 0.8f, early ? (float)EarlyExaggeration : 1);
            if (step % ReportEvery != 0 && step != Iterations) continue;
            if (!descent.IsFinite)
                throw new InvalidOperationException($"TSne.Fit: the map flew apart by iteration {step}: a LearningRate of {rate} is " +
                    "too large; leave it out, or take a smaller one.");
            progress?.Invoke(new(step, Iterations, descent.Divergence(), descent.Points()));
        }
        return new(descent.Points(), descent.Divergence());
    }

    private float[] StartingPoints(Tensor x)
    {
        var points = x.Shape[0];
        if (Start == TSneStart.Random) return [.. new RandomState(Seed).Normal(0, 1e-4, 2 * points).Select(value => (float)value)];
        var pca = PrincipalComponents.Fit(x, 2);
        return (pca.Transform(x) * (float)(1e-4 / Math.Sqrt(pca.ExplainedVariance[0]))).ToArray();
    }

    private void Require(Tensor x)
    {
        ShapeException.ThrowUnless(x.Shape, [Dim.Any, Dim.Any], "TSne.Fit", nameof(x));
        var points = x.Shape[0];
        Require(Perplexity >= 1, $"Perplexity is {Perplexity}; expected at least 1.");
        Require(Theta is >= 0 and <= 1, $"Theta is {Theta}; expected 0 (exact) to 1 (coarse).");
        Require(Iterations >= 1, $"Iterations is {Iterations}; expected at least 1.");
        Require(ExaggeratedIterations >= 0, $"ExaggeratedIterations is {ExaggeratedIterations}; expected 0 or more.");
        Require(EarlyExaggeration >= 1, $"EarlyExaggeration is {EarlyExaggeration}; expected at least 1.");
        Require(LearningRate is null or > 0 and < double.PositiveInfinity, $"LearningRate is {LearningRate}; expected a positive number.");
        if (3 * Perplexity > points - 1)
            throw new ArgumentException(
                $"TSne.Fit: a Perplexity of {Perplexity} needs at least {Math.Ceiling(3 * Perplexity) + 1} points, there are {points}. " +
                    $"Expected at most {Math.Floor((points - 1) / 3.0)}.", nameof(x));
        Finite.ThrowUnless(x, "TSne.Fit", nameof(x));
        Finite.ThrowUnlessScaled(x, "TSne.Fit", nameof(x));
        if (Start == TSneStart.PrincipalComponents && x.Shape[1] < 2)
            throw new ArgumentException("TSne.Fit: data of one column have no two principal components to start from; set Start to Random.", nameof(x));
        if (AllRowsEqual(x.ToArray(), x.Shape[1]))
            throw new ArgumentException("TSne.Fit: all points are equal, so there is nothing to map.", nameof(x));
    }

    private static bool AllRowsEqual(float[] values, int width)
    {
        for (var i = width; i < values.Length; i++)
            if (values[i] != values[i % width]) return false;
        return true;
    }

    private static void Require(bool condition, string message)
    {
        if (!condition) throw new ArgumentOutOfRangeException(null, $"TSne: {message}");
    }
}
