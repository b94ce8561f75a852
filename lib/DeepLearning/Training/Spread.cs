using System.Globalization;

namespace DeepLearning.Training;

/// <summary>What several runs of the same thing gave: their mean, and how far they scatter around it.</summary>
/// <remarks>One run says what happened once. The scatter between seeds says how much of a difference luck alone makes.</remarks>
public sealed record Spread
{
    /// <summary>From this many standard errors on, <see cref="IsClearlyAbove"/> calls a difference clear.</summary>
    /// <remarks>With three runs on each side, luck alone gets there in about one of twenty-five comparisons, in either direction (Student's t, 4 degrees of freedom).</remarks>
    public const double ClearGap = 3;

    private Spread(int count, double mean, double deviation, double lowest, double highest) =>
        (Count, Mean, Deviation, Lowest, Highest) = (count, mean, deviation, lowest, highest);

    /// <summary>How many runs there were.</summary>
    public int Count { get; }

    /// <summary>Their mean.</summary>
    public double Mean { get; }

    /// <summary>Their standard deviation, <c>√(Σ(x − mean)² / (n − 1))</c>; not a number for a single run, about whose scatter nothing is known.</summary>
    public double Deviation { get; }

    /// <summary>The smallest.</summary>
    public double Lowest { get; }

    /// <summary>The largest.</summary>
    public double Highest { get; }

    /// <summary>How far the mean itself may be off, <c>deviation / √n</c>.</summary>
    public double StandardError => Deviation / Math.Sqrt(Count);

    /// <summary>Mean and scatter of these values.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Spread Of(IEnumerable<double> values)
    {
        double[] all = [.. values];
        if (all.Length == 0) throw new ArgumentException("Spread.Of: there are no values to average.", nameof(values));
        double mean = all.Min() == all.Max() ? all[0] : all.Sum() / all.Length;
        double deviation = all.Length == 1 ? double.NaN : Math.Sqrt(all.Sum(v => (v - mean) * (v - mean)) / (all.Length - 1));
        return new(all.Length, mean, deviation, all.Min(), all.Max());
    }

    /// <summary>The difference of the means in standard errors, <c>(a − b) / √(sₐ²/nₐ + s_b²/n_b)</c>: how surely this mean lies above the other.</summary>
    /// <remarks>Source: Welch (1947). Infinite where neither scatters; not a number for single runs.</remarks>
    public double GapTo(Spread other)
    {
        ArgumentNullException.ThrowIfNull(other);
        double gap = Mean - other.Mean;
        double error = Math.Sqrt(StandardError * StandardError + other.StandardError * other.StandardError);
        return gap == 0 && error == 0 ? 0 : gap / error;
    }

    /// <summary>Whether the mean lies above the other by more than luck explains: by at least <see cref="ClearGap"/> standard errors.</summary>
    /// <remarks>A single run on either side is never clear.</remarks>
    public bool IsClearlyAbove(Spread other) => GapTo(other) >= ClearGap;

    /// <summary>Such as <c>0.9518 ± 0.0015 (3 runs)</c>.</summary>
    public override string ToString() => Count == 1
        ? string.Create(CultureInfo.InvariantCulture, $"{Mean:F4} (1 run)")
        : string.Create(CultureInfo.InvariantCulture, $"{Mean:F4} ± {Deviation:F4} ({Count} runs)");
}
