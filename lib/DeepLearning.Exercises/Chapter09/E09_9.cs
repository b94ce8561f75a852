using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter09;

using Answer = Func<double[,], double[], double[], bool, (double[,] Y, double[] Mean, double[] Variance)>;

internal sealed class E09_9 : Definition<Answer>
{
    private const double Epsilon = 1e-5;

    public override string Id => "09.9";
    public override string Title => "The two modes of batch norm";
    public override string Signature =>
        "(double[,] Y, double[] Mean, double[] Variance) TwoModes(double[,] x, double[] mean, double[] variance, bool training)";
    public override string Praise =>
        "Right: in training the batch decides and the averages follow; in evaluation the averages decide, even for a single row.";
    public override IReadOnlyList<string> Parts => ["Y", "Mean", "Variance"];
    public override IReadOnlyList<string> AxesOf(string part) => part == "Y" ? ["batch", "features"] : ["features"];

    public override IReadOnlyList<string> Hints =>
    [
        "Two questions, for each mode: with which mean and variance is x normalised, and what happens to the running ones?",
        "In training: the batch's, and the running ones move a tenth of the way towards the batch's. In evaluation: the running ones, " +
            "and they stay.",
        "mean[j] → 0.9 · mean[j] + 0.1 · (batch mean); variance[j] → 0.9 · variance[j] + 0.1 · (sum of squares / (rows − 1)). To " +
            "normalise, the sum of squares is divided by rows.",
    ];

    public override string Explanation =>
        "While training, the batch is all there is, and it is normalised as it stands, by n. The running variance is an estimate for " +
        "pictures yet to come, so it divides by n − 1. In evaluation nothing depends on the other rows: a picture's answer is its own.";

    public override Answer Right => TwoModes;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("training, four rows", f => f(new[,] { { 1.0, 10 }, { 2, -20 }, { 4, 5 }, { -3, 7 } }, [0, 1], [1, 4], true), Count: 4),
        new("evaluation, four rows", f => f(new[,] { { 1.0, 10 }, { 2, -20 }, { 4, 5 }, { -3, 7 } }, [0.5, -1], [4, 9], false)),
        new("evaluation, a single row", f => f(new[,] { { 1.0, 0.5, -1 } }, [0.2, 0.5, -2], [1, 0.25, 0.04], false)),
        new("training, two rows", f => f(new[,] { { 1.0, 0.5, -1 }, { 3, 0.4, 8 } }, [2, 0, 1], [0.5, 1, 2], true), Count: 2),
        new("evaluation, a feature that never changed", f => f(new[,] { { 2.0 }, { 2.01 } }, [2], [0], false)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Your function does the same in both modes: it always takes the batch's mean and variance. In evaluation the running ones " +
            "belong there.",
            (x, m, v, t) => Norm(x, m, v, batch: true, moves: t)),
        new("Your function always normalises with the running averages. In training the batch's mean and variance belong there.",
            (x, m, v, t) => Norm(x, m, v, batch: false, moves: t)),
        new("The two modes are exchanged.", (x, m, v, t) => Norm(x, m, v, batch: !t, moves: !t)),
        new("The running averages never move. In training they go a tenth of the way towards the batch's.",
            (x, m, v, t) => Norm(x, m, v, batch: t, moves: false)),
        new("The running averages move in evaluation, too. There they must stay, or a picture's answer would depend on those before it.",
            (x, m, v, t) => Norm(x, m, v, batch: t, moves: true)),
        new("0.9 and 0.1 are exchanged: a tenth comes from the batch, the rest stays.", (x, m, v, t) => Norm(x, m, v, t, t, share: 0.9)),
        new("The running averages are replaced by the batch's. They move by a tenth of the way only.",
            (x, m, v, t) => Norm(x, m, v, t, t, share: 1)),
        new("The running variance is divided by n in yours. As an estimate for what is to come, it divides by n − 1.",
            (x, m, v, t) => Norm(x, m, v, t, t, unbiased: false)),
        new("To normalise the batch you divided its variance by n − 1. There n belongs; n − 1 is for the running variance alone.",
            (x, m, v, t) => Norm(x, m, v, t, t, less: true)),
        new("You normalise with the running averages after they have moved. In training the batch's own mean and variance belong there.",
            (x, m, v, t) => Norm(x, m, v, batch: false, moves: t, first: true)),
        new("The 1e-5 is missing: a feature that never changed would divide by zero.", (x, m, v, t) => Norm(x, m, v, t, t, epsilon: 0)),
        new("The running deviation is kept in yours, the root of the variance. Keep the variance.",
            (x, m, v, t) => Norm(x, m, v, t, t, root: true)),
        new("You divided by the variance. It takes its root.", (x, m, v, t) => Norm(x, m, v, t, t, square: true)),
        new("You add a tenth of the batch's without taking a tenth off: 0.9 · old + 0.1 · new.",
            (x, m, v, t) => Norm(x, m, v, t, t, grows: true)),
    ];

    // <solution>
    private static (double[,] Y, double[] Mean, double[] Variance) TwoModes(
        double[,] x, double[] mean, double[] variance, bool training)
    {
        var (rows, features, y) = (x.GetLength(0), x.GetLength(1), (double[,])x.Clone());
        var (newMean, newVariance) = ((double[])mean.Clone(), (double[])variance.Clone());
        for (var j = 0; j < features; j++)
        {
            var (m, v) = (mean[j], variance[j]);
            if (training)
            {
                m = Enumerable.Range(0, rows).Average(i => x[i, j]);
                var squares = Enumerable.Range(0, rows).Sum(i => (x[i, j] - m) * (x[i, j] - m));
                v = squares / rows;
                newMean[j] = 0.9 * mean[j] + 0.1 * m;
                newVariance[j] = 0.9 * variance[j] + 0.1 * squares / (rows - 1);
            }
            for (var i = 0; i < rows; i++) y[i, j] = (x[i, j] - m) / Math.Sqrt(v + 1e-5);
        }
        return (y, newMean, newVariance);
    }
    // </solution>

    private static (double[,] Y, double[] Mean, double[] Variance) Norm(double[,] x, double[] mean, double[] variance, bool batch,
        bool moves, double share = 0.1,
        bool unbiased = true, bool less = false, bool first = false, double epsilon = Epsilon, bool root = false, bool square = false,
            bool grows = false)
    {
        var (rows, y) = (x.GetLength(0), (double[,])x.Clone());
        var (newMean, newVariance) = ((double[])mean.Clone(), (double[])variance.Clone());
        for (var j = 0; j < x.GetLength(1); j++)
        {
            var own = Enumerable.Range(0, rows).Average(i => x[i, j]);
            var squares = Enumerable.Range(0, rows).Sum(i => (x[i, j] - own) * (x[i, j] - own));
            var spread = unbiased ? squares / (rows - 1) : squares / rows;
            var kept = grows ? 1 : 1 - share;
            if (moves) (newMean[j], newVariance[j]) = (kept * mean[j] + share * own, kept * variance[j] +
                share * (root ? Math.Sqrt(spread) : spread));
            var (m, v) = batch ? (own, less ? squares / (rows - 1) : squares / rows) : first ? (newMean[j], newVariance[j])
                : (mean[j], variance[j]);
            for (var i = 0; i < rows; i++) y[i, j] = (x[i, j] - m) / (square ? v + epsilon : Math.Sqrt(v + epsilon));
        }
        return (y, newMean, newVariance);
    }
}
