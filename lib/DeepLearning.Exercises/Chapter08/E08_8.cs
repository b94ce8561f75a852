using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter08;

using Answer = Func<double[], double[], double>;

internal sealed class E08_8 : Definition<Answer>
{
    public override string Id => "08.8";
    public override string Title => "How far the clouds are from one normal distribution";
    public override string Signature => "double CloudDivergence(double[] means, double[] logVariances)";
    public override string Praise => "Right: nothing for mean 0 and variance 1, and what independent numbers pay adds up.";

    public override IReadOnlyList<string> Hints =>
    [
        "You are given v = ln σ². How do you get σ² from it, and ln σ?",
        "σ² is Math.Exp(v), and ln σ is v / 2. Each number pays ½ (μ² + σ² − 1) − ln σ.",
        "means.Zip(logVariances, (m, v) => 0.5 * (m * m + Math.Exp(v) - 1 - v)).Sum().",
    ];

    public override string Explanation =>
        "The logarithm of a variance is twice the logarithm of the spread, and the exponential of it is the variance. Each number pays " +
        "for itself, and what " +
        "independent numbers pay adds up.";

    public override Answer Right => CloudDivergence;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("a cloud that has moved, with variance 1", f => f([2], [0])),
        new("a cloud in the middle that has shrunk", f => f([0], [-3])),
        new("three numbers", f => f([0.5, -1.2, 2], [-1, 0.4, 1.5])),
        new("the standard normal distribution itself", f => f([0, 0], [0, 0])),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("You took the given numbers for σ. They are ln σ².",
            (m, v) => Sum(m, v, (a, b) => 0.5 * (a * a + b * b - 1) - Math.Log(Math.Abs(b)))),
        new("You took the given numbers for σ². They are its logarithms.",
            (m, v) => Sum(m, v, (a, b) => 0.5 * (a * a + b - 1 - Math.Log(Math.Abs(b))))),
        new("The exponential of ln σ² is already σ²: do not square it.",
            (m, v) => Sum(m, v, (a, b) => 0.5 * (a * a + Math.Exp(2 * b) - 1 - b))),
        new("That has σ where σ² belongs: Math.Exp(v / 2) is the spread, Math.Exp(v) the variance.",
            (m, v) => Sum(m, v, (a, b) => 0.5 * (a * a + Math.Exp(b / 2) - 1 - b))),
        new("ln σ is half of ln σ²: take v / 2 away, not v.", (m, v) => Sum(m, v, (a, b) => 0.5 * (a * a + Math.Exp(b) - 1) - b)),
        new("ln σ is v / 2, and that stands outside of the half: a quarter of v is too little.",
            (m, v) => Sum(m, v, (a, b) => 0.5 * (a * a + Math.Exp(b) - 1 - b / 2))),
        new("The means are not squared. A cloud at −2 is as far away as one at 2.",
            (m, v) => Sum(m, v, (a, b) => 0.5 * (a + Math.Exp(b) - 1 - b))),
        new("The means are forgotten: a cloud that has moved away must pay, too.",
            (m, v) => Sum(m, v, (_, b) => 0.5 * (Math.Exp(b) - 1 - b))),
        new("The half is forgotten.", (m, v) => Sum(m, v, (a, b) => a * a + Math.Exp(b) - 1 - b)),
        new("The −1 is forgotten: the standard normal distribution itself must pay nothing.",
            (m, v) => Sum(m, v, (a, b) => 0.5 * (a * a + Math.Exp(b) - b))),
        new("The sign of the logarithm: shrinking must cost something, so ln σ is taken away.",
            (m, v) => Sum(m, v, (a, b) => 0.5 * (a * a + Math.Exp(b) - 1 + b))),
        new("The logarithm is forgotten: then shrinking to a point would be a gain.",
            (m, v) => Sum(m, v, (a, b) => 0.5 * (a * a + Math.Exp(b) - 1))),
        new("That is the mean over the numbers of the code. What they pay adds up.", (m, v) => CloudDivergence(m, v) / m.Length),
        new("That is negative where it should be positive: a divergence is never below 0.", (m, v) => -CloudDivergence(m, v)),
        new("Only the first number is counted.", (m, v) => CloudDivergence(m[..1], v[..1])),
        new("The two lists are exchanged: the means come first.", (m, v) => CloudDivergence(v, m)),
    ];

    // <solution>
    private static double CloudDivergence(double[] means, double[] logVariances) =>
        means.Zip(logVariances, (m, v) => 0.5 * (m * m + Math.Exp(v) - 1 - v)).Sum();
    // </solution>

    private static double Sum(double[] means, double[] logVariances, Func<double, double, double> each) =>
        means.Zip(logVariances, each).Sum();
}
