using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter06;

using Answer = Func<double[], double, double[]>;

internal sealed class E06_2 : Definition<Answer>
{
    public override string Id => "06.2";
    public override string Title => "Temperature";
    public override string Signature => "double[] Chances(double[] logits, double temperature)";
    public override string Praise => "Right: cool, hot, and with logits as large as they like.";

    public override IReadOnlyList<string> Hints =>
    [
        "It is a softmax of other logits. Of which?",
        "Divide the logits by the temperature first. Subtracting the same number from all of them changes no probability.",
        "Subtract the largest logit from all of them: then the largest exponent is 0, and nothing can overflow.",
    ];

    public override string Explanation =>
        "Softmax looks at differences of logits only, so subtracting the largest changes nothing but the size of the exponents: the " +
        "largest is e⁰ = 1.";

    public override Answer Right => Chances;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("temperature 1", f => f([2, 1, 0], 1)),
        new("a cool 0.5", f => f([2, 1, 0], 0.5)),
        new("a hot 3", f => f([2, 1, -1, 0], 3)),
        new("logits of a thousand", f => f([1000, 999, 990], 1)),
        new("logits of a thousand, hot", f => f([1000, 990, 1010], 5)),
        new("logits of minus a thousand, cool", f => f([-1000, -1001, -1000.5], 0.5)),
        new("logits far apart", f => f([0, 2000, 1, -4000], 1)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("You multiplied by the temperature. A low temperature must make the differences larger: divide.",
            (l, t) => Softmax(l, v => v * t)),
        new("The temperature is not used.", (l, _) => Softmax(l, v => v)),
        new("You divided the probabilities by the temperature. They no longer sum to 1: divide the logits, before the softmax.",
            (l, t) => [.. Softmax(l, v => v).Select(p => p / t)]),
        new("These are not probabilities yet: they do not sum to 1. Divide each by the sum of all.",
            (l, t) => [.. l.Select(v => Math.Exp((v - l.Max()) / t))]),
        new("Right for small logits, but e to the power of 1000 is infinite, and infinity divided by infinity is not a number. " +
            "Subtract the largest logit first.",
            (l, t) => [.. l.Select(v => Math.Exp(v / t) / l.Sum(other => Math.Exp(other / t)))]),
        new("You subtracted the largest logit after dividing, but undivided (l / T − max): right only at T = 1. Divide the difference: " +
            "(l − max) / T.",
            (l, t) => Normal(l.Select(v => Math.Exp(v / t - l.Max())))),
        new("The largest logit is subtracted above the line only, or below it only. Both need it.",
            (l, t) => [.. l.Select(v => Math.Exp((v - l.Max()) / t) / l.Sum(o => Math.Exp(o / t)))]),
        new("Only the powers above the line are at the temperature; those in the sum are not.",
            (l, t) => [.. l.Select(v => Math.Exp((v - l.Max()) / t) / l.Sum(o => Math.Exp(o - l.Max())))]),
        new("You took the powers to 1 / T after the softmax, but forgot to divide by their new sum.",
            (l, t) => [.. Softmax(l, v => v).Select(p => Math.Pow(p, 1 / t))]),
        new("Those are the logarithms of the probabilities.", (l, t) => [.. Chances(l, t).Select(p => Math.Log(p))]),
        new("You divided by the largest logit. Subtract it.", (l, t) => Normal(l.Select(v => Math.Exp(v / l.Max() / t)))),
        new("You subtracted the smallest logit. The largest exponent must be 0: subtract the largest, or far logits overflow.",
            (l, t) => Normal(l.Select(v => Math.Exp((v - l.Min()) / t)))),
    ];

    // <solution>
    private static double[] Chances(double[] logits, double temperature)
    {
        var largest = logits.Max();
        double[] powers = [.. logits.Select(logit => Math.Exp((logit - largest) / temperature))];
        var sum = powers.Sum();
        return [.. powers.Select(power => power / sum)];
    }
    // </solution>

    private static double[] Softmax(double[] logits, Func<double, double> change) => Chances([.. logits.Select(change)], 1);

    private static double[] Normal(IEnumerable<double> powers) => [.. powers.Select(p => p / powers.Sum())];
}
