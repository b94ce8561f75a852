using DeepLearning.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Exercises.AppendixA;

using Answer = Func<Matrix<double>, Matrix<double>, Matrix<double>>;

internal sealed class EA_6 : Definition<Answer>
{
    public override string Id => "A.6";
    public override string Title => "A matrix that is used twice";
    public override string Signature => "Matrix<double> GramGrad(Matrix<double> x, Matrix<double> outputGrad)";
    public override string Praise => "Right: both roads from X to the output, added up.";
    protected override string? Nudged => Inputs.Nudged;
    public override IReadOnlyList<string> Axes => ["rows of X", "columns of X"];

    public override IReadOnlyList<string> Hints =>
    [
        "Call the two copies A and B, so that Y = A Bᵀ, and find the gradient of each as if the other were fixed.",
        "For A the product is A · (Bᵀ): its gradient is outputGrad · B. For B, look at Yᵀ = B Aᵀ.",
        "outputGrad · X for the first copy, outputGradᵀ · X for the second; X collects both.",
    ];

    public override string Explanation =>
        "As the left factor X gets G (Xᵀ)ᵀ = G X. As the right factor, seen through Yᵀ = X Xᵀ with the gradient Gᵀ, it gets Gᵀ X. One " +
        "matrix, two roads: (G + Gᵀ) X.";

    public override Answer Right => GramGrad;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("X [2, 3]", f => f(M(new[,] { { 1.0, 2, -1 }, { 0.5, -3, 4 } }), M(new[,] { { 1.0, 2 }, { -1, 3 } }))),
        new("X [3, 2], a symmetric gradient", f => f(M(new[,] { { 1.0, 2 }, { 0.5, -3 }, { 2, 1 } }),
            M(new[,] { { 1.0, 2, 0 }, { 2, 3, -1 }, { 0, -1, 2 } }))),
        new("a single row", f => f(M(new[,] { { 3.0, -1 } }), M(new[,] { { 2.0 } }))),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("One road only: X as the left factor. It is the right factor as well, and the gradients of both add up.", (x, g) => g * x),
        new("One road only: X as the right factor. It is the left factor as well, and the gradients of both add up.",
            (x, g) => g.Transpose() * x),
        new("You counted the left factor twice. For the right one outputGrad has to be transposed; it only comes out the same if " +
            "outputGrad is symmetric.", (x, g) => 2 * (g * x)),
        new("You counted the right factor twice; for the left one outputGrad is not transposed.", (x, g) => 2 * (g.Transpose() * x)),
        new("The two roads are subtracted. Paths add up.", (x, g) => (g - g.Transpose()) * x),
        new("You averaged the two roads. Paths add up.", (x, g) => (g + g.Transpose()) * x / 2),
        new("The result is transposed: it should have the shape of X.", (x, g) => x.Transpose() * (g + g.Transpose())),
        new("The gradient with respect to X holds X once: (G + Gᵀ) X. You have the slope alone.", (x, g) => 2 * x),
        new("The factors stand in the wrong order: (G + Gᵀ) comes first.", (x, g) => x * (g + g.Transpose())),
    ];

    // <solution>
    private static Matrix<double> GramGrad(Matrix<double> x, Matrix<double> outputGrad) => (outputGrad + outputGrad.Transpose()) * x;
    // </solution>

    private static Matrix<double> M(double[,] values) => Matrix<double>.Build.DenseOfArray(values);
}
