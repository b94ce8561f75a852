using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter05;

using Answer = Func<double[,], double[,], int, double[]>;

internal sealed class E05_4 : Definition<Answer>
{
    public override string Id => "05.4";
    public override string Title => "The gradient of a kernel, for a batch";
    public override string Signature => "double[] KernelGradient(double[,] x, double[,] outputGrad, int width)";
    public override string Praise => "Right: every row of the batch adds its share to the one kernel they all used.";
    protected override string? Nudged => Inputs.Nudged;
    public override IReadOnlyList<string> Axes => ["weights"];

    public override IReadOnlyList<string> Hints =>
    [
        "Weight u multiplies one input for each place of each row. Which one?",
        "In row n, at place o, it is x[n, o + u − width / 2], and what arrives there is outputGrad[n, o].",
        "Three loops, over n, o and u: grad[u] += x[n, i] * outputGrad[n, o] with i = o + u − width / 2 inside the row.",
    ];

    public override string Explanation =>
        "A weight is used at every place of every row. The chain rule adds up one term for each use: the input that it met there, " +
        "times the gradient that arrives.";

    public override Answer Right => KernelGradient;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("a batch of two", f => f(new[,] { { 0.0, 1, 2, 5 }, { 1, -2, 3, 4 } }, new[,] { { 1.0, -1, 2, 3 }, { 0.5, 2, 1, -3 } }, 3),
            Count: 2),
        new("a batch of one", f => f(new[,] { { 1.0, 2, 3, 4, 7 } }, new[,] { { 1.0, -2, 0.5, 3, -1 } }, 3), Count: 1),
        new("a batch of three, width 5", f => f(new[,] { { 1.0, 2 }, { 3, 5 }, { -1, 4 } }, new[,] { { 2.0, 1 }, { -1, 3 }, { 0.5, 1 } },
            5), Count: 3),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("You took the mean over the batch. If the loss is a mean, the 1/N is already inside outputGrad: add up.",
            (x, g, k) => [.. KernelGradient(x, g, k).Select(v => v / x.GetLength(0))]),
        new("Only the first row of the batch counts in your sum: right for a batch of one only.", (x, g, k) => Sum(x, g, k, rows: [0])),
        new("Only the last row of the batch counts: each row overwrites the one before. Add instead of assigning.",
            (x, g, k) => Sum(x, g, k, rows: [x.GetLength(0) - 1])),
        new("The gradient is turned round: the half turn belongs to the gradient of the input, not to that of the kernel.",
            (x, g, k) => [.. KernelGradient(x, g, k).Reverse()]),
        new("The padding is not taken off: weight 0 meets the input to the left of the place, not the place itself.",
            (x, g, k) => Sum(x, g, k, shift: k / 2)),
        new("You added up the inputs without outputGrad. That is right only where every output has the gradient 1.",
            (x, g, k) => KernelGradient(x, Ones(g), k)),
        new("Batch and place are mixed up: the gradient of one row meets the inputs of another. Right for a batch of one only.",
            (x, g, k) => KernelGradient(x, Mixed(g), k)),
        new("Each meeting overwrites the one before: write += where you have =.", Overwriting),
        new("The padding is added where it is taken off: the input is x[n, o + u − width / 2].",
            (x, g, k) => Sum(x, g, k, shift: 2 * (k / 2))),
        new("It looks beyond the ends of a row: skip places outside, where zeros are assumed.", Unguarded),
        new("You divided by the number of places. Every use of the weight counts whole.",
            (x, g, k) => [.. KernelGradient(x, g, k).Select(v => v / x.GetLength(1))]),
    ];

    // <solution>
    private static double[] KernelGradient(double[,] x, double[,] outputGrad, int width)
    {
        var grad = new double[width];
        for (var n = 0; n < x.GetLength(0); n++)
            for (var o = 0; o < x.GetLength(1); o++)
                for (var u = 0; u < width; u++)
                {
                    var i = o + u - width / 2;
                    if (i >= 0 && i < x.GetLength(1)) grad[u] += x[n, i] * outputGrad[n, o];
                }
        return grad;
    }
    // </solution>

    private static double[] Sum(double[,] x, double[,] g, int width, int[]? rows = null, int shift = 0)
    {
        var grad = new double[width];
        foreach (var n in rows ?? Enumerable.Range(0, x.GetLength(0)))
            for (var o = 0; o < x.GetLength(1); o++)
                for (var u = 0; u < width; u++)
                    if (o + u - width / 2 + shift is >= 0 and var i && i < x.GetLength(1)) grad[u] += x[n, i] * g[n, o];
        return grad;
    }

    private static double[,] Ones(double[,] g)
    {
        var ones = new double[g.GetLength(0), g.GetLength(1)];
        for (var p = 0; p < g.Length; p++) ones[p / g.GetLength(1), p % g.GetLength(1)] = 1;
        return ones;
    }

    // Sorted by place first, then cut into rows.
    private static double[,] Mixed(double[,] g)
    {
        var (mixed, rows, columns) = (new double[g.GetLength(0), g.GetLength(1)], g.GetLength(0), g.GetLength(1));
        for (var p = 0; p < g.Length; p++) mixed[p / columns, p % columns] = g[p % rows, p / rows];
        return mixed;
    }

    private static double[] Overwriting(double[,] x, double[,] g, int width) => [.. Enumerable.Range(0, width).Select(u =>
        Enumerable.Range(0, g.Length).Select(p => (N: p / g.GetLength(1), O: p % g.GetLength(1), I: p % g.GetLength(1) + u - width / 2))
            .Where(t => t.I >= 0 && t.I < x.GetLength(1)).Select(t => x[t.N, t.I] * g[t.N, t.O]).LastOrDefault())];

    private static double[] Unguarded(double[,] x, double[,] g, int width) => [.. Enumerable.Range(0, width).Select(u =>
        Enumerable.Range(0, g.Length).Sum(p =>
            x[p / g.GetLength(1), p % g.GetLength(1) + u - width / 2] * g[p / g.GetLength(1), p % g.GetLength(1)]))];
}
