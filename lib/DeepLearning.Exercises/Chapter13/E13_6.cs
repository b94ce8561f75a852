using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter13;

using Answer = Func<double[], int, double[]>;

internal sealed class E13_6 : Definition<Answer>
{
    public override string Id => "13.6";
    public override string Title => "The k likeliest";
    public override string Signature => "double[] TopK(double[] logits, int k)";
    public override string Praise =>
        "Right: for one, for all, for equals at the border, and for logits as large as they like. k = 1 takes the likeliest each time, " +
        "and writes the same text each time.";
    public override IReadOnlyList<string> Axes => ["symbols"];

    public override IReadOnlyList<string> Hints =>
    [
        "Which is the smallest logit that may still be drawn? Everything can be decided by comparing with it.",
        "Sort a copy downwards: the border is its number k, which has the index k − 1. What is at the border or above may be drawn.",
        "Powers Math.Exp(logit - largest) where logit >= border, 0 elsewhere; then divide all by their sum.",
    ];

    public override string Explanation =>
        "A border, rather than a list of places, treats equal logits alike. The largest logit is always among those kept, so it is the " +
        "one to subtract; and dividing by the sum of what is kept makes probabilities of it again.";

    public override Answer Right => TopK;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("the two likeliest of four", f => f([1, 3, 2, -1], 2)),
        new("the single likeliest", f => f([0.5, 2, -1], 1)),
        new("k is all", f => f([0.5, 2, -1, 1], 4)),
        new("equal logits at the border", f => f([1, 2, 1, 0, 1], 2)),
        new("equal logits at the top, and k = 1", f => f([2, 0, 2, 1], 1)),
        new("equal logits above the border", f => f([3, 1, 3, 0, -1], 3)),
        new("a single symbol", f => f([0.7], 1)),
        new("logits of ten thousand", f => f([1e4, 9999, 10001, 0], 2)),
        new("logits of minus ten thousand", f => f([-1e4, -9999, -10001], 2)),
        new("logits far apart", f => f([0, -1e4, 1e4, 1], 3)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("The probabilities of the others are set to 0, but what is left no longer sums to 1: divide by its sum.",
            (l, k) => Zeroed(Softmax(l), l, Border(l, k))),
        new("All symbols may be drawn in yours: k is not used.", (l, _) => Softmax(l)),
        new("Those are the k least likely ones. The largest logits are the likeliest.",
            (l, k) => Of(l, v => v <= l.Order().ElementAt(k - 1))),
        new("You sorted upwards: number k from below is not the border. Number k from above is.",
            (l, k) => Of(l, v => v >= l.Order().ElementAt(k - 1))),
        new("k + 1 of them are kept. In an array sorted downwards, number k has the index k − 1.",
            (l, k) => Of(l, v => v >= Border(l, Math.Min(k + 1, l.Length)))),
        new("Number k itself may be drawn, too: >= the border, not >.", (l, k) => Of(l, v => v > Border(l, k))),
        new("The k likeliest are right, but all get the same. They keep their different chances.",
            (l, k) => Normal(Zeroed([.. l.Select(_ => 1.0)], l, Border(l, k)))),
        new("You gave each 1 / k. They keep their different chances.", (l, k) => Zeroed([.. l.Select(_ => 1.0 / k)], l, Border(l, k))),
        new("The other logits are set to 0, but e⁰ is 1: they may still be drawn. A logit of minus infinity has no chance.",
            (l, k) => Softmax([.. l.Select(v => v >= Border(l, k) ? v : 0)])),
        new("Of equal logits at the border only the first are kept. No reason speaks for them: all that equal the border may be drawn.",
            (l, k) => Places(l, [.. Enumerable.Range(0, l.Length).OrderByDescending(i => l[i]).Take(k)])),
        new("Of equal logits at the border only the last are kept. No reason speaks for them: all that equal the border may be drawn.",
            (l, k) => Places(l, [.. Enumerable.Range(0, l.Length).OrderBy(i => l[i]).TakeLast(k)])),
        new("Equal logits count as one in yours, so the border lies too low. Each of them takes one of the k places.",
            (l, k) => Of(l, v => v >= Border([.. l.Distinct()], Math.Min(k, l.Distinct().Count())))),
        new("Only the likeliest has a chance, whatever k is.", (l, _) => Of(l, v => v == l.Max())),
        new("Right for small logits, but e to the power of ten thousand is infinite, and ∞/∞ is not a number. Subtract the largest " +
            "logit first.",
            (l, k) => Of(l, v => v >= Border(l, k), 0)),
        new("The search for the largest logit begins at 0. If all are far below 0, so are all exponents, and 0/0 comes out: begin with " +
            "the first logit.",
            (l, k) => Of(l, v => v >= Border(l, k), Math.Max(0, l.Max()))),
        new("You subtract the border, or the smallest that is kept. The largest must go, or its power overflows.",
            (l, k) => Of(l, v => v >= Border(l, k), Border(l, k))),
        new("You subtract the smallest logit. The largest must go, or its power overflows.",
            (l, k) => Of(l, v => v >= Border(l, k), l.Min())),
        new("Those are the powers: they do not sum to 1 yet. Divide each by the sum of those that are kept.",
            (l, k) => Zeroed([.. l.Select(v => Math.Exp(v - l.Max()))], l, Border(l, k))),
        new("Shares of the raw logits may be negative. Take the power of e first.", (l, k) => Normal(Zeroed(l, l, Border(l, k)))),
        new("You divided by k. The sum of what is kept makes probabilities of it.",
            (l, k) => Divided(Zeroed([.. l.Select(v => Math.Exp(v - l.Max()))], l, Border(l, k)), k)),
        new("The probabilities stand in the order of their size. Each belongs at the place of its symbol.",
            (l, k) => [.. TopK(l, k).OrderDescending()]),
        new("Only k probabilities come back. The others are 0, and stand in their places.",
            (l, k) => [.. TopK(l, k).OrderDescending().Take(k)]),
        new("Only the probabilities that are not 0 come back. The others stand in their places, as 0.",
            (l, k) => [.. TopK(l, k).Where((_, i) => l[i] >= Border(l, k))]),
        new("Those are logits, with minus infinity for the others. Softmax is missing.",
            (l, k) => [.. l.Select(v => v >= Border(l, k) ? v : double.NegativeInfinity)]),
    ];

