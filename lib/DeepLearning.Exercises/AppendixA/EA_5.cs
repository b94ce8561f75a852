using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.AppendixA;

using Answer = Func<Func<double[], double>, double[], double[], double>;

internal sealed class EA_5 : Definition<Answer>
{
    private const double Step = 1e-5;

    public override string Id => "A.5";
    public override string Title => "Find the bug: the judge who never objects";
    public override string Signature => "double WorstGap(Func<double[], double> f, double[] at, double[] gradient)";
    public override string Praise =>
        "Right: it passes a right gradient, catches a wrong entry anywhere, catches a gradient of zeros, and leaves the input as it was.";

    public override IReadOnlyList<string> Hints =>
    [
        "Give the broken judge a gradient that is plainly wrong, such as all zeros, and look at 'slope'.",
        "'up' and 'down' are two names. How many arrays are there?",
        "Two repairs: (double[])at.Clone() for both, and Math.Max(worst, …), so that a late good entry does not wipe out an early bad one.",
    ];

    public override string Explanation =>
        "Assigning an array copies the reference, not the numbers, so both evaluations saw the same array and their difference was " +
        "always zero; and 'worst' was assigned anew for every entry, " +
        "so only the last one counted.";

    public override Answer Right => WorstGap;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("a right gradient", f => Math.Round(f(Bowl, [1, -2, 0.5], [2, -4, 1.5]), 4)),
        new("a wrong first entry", f => Math.Round(f(Bowl, [1, -2, 0.5], [5, -4, 1.5]), 4)),
        new("a wrong last entry", f => Math.Round(f(Bowl, [1, -2, 0.5], [2, -4, 1]), 4)),
        new("an entry too small", f => Math.Round(f(Bowl, [1, -2, 0.5], [2, -7, 1.5]), 4)),
        new("a gradient of zeros", f => Math.Round(f(Bowl, [1, -2, 0.5], [0, 0, 0]), 4)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Nothing is repaired yet. Hand the judge a gradient of zeros and look at what it computes for 'slope'.",
            (f, at, g) => Math.Abs(g[^1])),
        new("The slopes are right now, but only the last entry counts: 'worst' is overwritten in every round.",
            (f, at, g) => Gaps(f, at, g)[^1]),
        new("The worst entry is kept now, but every slope is still zero: 'up' and 'down' are one array with two names.",
            (f, at, g) => g.Max(Math.Abs)),
        new("Take the size of the gap: a difference below zero is just as wrong.",
            (f, at, g) => Math.Max(0, Slopes(f, at).Zip(g).Max(pair => pair.First - pair.Second))),
        new("You averaged the gaps. A single wrong entry among thousands would disappear: keep the worst.",
            (f, at, g) => Gaps(f, at, g).Average()),
        new("The entries are moved by h to both sides, so divide by 2 h.",
            (f, at, g) => Slopes(f, at).Zip(g).Max(pair => Math.Abs(2 * pair.First - pair.Second))),
        new("The slopes are right, but the gaps are added up. Keep the largest.", (f, at, g) => Gaps(f, at, g).Sum()),
        new("That is the largest slope, not the largest gap between slope and gradient.", (f, at, g) => Slopes(f, at).Max(Math.Abs)),
        new("You keep the smallest gap. The worst is the largest.", (f, at, g) => Gaps(f, at, g).Min()),
        new("Only the first entry is looked at.", (f, at, g) => Gaps(f, at, g)[0]),
        new("The division by h is missing: a difference is no slope yet.",
            (f, at, g) => Slopes(f, at).Zip(g).Max(pair => Math.Abs(2 * Step * pair.First - pair.Second))),
        new("The gap is squared. Give its size.", (f, at, g) => Gaps(f, at, g).Max(v => v * v)),
    ];

    // <solution>
    private static double WorstGap(Func<double[], double> f, double[] at, double[] gradient)
    {
        const double h = 1e-5;
        double worst = 0;
        for (var i = 0; i < at.Length; i++)
        {
            var (up, down) = ((double[])at.Clone(), (double[])at.Clone());
            up[i] += h;
            down[i] -= h;
            var slope = (f(up) - f(down)) / (2 * h);
            worst = Math.Max(worst, Math.Abs(slope - gradient[i]));
        }
        return worst;
    }
    // </solution>

    private static double Bowl(double[] x) => x[0] * x[0] + x[1] * x[1] + 1.5 * x[2];

    private static double[] Slopes(Func<double[], double> f, double[] at) => [.. at.Select((_, i) =>
    {
        var (up, down) = ((double[])at.Clone(), (double[])at.Clone());
        up[i] += Step;
        down[i] -= Step;
        return (f(up) - f(down)) / (2 * Step);
    })];

    private static double[] Gaps(Func<double[], double> f, double[] at, double[] g) =>
        [.. Slopes(f, at).Zip(g, (slope, given) => Math.Abs(slope - given))];
}
