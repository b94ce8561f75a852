using DeepLearning.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Exercises.Chapter02;

using Answer = Func<Matrix<double>, Matrix<double>, Matrix<double>>;

internal sealed class E02_4 : Definition<Answer>
{
    public override string Id => "02.4";
    public override string Title => "The slope of the V";
    public override string Signature => "Matrix<double> AbsoluteErrorGrad(Matrix<double> p, Matrix<double> y)";
    public override string Praise => "Right: only the side counts, not the distance, and each district has one vote of N.";
    protected override string? Nudged => Inputs.Nudged;
    public override IReadOnlyList<string> Axes => ["districts", "guess"];

    public override IReadOnlyList<string> Hints =>
    [
        "Look at the chart in 2.4: which slopes does the V have on its left and on its right?",
        "The slope of |p − y| is 1 if p is above y, −1 if it is below. Math.Sign gives just that.",
        "The loss is a mean over N districts, so each slope is divided by N: sign(p − y) / N.",
    ];

    public override string Explanation =>
        "The V has the slope −1 or 1, whatever the distance; the mean divides by the number of districts. At the tip there is no " +
        "slope, and 0 does no harm.";

    public override Answer Right => AbsoluteErrorGrad;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("four districts", f => f(M(21, 33, 12, 25), M(20, 35, 10, 27.5)), 4),
        new("one district", f => f(M(10), M(13)), 1),
        new("three districts, one guessed exactly", f => f(M(8, 5, 1), M(3, 5, 10)), 3),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("You summed over the districts. The loss is a mean, so its gradient carries 1/N.", (p, y) => Signs(p, y)),
        new("Sign: the loss grows when a guess that is too high goes up. Subtract the truth from the guess.",
            (p, y) => Signs(y, p) / p.RowCount),
        new("That is the gradient of the squared error. The V does not get steeper with distance.", (p, y) => 2 * (p - y) / p.RowCount),
        new("That is the error itself, divided by N. The slope of the V is only −1 or 1.", (p, y) => (p - y) / p.RowCount),
        new("That is the loss of each district, not its slope.", (p, y) => (p - y).PointwiseAbs() / p.RowCount),
        new("Guesses that are too low pull the other way: the slope on the left side of the V is −1.",
            (p, y) => Signs(p, y).PointwiseAbs() / p.RowCount),
        new("There is no 2 here: it comes from the square, and the V has none.", (p, y) => 2 * Signs(p, y) / p.RowCount),
        new("At an exact guess you give a slope of 1. The V has no slope at its tip; 0 leaves a perfect guess alone.",
            (p, y) => Signs(p, y).Map(s => s == 0 ? 1 : s, Zeros.Include) / p.RowCount),
        new("At an exact guess you give a slope of −1. The V has no slope at its tip; 0 leaves a perfect guess alone.",
            (p, y) => Signs(p, y).Map(s => s == 0 ? -1 : s, Zeros.Include) / p.RowCount),
        new("At an exact guess you divide 0 by 0. Use Math.Sign, which answers 0 there.",
            (p, y) => (p - y).PointwiseDivide((p - y).PointwiseAbs()) / p.RowCount),
        new("On the left side of the V you give 0. It falls there: the slope is −1.",
            (p, y) => Signs(p, y).Map(s => Math.Max(s, 0), Zeros.Include) / p.RowCount),
        new("That is the gradient of the squared error, not even divided by N. The V has the slope −1 or 1.", (p, y) => 2 * (p - y)),
        new("You multiplied by the number of districts. The mean divides by it.", (p, y) => Signs(p, y) * p.RowCount),
    ];

    // <solution>
    private static Matrix<double> AbsoluteErrorGrad(Matrix<double> p, Matrix<double> y) =>
        (p - y).Map(error => (double)Math.Sign(error)) / p.RowCount;
    // </solution>

    private static Matrix<double> M(params double[] values) => Matrix<double>.Build.DenseOfColumnMajor(values.Length, 1, values);

    private static Matrix<double> Signs(Matrix<double> a, Matrix<double> b) => (a - b).PointwiseSign();
}
