using DeepLearning.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Exercises.AppendixA;

using Answer = Func<Matrix<double>, Matrix<double>, Matrix<double>, (Matrix<double>, Matrix<double>)>;

internal sealed class EA_2 : Definition<Answer>
{
    private static readonly Matrix<double> s_square = M(new[,] { { 1.0, 2 }, { -3, 0.5 } });
    private static readonly Matrix<double> s_weights = M(new[,] { { 0.3, -1 }, { 2, 4 } });
    private static readonly Matrix<double> s_grad = M(new[,] { { 1.0, -2 }, { 0.5, 3 } });

    public override string Id => "A.2";
    public override string Title => "Backward through a product";
    public override string Signature =>
        "(Matrix<double> X, Matrix<double> W) ProductGrads(Matrix<double> x, Matrix<double> w, Matrix<double> outputGrad)";
    public override string Praise => "Right: also where all matrices are square, and the shapes could not have warned you.";
    protected override string? Nudged => Inputs.Nudged;
    public override IReadOnlyList<string> Parts => ["dL/dX", "dL/dW"];

    public override IReadOnlyList<string> Hints =>
    [
        "Start from the shapes: dL/dX has to look like X, and you have outputGrad and W to make it from.",
        "x[i, j] reaches row i of the output, through row j of W. w[j, k] reaches column k of the output, through column j of X.",
        "dL/dX = outputGrad · Wᵀ and dL/dW = Xᵀ · outputGrad.",
    ];

    public override string Explanation =>
        "The chain rule adds outputGrad[i, k] · w[j, k] over k for an input, and x[i, j] · outputGrad[i, k] over i for a weight.";

    public override Answer Right => ProductGrads;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("square matrices", f => f(s_square.Clone(), s_weights.Clone(), s_grad.Clone()), 2),
        new("X [1, 3], W [3, 2]", f => f(M(new[,] { { 1.0, 2, -3 } }), M(new[,] { { 0.5, 1 }, { -1, 2 }, { 3, 4 } }),
            M(new[,] { { 2.0, -1 } }))),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("W is not transposed. Row i of outputGrad meets row j of W, and a product of matrices takes columns.",
            (x, w, g) => (g * w, x.Transpose() * g)),
        new("X is not transposed. The gradient of a weight sums over the observations, which are the rows of X.",
            (x, w, g) => (g * w.Transpose(), x * g)),
        new("Neither is transposed: the sums then run over the wrong index. It only seems to fit because the matrices are square.",
            (x, w, g) => (g * w, x * g)),
        new("Both gradients are right, but in the wrong order: dL/dX comes first.", (x, w, g) => (x.Transpose() * g, g * w.Transpose())),
        new("The factors of dL/dW stand in the wrong order: the result is its transpose.",
            (x, w, g) => (g * w.Transpose(), g.Transpose() * x)),
        new("The factors of dL/dX stand in the wrong order: the result is its transpose.",
            (x, w, g) => (w * g.Transpose(), x.Transpose() * g)),
        new("dL/dX is W transposed alone, and dL/dW X transposed: the output gradient is missing.",
            (x, w, g) => (w.Transpose(), x.Transpose())),
        new("dL/dW is divided by the number of rows. The 1/N, if any, is inside outputGrad.",
            (x, w, g) => (g * w.Transpose(), x.Transpose() * g / x.RowCount)),
    ];

    // <solution>
    private static (Matrix<double> X, Matrix<double> W) ProductGrads(Matrix<double> x, Matrix<double> w, Matrix<double> outputGrad) =>
        (outputGrad * w.Transpose(), x.Transpose() * outputGrad);
    // </solution>

    private static Matrix<double> M(double[,] values) => Matrix<double>.Build.DenseOfArray(values);
}
