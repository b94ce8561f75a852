using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter04;

using Answer = Func<double[], double[]>;

internal sealed class E04_1 : Definition<Answer>
{
    public override string Id => "04.1";
    public override string Title => "The logarithm of softmax, without overflow";
    public override string Signature => "double[] LogSoftmax(double[] scores)";
    public override string Praise =>
        "Right, for ordinary scores and for scores of a thousand, where softmax itself would overflow or its logarithm be minus infinity.";

    public override IReadOnlyList<string> Hints =>
    [
        "The logarithm of a quotient is a difference: ln(e^z / Σ e^z) is z minus something.",
        "It is z − ln Σ e^z. That sum overflows for large z: which number may you subtract from all scores first?",
        "With m the largest score: z − m − ln Σ e^(z − m).",
    ];

    public override string Explanation =>
        "Taking the logarithm on paper leaves only one power of e to compute, and after subtracting the maximum the sum lies between 1 " +
        "and the number of scores.";

    public override Answer Right => LogSoftmax;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("scores 2, −1, 0.5", f => f([2, -1, 0.5])),
        new("two equal scores", f => f([3, 3])),
        new("scores around 1000", f => f([1000, 999, 1002])),
        new("scores far apart", f => f([0, -5000, 1])),
        new("the largest score first", f => f([4, 1, -3, 0])),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Right for small scores, but e^1000 is infinity, and the logarithm of a zero is minus infinity. Take the logarithm on " +
            "paper first.",
            s => [.. s.Select(z => Math.Log(Math.Exp(z) / s.Sum(Math.Exp)))]),
        new("Almost: the quotient is taken apart, but Σ e^z still overflows. Subtract the largest score from all of them first.",
            s => [.. s.Select(z => z - Math.Log(s.Sum(Math.Exp)))]),
        new("Almost: softmax is safe now, but where it rounds to 0 its logarithm is minus infinity. Take the logarithm on paper first.",
            s => [.. s.Select(z => Math.Log(Math.Exp(z - s.Max()) / s.Sum(v => Math.Exp(v - s.Max()))))]),
        new("That is softmax itself. Its logarithm was asked for.",
            s => [.. s.Select(z => Math.Exp(z - s.Max()) / s.Sum(v => Math.Exp(v - s.Max())))]),
        new("You subtracted the maximum from the score, but the sum uses the scores as they were (or the other way round). Both need it.",
            s => [.. s.Select(z => z - Math.Log(s.Sum(v => Math.Exp(v - s.Max()))))]),
        new("You subtracted the maximum, and there the sum was forgotten: z − max is the numerator only.",
            s => [.. s.Select(z => z - s.Max())]),
        new("The logarithm of the sum is added where it is subtracted: ln(a / b) = ln a − ln b.",
            s => [.. s.Select(z => z - s.Max() + Math.Log(s.Sum(v => Math.Exp(v - s.Max()))))]),
        new("The logarithm of the sum is missing: you subtracted the sum itself.",
            s => [.. s.Select(z => z - s.Max() - s.Sum(v => Math.Exp(v - s.Max())))]),
        new("You took the mean of the powers. Softmax divides by their sum.",
            s => [.. s.Select(z => z - s.Max() - Math.Log(s.Average(v => Math.Exp(v - s.Max()))))]),
        new("The logarithm is to the base 2, the powers are of e. Use Math.Log.",
            s => [.. s.Select(z => z - s.Max() - Math.Log2(s.Sum(v => Math.Exp(v - s.Max()))))]),
        new("You subtracted the mean of the scores. Where they lie far apart, the largest still overflows: subtract the largest.",
            s => [.. s.Select(z => z - s.Average() - Math.Log(s.Sum(v => Math.Exp(v - s.Average()))))]),
    ];

    // <solution>
    private static double[] LogSoftmax(double[] scores)
    {
        var max = scores.Max();
        var logOfSum = Math.Log(scores.Sum(z => Math.Exp(z - max)));
        return [.. scores.Select(z => z - max - logOfSum)];
    }
    // </solution>
}
