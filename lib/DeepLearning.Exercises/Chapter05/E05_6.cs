using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter05;

using Answer = Func<double[,], double[,], double[,]>;

internal sealed class E05_6 : Definition<Answer>
{
    public override string Id => "05.6";
    public override string Title => "Average pooling, backward";
    public override string Signature => "double[,] AveragePoolGrad(double[,] x, double[,] g)";
    public override string Praise =>
        "Right: each of the four inputs moved the mean by a quarter, and a row or column that no square covers gets nothing.";
    protected override string? Nudged => Inputs.Nudged;
    public override IReadOnlyList<string> Axes => ["rows", "columns"];

    public override IReadOnlyList<string> Hints =>
    [
        "Forward: each output is the mean of a 2×2 square. How far does it move if one of the four inputs moves by one?",
        "By a quarter. So each of the four inputs gets a quarter of what arrives at its square.",
        "grad[i, j] = g[i / 2, j / 2] / 4, for all i and j whose square exists. With an odd side, the last row or column belongs to no square.",
    ];

    public override string Explanation =>
        "A mean depends on all its inputs alike, with slope 1/4 each. Unlike in max pooling nobody wins, so the values of x don't matter.";

    public override Answer Right => AveragePoolGrad;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("4×4", f => f(new[,] { { 1.0, 3, 2, 0 }, { 5, 4, 1, 6 }, { 0, 2, 9, 8 }, { 1, 7, 3, 4 } },
            new[,] { { 10.0, 20 }, { 30, 40 } }), Count: 4),
        new("2×4", f => f(new[,] { { 1.0, 3, 2, 0 }, { 5, 4, 1, 6 } }, new[,] { { 3.0, -8 } }), Count: 4),
        new("5×3, an odd side", f => f(new[,] { { 1.0, 3, 2 }, { 5, 4, 1 }, { 0, 2, 9 }, { 1, 7, 3 }, { 8, 6, 5 } },
            new[,] { { 4.0 }, { 6 } }), Count: 4),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Each of the four gets the whole gradient. But the output is a mean: an input that moves by one moves it by a quarter.",
            (x, g) => Spread(x, g, (_, _, arriving) => arriving)),
        new("You divided by 2, the side of the square. Its mean is taken over four numbers.",
            (x, g) => Spread(x, g, (_, _, arriving) => arriving / 2)),
        new("That is max pooling: only the largest gets something. In a mean, all four have a say.",
            (x, g) => Spread(x, g, (i, j, arriving) => Square(x, i, j).Max() == x[i, j] ? arriving : 0)),
        new("Only the upper left of each square gets a gradient: all four have a say in the mean.",
            (x, g) => Spread(x, g, (i, j, arriving) => i % 2 + j % 2 == 0 ? arriving : 0)),
        new("Only the upper left of each square gets its quarter: all four have a say in the mean.",
            (x, g) => Spread(x, g, (i, j, arriving) => i % 2 + j % 2 == 0 ? arriving / 4 : 0)),
        new("You shared the gradient in proportion to the values. The slope of a mean is 1/4 for every input, large or small.",
            (x, g) => Spread(x, g, (i, j, arriving) => arriving * x[i, j] / Square(x, i, j).Sum())),
        new("In an odd picture the last row or column belongs to no square. It got a gradient although no output depends on it.",
            (x, g) => Spread(x, g, (_, _, arriving) => arriving / 4, all: true)),
        new("It fails for an odd side: the last row or column has no square. Let i and j run to twice the size of g.", Bare),
        new("You divided by the number of all entries. Each square has four.",
            (x, g) => Spread(x, g, (_, _, arriving) => arriving / x.Length)),
        new("You multiplied by x. The slope of a mean is 1/4, whatever the values.",
            (x, g) => Spread(x, g, (i, j, arriving) => arriving / 4 * x[i, j])),
        new("You multiplied by 4; the slope of a mean of four is 1/4.", (x, g) => Spread(x, g, (_, _, arriving) => arriving * 4)),
    ];

    // <solution>
    private static double[,] AveragePoolGrad(double[,] x, double[,] g)
    {
        var grad = new double[x.GetLength(0), x.GetLength(1)];
        for (var i = 0; i < 2 * g.GetLength(0); i++)
            for (var j = 0; j < 2 * g.GetLength(1); j++)
                grad[i, j] = g[i / 2, j / 2] / 4;
        return grad;
    }
    // </solution>

    private static double[,] Spread(double[,] x, double[,] g, Func<int, int, double, double> share, bool all = false)
    {
        var grad = new double[x.GetLength(0), x.GetLength(1)];
        for (var i = 0; i < (all ? x.GetLength(0) : 2 * g.GetLength(0)); i++)
            for (var j = 0; j < (all ? x.GetLength(1) : 2 * g.GetLength(1)); j++)
                grad[i, j] = share(i, j, g[Math.Min(i / 2, g.GetLength(0) - 1), Math.Min(j / 2, g.GetLength(1) - 1)]);
        return grad;
    }

    private static double[] Square(double[,] x, int i, int j)
    {
        (i, j) = (i / 2 * 2, j / 2 * 2);
        return [x[i, j], x[i, j + 1], x[i + 1, j], x[i + 1, j + 1]];
    }

    private static double[,] Bare(double[,] x, double[,] g)
    {
        var grad = new double[x.GetLength(0), x.GetLength(1)];
        for (var p = 0; p < x.Length; p++) grad[p / x.GetLength(1), p % x.GetLength(1)] = g[p / x.GetLength(1) / 2,
            p % x.GetLength(1) / 2] / 4;
        return grad;
    }
}
