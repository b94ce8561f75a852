using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter09;

using Answer = Func<double[], (double, double, double)>;

internal sealed class E09_5 : Definition<Answer>
{
    public override string Id => "09.5";
    public override string Title => "Statistics of a layer";
    public override string Signature => "(double Mean, double Deviation, double NearZero) Statistics(double[] activations)";
    public override string Praise => "Right: also for values below zero, which a ReLU will turn into nothing.";
    public override IReadOnlyList<string> Parts => ["mean", "deviation", "share near zero"];

    public override IReadOnlyList<string> Hints =>
    [
        "The deviation is the root of the mean of the squared distances from the mean.",
        "Here a value counts as near zero if it is at most 0.05. That holds for every negative value.",
        "Mean: sum / n. Deviation: √(Σ (x − mean)² / n). Near zero: how many x ≤ 0.05, divided by n.",
    ];

    public override string Explanation =>
        "A negative value before a ReLU is a zero behind it. Counting everything up to 0.05 therefore gives the same share on both " +
        "sides of the ReLU.";

    public override Answer Right => Statistics;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("values of both signs", f => f([-1.5, 0.02, 2, 0.5, -0.01, 3]), Count: 6),
        new("behind a ReLU", f => f([0, 0, 1.5, 0.04]), Count: 4),
        new("exactly on the threshold", f => f([0.05, 1]), Count: 2),
        new("all alike", f => f([2, 2, 2]), Count: 3),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("You count only values close to zero on both sides. Values far below zero count, too: a ReLU makes nothing of them.",
            x => (x.Average(), Spread(x), Share(x, v => Math.Abs(v) <= 0.05))),
        new("A value of exactly 0.05 counts as near zero: at most, not below.", x => (x.Average(), Spread(x), Share(x, v => v < 0.05))),
        new("That is the number of values near zero. Their share is asked for: divide by all.",
            x => (x.Average(), Spread(x), x.Count(v => v <= 0.05))),
        new("That is the share of values above the threshold; the others are asked for.",
            x => (x.Average(), Spread(x), Share(x, v => v > 0.05))),
        new("That is the variance. The deviation is its root.", x => (x.Average(), Spread(x) * Spread(x), Share(x, v => v <= 0.05))),
        new("You divided by n − 1. Here the values are all there is, not a sample: divide by n.",
            x => (x.Average(), Spread(x) * Math.Sqrt(x.Length / (x.Length - 1.0)), Share(x, v => v <= 0.05))),
        new("You forgot to subtract the mean before squaring.",
            x => (x.Average(), Math.Sqrt(x.Average(v => v * v)), Share(x, v => v <= 0.05))),
        new("count / n of two whole numbers is 0 in C#, or 1 where all count. Convert one to double.",
            x => (x.Average(), Spread(x), x.Count(v => v <= 0.05) / x.Length)),
        new("You took the mean distance from the mean. The deviation squares, averages and takes the root.",
            x => (x.Average(), x.Average(v => Math.Abs(v - x.Average())), Share(x, v => v <= 0.05))),
        new("Only zeros count as near zero in yours; everything up to .05 does.", x => (x.Average(), Spread(x), Share(x, v => v == 0))),
        new("Zero and below count in yours, but also what lies up to .05 does.", x => (x.Average(), Spread(x), Share(x, v => v <= 0))),
        new("The threshold is .05, not .5.", x => (x.Average(), Spread(x), Share(x, v => v <= 0.5))),
        new("That is a percentage. A share from 0 to 1 is asked.", x => (x.Average(), Spread(x), 100 * Share(x, v => v <= 0.05))),
        new("You took the sum where the mean is asked.", x => (x.Sum(), Spread(x), Share(x, v => v <= 0.05))),
        new("You divided by n behind the root. It belongs under it: √(Σ (x − mean)² / n).",
            x => (x.Average(), Math.Sqrt(x.Sum(v => (v - x.Average()) * (v - x.Average()))) / x.Length, Share(x, v => v <= 0.05))),
        new("The sum of the squares is not divided by n.",
            x => (x.Average(), Math.Sqrt(x.Sum(v => (v - x.Average()) * (v - x.Average()))), Share(x, v => v <= 0.05))),
        new("That is the median, the value in the middle. The mean is asked.",
            x => (x.Order().ElementAt(x.Length / 2), Spread(x), Share(x, v => v <= 0.05))),
    ];

    // <solution>
    private static (double Mean, double Deviation, double NearZero) Statistics(double[] activations)
    {
        var mean = activations.Average();
        var variance = activations.Average(x => (x - mean) * (x - mean));
        return (mean, Math.Sqrt(variance), activations.Count(x => x <= 0.05) / (double)activations.Length);
    }
    // </solution>

    private static double Spread(double[] x) => Math.Sqrt(x.Average(v => (v - x.Average()) * (v - x.Average())));

    private static double Share(double[] x, Func<double, bool> counts) => x.Count(counts) / (double)x.Length;
}
