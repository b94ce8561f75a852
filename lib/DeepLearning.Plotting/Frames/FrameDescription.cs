using MathNet.Numerics.Statistics;
using Microsoft.Data.Analysis;

namespace DeepLearning.Frames;

/// <summary>Statistics of a data frame's columns.</summary>
public static class FrameDescription
{
    /// <summary>Statistics of every column of numbers, a row each: count, missing, mean, std, min, quartiles, max.</summary>
    /// <remarks>
    /// Of the values that are there; missing ones and NaN are only counted. std is the sample's standard deviation,
    /// √(Σ(x−mean)²/(n−1)); it is missing with fewer than two values. Quartiles between two values are interpolated linearly.
    /// (DataFrame's own Description() divides the sum by the number of all rows.)
    /// </remarks>
    public static DataFrame Describe(this DataFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        DataFrameColumn[] columns = [.. frame.Columns.Where(column => column.IsNumericColumn())];
        double[][] known = [.. columns.Select(column => column.ToDoubles().Where(v => !double.IsNaN(v)).Order().ToArray())];
        DoubleDataFrameColumn Statistic(string name, Func<double[], double> of) =>
            new(name, known.Select(of).Select(value => double.IsNaN(value) ? (double?)null : value));
        return new DataFrame(
            new StringDataFrameColumn("column", columns.Select(column => column.Name)),
            new Int64DataFrameColumn("count", known.Select(v => (long)v.Length)),
            new Int64DataFrameColumn("missing", known.Zip(columns, (v, column) => column.Length - v.Length)),
            Statistic("mean", ArrayStatistics.Mean),
            Statistic("std", Deviation),
            Statistic("min", SortedArrayStatistics.Minimum),
            Statistic("25%", v => Quantile(v, 0.25)),
            Statistic("median", v => Quantile(v, 0.5)),
            Statistic("75%", v => Quantile(v, 0.75)),
            Statistic("max", SortedArrayStatistics.Maximum));
    }

    // In two passes: MathNet's single one loses 9 digits at 1,000,000,000 ± 0.1.
    private static double Deviation(double[] values)
    {
        double mean = ArrayStatistics.Mean(values);
        return values.Length < 2 ? double.NaN : Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
    }

    private static double Quantile(double[] sorted, double fraction) =>
        SortedArrayStatistics.QuantileCustom(sorted, fraction, QuantileDefinition.R7);
}
