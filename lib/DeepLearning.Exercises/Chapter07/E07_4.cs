using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter07;

using Answer = Func<int, int, double, double, double>;

internal sealed class E07_4 : Definition<Answer>
{
    public override string Id => "07.4";
    public override string Title => "The same factor at every epoch";
    public override string Signature => "double Rate(int epoch, int epochs, double first, double last)";
    public override string Praise => "Right: at the first epoch, at the last one, and by the same factor in between.";

    public override IReadOnlyList<string> Hints =>
    [
        "From the first epoch, number 0, to the last, number epochs − 1: how many times is the rate multiplied by the factor?",
        "The factor to the power of epochs − 1 is last / first. After 'epoch' steps it has been applied 'epoch' times.",
        "first · (last / first) to the power of progress, with progress = epoch / (epochs − 1), from 0 to 1. Mind that both are whole numbers.",
    ];

    public override string Explanation =>
        "Going down by the same factor is a straight line on a logarithmic axis: the exponent goes from 0 to 1 in equal steps, and the " +
        "rate from first to last.";

    public override Answer Right => Rate;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("the middle of five epochs", f => f(2, 5, 0.1, 0.02)),
        new("the last of five epochs", f => f(4, 5, 0.1, 0.02)),
        new("the first of ten epochs", f => f(0, 10, 0.3, 0.01)),
        new("the third of ten epochs", f => f(2, 10, 0.3, 0.01)),
        new("a rate that rises", f => f(3, 5, 0.01, 0.2)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("In C# a whole number divided by a whole number is cut off: epoch / (epochs − 1) is 0 until the last epoch. Write " +
            "(double)epoch.",
            (e, n, a, b) => a * Math.Pow(b / a, e / (n - 1))),
        new("The last epoch does not reach the last rate: there are only epochs − 1 steps from the first epoch to the last.",
            (e, n, a, b) => a * Math.Pow(b / a, (double)e / n)),
        new("The epochs are counted from 0: epoch 0 has the first rate itself.", (e, n, a, b) => a * Math.Pow(b / a, (e + 1.0) / n)),
        new("first and last are exchanged: it ends where it should begin.", (e, n, a, b) => b * Math.Pow(a / b, (double)e / (n - 1))),
        new("That is a straight line: it falls by the same amount, not by the same factor.", (e, n, a, b) => a + (b - a) * e / (n - 1)),
        new("You apply the whole factor last / first at every epoch: take it to the power of epoch / (epochs − 1).",
            (e, n, a, b) => a * Math.Pow(b / a, e)),
        new("That multiplies by the progress. The factor is taken to the power of it.", (e, n, a, b) => a * (b / a) * e / (n - 1)),
        new("The factor is upside down: last / first.", (e, n, a, b) => a * Math.Pow(a / b, (double)e / (n - 1))),
        new("This stays at the first rate and decays nothing.", (_, _, a, _) => a),
        new("That is a cosine. It falls slowly at both ends, not by the same factor.",
            (e, n, a, b) => b + (a - b) * (1 + Math.Cos(Math.PI * e / (n - 1))) / 2),
        new("That falls by a factor e in all. The factor from the first to the last rate is last / first.",
            (e, n, a, b) => a * Math.Exp(-(double)e / (n - 1))),
        new("Those are the powers alone: they begin at 1. Multiply by the first rate.",
            (e, n, a, b) => Math.Pow(b / a, (double)e / (n - 1))),
        new("It begins at the sum of both rates: what decays to last is first itself.",
            (e, n, a, b) => b + a * Math.Pow(b / a, (double)e / (n - 1))),
    ];

    // <solution>
    private static double Rate(int epoch, int epochs, double first, double last)
    {
        double progress = (double)epoch / (epochs - 1);
        return first * Math.Pow(last / first, progress);
    }
    // </solution>
}
