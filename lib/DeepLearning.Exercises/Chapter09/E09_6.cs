using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter09;

using Answer = Func<double[,], double[], double[], double[,]>;

internal sealed class E09_6 : Definition<Answer>
{
    private const double Epsilon = 1e-5;

    public override string Id => "09.6";
    public override string Title => "Batch norm, forward";
    public override string Signature => "double[,] NormalizeBatch(double[,] x, double[] scale, double[] shift)";
    public override string Praise => "Right: each feature for itself, over the rows of the batch.";
    public override IReadOnlyList<string> Axes => ["batch", "features"];

    public override IReadOnlyList<string> Hints =>
    [
        "Take one column of x, which is one feature over the whole batch. Which two numbers do you need of it?",
        "Its mean and its variance, both divided by the number of rows. Subtract the one, divide by the root of the other plus 1e-5.",
        "y[i, j] = (x[i, j] - mean) / Math.Sqrt(variance + 1e-5) * scale[j] + shift[j], with mean and variance of column j.",
    ];

    public override string Explanation =>
        "Columns are features. Whatever scale and place a feature had, it leaves with deviation scale[j] around shift[j], which are learned.";

    public override Answer Right => NormalizeBatch;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("four rows, two features", f => f(new[,] { { 1.0, 10 }, { 2, -20 }, { 4, 5 }, { -3, 7 } }, [1, 2], [0, 0.5]), Count: 4),
        new("two rows, three features", f => f(new[,] { { 1.0, 0.5, -1 }, { 3, 0.4, 8 } }, [0.5, -1, 3], [1, 2, -3]), Count: 2),
        new("a feature that never changes", f => f(new[,] { { 2.0, 1 }, { 2, 3 }, { 2, 4 } }, [2, 1], [7, 0]), Count: 3),
        new("a feature with tiny differences", f => f(new[,] { { 0.001 }, { 0.002 }, { 0.004 } }, [1], [0]), Count: 3),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("You normalised each row. That is layer norm; batch norm takes each feature over all rows of the batch.",
            (x, s, b) => Rows(x, s, b)),
        new("One mean and one variance for the whole batch: each feature needs its own.", (x, s, b) => Whole(x, s, b)),
        new("You divided by the variance. It takes its root.",
            (x, s, b) => Each(x, s, b, (v, m, variance) => (v - m) / (variance + Epsilon))),
        new("The scale and the shift are missing: batch norm may undo what it did, if training wants it to.",
            (x, s, b) => Each(x, [.. s.Select(_ => 1.0)], [.. b.Select(_ => 0.0)], Standard)),
        new("The shift is scaled, too: scale first, then shift.",
            (x, s, b) => Each(x, s, [.. b.Zip(s, (shift, scale) => shift * scale)], Standard)),
        new("The 1e-5 is missing: a feature that never changes would divide by zero.",
            (x, s, b) => Each(x, s, b, (v, m, variance) => (v - m) / Math.Sqrt(variance))),
        new("The 1e-5 belongs under the root, to the variance.",
            (x, s, b) => Each(x, s, b, (v, m, variance) => (v - m) / (Math.Sqrt(variance) + Epsilon))),
        new("You divided the variance by the number of rows less one. To normalise, divide by the number of rows.",
            (x, s, b) => Each(x, s, b, (v, m, variance) => (v - m) / Math.Sqrt(variance * x.GetLength(0) / (x.GetLength(0) - 1) +
                Epsilon))),
        new("The scale is missing: multiply by scale[j] before you shift.", (x, s, b) => Each(x, [.. s.Select(_ => 1.0)], b, Standard)),
        new("The shift is missing: add shift[j] at the end.", (x, s, b) => Each(x, s, [.. b.Select(_ => 0.0)], Standard)),
        new("The mean is not subtracted.", (x, s, b) => Each(x, s, b, (v, m, variance) => v / Math.Sqrt(variance + Epsilon))),
        new("The values are centred, but not divided by their deviation.", (x, s, b) => Each(x, s, b, (v, m, variance) => v - m)),
        new("The shift is subtracted. Add it.", (x, s, b) => Each(x, s, [.. b.Select(v => -v)], Standard)),
        new("Scale and shift are exchanged: y = x̂ · scale + shift.", (x, s, b) => Each(x, b, s, Standard)),
        new("You divided by the scale. Multiply.", (x, s, b) => Each(x, [.. s.Select(v => 1 / v)], b, Standard)),
        new("You squared without subtracting the mean: that is no variance.",
            (x, s, b) => Map(x, (i, j) => (x[i, j] - Mean(x, j, v => v)) / Math.Sqrt(Mean(x, j, v => v * v) + Epsilon) * s[j] + b[j])),
        new("The 1e-5 is another one in yours, such as 1e-8. Tiny differences show it.",
            (x, s, b) => Each(x, s, b, (v, m, variance) => (v - m) / Math.Sqrt(variance + 1e-8))),
    ];

    // <solution>
    private static double[,] NormalizeBatch(double[,] x, double[] scale, double[] shift)
    {
        var (rows, result) = (x.GetLength(0), (double[,])x.Clone());
        for (var j = 0; j < x.GetLength(1); j++)
        {
            var column = Enumerable.Range(0, rows).Select(i => x[i, j]).ToArray();
            var mean = column.Average();
            var variance = column.Average(v => (v - mean) * (v - mean));
            for (var i = 0; i < rows; i++) result[i, j] = (x[i, j] - mean) / Math.Sqrt(variance + 1e-5) * scale[j] + shift[j];
        }
        return result;
    }
    // </solution>

    private static double Standard(double value, double mean, double variance) => (value - mean) / Math.Sqrt(variance + Epsilon);

    private static double[,] Each(double[,] x, double[] scale, double[] shift, Func<double, double, double, double> normalize) =>
        Map(x, (i, j) => Apply([.. Enumerable.Range(0, x.GetLength(0)).Select(k => x[k, j])], x[i, j], normalize) * scale[j] + shift[j]);

    private static double[,] Rows(double[,] x, double[] scale, double[] shift) =>
        Map(x, (i, j) => Apply([.. Enumerable.Range(0, x.GetLength(1)).Select(k => x[i, k])], x[i, j], Standard) * scale[j] + shift[j]);

    private static double[,] Whole(double[,] x, double[] scale, double[] shift) =>
        Map(x, (i, j) => Apply([.. x.Cast<double>()], x[i, j], Standard) * scale[j] + shift[j]);

    private static double Apply(double[] group, double value, Func<double, double, double, double> normalize) =>
        normalize(value, group.Average(), group.Average(v => (v - group.Average()) * (v - group.Average())));

    private static double[,] Map(double[,] x, Func<int, int, double> value)
    {
        var result = (double[,])x.Clone();
        for (var i = 0; i < x.GetLength(0); i++)
            for (var j = 0; j < x.GetLength(1); j++) result[i, j] = value(i, j);
        return result;
    }

    private static double Mean(double[,] x, int j, Func<double, double> f) => Enumerable.Range(0, x.GetLength(0)).Average(i => f(x[i, j]));
}
