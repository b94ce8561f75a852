namespace DeepLearning.Data;

public sealed partial class Table
{
    /// <summary>Statistics of every column of numbers, a row each: count, missing, mean, std (n−1), min, quartiles, max.</summary>
    /// <remarks>
    /// Of the values that are there; missing ones are only counted. The standard deviation is the sample's, √(Σ(x−mean)²/(n−1)); with fewer than two
    /// values it is missing. Quartiles between two values are interpolated linearly.
    /// </remarks>
    public Table Describe()
    {
        string[] names = [.. _names.Where(name => _byName[name].Numbers is not null)];
        double[][] known = [.. names.Select(name => _byName[name].Numbers!.Where(v => !double.IsNaN(v)).Order().ToArray())];
        return FromColumns(
            ("column", names),
            ("count", known.Select(v => v.Length).ToArray()),
            ("missing", known.Select(v => Rows - v.Length).ToArray()),
            ("mean", known.Select(Mean).ToArray()),
            ("std (n−1)", known.Select(SampleDeviation).ToArray()),
            ("min", known.Select(v => Quantile(v, 0)).ToArray()),
            ("25%", known.Select(v => Quantile(v, 0.25)).ToArray()),
            ("median", known.Select(v => Quantile(v, 0.5)).ToArray()),
            ("75%", known.Select(v => Quantile(v, 0.75)).ToArray()),
            ("max", known.Select(v => Quantile(v, 1)).ToArray()));
    }

    private static double Mean(double[] values) => values.Sum() / values.Length;

    private static double SampleDeviation(double[] values)
    {
        if (values.Length < 2) return double.NaN;
        double mean = Mean(values);
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
    }

    private static double Quantile(double[] sorted, double fraction)
    {
        if (sorted.Length == 0) return double.NaN;
        double position = fraction * (sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
