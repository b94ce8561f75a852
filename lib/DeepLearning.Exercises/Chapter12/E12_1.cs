using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter12;

using Answer = Func<double[], double[], double[]>;

internal sealed class E12_1 : Definition<Answer>
{
    public override string Id => "12.1";
    public override string Title => "The path past the layers";
    public override string Signature => "double[] BlockOutput(double[] x, double[] fx)";
    public override string Praise => "Right: where the layers say nothing, the input goes through. That is the whole trick.";
    public override IReadOnlyList<string> Axes => ["numbers"];

    public override IReadOnlyList<string> Hints =>
    [
        "Two steps: first the path joins what the layers made, then the ReLU. Which comes first in the formula?",
        "Add number by number; what is below 0 after the sum becomes 0.",
        "y[i] = Math.Max(0, x[i] + fx[i]);",
    ];

    public override string Explanation =>
        "The sum comes first, the ReLU last: a negative F(x) may take away from x, and only what falls below 0 in all is cut off.";

    public override Answer Right => BlockOutput;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("five numbers", f => f([1, 2, 0.5, -1, 3], [0.5, -0.5, -2, 3, -4])),
        new("layers that say nothing", f => f([2, 0, 1.5], [0, 0, 0])),
        new("an input of zeros", f => f([0, 0, 0], [1, -2, 0.5])),
        new("both below 0", f => f([-1, -2], [-0.5, -3])),
        new("a single number", f => f([3], [-1])),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("That is the ReLU of F(x) alone: the path is missing. Add x.", (x, f) => Each(x, f, (_, b) => Relu(b))),
        new("The layers are missing: that is the ReLU of x alone.", (x, _) => Each(x, x, (a, _) => Relu(a))),
        new("The ReLU is missing behind the sum.", (x, f) => Each(x, f, (a, b) => a + b)),
        new("The ReLU sits on F(x), before the sum: so the layers can only add, never take away. It belongs behind the sum.",
            (x, f) => Each(x, f, (a, b) => a + Relu(b))),
        new("The ReLU sits on x, before the sum. It belongs behind the sum.", (x, f) => Each(x, f, (a, b) => Relu(a) + b)),
        new("You took the ReLU of each part and added. One ReLU, behind the sum.", (x, f) => Each(x, f, (a, b) => Relu(a) + Relu(b))),
        new("A ReLU too many: F(x) is cut off before the sum, too. Only the sum is.", (x, f) => Each(x, f, (a, b) => Relu(a + Relu(b)))),
        new("A ReLU too many: x is cut off before the sum, too. Only the sum is.", (x, f) => Each(x, f, (a, b) => Relu(Relu(a) + b))),
        new("You subtract F(x). The path adds.", (x, f) => Each(x, f, (a, b) => Relu(a - b))),
        new("You subtract x: F(x) is the difference already. Add it to x.", (x, f) => Each(x, f, (a, b) => Relu(b - a))),
        new("You multiply. A product would make the gradient of one path depend on the other; the sum is the point.",
            (x, f) => Each(x, f, (a, b) => Relu(a * b))),
        new("That is the mean of both. The sum is asked.", (x, f) => Each(x, f, (a, b) => Relu((a + b) / 2))),
        new("That is the larger of the two. The sum is asked.", (x, f) => Each(x, f, (a, b) => Relu(Math.Max(a, b)))),
        new("The size of the sum is not its ReLU: what is below 0 becomes 0.", (x, f) => Each(x, f, (a, b) => Math.Abs(a + b))),
        new("Math.Min keeps what is below 0. The ReLU keeps what is above: Math.Max.", (x, f) => Each(x, f, (a, b) => Math.Min(0, a + b))),
        new("The ReLU looks at x only: where x is positive you give the sum, even if it is below 0.",
            (x, f) => Each(x, f, (a, b) => a > 0 ? a + b : 0)),
        new("The ReLU looks at F(x) only: where F(x) is negative the sum may still be positive.",
            (x, f) => Each(x, f, (a, b) => b > 0 ? Relu(a + b) : 0)),
        new("What is above 0 became 1: that is the slope of the ReLU.", (x, f) => Each(x, f, (a, b) => a + b > 0 ? 1 : 0)),
    ];

    // <solution>
    private static double[] BlockOutput(double[] x, double[] fx)
    {
        var y = new double[x.Length];
        for (int i = 0; i < x.Length; i++) y[i] = Math.Max(0, x[i] + fx[i]);
        return y;
    }
    // </solution>

    private static double Relu(double x) => Math.Max(0, x);

    private static double[] Each(double[] x, double[] fx, Func<double, double, double> at) => [.. x.Zip(fx, at)];
}
