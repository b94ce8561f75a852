using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter09;

using Answer = Func<double[], double[], double[]>;

internal sealed class E09_8 : Definition<Answer>
{
    private const double Epsilon = 1e-5;

    public override string Id => "09.8";
    public override string Title => "Challenge: batch norm, backward";
    public override string Signature => "double[] NormalizeGrad(double[] x, double[] g)";
    public override string Praise => "Right: each value also moves the mean and the variance, and so all others.";
    protected override string? Nudged => Inputs.Nudged;
    public override IReadOnlyList<string> Axes => ["batch"];

    public override IReadOnlyList<string> Hints =>
    [
        "If mean and variance were constants, the gradient would be g / √(variance + ε). Two more paths lead through them.",
        "Through the mean, every x moves every y by −1/n · 1/√(variance + ε). Through the variance, it moves them in proportion to its " +
            "own normalised value.",
        "With d = √(variance + ε) and y the normalised values: grad[i] = (g[i] − mean(g) − y[i] · mean(g · y)) / d.",
    ];

    public override string Explanation =>
        "Normalised values can't move together, and can't grow together: the backward pass takes exactly these two directions, the " +
        "mean of g and its part along y, out of the gradient.";

    public override Answer Right => NormalizeGrad;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("five values", f => f([1, -2, 0.5, 4, 3], [0.5, 1, -2, 3, 0.25]), Count: 5),
        new("three values", f => f([0.1, 0.4, -0.3], [1, 2, -1]), Count: 3),
        new("the same gradient everywhere", f => f([1, 2, 4], [1, 1, 1]), Count: 3),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Mean and variance are treated as constants. Both depend on every x: two paths are missing.",
            (x, g) => Paths(x, g, mean: false, variance: false)),
        new("The path through the variance is missing.", (x, g) => Paths(x, g, mean: true, variance: false)),
        new("The path through the mean is missing.", (x, g) => Paths(x, g, mean: false, variance: true)),
        new("On the two extra paths you summed over the batch. Mean and variance carry a 1/n.",
            (x, g) => Paths(x, g, mean: true, variance: true, factor: x.Length)),
        new("The whole is not yet divided by the deviation √(variance + ε).",
            (x, g) => [.. Paths(x, g, mean: true, variance: true).Select(v => v * Deviation(x))]),
        new("You divided by the variance. It is its root that stands below y.",
            (x, g) => [.. Paths(x, g, mean: true, variance: true).Select(v => v / Deviation(x))]),
        new("Two signs: the path through the mean and that through the variance are subtracted.",
            (x, g) => [.. g.Select((v, i) => 2 * v / Deviation(x) - Paths(x, g, true, true)[i])]),
        new("On the path through the variance, y is missing: each value moves in proportion to it.", Bare),
        new("You multiplied by the deviation. Divide.",
            (x, g) => [.. Paths(x, g, true, true).Select(v => v * Deviation(x) * Deviation(x))]),
        new("That is the way forward: the normalised values.", (x, _) => [.. x.Select(v => (v - x.Average()) / Deviation(x))]),
        new("In the sum along y you put x itself: normalise it first.", Raw),
        new("The gradient comes back unchanged. It passes the division, and two more paths.", (_, g) => [.. g]),
        new("The whole is divided by n once more. Every x has a gradient of its own.",
            (x, g) => [.. Paths(x, g, true, true).Select(v => v / x.Length)]),
    ];

    // <solution>
    private static double[] NormalizeGrad(double[] x, double[] g)
    {
        var mean = x.Average();
        var deviation = Math.Sqrt(x.Average(v => (v - mean) * (v - mean)) + 1e-5);
        var y = x.Select(v => (v - mean) / deviation).ToArray();
        var (along, meanGrad) = (g.Zip(y, (a, b) => a * b).Average(), g.Average());
        return [.. g.Zip(y, (gi, yi) => (gi - meanGrad - yi * along) / deviation)];
    }
    // </solution>

    private static double Deviation(double[] x) => Math.Sqrt(x.Average(v => (v - x.Average()) * (v - x.Average())) + Epsilon);

    private static double[] Paths(double[] x, double[] g, bool mean, bool variance, double factor = 1)
    {
        var y = x.Select(v => (v - x.Average()) / Deviation(x)).ToArray();
        var (m, a) = (mean ? factor * g.Average() : 0, variance ? factor * g.Zip(y, (p, q) => p * q).Average() : 0);
        return [.. g.Zip(y, (gi, yi) => (gi - m - yi * a) / Deviation(x))];
    }

    private static double[] Bare(double[] x, double[] g)
    {
        var along = g.Select((v, i) => v * (x[i] - x.Average()) / Deviation(x)).Average();
        return [.. g.Select(v => (v - g.Average() - along) / Deviation(x))];
    }

    private static double[] Raw(double[] x, double[] g)
    {
        var along = g.Zip(x, (v, value) => v * value).Average();
        return [.. g.Select((v, i) => (v - g.Average() - x[i] * along) / Deviation(x))];
    }
}
