using DeepLearning.Exercises.Checking;
using DeepLearning.Tensors;
using static DeepLearning.Exercises.Checking.Inputs;

namespace DeepLearning.Exercises.Chapter03;

using Answer = Func<Tensor, Tensor, Tensor>;

internal sealed class E03_3 : Definition<Answer>
{
    public override string Id => "03.3";
    public override string Title => "A loss that is gentle and fair";
    public override string Signature => "Tensor LogCoshGrad(Tensor prediction, Tensor target)";
    public override string Praise => "Right, also for several outputs and for a batch of one.";
    public override IReadOnlyList<string> Axes => ["batch", "outputs"];

    public override IReadOnlyList<string> Hints =>
    [
        "The chain rule for ln(cosh e): the slope of ln u is 1/u, the slope of cosh is sinh. What is sinh/cosh called?",
        "The slope of ln cosh e is tanh e, and e = p − t moves one for one with p.",
        "The loss is divided by the number of rows, so its gradient is, too: (prediction − target).Tanh() / prediction.Shape[0].",
    ];

    public override string Explanation =>
        "sinh e / cosh e = tanh e: close to e for small errors, as with squares, and never beyond ±1 " +
        "for large ones, as with absolute values.";

    public override Answer Right => LogCoshGrad;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("three rows, two outputs", f => f(Floats(3, 2, 1), Floats(3, 2, 2)), 3),
        new("a batch of one", f => f(Floats(1, 4, 3), Floats(1, 4, 4)), 1),
        new("large errors", f => f(Floats(4, 1, 5) * 20, Floats(4, 1, 6)), 4),
        new("errors of a hundred", f => f(Floats(2, 2, 7) * 100, Floats(2, 2, 8)), 2),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("You summed over the batch. The loss is a mean over the rows, so its gradient carries 1/N.", (p, t) => (p - t).Tanh()),
        new("Sign: the loss grows when a guess that is too high goes up, so the error is prediction − target.",
            (p, t) => (t - p).Tanh() / p.Shape[0]),
        new("You divided by the number of all entries. N is the number of rows; the outputs of a row are added up.",
            (p, t) => (p - t).Tanh() / p.Size),
        new("You divided by the number of outputs. N is the number of rows.", (p, t) => (p - t).Tanh() / p.Shape[1]),
        new("That is the gradient of the squared error.", (p, t) => (p - t) * (2f / p.Shape[0])),
        new("That is the error over N, without the tanh: it would grow without end.", (p, t) => (p - t) / p.Shape[0]),
        new("1 − tanh² is the slope of the tanh. But the tanh is the slope already: it is the derivative of ln cosh.",
            (p, t) => (1 - (p - t).Tanh().Square()) / p.Shape[0]),
        new("There is no 2 here: it comes from squares.", (p, t) => (p - t).Tanh() * (2f / p.Shape[0])),
        new("tanh p − tanh t is not tanh(p − t): subtract first.", (p, t) => (p.Tanh() - t.Tanh()) / p.Shape[0]),
        new("Divide after the tanh, not before: the mean is taken of the losses, not of the errors.",
            (p, t) => ((p - t) / p.Shape[0]).Tanh()),
        new("Right for small errors, but for large ones it overflows: a float cannot hold e^100, and ∞ / ∞ is not a number. Take " +
            "Tanh(), which knows better.",
            (p, t) => Powers(p - t) / p.Shape[0]),
        new("Right for small errors, but for large ones it overflows: a float cannot hold e^100, and ∞ / ∞ is not a number. Take Tanh().",
            (p, t) => Doubled(p - t) / p.Shape[0]),
        new("That is the loss of each entry, not its slope, which is tanh e.",
            (p, t) => Tensor.FromArray([.. (p - t).ToArray()
                .Select(e => MathF.Abs(e) + MathF.Log((1 + MathF.Exp(-2 * MathF.Abs(e))) / 2))], p.Shape) / p.Shape[0]),
        new("That is sinh alone. The derivative of ln(cosh e) is sinh e / cosh e.",
            (p, t) => Tensor.FromArray([.. (p - t).ToArray().Select(MathF.Sinh)], p.Shape) / p.Shape[0]),
        new("That is the sign of the error, the slope of the absolute value. Near 0 this loss is gentle: tanh.",
            (p, t) => Tensor.FromArray([.. (p - t).ToArray().Select(e => (float)MathF.Sign(e))], p.Shape) / p.Shape[0]),
    ];

    // <solution>
    private static Tensor LogCoshGrad(Tensor prediction, Tensor target) =>
        (prediction - target).Tanh() / prediction.Shape[0];
    // </solution>

    private static Tensor Powers(Tensor e) => (e.Exp() - (-e).Exp()) / (e.Exp() + (-e).Exp());

    private static Tensor Doubled(Tensor e) => ((e * 2f).Exp() - 1) / ((e * 2f).Exp() + 1);
}
