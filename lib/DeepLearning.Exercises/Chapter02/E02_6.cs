using DeepLearning.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;
using static DeepLearning.Exercises.Checking.Inputs;

namespace DeepLearning.Exercises.Chapter02;

using Answer = Func<Matrix<double>, Matrix<double>, Matrix<double>, Matrix<double>, Matrix<double>,
    (Matrix<double> B1, Matrix<double> W2, double B2)>;

internal sealed class E02_6 : Definition<Answer>
{
    public override string Id => "02.6";
    public override string Title => "Find the bug: the missing two";
    public override string Signature =>
        "(Matrix<double> B1, Matrix<double> W2, double B2) NetGrads(Matrix<double> x, Matrix<double> y, Matrix<double> w1, " +
        "Matrix<double> b1, Matrix<double> w2)";
    public override string Praise => "Right: three groups of knobs, and nudging agrees with all of them.";
    protected override string? Nudged => Inputs.Nudged;
    public override IReadOnlyList<string> Parts => ["dB1", "dW2", "dB2"];

    public override IReadOnlyList<string> AxesOf(string part) => part switch
    {
        "dB1" => ["one row", "neurons"],
        "dW2" => ["neurons", "guess"],
        _ => [],
    };

    public override IReadOnlyList<string> Hints =>
    [
        "Nudge one knob of each group, as in the cell above, and compare: by which factor is each group wrong? " +
        "Do all groups have the same one?",
        "Everything behind dp carries dp's mistakes. Write down the derivative of the mean of (p − y)² by one guess, " +
        "and compare it with dp.",
        "Two repairs: dp = 2 (p − y) / N; and then the bias b1 must add up the rows, not average them, since the 1/N is in dp already.",
    ];

    public override string Explanation =>
        "dp lacked the factor 2/N, which only scales all steps, as if the learning rate were another; that is why nobody noticed. But " +
        "the first intercepts were averaged where they must be summed, so they learned N times too slowly beside the others.";

    public override Answer Right => NetGrads;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("a batch of four, three features, two neurons",
            f => f(Doubles(4, 3, 1), Doubles(4, 1, 2), Doubles(3, 2, 3), Doubles(1, 2, 4), Doubles(2, 1, 5)), 4),
        new("a batch of three, two features, five neurons",
            f => f(Doubles(3, 2, 6), Doubles(3, 1, 7), Doubles(2, 5, 8), Doubles(1, 5, 9), Doubles(5, 1, 10)), 3),
        new("a batch of one", f => f(Doubles(1, 3, 11), Doubles(1, 1, 12), Doubles(3, 3, 13), Doubles(1, 3, 14), Doubles(3, 1, 15)), 1),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Nothing is repaired yet. Nudge a knob of each group: one group is wrong by another factor than the rest.",
            (x, y, w1, b1, w2) => Grads(x, y, w1, b1, w2, (e, n) => e, mean: true)),
        new("The intercepts are summed now, but all gradients are still those of half a sum of squares. The loss is a mean: 2/N.",
            (x, y, w1, b1, w2) => Grads(x, y, w1, b1, w2, (e, n) => e)),
        new("dp is right now. But dB1 takes the mean of the rows where their sum belongs, so 1/N is in it twice.",
            (x, y, w1, b1, w2) => Grads(x, y, w1, b1, w2, (e, n) => 2 * e / n, mean: true)),
        new("The 1/N is there now, the 2 is still missing.", (x, y, w1, b1, w2) => Grads(x, y, w1, b1, w2, (e, n) => e / n)),
        new("The 2 is there now, the 1/N of the mean is still missing.", (x, y, w1, b1, w2) => Grads(x, y, w1, b1, w2, (e, n) => 2 * e)),
        new("The 2 is there now. The 1/N is missing in dp, and dB1 averages instead of summing.",
            (x, y, w1, b1, w2) => Grads(x, y, w1, b1, w2, (e, n) => 2 * e, mean: true)),
        new("The 1/N is in dp now, so dB1 must not average again; and the 2 is missing.",
            (x, y, w1, b1, w2) => Grads(x, y, w1, b1, w2, (e, n) => e / n, mean: true)),
        new("All intercepts are means now. They should all be sums: the 1/N belongs into dp, once.", (x, y, w1, b1, w2) =>
            (NetGrads(x, y, w1, b1, w2).B1 / x.RowCount, NetGrads(x, y, w1, b1, w2).W2, NetGrads(x, y, w1, b1, w2).B2 / x.RowCount)),
        new("Sign: the error is the guess minus the truth.", (x, y, w1, b1, w2) => Grads(x, y, w1, b1, w2, (e, n) => -2 * e / n)),
        new("dp is right, but the slope of the sigmoid has gone from dn: it was right before.",
            (x, y, w1, b1, w2) => Grads(x, y, w1, b1, w2, (e, n) => 2 * e / n, slope: false)),
    ];

    // <solution>
    private static (Matrix<double> B1, Matrix<double> W2, double B2) NetGrads(
        Matrix<double> x, Matrix<double> y, Matrix<double> w1, Matrix<double> b1, Matrix<double> w2)
    {
        var o = (x * w1).MapIndexed((i, j, v) => Sigmoid(v + b1[0, j]), Zeros.Include);
        var dp = 2 * (o * w2 - y) / x.RowCount;                     // 2 from the square, 1/N from the mean
        var dn = (dp * w2.Transpose()).PointwiseMultiply(o).PointwiseMultiply(1 - o);
        return (dn.ColumnSums().ToRowMatrix(), o.Transpose() * dp, dp.ColumnSums()[0]);
    }
    // </solution>

    private static (Matrix<double>, Matrix<double>, double) Grads(Matrix<double> x, Matrix<double> y, Matrix<double> w1, Matrix<double> b1,
        Matrix<double> w2,
        Func<Matrix<double>, int, Matrix<double>> dpOfError, bool mean = false, bool slope = true)
    {
        var o = (x * w1).MapIndexed((_, j, v) => Sigmoid(v + b1[0, j]), Zeros.Include);
        var dp = dpOfError(o * w2 - y, x.RowCount);
        var dn = dp * w2.Transpose();
        if (slope) dn = dn.PointwiseMultiply(o).PointwiseMultiply(1 - o);
        return (dn.ColumnSums().ToRowMatrix() / (mean ? x.RowCount : 1), o.Transpose() * dp, dp.ColumnSums()[0]);
    }
}
