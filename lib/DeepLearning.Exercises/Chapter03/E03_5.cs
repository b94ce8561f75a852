using DeepLearning.Exercises.Checking;
using DeepLearning.Tensors;
using static DeepLearning.Exercises.Checking.Inputs;

namespace DeepLearning.Exercises.Chapter03;

using Answer = Func<Tensor, Tensor, Tensor>;

internal sealed class E03_5 : Definition<Answer>
{
    public override string Id => "03.5";
    public override string Title => "Find the bug: a step that the way back forgot";
    public override string Signature => "Tensor NormalizedErrorGrad(Tensor prediction, Tensor target)";
    public override string Praise =>
        "Right. Look at it once more: weighed by its predictions, each row of this gradient adds up to zero, since making all guesses " +
        "of a row larger together changes nothing.";
    public override IReadOnlyList<string> Axes => ["batch", "outputs"];

    public override IReadOnlyList<string> Hints =>
    [
        "GradientCheck says which entries are wrong. Which step of the way forward has no counterpart on the way back?",
        "Raise one entry of a row. It changes the row's sum s, and so all shares q of the row. Two paths: directly, and through s.",
        "With g = 2 (q − t) / N, the gradient of the shares: each entry is (g − Σ g·q) / s, where the sum runs along its row.",
    ];

    public override string Explanation =>
        "q = p / s, and s contains every p of the row. Directly p moves its own share by 1/s; through s it moves every share by −q/s. " +
        "Together: (g − Σ g·q) / s. The published framework that this bug comes from stops at g.";

    public override Answer Right => NormalizedErrorGrad;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("two rows, three outputs", f => f(Positive(2, 3, 1), Positive(2, 3, 2)), 2),
        new("a batch of one", f => f(Positive(1, 4, 3), Positive(1, 4, 4)), 1),
        new("four rows, two outputs", f => f(Positive(4, 2, 5), Positive(4, 2, 6)), 4),
        new("rows that add up to 1 already", f => f(Shares(Positive(3, 3, 7)), Positive(3, 3, 8)), 3),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Nothing is repaired yet: this is the gradient for the shares q, not for the predictions p that were divided to get them.",
            (p, t) => G(p, t)),
        new("You took the direct path only, dividing by the sum. But raising one prediction also raises the sum, which shrinks all " +
            "shares of its row.", (p, t) => G(p, t) / Sums(p)),
        new("The path through the sum is there now, but the division by the sum has been forgotten.",
            (p, t) => G(p, t) - (G(p, t) * Shares(p)).Sum(1, keepAxis: true)),
        new("Through the sum, each share is moved in proportion to itself: weigh g by q before you add it up along the row.",
            (p, t) => (G(p, t) - G(p, t).Sum(1, keepAxis: true)) / Sums(p)),
        new("Sign: a larger sum makes the shares smaller, so the path through the sum is subtracted.",
            (p, t) => (G(p, t) + (G(p, t) * Shares(p)).Sum(1, keepAxis: true)) / Sums(p)),
        new("You counted only a prediction's own share: g (1 − q) / s. It moves all the shares of its row.",
            (p, t) => G(p, t) * (1 - Shares(p)) / Sums(p)),
        new("You left the normalisation out altogether, forward and backward.", (p, t) => (p - t) * (2f / p.Shape[0])),
        new("In the sum along the row g is weighed by p. Its shares q = p / s belong there.",
            (p, t) => (G(p, t) - (G(p, t) * p).Sum(1, keepAxis: true)) / Sums(p)),
        new("The sum of g·q must run along each row. You added up the whole batch.",
            (p, t) => (G(p, t) - (G(p, t) * Shares(p)).Sum().Item()) / Sums(p)),
        new("The sum of g·q runs along the columns. It belongs to a row: axis 1.",
            (p, t) => (G(p, t) - (G(p, t) * Shares(p)).Sum(0, keepAxis: true)) / Sums(p)),
        new("Your sums run along the wrong axis, down the columns. Each row is divided by its own sum: axis 1.", Down),
        new("You divided by s twice. Behind the brackets it stands once.",
            (p, t) => (G(p, t) - (G(p, t) * Shares(p)).Sum(1, keepAxis: true)) / Sums(p) / Sums(p)),
    ];

    // <solution>
    private static Tensor NormalizedErrorGrad(Tensor prediction, Tensor target)
    {
        var s = prediction.Sum(axis: 1, keepAxis: true);
        var q = prediction / s;                                         // each row now adds up to 1
        var g = (q - target) * (2f / prediction.Shape[0]);              // the gradient for q …
        return (g - (g * q).Sum(axis: 1, keepAxis: true)) / s;          // … and on, through the division
    }
    // </solution>

    private static Tensor Positive(int rows, int columns, int seed) => Floats(rows, columns, seed).Square() + 0.3f;

    private static Tensor Sums(Tensor p) => p.Sum(1, keepAxis: true);

    private static Tensor Shares(Tensor p) => p / Sums(p);

    private static Tensor G(Tensor p, Tensor t) => (Shares(p) - t) * (2f / p.Shape[0]);

    private static Tensor Down(Tensor p, Tensor t)
    {
        var s = p.Sum(0, keepAxis: true);
        var g = (p / s - t) * (2f / p.Shape[0]);
        return (g - (g * (p / s)).Sum(0, keepAxis: true)) / s;
    }
}
