using DeepLearning.Exercises.Checking;
using DeepLearning.Tensors;

namespace DeepLearning.Exercises.Chapter04;

using Answer = Func<Tensor, Tensor, Tensor>;

internal sealed class E04_4 : Definition<Answer>
{
    public override string Id => "04.4";
    public override string Title => "Find the bug: a ReLU that never says no";
    public override string Signature => "Tensor ReluGrad(Tensor input, Tensor outputGrad)";
    public override string Praise =>
        "Right. The input decides where the gradient passes. The output can't: it is never negative, so \"output ≥ 0\" is always true.";
    public override IReadOnlyList<string> Axes => ["batch", "features"];

    public override IReadOnlyList<string> Hints =>
    [
        "Let GradientCheck.Of tell you at which entries the two disagree. What do the inputs there have in common?",
        "For which inputs does the published condition stop the gradient? Write down the output of ReLU for −2, 0.5 and 3.",
        "The slope is 1 where the input is above 0, and 0 elsewhere. The sign of the gradient itself plays no part.",
    ];

    public override string Explanation =>
        "The slope of ReLU at x is 1 for x > 0 and 0 for x < 0, so the gradient passes where the input was positive and stops elsewhere.";

    public override Answer Right => ReluGrad;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("both signs", f => f(Tensor.FromArray([-2, 0.5f, 3, -0.1f, 1, -4], [2, 3]),
            Tensor.FromArray([1, -2, 0.5f, -1, -3, 2], [2, 3]))),
        new("positive inputs", f => f(Tensor.FromArray([2, 0.5f], [1, 2]), Tensor.FromArray([0.3f, -0.7f], [1, 2]))),
        new("negative inputs", f => f(Tensor.FromArray([-2, -0.5f, -3], [3, 1]), Tensor.FromArray([0.3f, -0.7f, 2], [3, 1]))),
        new("an input of exactly 0", f => f(Tensor.FromArray([0, -1, 0.5f, 0], [2, 2]), Tensor.FromArray([3, -2, 1.5f, -1], [2, 2]))),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("The gradient passes everywhere: this is the published bug. Look at the condition: can the output of ReLU ever be negative?",
            (_, grad) => grad),
        new("You let the gradient pass where it is positive itself. What counts is the sign of the input.", (_, grad) => grad.Relu()),
        new("You stop negative gradients as well. Where the input is positive, every gradient passes, also a negative one.",
            (x, grad) => Where(x, grad.Relu())),
        new("You multiplied by the output of ReLU. Multiply by its slope: 1 or 0.", (x, grad) => x.Relu() * grad),
        new("Turned around: you let the gradient pass where the input is negative.", (x, grad) => Where(-x, grad)),
        new("That is the slope alone. Multiply it by the gradient that arrives.", (x, _) => Where(x, Tensor.Ones(x.Shape))),
        new("At an input of exactly 0 yours lets the gradient pass. The slope there is 0 by the text: it is 1 only above 0.",
            (x, grad) => grad * Tensor.FromArray([.. x.ToArray().Select(v => v >= 0 ? 1f : 0f)], x.Shape)),
        new("That is the ReLU itself, on its way forward. Its slope is asked, times the gradient that arrives.", (x, _) => x.Relu()),
        new("You let the gradient pass only above 1. The bend of a ReLU is at 0.",
            (x, grad) => grad * Tensor.FromArray([.. x.ToArray().Select(v => v > 1 ? 1f : 0f)], x.Shape)),
        new("You multiply by −1 where the input is negative. The slope there is 0.", (x, grad) => 2 * Where(x, grad) - grad),
    ];

    private static Tensor Where(Tensor x, Tensor grad) => grad * Tensor.FromArray([.. x.ToArray().Select(v => v > 0 ? 1f : 0f)], x.Shape);

    // <solution>
    private static Tensor ReluGrad(Tensor input, Tensor outputGrad)
    {
        var (x, grad) = (input.ToArray(), outputGrad.ToArray());
        for (var i = 0; i < grad.Length; i++)
            if (x[i] <= 0) grad[i] = 0;
        return Tensor.FromArray(grad, input.Shape);
    }
    // </solution>
}
