using DeepLearning.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;
using static DeepLearning.Exercises.Checking.Inputs;

namespace DeepLearning.Exercises.Chapter01;

using Answer = Func<Matrix<double>, Matrix<double>, Matrix<double>>;

internal sealed class E01_6 : Definition<Answer>
{
    public override string Id => "01.6";
    public override string Title => "Find the bug: it learns, but it is wrong";
    public override string Signature => "Matrix<double> WeightsGrad(Matrix<double> x, Matrix<double> w)";
    public override string Praise => "Right: every entry agrees with nudging now. Going downhill is no proof that a gradient is right.";
    protected override string? Nudged => Inputs.Nudged;
    public override IReadOnlyList<string> Axes => ["features", "new features"];

    public override IReadOnlyList<string> Hints =>
    [
        "NudgeEach(w => SumOfSigmoids(X, w), W) knows the truth. Compare it with WeightsGrad(X, W), entry by entry.",
        "X and the transpose are fine: give it a single row and a single weight, and compare with σ′ by hand.",
        "The slope of a machine belongs at what it received. Does SigmoidGrad get what the sigmoid received, or what it gave?",
    ];

    public override string Explanation =>
        "The slope of the sigmoid was taken at its output. Slopes of a sigmoid are always positive, so each step still went roughly " +
        "downhill; that is why the loss fell, and why only nudging could tell.";

    public override Answer Right => WeightsGrad;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("three rows, three features, two new ones", f => f(Doubles(3, 3, seed: 7), Doubles(3, 2, seed: 8))),
        new("square matrices", f => f(Doubles(2, 2, seed: 9), Doubles(2, 2, seed: 10))),
        new("a single row", f => f(Doubles(1, 4, seed: 11), Doubles(4, 2, seed: 12))),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Nothing is repaired yet. The loss falls, but NudgeEach disagrees with every entry.",
            (x, w) => x.Transpose() * (x * w).Map(Sigmoid).Map(SigmoidGrad)),
        new("Now the value of the sigmoid stands where its slope belongs.", (x, w) => x.Transpose() * (x * w).Map(Sigmoid)),
        new("Now the slope of the sigmoid is gone altogether: L is a sum of sigmoids, not of their inputs.",
            (x, w) => x.Transpose() * (x * w)),
        new("dL/dS is all ones, but between S and N there is still the slope of the sigmoid.",
            (x, w) => x.Transpose() * (x * w).Map(_ => 1.0)),
        new("The slope is σ(1 − σ); you have only 1 − σ.", (x, w) => x.Transpose() * (x * w).Map(n => 1 - Sigmoid(n))),
        new("The transpose of X was right; without it only square matrices fit.", (x, w) => x * (x * w).Map(SigmoidGrad)),
        new("A minus does not help: the gradient points uphill, and whoever descends subtracts it.",
            (x, w) => -(x.Transpose() * (x * w).Map(SigmoidGrad))),
        new("Dividing by the number of rows makes it the gradient of a mean. L is a sum.",
            (x, w) => x.Transpose() * (x * w).Map(SigmoidGrad) / x.RowCount),
        new("The slope is still in there twice: once, at what the sigmoid received.",
            (x, w) => x.Transpose() * (x * w).Map(n => SigmoidGrad(n) * SigmoidGrad(n))),
        new("The result comes out transposed: Xᵀ · dN, not dNᵀ · X.", (x, w) => (x * w).Map(SigmoidGrad).Transpose() * x),
        new("There is no square here: L is the plain sum of the sigmoids, so dL/dS is all ones.",
            (x, w) => x.Transpose() * (x * w).Map(n => 2 * Sigmoid(n) * SigmoidGrad(n))),
    ];

    // <solution>
    private static Matrix<double> WeightsGrad(Matrix<double> x, Matrix<double> w)
    {
        var n = x * w;
        var dn = n.Map(SigmoidGrad);              // at what the sigmoid received, not at what it gave
        return x.Transpose() * dn;
    }
    // </solution>
}
