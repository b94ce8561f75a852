using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter10;

using Answer = Func<double[], (double, double)>;

internal sealed class E10_2 : Definition<Answer>
{
    public override string Id => "10.2";
    public override string Title => "Mean and spread of several seeds";
    public override string Signature => "(double, double) MeanAndSpread(double[] scores)";
    public override string Praise => "Right: for three seeds, for five, and for runs that agree exactly.";
    public override IReadOnlyList<string> Parts => ["mean", "spread"];

    public override IReadOnlyList<string> Hints =>
    [
        "The spread is a typical distance from the mean. Distances to both sides must not cancel: square them.",
        "With three runs you divide the sum of the squares by two: the mean was made from the same runs, so they lie closer to it than " +
            "to the true one.",
        "Math.Sqrt(scores.Sum(s => (s - mean) * (s - mean)) / (scores.Length - 1)).",
    ];

    public override string Explanation =>
        "The standard deviation of a sample divides by n − 1, because the runs pull their own mean towards them. With three runs that " +
        "makes a difference of 22 percent.";

    public override Answer Right => MeanAndSpread;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("three seeds", f => f([0.95, 0.93, 0.96]), 3),
        new("five seeds", f => f([0.5, 0.1, 0.9, 0.4, 0.35]), 5),
        new("runs that agree", f => f([0.25, 0.25, 0.25]), 3),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("You divide the squares by n. Runs lie closer to their own mean than to the true one; n − 1 makes up for that.",
            s => (s.Average(), Math.Sqrt(Squares(s) / s.Length))),
        new("That is the variance. Its root has the unit of the scores again.", s => (s.Average(), Squares(s) / (s.Length - 1))),
        new("Distances from the mean cancel when they keep their signs. Square them.",
            s => (s.Average(), s.Sum(v => v - s.Average()) / (s.Length - 1))),
        new("From the smallest to the largest is a spread, too, but it grows with every run that you add. Take the standard deviation.",
            s => (s.Average(), s.Max() - s.Min())),
        new("You divided by √n as well: that is how far the mean may be off, not how far runs scatter.",
            s => (s.Average(), Math.Sqrt(Squares(s) / (s.Length - 1) / s.Length))),
        new("The best run is not the mean. It flatters whoever has tried more seeds.",
            s => (s.Max(), Math.Sqrt(Squares(s) / (s.Length - 1)))),
        new("The mean of the distances is another measure of spread. Square them, divide by n − 1, take the root.",
            s => (s.Average(), s.Average(v => Math.Abs(v - s.Average())))),
        new("You squared the scores themselves. Subtract the mean first.",
            s => (s.Average(), Math.Sqrt(s.Sum(v => v * v) / (s.Length - 1)))),
        new("The sum of the squares is not divided yet.", s => (s.Average(), Math.Sqrt(Squares(s)))),
        new("The root is taken before the division: √Σ / (n − 1). It belongs around all.",
            s => (s.Average(), Math.Sqrt(Squares(s)) / (s.Length - 1))),
        new("That is the median, the score in the middle. The mean is asked.",
            s => (s.Order().ElementAt(s.Length / 2), Math.Sqrt(Squares(s) / (s.Length - 1)))),
    ];

    private static double Squares(double[] scores) => scores.Sum(s => (s - scores.Average()) * (s - scores.Average()));

    // <solution>
    private static (double, double) MeanAndSpread(double[] scores)
    {
        double mean = scores.Average();
        double squares = scores.Sum(score => (score - mean) * (score - mean));
        return (mean, Math.Sqrt(squares / (scores.Length - 1)));
    }
    // </solution>
}
