using DeepLearning.Exercises.Checking;
using DeepLearning.Tensors;

namespace DeepLearning.Exercises.Chapter04;

using Answer = Func<Tensor, Tensor, Tensor, float, (Tensor Output, Tensor InputGrad)>;

internal sealed class E04_7 : Definition<Answer>
{
    public override string Id => "04.7";
    public override string Title => "Dropout, there and back";
    public override string Signature =>
        "(Tensor Output, Tensor InputGrad) DropoutBothWays(Tensor input, Tensor outputGrad, Tensor mask, float keep)";
    public override string Praise => "Right: the same mask and the same factor on the way there and on the way back.";
    public override IReadOnlyList<string> Parts => ["Output", "InputGrad"];
    public override IReadOnlyList<string> Axes => ["batch", "neurons"];

    public override IReadOnlyList<string> Hints =>
    [
        "For a fixed mask dropout is a multiplication, entry by entry. What is the slope of y = c · x?",
        "There: input · mask / keep. Each entry was multiplied by mask / keep, so…",
        "…back: outputGrad · mask / keep, with the very same mask.",
    ];

    public override string Explanation =>
        "Y = X ⊙ M / keep multiplies each entry by a constant, so its slope is that constant, and backward multiplies by it too.";

    public override Answer Right => DropoutBothWays;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("three rows, keep 0.8", f => f(T(3, 1, -2, 3, 0.5f, -1, 4), T(3, 2, 1, -1, 3, 0.5f, -2), T(3, 1, 0, 1, 1, 0, 1), 0.8f)),
        new("one row, keep 0.5", f => f(T(1, 2, -3, 1, 5), T(1, -1, 0.5f, 2, 1), T(1, 0, 1, 1, 0), 0.5f)),
        new("nothing dropped, keep 0.9", f => f(T(2, 1, 2, 3, 4), T(2, 4, 3, 2, 1), T(2, 1, 1, 1, 1), 0.9f)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("The scaling is missing on both ways: with dropout the sums shrink, and the network would see larger ones when it " +
            "predicts. Divide by keep.", (x, g, m, k) => (x * m, g * m)),
        new("You multiplied by keep. What stays must be scaled UP, by 1 / keep, to make up for what is missing.",
            (x, g, m, k) => (x * m * k, g * m * k)),
        new("The output is right. On the way back the factor 1 / keep is missing: what was scaled up had more effect.",
            (x, g, m, k) => (x * m / k, g * m)),
        new("The output is right. On the way back the mask is missing: what was switched off had no effect, so its gradient is 0.",
            (x, g, m, k) => (x * m / k, g / k)),
        new("The output is right, but the gradient passes unchanged. Each entry was multiplied by mask / keep; so is its gradient.",
            (x, g, m, k) => (x * m / k, g)),
        new("The gradient is right, but the output is not scaled: divide it by keep.", (x, g, m, k) => (x * m, g * m / k)),
        new("You divided by 1 − keep. The mask keeps a share of keep, so that is what to make up for.",
            (x, g, m, k) => (x * m / (1 - k), g * m / (1 - k))),
        new("You kept what the mask switches off: 1 in the mask means that the number stays.",
            (x, g, m, k) => (x * (1 - m) / k, g * (1 - m) / k)),
        new("Input and gradient are mixed up: backward scales the gradient that arrives, not the input.",
            (x, g, m, k) => (x * m / k, x * m / k)),
        new("On both ways the mask is not used: what it switches off must become 0.", (x, g, m, k) => (x / k, g / k)),
        new("On the way back you divided by keep twice, as if the gradient had to pass dropout two times.",
            (x, g, m, k) => (x * m / k, g * m / k / k)),
    ];

    private static Tensor T(int rows, params float[] values) => Tensor.FromArray(values, [rows, values.Length / rows]);

    // <solution>
    private static (Tensor Output, Tensor InputGrad) DropoutBothWays(Tensor input, Tensor outputGrad, Tensor mask, float keep)
    {
        var factor = mask / keep;
        return (input * factor, outputGrad * factor);
    }
    // </solution>
}
