using DeepLearning.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;
using static DeepLearning.Exercises.Checking.Inputs;

namespace DeepLearning.Exercises.Chapter02;

using Answer = Func<Matrix<double>, Matrix<double>, double, Matrix<double>>;

internal sealed class E02_7 : Definition<Answer>
{
    public override string Id => "02.7";
    public override string Title => "Challenge: weights on a leash";
    public override string Signature => "Matrix<double> Ridge(Matrix<double> x, Matrix<double> y, double lambda)";
    public override string Praise =>
        "Right: with λ = 0 it is plain linear regression, and with a large λ the weights shrink while the intercept stays free.";
    public override IReadOnlyList<string> Axes => ["features and intercept", "guess"];

    public override IReadOnlyList<string> Hints =>
    [
        "Append a column of ones, as in section 2.11. Then set the derivative of the new loss to zero: the leash adds 2λw to the " +
            "derivative of each weight w.",
        "Without the leash the equations read AᵀA w = Aᵀy. What has to be added to AᵀA, so that λw stands on the left in every row but " +
            "the intercept's?",
        "Add λ to each entry on the diagonal of AᵀA except the last, and solve: (AᵀA + D).Solve(Aᵀ · y).",
    ];

    public override string Explanation =>
        "At the minimum 2Aᵀ(Aw − y) + 2λw = 0 for the weights, and without λ for the intercept. Every row is linear in w, so it is one " +
        "system: (AᵀA + λ·diag(1, …, 1, 0)) w = Aᵀy.";

    public override Answer Right => Ridge;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("eight rows, two features, λ = 3", f => f(Doubles(8, 2, 1), Doubles(8, 1, 2) + 5, 3)),
        new("λ = 0", f => f(Doubles(7, 3, 3), Doubles(7, 1, 4) - 2, 0)),
        new("a very short leash", f => f(Doubles(6, 3, 5), Doubles(6, 1, 6) + 20, 1000)),
        new("nine rows, four features, a long leash", f => f(Doubles(9, 4, 7), Doubles(9, 1, 8) + 1, 0.5)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("The intercept is on the leash, too. Then even the average district is guessed too low: leave λ out of the last row.",
            (x, y, l) => Solve(x, y, (n, k) => l)),
        new("λ has no effect: that is plain linear regression.", (x, y, l) => Solve(x, y, (n, k) => 0)),
        new("You multiplied λ by the number of rows. The loss is a sum of squares, not a mean.",
            (x, y, l) => Solve(x, y, (n, k) => k ? 0 : l * n)),
        new("Sign: you subtracted λ. That pushes the weights away from zero.", (x, y, l) => Solve(x, y, (n, k) => k ? 0 : -l)),
        new("λ² instead of λ.", (x, y, l) => Solve(x, y, (n, k) => k ? 0 : l * l)),
        new("The 2 of the square is in both terms, or in none: you put it only into the leash.",
            (x, y, l) => Solve(x, y, (n, k) => k ? 0 : 2 * l)),
        new("The 2 of the square is in both terms, or in none: you put it only into the squared errors.",
            (x, y, l) => Solve(x, y, (n, k) => k ? 0 : l / 2)),
        new("You put λ on the intercept only. It belongs on everything else.", (x, y, l) => Solve(x, y, (n, k) => k ? l : 0)),
        new("The intercept comes first in your answer; the chapter puts it last.", (x, y, l) => First(Ridge(x, y, l))),
        new("The column of ones is missing, and with it the intercept: one weight more than features comes back.",
            (x, y, l) => (x.Transpose() * x + l * Matrix<double>.Build.DenseIdentity(x.ColumnCount)).Solve(x.Transpose() * y)),
        new("You added λ to every entry of AᵀA. It belongs on the diagonal, where a weight meets itself.", Everywhere),
    ];

    // <solution>
    private static Matrix<double> Ridge(Matrix<double> x, Matrix<double> y, double lambda)
    {
        var features = x.ColumnCount;
        var a = x.InsertColumn(features, Vector<double>.Build.Dense(x.RowCount, 1.0));
        var leash = Matrix<double>.Build.Diagonal(features + 1, features + 1, j => j < features ? lambda : 0);
        return (a.Transpose() * a + leash).Solve(a.Transpose() * y);
    }
    // </solution>

    private static Matrix<double> Solve(Matrix<double> x, Matrix<double> y, Func<int, bool, double> leash)
    {
        var a = x.InsertColumn(x.ColumnCount, Vector<double>.Build.Dense(x.RowCount, 1.0));
        return (a.Transpose() * a + Matrix<double>.Build.Diagonal(a.ColumnCount, a.ColumnCount, j => leash(x.RowCount, j == x.ColumnCount)))
            .Solve(a.Transpose() * y);
    }

    private static Matrix<double> First(Matrix<double> w) =>
        w.SubMatrix(w.RowCount - 1, 1, 0, 1).Stack(w.SubMatrix(0, w.RowCount - 1, 0, 1));

    private static Matrix<double> Everywhere(Matrix<double> x, Matrix<double> y, double lambda)
    {
        var a = x.InsertColumn(x.ColumnCount, Vector<double>.Build.Dense(x.RowCount, 1.0));
        return (a.Transpose() * a + lambda).Solve(a.Transpose() * y);
    }
}
