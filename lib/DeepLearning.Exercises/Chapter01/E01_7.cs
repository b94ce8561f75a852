using DeepLearning.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;
using static DeepLearning.Exercises.Checking.Inputs;

namespace DeepLearning.Exercises.Chapter01;

using Answer = Func<Matrix<double>, Matrix<double>[], Matrix<double>[]>;

internal sealed class E01_7 : Definition<Answer>
{
    public override string Id => "01.7";
    public override string Title => "Challenge: a row of layers";
    public override string Signature => "Matrix<double>[] AllWeightGrads(Matrix<double> x, Matrix<double>[] weights)";
    public override string Praise => "Right, for one layer and for three. You have just written backpropagation through a deep network.";
    protected override string? Nudged => Inputs.Nudged;
    public override IReadOnlyList<string> Parts => ["gradient"];
    public override IReadOnlyList<string> Axes => ["features in", "features out"];

    public override IReadOnlyList<string> Hints =>
    [
        "Two passes, as in section 1.5. Forward: keep what each layer received and what it gave. Backward: start with a matrix of ones.",
        "A layer's way back has three parts: through the sigmoid (⊙ S ⊙ (1 − S)), then a gradient for its weights (Xᵀ · dN), and one " +
            "for its input (dN · Wᵀ).",
        "The input gradient of layer k is the output gradient of layer k − 1. Let k run from the last to the first, and store the " +
            "weight gradients at index k.",
    ];

    public override string Explanation =>
        "The loop backward is the chain rule: what one layer calls its input gradient is the output gradient of the layer before it. " +
        "Chapter 3 makes a framework of this.";

    public override Answer Right => AllWeightGrads;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("one layer", f => f(Doubles(2, 3, seed: 1), [Doubles(3, 2, seed: 2)]), 2),
        new("two layers", f => f(Doubles(4, 2, seed: 3), [Doubles(2, 3, seed: 4), Doubles(3, 2, seed: 5)]), 4),
        new("three square layers",
            f => f(Doubles(2, 2, seed: 6), [Doubles(2, 2, seed: 7), Doubles(2, 2, seed: 8), Doubles(2, 2, seed: 9)]), 2),
        new("a single row", f => f(Doubles(1, 3, seed: 10), [Doubles(3, 4, seed: 11), Doubles(4, 1, seed: 12)]), 1),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("The gradients come in reverse order: the first must belong to the first layer.",
            (x, w) => [.. AllWeightGrads(x, w).Reverse()]),
        new("The last layer is right, but every layer before it begins with ones again: hand dN · Wᵀ on to it.",
            (x, w) => Back(x, w, handOn: (dn, wk, s, input) => input.Map(_ => 1.0))),
        new("You handed on dS instead of dN: on its way to the weights and the input the gradient must pass the sigmoid first.",
            (x, w) => Back(x, w, handOn: (dn, wk, s, _) => dn.PointwiseDivide(s.PointwiseMultiply(1 - s)) * wk.Transpose())),
        new("The slope of the sigmoid is left out.", (x, w) => Back(x, w, slope: s => s.Map(_ => 1.0))),
        new("That is σ where its slope σ(1 − σ) belongs.", (x, w) => Back(x, w, slope: s => s)),
        new("The slope of the sigmoid is taken at its output. With the output in hand it is S ⊙ (1 − S).",
            (x, w) => Back(x, w, slope: s => s.Map(SigmoidGrad))),
        new("Every layer uses X, the input of the whole row. A layer's weights meet what that layer received.",
            (x, w) => Back(x, w, received: (all, k) => all[0])),
        new("Each layer uses its own output, where what it received belongs.", (x, w) => Back(x, w, received: (all, k) => all[k + 1])),
        new("The weights on the way back are not transposed; only square ones can hide that.",
            (x, w) => Back(x, w, handOn: (dn, wk, s, _) => dn * wk)),
        new("Only the last layer gets its gradient. The loop has to go on to the first, with dN · Wᵀ.",
            (x, w) => [.. AllWeightGrads(x, w).Select((g, k) => k < w.Length - 1 ? g * 0 : g)]),
        new("You begin with 2S, as if the loss had a square; here it has no square: L is the plain sum, so the way back begins with ones.",
            (x, w) => Back(x, w, start: s => 2 * s)),
        new("The way back begins with the last output. It begins with ones: how far does the sum move when one entry moves?",
            (x, w) => Back(x, w, start: s => s)),
        new("You have only 1 − S where the slope S (1 − S) belongs.", (x, w) => Back(x, w, slope: s => 1 - s)),
    ];

    // <solution>
    private static Matrix<double>[] AllWeightGrads(Matrix<double> x, Matrix<double>[] weights)
    {
        var received = new List<Matrix<double>> { x };                  // forward: keep everything
        foreach (var w in weights) received.Add((received[^1] * w).Map(Sigmoid));

        var grads = new Matrix<double>[weights.Length];
        var ds = received[^1].Map(_ => 1.0);                            // L is the sum of the last output
        for (var k = weights.Length - 1; k >= 0; k--)
        {
            var s = received[k + 1];
            var dn = ds.PointwiseMultiply(s).PointwiseMultiply(1 - s);
            grads[k] = received[k].Transpose() * dn;
            ds = dn * weights[k].Transpose();
        }
        return grads;
    }
    // </solution>

    private static Matrix<double>[] Back(Matrix<double> x, Matrix<double>[] weights, Func<Matrix<double>, Matrix<double>>? slope = null,
        Func<Matrix<double>, Matrix<double>, Matrix<double>, Matrix<double>, Matrix<double>>? handOn = null,
            Func<IReadOnlyList<Matrix<double>>, int, Matrix<double>>? received = null,
        Func<double, double>? start = null)
    {
        var all = new List<Matrix<double>> { x };
        foreach (var w in weights) all.Add((all[^1] * w).Map(Sigmoid));
        var grads = new Matrix<double>[weights.Length];
        var ds = all[^1].Map(start ?? (_ => 1.0));
        for (var k = weights.Length - 1; k >= 0; k--)
        {
            var s = all[k + 1];
            var dn = ds.PointwiseMultiply(slope is null ? s.PointwiseMultiply(1 - s) : slope(s));
            grads[k] = (received is null ? all[k] : received(all, k)).Transpose() * dn;
            ds = handOn is null ? dn * weights[k].Transpose() : handOn(dn, weights[k], s, all[k]);
        }
        return grads;
    }
}
