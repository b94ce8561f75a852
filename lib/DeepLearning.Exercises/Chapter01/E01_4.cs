using DeepLearning.Exercises.Checking;
using static DeepLearning.Exercises.Checking.Inputs;

namespace DeepLearning.Exercises.Chapter01;

using Answer = Func<double, double, (double Dx, double Dy)>;

internal sealed class E01_4 : Definition<Answer>
{
    public override string Id => "01.4";
    public override string Title => "One knob, two wires";
    public override string Signature => "(double Dx, double Dy) TwoWires(double x, double y)";
    public override string Praise => "Right: both paths of x are counted, and each slope is taken where its machine stands.";
    protected override string? Nudged => Inputs.Nudged;
    public override IReadOnlyList<string> Parts => ["∂p/∂x", "∂p/∂y"];

    public override IReadOnlyList<string> Hints =>
    [
        "Draw the boxes: a sigmoid for y, a product, a square for x, a sum. By how many paths does x reach the end? And y?",
        "In a product, each factor has the other one as its slope. So through the product, x has the slope σ(y).",
        "∂p/∂x is σ(y) plus the slope of x². ∂p/∂y is x times the slope of the sigmoid at y.",
    ];

    public override string Explanation =>
        "x goes into the product, where its slope is the other factor σ(y), and into the square, where it is 2x: two paths, added. y " +
        "has one path: through the sigmoid, then the product, multiplied.";

    public override Answer Right => TwoWires;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("x = 2, y = 3", f => f(2, 3)),
        new("x = −1.5, y = 0.4", f => f(-1.5, 0.4)),
        new("x = 0, y = −2", f => f(0, -2)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("∂p/∂x misses a path: x also reaches the end through its square.", (x, y) => (Sigmoid(y), x * SigmoidGrad(y))),
        new("∂p/∂x misses a path: x also reaches the end through the product.", (x, y) => (2 * x, x * SigmoidGrad(y))),
        new("You multiplied the two paths of x. Along a path slopes multiply, but where paths meet they add.",
            (x, y) => (Sigmoid(y) * 2 * x, x * SigmoidGrad(y))),
        new("∂p/∂y: you stopped at the product. Its slope for σ(y) is x, but y still has to go through the sigmoid.",
            (x, y) => (Sigmoid(y) + 2 * x, x)),
        new("∂p/∂y: the slope of the sigmoid is taken at x, but it is y that the sigmoid receives.",
            (x, y) => (Sigmoid(y) + 2 * x, x * SigmoidGrad(x))),
        new("∂p/∂y: in a product the slope is the other factor. x is missing.", (x, y) => (Sigmoid(y) + 2 * x, SigmoidGrad(y))),
        new("∂p/∂y: that multiplies by the value of the sigmoid, not by its slope.", (x, y) => (Sigmoid(y) + 2 * x, x * Sigmoid(y))),
        new("∂p/∂x: in the product, x meets σ(y), not y.", (x, y) => (y + 2 * x, x * SigmoidGrad(y))),
        new("The two are exchanged: first ∂p/∂x, then ∂p/∂y.", (x, y) => (x * SigmoidGrad(y), Sigmoid(y) + 2 * x)),
        new("∂p/∂x: the slope of x² is 2x, the 2 is missing.", (x, y) => (Sigmoid(y) + x, x * SigmoidGrad(y))),
        new("∂p/∂x: nothing goes from x through the sigmoid, so its slope has no place there.",
            (x, y) => (SigmoidGrad(y) + 2 * x, x * SigmoidGrad(y))),
        new("∂p/∂y: the square has no y in it, so it adds nothing there.", (x, y) => (Sigmoid(y) + 2 * x, x * SigmoidGrad(y) + 2 * x)),
        new("That is the value of p, twice. Its two slopes are asked.", (x, y) => (x * Sigmoid(y) + x * x, x * Sigmoid(y) + x * x)),
        new("∂p/∂y: the factor σ is missing in the slope σ(1 − σ).", (x, y) => (Sigmoid(y) + 2 * x, x * (1 - Sigmoid(y)))),
        new("∂p/∂x: x² where its slope 2x belongs.", (x, y) => (Sigmoid(y) + x * x, x * SigmoidGrad(y))),
        new("∂p/∂x: in the product, x has the slope σ(y); you left x in it.", (x, y) => (x * Sigmoid(y) + 2 * x, x * SigmoidGrad(y))),
    ];

    // <solution>
    private static (double Dx, double Dy) TwoWires(double x, double y)
    {
        var throughProduct = Sigmoid(y);          // the other factor
        var throughSquare = 2 * x;
        return (throughProduct + throughSquare, x * SigmoidGrad(y));
    }
    // </solution>
}
