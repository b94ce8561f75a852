using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter10;

using Answer = Func<double[], double[], double>;

internal sealed class E10_3 : Definition<Answer>
{
    public override string Id => "10.3";
    public override string Title => "A gap in standard errors";
    public override string Signature => "double Gap(double[] a, double[] b)";
    public override string Praise => "Right: also for different numbers of seeds, and negative where the second is better.";

    public override IReadOnlyList<string> Hints =>
    [
        "How far may the mean of three runs be off? Its standard error is the standard deviation divided by √3.",
        "The errors of two means that are subtracted add up like the sides of a right angle: the squares add.",
        "(mean a − mean b) / √(sa² / na + sb² / nb), with sa and sb as in exercise 10.2.",
    ];

    public override string Explanation =>
        "A difference of means says little without the error that it carries. Variances of independent numbers add, and a mean of n " +
        "runs has a variance n times smaller.";

    public override Answer Right => Gap;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("three seeds each", f => f([0.95, 0.93, 0.96], [0.91, 0.92, 0.90])),
        new("three seeds against five", f => f([0.95, 0.93, 0.96], [0.94, 0.90, 0.97, 0.93, 0.92])),
        new("the second is better", f => f([10, 12, 14], [20, 21, 25])),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("You divide by how far single runs scatter. A mean is more certain than a run: each variance is divided by its number of runs.", (a, b) => (a.Average() - b.Average()) / Math.Sqrt(V(a) + V(b))),
        new("Standard errors don't add as they are; their squares do.",
            (a, b) => (a.Average() - b.Average()) / (Math.Sqrt(V(a) / a.Length) + Math.Sqrt(V(b) / b.Length))),
        new("That is the difference alone. In units of what is it large?", (a, b) => a.Average() - b.Average()),
        new("The root is missing below the line: variances, not deviations.",
            (a, b) => (a.Average() - b.Average()) / (V(a) / a.Length + V(b) / b.Length)),
        new("The sign got lost: a gap below zero says that the second is better.",
            (a, b) => Math.Abs(a.Average() - b.Average()) / Math.Sqrt(V(a) / a.Length + V(b) / b.Length)),
        new("The deviations divide by n; with few runs, n − 1 belongs there.",
            (a, b) => (a.Average() - b.Average()) / Math.Sqrt(V(a) * (a.Length - 1) / a.Length / a.Length +
                V(b) * (b.Length - 1) / b.Length / b.Length)),
        new("a and b are exchanged: the gap says how far a is above b.",
            (a, b) => (b.Average() - a.Average()) / Math.Sqrt(V(a) / a.Length + V(b) / b.Length)),
        new("Only the error of a is counted. Both means are uncertain.",
            (a, b) => (a.Average() - b.Average()) / Math.Sqrt(V(a) / a.Length)),
        new("The variances are added and divided by all runs together. Each is divided by its own number of runs.",
            (a, b) => (a.Average() - b.Average()) / Math.Sqrt((V(a) + V(b)) / (a.Length + b.Length))),
        new("You multiplied by the error. In units of it means: divide by it.",
            (a, b) => (a.Average() - b.Average()) * Math.Sqrt(V(a) / a.Length + V(b) / b.Length)),
        new("That is the error of the difference. How many times does the difference contain it?",
            (a, b) => Math.Sqrt(V(a) / a.Length + V(b) / b.Length)),
        new("Both variances are divided by the number of runs of a. b has its own.",
            (a, b) => (a.Average() - b.Average()) / Math.Sqrt(V(a) / a.Length + V(b) / a.Length)),
        new("You divided the deviations by n, not the variances: under the root stands s² / n.",
            (a, b) => (a.Average() - b.Average()) / Math.Sqrt(Math.Sqrt(V(a)) / a.Length + Math.Sqrt(V(b)) / b.Length)),
        new("You divide by the common deviation of runs, the root of the mean variance. Means are more certain: s² / n each, and add.",
            (a, b) => (a.Average() - b.Average()) / Math.Sqrt((V(a) + V(b)) / 2)),
    ];

    private static double V(double[] x) => x.Sum(v => (v - x.Average()) * (v - x.Average())) / (x.Length - 1);

    // <solution>
    private static double Gap(double[] a, double[] b)
    {
        double Variance(double[] x) => x.Sum(v => (v - x.Average()) * (v - x.Average())) / (x.Length - 1);
        return (a.Average() - b.Average()) / Math.Sqrt(Variance(a) / a.Length + Variance(b) / b.Length);
    }
    // </solution>
}
