using DeepLearning.Exercises.Checking;
using static DeepLearning.Exercises.Checking.Inputs;

namespace DeepLearning.Exercises.Chapter01;

using Answer = Func<double, double>;

internal sealed class E01_2 : Definition<Answer>
{
    public override string Id => "01.2";
    public override string Title => "The chain rule in formulas";
    public override string Signature => "double ValleyGrad(double x)";
    public override string Praise => "Right, on both sides and at the bottom of the valley, where the slope is 0.";
    protected override string? Nudged => Inputs.Nudged;

    public override IReadOnlyList<string> Hints =>
    [
        "Two machines in a row: which comes first, and what does the second one receive?",
        "The square has the slope 2x. The sigmoid has the slope σ(u)(1 − σ(u)) at whatever u it receives.",
        "The sigmoid receives x². Take its slope there, and multiply by 2x.",
    ];

    public override string Explanation =>
        "Slopes multiply along the row, and each is taken at what its machine received: the square received x, the sigmoid x².";

    public override Answer Right => ValleyGrad;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("x = 1.5", f => f(1.5)),
        new("x = −0.7", f => f(-0.7)),
        new("x = 0.3", f => f(0.3)),
        new("x = 0", f => f(0)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("You took the slope of the sigmoid at x. But the sigmoid never sees x: it receives x².", x => SigmoidGrad(x) * 2 * x),
        new("The slope of the square is missing: that is how far the needle moves for each unit of x², not of x.", x => SigmoidGrad(x * x)),
        new("That is the value of the function, not its slope.", x => Sigmoid(x * x)),
        new("You multiplied by the value of the sigmoid, where its slope belongs: σ′ = σ(1 − σ).", x => Sigmoid(x * x) * 2 * x),
        new("Along a row slopes multiply; you added them.", x => SigmoidGrad(x * x) + 2 * x),
        new("The slope of the square is 2x: the 2 is missing.", x => SigmoidGrad(x * x) * x),
        new("The slope of the square is 2x, not x².", x => SigmoidGrad(x * x) * x * x),
        new("That is the other order, first the sigmoid and then the square.", x => 2 * Sigmoid(x) * SigmoidGrad(x)),
        new("You took the slope of the sigmoid at 2x, the slope of the square. It belongs at x², the value of the square.",
            x => SigmoidGrad(2 * x) * 2 * x),
        new("You took the slope of the sigmoid at 2x, and left out the slope of the square.", x => SigmoidGrad(2 * x)),
        new("The slope of the sigmoid is σ(1 − σ): the factor σ is missing.", x => (1 - Sigmoid(x * x)) * 2 * x),
        new("That is the slope of the square alone. It still goes through the sigmoid: multiply by its slope at x².", x => 2 * x),
        new("The slope of the sigmoid is taken twice, once inside the other.", x => SigmoidGrad(SigmoidGrad(x * x)) * 2 * x),
        new("You took the slope of the sigmoid at σ(x²), its output. It belongs at x², its input.",
            x => SigmoidGrad(Sigmoid(x * x)) * 2 * x),
        new("In σ(1 − σ) both factors are taken at x², what the sigmoid received; yours mixes x and x².",
            x => Sigmoid(x) * (1 - Sigmoid(x * x)) * 2 * x),
    ];

    // <solution>
    private static double ValleyGrad(double x)
    {
        var u = x * x;                            // what the sigmoid receives
        return SigmoidGrad(u) * 2 * x;
    }
    // </solution>
}