    // <solution>
    private static double[] TopK(double[] logits, int k)
    {
        double[] sorted = [.. logits.OrderDescending()];
        double largest = sorted[0], border = sorted[k - 1];
        double[] powers = [.. logits.Select(logit => logit >= border ? Math.Exp(logit - largest) : 0)];
        double sum = powers.Sum();
        return [.. powers.Select(power => power / sum)];
    }
    // </solution>

    private static double Border(double[] logits, int k) => logits.OrderDescending().ElementAt(k - 1);

    private static double[] Of(double[] logits, Func<double, bool> keep, double? largest = null) =>
        Normal([.. logits.Select(v => keep(v) ? Math.Exp(v - (largest ?? logits.Where(keep).DefaultIfEmpty().Max())) : 0)]);

    private static double[] Places(double[] logits, int[] kept) =>
        Normal([.. logits.Select((v, i) => kept.Contains(i) ? Math.Exp(v - logits.Max()) : 0)]);

    private static double[] Softmax(double[] logits) => Of(logits, _ => true);

    private static double[] Zeroed(double[] values, double[] logits, double border) =>
        [.. values.Select((v, i) => logits[i] >= border ? v : 0)];

    private static double[] Normal(double[] values) => Divided(values, values.Sum());

    private static double[] Divided(double[] values, double by) => [.. values.Select(v => v / by)];
}
