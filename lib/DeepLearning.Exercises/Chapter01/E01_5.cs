using DeepLearning.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;
using static DeepLearning.Exercises.Checking.Inputs;

namespace DeepLearning.Exercises.Chapter01;

using Answer = Func<Matrix<double>, Matrix<double>, (Matrix<double> X, Matrix<double> W)>;

internal sealed class E01_5 : Definition<Answer>
{
    public override string Id => "01.5";
    public override string Title => "Backward through two matrices";
    public override string Signature => "(Matrix<double> X, Matrix<double> W) SquaredGrads(Matrix<double> x, Matrix<double> w)";
    public override string Praise => "Right: every entry of both gradients, for one row and for many, for square matrices and for others.";
    protected override string? Nudged => Inputs.Nudged;
    public override IReadOnlyList<string> Parts => ["dL/dX", "dL/dW"];

    public override IReadOnlyList<string> AxesOf(string part) => part == Parts[0] ? ["rows", "features"] : ["features", "new features"];

    public override IReadOnlyList<string> Hints =>
    [
        "Only one thing is new against section 1.10: a square between the sigmoid and the sum. So only dL/dS is different.",
        "dL/dS = 2S, entry by entry. Then dL/dN = dL/dS ⊙ σ′(N), where N is what the sigmoid received.",
        "With dN in hand: dL/dX = dN · Wᵀ and dL/dW = Xᵀ · dN.",
    ];

    public override string Explanation =>
        "From the back: the sum passes 1 to each entry, the square multiplies by 2S, the sigmoid by its slope at N. The product of " +
        "matrices sends dN back along the same wires: dN Wᵀ to X, Xᵀ dN to W.";

    public override Answer Right => SquaredGrads;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("two rows, three features, four new ones", f => f(Doubles(2, 3, seed: 1), Doubles(3, 4, seed: 2)), 2),
        new("square matrices", f => f(Doubles(3, 3, seed: 3), Doubles(3, 3, seed: 4)), 3),
        new("a single row", f => f(Doubles(1, 3, seed: 5), Doubles(3, 2, seed: 6)), 1),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("The square is missing: those are the gradients of section 1.10. Here each sigmoid is squared before the sum, so dL/dS = 2S.",
            (x, w) => Back(x, w, (n, s) => Slope(s))),
        new("The derivative of s² is 2s: the 2 is missing.", (x, w) => Back(x, w, (n, s) => s.PointwiseMultiply(Slope(s)))),
        new("The slope of the sigmoid is missing between dL/dS and dL/dN.", (x, w) => Back(x, w, (n, s) => 2 * s)),
        new("The slope of the sigmoid is taken at S, its output. It belongs at N, what the sigmoid received. (Or write it with the " +
            "output: S ⊙ (1 − S).)",
            (x, w) => Back(x, w, (n, s) => 2 * s.PointwiseMultiply(s.Map(SigmoidGrad)))),
        new("You multiplied by σ where its slope belongs: the factor 1 − S is missing.",
            (x, w) => Back(x, w, (n, s) => 2 * s.PointwiseMultiply(s))),
        new("You multiplied by 1 − S only: the slope of the sigmoid is S ⊙ (1 − S).",
            (x, w) => Back(x, w, (n, s) => 2 * s.PointwiseMultiply(1 - s))),
        new("The slope of the square is taken at N. What is squared is S, so dL/dS = 2S.",
            (x, w) => Back(x, w, (n, s) => 2 * n.PointwiseMultiply(Slope(s)))),
        new("The two gradients are exchanged: first that of X, then that of W.", (x, w) => (SquaredGrads(x, w).W, SquaredGrads(x, w).X)),
        new("dL/dX: W has to be transposed. Square matrices hide it, others don't fit.",
            (x, w) => (Dn(x, w) * w, x.Transpose() * Dn(x, w))),
        new("dL/dW: X has to be transposed. Square matrices hide it, others don't fit.",
            (x, w) => (Dn(x, w) * w.Transpose(), x * Dn(x, w))),
        new("dL/dW comes out lying on its side: Xᵀ · dN, not dNᵀ · X.", (x, w) => (Dn(x, w) * w.Transpose(), Dn(x, w).Transpose() * x)),
        new("dL/dX comes out lying on its side: dN · Wᵀ, not W · dNᵀ.", (x, w) => (w * Dn(x, w).Transpose(), x.Transpose() * Dn(x, w))),
        new("dL/dW is divided by the number of rows. L is a sum, not a mean, so nothing is averaged.",
            (x, w) => (SquaredGrads(x, w).X, SquaredGrads(x, w).W / x.RowCount)),
        new("Neither is transposed: dL/dX = dN · Wᵀ and dL/dW = Xᵀ · dN. Square matrices hide it, others don't fit.",
            (x, w) => (Dn(x, w) * w, x * Dn(x, w))),
        new("You divided by the number of all entries of S. L is a sum, not a mean, so nothing is averaged.",
            (x, w) => (SquaredGrads(x, w).X / (x.RowCount * w.ColumnCount), SquaredGrads(x, w).W / (x.RowCount * w.ColumnCount))),
        new("dL/dW is the gradient of N in yours: one step is left, Xᵀ · dN.", (x, w) => (SquaredGrads(x, w).X, Dn(x, w))),
    ];

    // <solution>
    private static (Matrix<double> X, Matrix<double> W) SquaredGrads(Matrix<double> x, Matrix<double> w)
    {
        var n = x * w;
        var s = n.Map(Sigmoid);
        var ds = 2 * s;                                          // L is the sum of s²
        var dn = ds.PointwiseMultiply(n.Map(SigmoidGrad));
        return (dn * w.Transpose(), x.Transpose() * dn);
    }
    // </solution>

    private static Matrix<double> Slope(Matrix<double> s) => s.PointwiseMultiply(1 - s);

    private static Matrix<double> Dn(Matrix<double> x, Matrix<double> w)
    {
        var s = (x * w).Map(Sigmoid);
        return 2 * s.PointwiseMultiply(Slope(s));
    }

    private static (Matrix<double>, Matrix<double>) Back(Matrix<double> x, Matrix<double> w, Func<Matrix<double>, Matrix<double>,
        Matrix<double>> dn)
    {
        var n = x * w;
        var grad = dn(n, n.Map(Sigmoid));
        return (grad * w.Transpose(), x.Transpose() * grad);
    }
}
