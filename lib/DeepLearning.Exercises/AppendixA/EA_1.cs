using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.AppendixA;

using Answer = Func<double[,], double[]>;

internal sealed class EA_1 : Definition<Answer>
{
    public override string Id => "A.1";
    public override string Title => "The gradient of a bias";
    public override string Signature => "double[] BiasGrad(double[,] outputGrad)";
    public override string Praise => "Right: one path through every row, and the chain rule adds them up.";
    protected override string? Nudged => Inputs.Nudged;
    public override IReadOnlyList<string> Axes => ["outputs"];

    public override IReadOnlyList<string> Hints =>
    [
        "Which entries of the output move if only the bias of output k moves?",
        "All entries of column k, each by as much as the bias itself.",
        "For every column k, add outputGrad[i, k] over all rows i.",
    ];

    public override string Explanation =>
        "The bias of output k is copied to every row, so its gradient collects column k of the output gradient.";

    public override Answer Right => BiasGrad;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("three rows, two outputs", f => f(new[,] { { 1.0, -2 }, { 0.5, 3 }, { 4, 7 } }), Count: 3),
        new("two rows, two outputs", f => f(new[,] { { 1.0, -2 }, { 0.5, 3 } }), Count: 2),
        new("a batch of one", f => f(new[,] { { 1.0, -2, 5 } }), Count: 1),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("You took the mean over the rows. If the loss is a mean, its 1/N is already inside outputGrad; here belongs the sum.",
            g => [.. BiasGrad(g).Select(sum => sum / g.GetLength(0))]),
        new("You summed along the rows, which gives a number for each observation. There is a bias for each output: sum down the columns.",
            g => [.. Enumerable.Range(0, g.GetLength(0)).Select(i => Enumerable.Range(0, g.GetLength(1)).Sum(k => g[i, k]))]),
        new("You added up the whole matrix. Each bias reaches only its own column.",
            g => [.. BiasGrad(g).Select(_ => g.Cast<double>().Sum())]),
        new("That is the last row only: each row overwrites the one before. Add instead of assigning.",
            g => [.. Enumerable.Range(0, g.GetLength(1)).Select(k => g[g.GetLength(0) - 1, k])]),
        new("That is the first row only. The bias is added to every row of the batch, so every row counts.",
            g => [.. Enumerable.Range(0, g.GetLength(1)).Select(k => g[0, k])]),
        new("You counted the rows: that is how far the outputs move. Weight each path with the gradient that arrives there.",
            g => [.. BiasGrad(g).Select(_ => (double)g.GetLength(0))]),
        new("You divided by the number of outputs. Nothing is averaged.", g => [.. BiasGrad(g).Select(sum => sum / g.GetLength(1))]),
        new("The sizes are added up, without their signs.",
            g => [.. Enumerable.Range(0, g.GetLength(1)).Select(k => Enumerable.Range(0, g.GetLength(0)).Sum(i => Math.Abs(g[i, k])))]),
        new("The sum runs on from column to column. Each bias has its own, from 0.",
            g => [.. BiasGrad(g).Select((_, k) => BiasGrad(g)[..(k + 1)].Sum())]),
        new("The columns are counted with the number of rows: outputGrad.GetLength(1) is the number of outputs.",
            g => [.. Enumerable.Range(0, g.GetLength(0)).Select(k => Enumerable.Range(0, g.GetLength(0)).Sum(i => g[i, k]))]),
        new("The last row is left out: the loop runs while i < outputGrad.GetLength(0).",
            g => [.. Enumerable.Range(0, g.GetLength(1)).Select(k => Enumerable.Range(0, g.GetLength(0) - 1).Sum(i => g[i, k]))]),
    ];

    // <solution>
    private static double[] BiasGrad(double[,] outputGrad)
    {
        var sum = new double[outputGrad.GetLength(1)];
        for (var i = 0; i < outputGrad.GetLength(0); i++)
            for (var k = 0; k < sum.Length; k++) sum[k] += outputGrad[i, k];
        return sum;
    }
    // </solution>
}
