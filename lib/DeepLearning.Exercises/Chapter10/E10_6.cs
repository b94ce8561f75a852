using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter10;

using Answer = Func<double[][], int>;

internal sealed class E10_6 : Definition<Answer>
{
    public override string Id => "10.6";
    public override string Title => "Find the bug: a lucky learning rate";
    public override string Signature => "int BestRate(double[][] scores)";
    public override string Praise => "Right: a lucky run does not win, and a rate that fails with one seed is out.";

    public override IReadOnlyList<string> Hints =>
    [
        "Look at the first case: which rate has the single best run, and how are its other runs?",
        "A failed run is double.NaN. What does LINQ's Max make of it, and what should a rate get that fails one time in three?",
        "Take the mean over each rate's seeds; leave out rates of which any score is NaN; return the index of the largest mean.",
    ];

    public override string Explanation =>
        "The best of many runs rewards scatter: the wilder a setting, the better its luckiest run. The mean over seeds does not. And " +
        "the mean of the surviving runs would flatter a rate that diverges now and then, so such a rate is out.";

    public override Answer Right => BestRate;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("a lucky run", f => f([[0.90, 0.91, 0.92], [0.94, 0.94, 0.95], [0.97, 0.60, 0.93]])),
        new("a rate that fails with one seed", f => f([[0.99, double.NaN, 0.98], [0.90, 0.91, 0.92], [0.10, 0.10, 0.10]])),
        new("the last rate is best", f => f([[0.2, 0.3], [0.3, 0.4], [0.5, 0.6]])),
        new("the worst run of the best rate is not the best worst run", f => f([[0.80, 0.80, 0.80], [0.79, 0.95, 0.96]])),
        new("a rate that fails once among many runs",
            f => f([[0.9, 0.95, double.NaN, 0.97, 0.96], [0.3, 0.2, 0.3, 0.25, 0.3], [0.5, 0.4, 0.5, 0.45, 0.5]])),
        new("two good runs and a bad one", f => f([[0.9, 0.9, 0.1], [0.8, 0.8, 0.8]])),
        new("the first rate fails, the second is worst", f => f([[double.NaN, 0.9], [0.1, 0.1], [0.2, 0.2]])),
        new("a rate in the middle fails", f => f([[0.5, 0.5], [0.99, double.NaN], [0.6, 0.6]])),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("You take the rate with the single best run. That rewards scatter: the wildest rate has the luckiest run. Compare means " +
            "over the seeds.", s => At(s, r => r.Max())),
        new("You average the runs that survived. A rate that diverges with one seed of three is not the best: leave it out.",
            s => At(s, r => r.Where(v => !double.IsNaN(v)).Average())),
        new("You take the rate whose worst run is best. That is careful, but three runs say little about the worst; compare means.",
            s => At(s, r => r.Any(double.IsNaN) ? double.NegativeInfinity : r.Min())),
        new("Counted from 0, please: the index into scores.",
            s => At(s, r => r.Any(double.IsNaN) ? double.NegativeInfinity : r.Average()) + 1),
        new("You return the worst rate: larger accuracies are better.",
            s => At(s, r => r.Any(double.IsNaN) ? double.NegativeInfinity : -r.Average())),
        new("You put 0 for a failed run and average. A rate that failed with any seed is out, however good its other runs are.",
            s => At(s, r => r.Average(v => double.IsNaN(v) ? 0 : v))),
        new("You compare the runs in the middle, the medians. The mean over the seeds is asked.",
            s => At(s, r => r.Any(double.IsNaN) ? double.NegativeInfinity : r.Order().ElementAt(r.Length / 2))),
        new("You compare the medians, with 0 for a failed run. The mean is asked, and a rate that failed with any seed is out.",
            s => At(s, r => r.Select(v => double.IsNaN(v) ? 0 : v).Order().ElementAt(r.Length / 2))),
        new("The means are compared, but a NaN among them spoils it: every comparison with NaN is false. Leave failed rates out.",
            Compared),
        new("You compare the first seed only. Take the mean over all of them.",
            s => At(s, r => r.Any(double.IsNaN) ? double.NegativeInfinity : r[0])),
        new("You compare the best runs of those that never failed. Compare their means.",
            s => At(s, r => r.Any(double.IsNaN) ? double.NegativeInfinity : r.Max())),
        new("The index counts only the rates that never failed. It should count in 'scores'.",
            s => At([.. s.Where(r => !r.Any(double.IsNaN))], r => r.Average())),
    ];

    private static int At(double[][] scores, Func<double[], double> value)
    {
        double[] values = [.. scores.Select(value)];
        return Array.IndexOf(values, values.Max());
    }

    private static int Compared(double[][] scores)
    {
        var best = 0;
        for (var i = 1; i < scores.Length; i++)
            if (scores[i].Average() > scores[best].Average()) best = i;
        return best;
    }

    // <solution>
    private static int BestRate(double[][] scores)
    {
        int best = -1;
        for (int i = 0; i < scores.Length; i++)
        {
            if (scores[i].Any(double.IsNaN)) continue;
            if (best < 0 || scores[i].Average() > scores[best].Average()) best = i;
        }
        return best;
    }
    // </solution>
}
