using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter04;

using Answer = Func<double[,], double[,], double>;

internal sealed class E04_2 : Definition<Answer>
{
    public override string Id => "04.2";
    public override string Title => "Cross-entropy of a batch";
    public override string Signature => "double MeanCrossEntropy(double[,] probabilities, double[,] targets)";
    public override string Praise => "Right: for one row, for several, and for targets that are themselves probabilities.";

    public override IReadOnlyList<string> Hints =>
    [
        "One row first: minus the sum of target times the logarithm of the probability.",
        "Then the mean over the rows: add up all rows and divide by their number.",
        "Divide by probabilities.GetLength(0), which is N; the number of classes plays no part. And skip targets of 0: 0 · ln 0 is not " +
            "a number in C#.",
    ];

    public override string Explanation =>
        "Only classes with a target above 0 count; skipping the others also keeps 0 · ln 0 out, which is NaN. The sum runs over the " +
        "classes, the mean over the rows, so the loss does not depend on the size of the batch.";

    public override Answer Right => MeanCrossEntropy;

    private static double[,] One => new[,] { { 0.7, 0.2, 0.1 } };
    private static double[,] Three => new[,] { { 0.7, 0.2, 0.1 }, { 0.05, 0.9, 0.05 }, { 0.3, 0.3, 0.4 } };

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("a single row", f => f(One, new double[,] { { 0, 1, 0 } })),
        new("three rows", f => f(Three, new double[,] { { 1, 0, 0 }, { 0, 0, 1 }, { 0, 1, 0 } }), 3),
        new("two classes", f => f(new[,] { { 0.8, 0.2 }, { 0.4, 0.6 } }, new double[,] { { 0, 1 }, { 0, 1 } }), 2),
        new("targets that are probabilities", f => f(Three, new[,] { { 0.5, 0.5, 0 }, { 0, 0.25, 0.75 }, { 0.2, 0.2, 0.6 } }), 3),
        new("a probability of exactly 0 and 1",
            f => f(new double[,] { { 1, 0 }, { 0.25, 0.75 } }, new double[,] { { 1, 0 }, { 0, 1 } }), 2),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("You divided by the number of entries, rows times classes. The mean goes over the rows only.",
            (p, t) => Total(p, t, Entropy) / p.Length),
        new("You divided by the number of classes. The mean goes over the rows.", (p, t) => Total(p, t, Entropy) / p.GetLength(1)),
        new("You added (1 − t) ln(1 − p). That is the loss which the book prints; cross-entropy of softmax has only the first term.",
            (p, t) => Total(p, t, (a, b) => Entropy(a, b) - (1 - b) * Math.Log(1 - a)) / p.GetLength(0)),
        new("That is the squared error. Cross-entropy takes the logarithm of the probability.",
            (p, t) => Total(p, t, (a, b) => (a - b) * (a - b)) / p.GetLength(0)),
        new("The logarithm stands on the wrong one: the targets weigh, the logarithm is that of the probabilities.",
            (p, t) => Total(p, t, (a, b) => b > 0 ? -a * Math.Log(b) : 0) / p.GetLength(0)),
        new("Logarithm to the base 2. Use the natural one, Math.Log, whose slope is 1/p.",
            (p, t) => Total(p, t, Entropy) / Math.Log(2) / p.GetLength(0)),
        new("Logarithm to the base 10. Use the natural one, Math.Log, whose slope is 1/p.",
            (p, t) => Total(p, t, Entropy) / Math.Log(10) / p.GetLength(0)),
        new("You took −ln p of every class. Each class counts only as much as its target says.",
            (p, t) => Total(p, t, (a, _) => a > 0 ? -Math.Log(a) : 0) / p.GetLength(0)),
        new("Where a probability is 0 and its target, too, you compute 0 · ln 0, which is not a number. Such a class adds nothing: " +
            "skip targets of 0.",
            (p, t) => Total(p, t, (a, b) => -b * Math.Log(a)) / p.GetLength(0)),
        new("You summed over the rows. The mean divides by their number.", (p, t) => Total(p, t, Entropy)),
        new("The minus is missing: logarithms of probabilities are negative, a loss is not.",
            (p, t) => -Total(p, t, Entropy) / p.GetLength(0)),
        new("You count only the class of the largest target, or targets of exactly 1. Targets may be probabilities, too.",
            (p, t) => Total(p, t, (a, b) => b == 1 ? -Math.Log(a) : 0) / p.GetLength(0)),
        new("That is the mean probability of the right class, without the logarithm.",
            (p, t) => Total(p, t, (a, b) => a * b) / p.GetLength(0)),
        new("You add 1e-3 or so inside the logarithm, which changes every loss. Skip targets of 0 instead, or add no more than 1e-12.",
            (p, t) => Total(p, t, (a, b) => -b * Math.Log(a + 1e-3)) / p.GetLength(0)),
        new("The sum begins anew with each row, so only the last one counts.",
            (p, t) => Enumerable.Range(0, p.GetLength(1))
                .Sum(j => Entropy(p[p.GetLength(0) - 1, j], t[t.GetLength(0) - 1, j])) / p.GetLength(0)),
        new("The target stands inside the logarithm. It weighs the logarithm from outside.",
            (p, t) => Total(p, t, (a, b) => b > 0 ? -Math.Log(a * b) : 0) / p.GetLength(0)),
    ];

    private static double Entropy(double p, double t) => t > 0 ? -t * Math.Log(p) : 0;

    private static double Total(double[,] p, double[,] t, Func<double, double, double> term) =>
        p.Cast<double>().Zip(t.Cast<double>(), term).Sum();

    // <solution>
    private static double MeanCrossEntropy(double[,] probabilities, double[,] targets)
    {
        var (rows, classes) = (probabilities.GetLength(0), probabilities.GetLength(1));
        var sum = 0.0;
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < classes; j++)
                if (targets[i, j] > 0)                    // 0 · ln 0 is not a number
                    sum -= targets[i, j] * Math.Log(probabilities[i, j]);
        return sum / rows;
    }
    // </solution>
}
