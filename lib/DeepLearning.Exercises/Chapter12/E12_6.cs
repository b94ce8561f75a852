using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter12;

using Answer = Func<int, int, double, double[]>;

internal sealed class E12_6 : Definition<Answer>
{
    public override string Id => "12.6";
    public override string Title => "A little doubt: label smoothing";
    public override string Signature => "double[] Smooth(int label, int classes, double share)";
    public override string Praise => "Right: still a distribution, and never quite sure. The network needs no infinite logits any more.";
    public override IReadOnlyList<string> Axes => ["classes"];

    public override IReadOnlyList<string> Hints =>
    [
        "What does the target sum to before, and what must it sum to after?",
        "Take the share away from the label, and spread it over all classes alike, the label among them.",
        "Every class gets share / classes; the label gets 1 - share on top.",
    ];

    public override string Explanation =>
        "The one-hot row is mixed with an even one: (1 − s) t + s / M. The label is one of the M classes and gets its part of the " +
        "spread, too; so the row sums to 1.";

    public override Answer Right => Smooth;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("class 1 of 4, a share of .2", f => f(1, 4, 0.2)),
        new("class 0 of 10, a share of .1", f => f(0, 10, 0.1)),
        new("no doubt at all", f => f(2, 3, 0)),
        new("nothing but doubt", f => f(2, 5, 1)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("The share is not used: that is the one-hot row.", (l, m, _) => Row(m, l, 1, 0)),
        new("The share is spread over the other classes only. It goes to all, the label among them.",
            (l, m, s) => Row(m, l, 1 - s, s / (m - 1))),
        new("The label doesn't get its part of the spread: the row sums to less than 1.", (l, m, s) => Row(m, l, 1 - s, s / m)),
        new("Each class gets the whole share. It is to be divided among them.", (l, m, s) => Row(m, l, 1 - s + s, s)),
        new("The others get the whole share each. It is to be divided among all classes.", (l, m, s) => Row(m, l, 1 - s, s)),
        new("The label keeps all of its 1: what is spread must be taken from it.", (l, m, s) => Row(m, l, 1, s / m)),
        new("The label keeps all of its 1 and gets a part of the spread besides: the row sums to more than 1.",
            (l, m, s) => Row(m, l, 1 + s / m, s / m)),
        new("The label keeps all of its 1: what is spread must be taken from it. And the spread goes to all classes, not the others only.",
            (l, m, s) => Row(m, l, 1, s / (m - 1))),
        new("share and 1 − share are exchanged: with a small share the label stays nearly 1.",
            (l, m, s) => Row(m, l, s + (1 - s) / m, (1 - s) / m)),
        new("An even row comes back: the label counts no more than the others.", (l, m, s) => Row(m, l, 1.0 / m, 1.0 / m)),
        new("The others get nothing, so the row sums to less than 1. What is taken from the label is spread over all. (Or did you " +
            "write 1 / classes? Of whole numbers that is 0.)",
            (l, m, s) => Row(m, l, 1 - s, 0)),
        new("The others get nothing. What is taken from the label is spread over all.", (l, m, s) => Row(m, l, 1 - s + s / m, 0)),
        new("The class before the label was raised: classes are counted from 0.", (l, m, s) => Row(m, l - 1, 1 - s + s / m, s / m)),
        new("The class behind the label was raised: classes are counted from 0.", (l, m, s) => Row(m, l + 1, 1 - s + s / m, s / m)),
        new("The label is the lowest now: the doubt was put upside down.",
            (l, m, s) => Row(m, l, s / m, m == 1 ? 1 : (1 - s / m) / (m - 1))),
        new("The label loses share / classes only, and what the others gain is more than that: the row does not sum to 1.",
            (l, m, s) => Row(m, l, 1 - s / m, s / m)),
        new("One class too many: a row has as many numbers as classes.", (l, m, s) => [.. Row(m, l, 1 - s + s / m, s / m), s / m]),
    ];

    // <solution>
    private static double[] Smooth(int label, int classes, double share)
    {
        var target = new double[classes];
        for (int c = 0; c < classes; c++) target[c] = share / classes;
        target[label] += 1 - share;
        return target;
    }
    // </solution>

    private static double[] Row(int classes, int label, double right, double others) =>
        [.. Enumerable.Range(0, classes).Select(c => c == label ? right : others)];
}
