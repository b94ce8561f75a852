using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter05;

using Answer = Func<double[,], double[,], double[,]>;

internal sealed class E05_5 : Definition<Answer>
{
    public override string Id => "05.5";
    public override string Title => "Find the bug: half of a half turn";
    public override string Signature => "double[,] PictureGrad(double[,] g, double[,] kernel)";
    public override string Praise => "Right: the kernel is turned along both axes, and the check on an uneven kernel agrees everywhere.";
    protected override string? Nudged => Inputs.Nudged;
    public override IReadOnlyList<string> Axes => ["rows", "columns"];

    public override IReadOnlyList<string> Hints =>
    [
        "Compare with Grads2(…).X or with NumericalGrad, first for the kernel 'edge', then for 'counting'. For which kernels does the " +
            "code agree?",
        "Half a turn takes the upper left weight to the lower right. Where does the code take it?",
        "Both indices have to run backwards: kernel[k − 1 − u, k − 1 − v].",
    ];

    public override string Explanation =>
        "The code turned the columns round but not the rows, which is a mirror, not half a turn. Kernels whose rows read the same from " +
        "above and from below, such as the edge kernel, hide it.";

    public override Answer Right => PictureGrad;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("the kernel 1 to 9", f => f(Arriving, Counting)),
        new("the edge kernel", f => f(Arriving, new[,] { { -1.0, 0, 1 }, { -1, 0, 1 }, { -1, 0, 1 } })),
        new("a kernel of 1×1", f => f(Arriving, new[,] { { 2.0 } })),
        new("a kernel of 5×5", f => f(Arriving, Wide)),
        new("another uneven kernel", f => f(Arriving, new[,] { { 2.0, -1, 0 }, { 0, 1, 3 }, { -2, 5, 1 } })),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Nothing has changed yet: it agrees for the edge kernel, and not for the kernel 1 to 9. What do the rows of the edge " +
            "kernel have in common?", (g, w) => Slide(g, w, false, true)),
        new("Now the rows are turned and the columns are not: the same mistake, lying on its side.", (g, w) => Slide(g, w, true, false)),
        new("Now nothing is turned any more: that is the forward pass.", (g, w) => Slide(g, w, false, false)),
        new("You exchanged rows and columns of the kernel. That is a mirror along the diagonal, not half a turn.",
            (g, w) => Slide(g, Transposed(w), false, false)),
        new("Turned by half a turn and mirrored along the diagonal as well: rows and columns of the kernel are exchanged.",
            (g, w) => Slide(g, Transposed(w), true, true)),
        new("A quarter turn is not enough: the upper left weight has to go to the lower right.",
            (g, w) => Slide(g, Transposed(w), true, false)),
        new("Each product overwrites the one before: write += where you have =.", (g, w) => Slide(g, w, true, true, add: false)),
        new("The padding has gone: the kernel must stand with its middle on the place, so k / 2 is taken off.",
            (g, w) => Slide(g, w, true, true, shift: 0)),
        new("k − u lies outside the kernel: the last index is k − 1, so it is k − 1 − u.", (g, w) => Slide(g, w, true, true, reach: 1)),
        new("A quarter turn is not enough, and this one goes the other way: the upper left weight has to go to the lower right.",
            (g, w) => Slide(g, Transposed(w), false, true)),
    ];

    // <solution>
    private static double[,] PictureGrad(double[,] g, double[,] kernel)
    {
        var (height, width, k) = (g.GetLength(0), g.GetLength(1), kernel.GetLength(0));
        var grad = new double[height, width];
        for (var i = 0; i < height; i++)
            for (var j = 0; j < width; j++)
                for (var u = 0; u < k; u++)
                    for (var v = 0; v < k; v++)
                    {
                        var (y, x) = (i + u - k / 2, j + v - k / 2);
                        if (y >= 0 && y < height && x >= 0 && x < width) grad[i, j] += g[y, x] * kernel[k - 1 - u, k - 1 - v];
                    }
        return grad;
    }
    // </solution>

    private static double[,] Counting => new[,] { { 1.0, 2, 3 }, { 4, 5, 6 }, { 7, 8, 9 } };
    private static double[,] Arriving => new[,] { { 1.0, -2, 0.5, 3, 1 }, { 2, 4, -1, 0, 2 }, { -3, 1, 1, 5, -2 }, { 0.5, 2, -4, 1, 3 } };
    private static double[,] Wide => new[,]
        { { 1.0, 2, 3, 4, 5 }, { 6, 7, 8, 9, 1 }, { 2, 3, 5, 7, 1 }, { 1, 3, 2, 4, 8 }, { 9, 1, 2, 6, 3 } };

    private static double[,] Slide(double[,] g, double[,] w, bool turnRows, bool turnColumns, bool add = true, int? shift = null,
        int reach = 0)
    {
        var (height, width, k) = (g.GetLength(0), g.GetLength(1), w.GetLength(0));
        var grad = new double[height, width];
        for (var p = 0; p < height * width * k * k; p++)
        {
            var (i, j, u, v) = (p / (k * k) / width, p / (k * k) % width, p / k % k, p % k);
            var (y, x) = (i + u - (shift ?? k / 2), j + v - (shift ?? k / 2));
            if (y < 0 || y >= height || x < 0 || x >= width) continue;
            grad[i, j] = (add ? grad[i, j] : 0) + g[y, x] * w[turnRows ? k - 1 + reach - u : u, turnColumns ? k - 1 + reach - v : v];
        }
        return grad;
    }

    private static double[,] Transposed(double[,] a)
    {
        var t = new double[a.GetLength(1), a.GetLength(0)];
        for (var i = 0; i < t.GetLength(0); i++)
            for (var j = 0; j < t.GetLength(1); j++) t[i, j] = a[j, i];
        return t;
    }
}
