using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter02;

using Answer = Func<double[], double[], double>;

internal sealed class E02_1 : Definition<Answer>
{
    public override string Id => "02.1";
    public override string Title => "How much better than the average?";
    public override string Signature => "double RSquared(double[] guesses, double[] truths)";
    public override string Praise =>
        "Right: 1 for perfect guesses, 0 for the lazy average, and below 0 for guesses that are even worse than that.";

    public override IReadOnlyList<string> Hints =>
    [
        "Two sums of squares: the errors of the guesses, and the errors of somebody who always says the average of the truths.",
        "Divide the first sum by the second. That is the share of the lazy error that is still there.",
        "The answer is 1 minus that share: 1 − Σ(y − p)² / Σ(y − ȳ)².",
    ];

    public override string Explanation =>
        "The share of the lazy model's squared error that our guesses have removed. It has no unit, so models of different targets can " +
        "be compared.";

    public override Answer Right => RSquared;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("good guesses", f => f([21, 33, 12, 25], [20, 35, 10, 27])),
        new("perfect guesses", f => f([1, 2, 4], [1, 2, 4])),
        new("the lazy average", f => f([6, 6, 6], [3, 5, 10])),
        new("guesses worse than the average", f => f([9, 2], [1, 4])),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("That is the share of the error that is left. How much was removed is 1 minus that.", (p, y) => 1 - RSquared(p, y)),
        new("You compared with the average of the guesses. The lazy model says the average of the truths.",
            (p, y) => 1 - Errors(p, y) / y.Sum(t => Square(t - p.Average()))),
        new("You took the spread of the guesses below the fraction line. The lazy model's errors are truths minus their average.",
            (p, y) => 1 - Errors(p, y) / Math.Max(p.Sum(t => Square(t - p.Average())), 1e-300)),
        new("Absolute errors: this measure squares them, as RMSE does.",
            (p, y) => 1 - p.Zip(y, (a, b) => Math.Abs(a - b)).Sum() / y.Sum(t => Math.Abs(t - y.Average()))),
        new("No square root here: compare the sums of squares themselves.", (p, y) => 1 - Math.Sqrt(Errors(p, y) / Lazy(y))),
        new("The fraction is upside down.", (p, y) => 1 - Lazy(y) / Errors(p, y)),
        new("Only one of the two sums is a mean: either both or none.", (p, y) => 1 - Errors(p, y) / p.Length / Lazy(y)),
        new("Below the fraction line the average is missing: subtract it from each truth before squaring.",
            (p, y) => 1 - Errors(p, y) / y.Sum(Square)),
        new("You cut the answer off at 0. Guesses can be worse than the average, and a reader would want to know.",
            (p, y) => Math.Max(0, RSquared(p, y))),
        new("That is the square of the correlation. It forgives guesses that are all too high, or on another scale; R² compares with " +
            "the truths themselves.",
            (p, y) => Math.Pow(MathNet.Numerics.Statistics.Correlation.Pearson(p, y), 2)),
        new("That is the RMSE. Compare the squared errors with those of the lazy average.", (p, y) => Math.Sqrt(Errors(p, y) / p.Length)),
        new("That is the spread of the guesses over that of the truths. Above the line belong the errors of the guesses.",
            (p, y) => p.Sum(t => Square(t - y.Average())) / Lazy(y)),
        new("One sum is divided by N, the other by n − 1. Compare the sums themselves.",
            (p, y) => 1 - Errors(p, y) / p.Length / (Lazy(y) / (y.Length - 1))),
    ];

    // <solution>
    private static double RSquared(double[] guesses, double[] truths)
    {
        var average = truths.Average();
        var ours = guesses.Zip(truths, (p, y) => (p - y) * (p - y)).Sum();
        var lazy = truths.Sum(y => (y - average) * (y - average));
        return 1 - ours / lazy;
    }
    // </solution>

    private static double Square(double x) => x * x;

    private static double Errors(double[] p, double[] y) => p.Zip(y, (a, b) => Square(a - b)).Sum();

    private static double Lazy(double[] y) => y.Sum(t => Square(t - y.Average()));
}
