using DeepLearning.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;
using static DeepLearning.Exercises.Checking.Inputs;

namespace DeepLearning.Exercises.Chapter02;

using Answer = Func<Matrix<double>, Matrix<double>, Matrix<double>, double, (Matrix<double> W, double B)>;

internal sealed class E02_5 : Definition<Answer>
{
    public override string Id => "02.5";
    public override string Title => "The gradients of a true mean";
    public override string Signature =>
        "(Matrix<double> W, double B) MeanLossGrads(Matrix<double> x, Matrix<double> y, Matrix<double> w, double b)";
    public override string Praise => "Right: all weights and the intercept, for a batch of any size, a batch of one included.";
    protected override string? Nudged => Inputs.Nudged;
    public override IReadOnlyList<string> Parts => ["dW", "dB"];

    public override IReadOnlyList<string> AxesOf(string part) => part == Parts[0] ? ["features", "guess"] : [];

    public override IReadOnlyList<string> Hints =>
    [
        "The graph is that of section 2.6; only its last box is different. Which gradient does a mean of squares send back to each guess?",
        "P = XW + B, and dP = 2(P − y)/N. From there on, everything is as in the chapter.",
        "dW = Xᵀ · dP, and dB is the sum of dP. The 1/N is in dP already, so it must not be put in again.",
    ];

    public override string Explanation =>
        "The mean divides every error by N, once, in the very first step of the way back. Behind it, sums remain sums: each knob still " +
        "reaches the loss through all guesses.";

    public override Answer Right => MeanLossGrads;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("a batch of four, three features", f => f(Doubles(4, 3, 1), Doubles(4, 1, 2), Doubles(3, 1, 3), 0.7), 4),
        new("a batch of two, four features", f => f(Doubles(2, 4, 4), Doubles(2, 1, 5), Doubles(4, 1, 6), -1.2), 2),
        new("a batch of one", f => f(Doubles(1, 3, 7), Doubles(1, 1, 8), Doubles(3, 1, 9), 2.5), 1),
        new("a batch as long as it is wide", f => f(Doubles(3, 3, 10), Doubles(3, 1, 11), Doubles(3, 1, 12), 0.3), 3),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("You summed over the batch. The loss is a mean, so its gradient carries 1/N.",
            (x, y, w, b) => Grads(x, y, w, b, (p, n) => 2 * p)),
        new("The derivative of e² is 2e: the 2 is missing.", (x, y, w, b) => Grads(x, y, w, b, (p, n) => p / n)),
        new("Both the 2 and the 1/N are missing: that is the gradient of half the sum of squares.",
            (x, y, w, b) => Grads(x, y, w, b, (p, n) => p)),
        new("Sign: the loss grows when a guess that is too high goes up, so the error is P − y.",
            (x, y, w, b) => Grads(x, y, w, b, (p, n) => -2 * p / n)),
        new("dB: the 1/N is in dP already. You divided a second time, by taking the mean of dP instead of its sum.",
            (x, y, w, b) => (MeanLossGrads(x, y, w, b).W, MeanLossGrads(x, y, w, b).B / x.RowCount)),
        new("dW: the 1/N is in dP already. You divided a second time.",
            (x, y, w, b) => (MeanLossGrads(x, y, w, b).W / x.RowCount, MeanLossGrads(x, y, w, b).B)),
        new("dW is a mean, but dB is still a sum over the batch.",
            (x, y, w, b) => (MeanLossGrads(x, y, w, b).W, MeanLossGrads(x, y, w, b).B * x.RowCount)),
        new("dB is a mean, but dW is still a sum over the batch.",
            (x, y, w, b) => (MeanLossGrads(x, y, w, b).W * x.RowCount, MeanLossGrads(x, y, w, b).B)),
        new("You divided by the number of features. The mean runs over the rows.",
            (x, y, w, b) => Grads(x, y, w, b, (p, n) => 2 * p / x.ColumnCount)),
        new("The intercept is missing in the guess: P = XW + B.", (x, y, w, b) => Grads(x, y, w, 0, (p, n) => 2 * p / n)),
        new("dW: X has to be transposed, so that each feature meets all errors. Only a square batch hides it.",
            (x, y, w, b) => (x * Dp(x, y, w, b), MeanLossGrads(x, y, w, b).B)),
        new("dW comes out as a row: Xᵀ · dP, not dPᵀ · X.", (x, y, w, b) => (Dp(x, y, w, b).Transpose() * x, MeanLossGrads(x, y, w, b).B)),
        new("dB counts only one row of the batch. It moves every guess, so its effects add up.",
            (x, y, w, b) => (MeanLossGrads(x, y, w, b).W, Dp(x, y, w, b)[0, 0])),
        new("dB counts only the last row of the batch: it was overwritten where it should be added to.",
            (x, y, w, b) => (MeanLossGrads(x, y, w, b).W, Dp(x, y, w, b)[x.RowCount - 1, 0])),
        new("dB should be a sum over dP. You summed its sizes, without their signs.",
            (x, y, w, b) => (MeanLossGrads(x, y, w, b).W, Dp(x, y, w, b).PointwiseAbs().ColumnSums()[0])),
        new("You put the squares of the errors, the loss itself, where its derivative 2 (P − y) belongs.",
            (x, y, w, b) => Grads(x, y, w, b, (p, n) => p.PointwisePower(2) / n)),
        new("You divided by 2N. The 2 of the square multiplies: 2 / N.", (x, y, w, b) => Grads(x, y, w, b, (p, n) => p / (2 * n))),
    ];

    // <solution>
    private static (Matrix<double> W, double B) MeanLossGrads(Matrix<double> x, Matrix<double> y, Matrix<double> w, double b)
    {
        var p = x * w + b;
        var dp = 2 * (p - y) / x.RowCount;        // the mean divides here, once
        return (x.Transpose() * dp, dp.ColumnSums()[0]);
    }
    // </solution>

    private static Matrix<double> Dp(Matrix<double> x, Matrix<double> y, Matrix<double> w, double b) => 2 * (x * w + b - y) / x.RowCount;

    private static (Matrix<double> W, double B) Grads(Matrix<double> x, Matrix<double> y, Matrix<double> w, double b, Func<Matrix<double>,
        int, Matrix<double>> dpOfError)
    {
        var dp = dpOfError(x * w + b - y, x.RowCount);
        return (x.Transpose() * dp, dp.ColumnSums()[0]);
    }
}
