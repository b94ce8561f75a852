using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter09;

using Answer = Func<double[,], double[,], int, int, double>;

internal sealed class E09_1 : Definition<Answer>
{
    public override string Id => "09.1";
    public override string Title => "A kernel at one place";
    public override string Signature => "double KernelAt(double[,] image, double[,] kernel, int row, int column)";
    public override string Praise => "Right: rows and columns, uneven kernels, and wide ones.";

    public override IReadOnlyList<string> Hints =>
    [
        "The middle of the kernel lies on (row, column). Which pixel lies under the kernel's entry [0, 0]?",
        "Entry [u, v] lies on the pixel (row + u − height / 2, column + v − width / 2), with the height and width of the kernel.",
        "Two loops over u and v: sum += kernel[u, v] * image[row + u - kernel.GetLength(0) / 2, column + v - kernel.GetLength(1) / 2].",
    ];

    public override string Explanation =>
        "Nine products and their sum. Only the index needs care: from the middle of the kernel, entry [u, v] is u − height / 2 rows " +
        "down and v − width / 2 columns to the right.";

    public override Answer Right => KernelAt;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("an uneven kernel of 3×3", f => f(Grey(6, 7), new[,] { { -1.0, 2, 0.5 }, { 0, 3, -2 }, { 1, -0.5, 4 } }, 2, 3)),
        new("the same kernel near a corner", f => f(Grey(6, 7), new[,] { { -1.0, 2, 0.5 }, { 0, 3, -2 }, { 1, -0.5, 4 } }, 4, 1)),
        new("a kernel of 5 rows and 3 columns", f => f(Grey(9, 8), Grey(5, 3), 3, 5)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("The kernel begins at (row, column) instead of standing in its middle there.",
            (x, k, r, c) => Meet(x, k, r + k.GetLength(0) / 2, c + k.GetLength(1) / 2)),
        new("The kernel lies mirrored along its diagonal: its first index goes down, its second to the right.",
            (x, k, r, c) => Meet(x, k, r, c, (u, v) => (v % k.GetLength(0), u % k.GetLength(1)))),
        new("The kernel is turned round by half a turn. Mathematicians do that; in deep learning entry [0, 0] lies at the top left.",
            (x, k, r, c) => Meet(x, k, r, c, (u, v) => (k.GetLength(0) - 1 - u, k.GetLength(1) - 1 - v))),
        new("You took the mean of the products. The answer of a kernel is their sum.", (x, k, r, c) => KernelAt(x, k, r, c) / k.Length),
        new("Only the entry in the middle of the kernel counts in your answer.",
            (x, k, r, c) => x[r, c] * k[k.GetLength(0) / 2, k.GetLength(1) / 2]),
        new("Row and column of the pixel are exchanged: image[row, column], the row first.",
            (x, k, r, c) => Meet(x, k, Math.Clamp(c, k.GetLength(0) / 2, x.GetLength(0) - 1 - k.GetLength(0) / 2),
                Math.Clamp(r, k.GetLength(1) / 2, x.GetLength(1) - 1 - k.GetLength(1) / 2))),
        new("The kernel begins at (row, column) with its corner, and so it looks over the edge. Its middle stands there: take height / " +
            "2 and width / 2 off.",
            Corner),
        new("The sides of the kernel are exchanged: its height is GetLength(0), its width GetLength(1).",
            (x, k, r, c) => Meet(x, k, r + k.GetLength(0) / 2 - k.GetLength(1) / 2, c + k.GetLength(1) / 2 - k.GetLength(0) / 2)),
        new("Each product overwrites the one before: write += where you have =.",
            (x, k, r, c) => k[k.GetLength(0) - 1, k.GetLength(1) - 1] * x[r + k.GetLength(0) / 2, c + k.GetLength(1) / 2]),
        new("The last row and column of the kernel are left out: the loops run to < height and < width.",
            (x, k, r, c) => Meet(x, k, r, c, skip: true)),
        new("You multiplied by the pixel in the middle only. Each entry meets the pixel under it.",
            (x, k, r, c) => k.Cast<double>().Sum() * x[r, c]),
        new("The kernel ends at (row, column). Its middle stands there: take only half of the sides off.",
            (x, k, r, c) => Meet(x, k, r - k.GetLength(0) / 2, c - k.GetLength(1) / 2)),
        new("Half a kernel is taken for 1. Kernels may be larger: take height / 2 and width / 2 off.",
            (x, k, r, c) => Meet(x, k, r - 1 + k.GetLength(0) / 2, c - 1 + k.GetLength(1) / 2)),
        new("The kernel is taken for a square. Its width is GetLength(1).", SquareKernel),
    ];

    // <solution>
    private static double KernelAt(double[,] image, double[,] kernel, int row, int column)
    {
        var (height, width, sum) = (kernel.GetLength(0), kernel.GetLength(1), 0.0);
        for (var u = 0; u < height; u++)
            for (var v = 0; v < width; v++)
                sum += kernel[u, v] * image[row + u - height / 2, column + v - width / 2];
        return sum;
    }
    // </solution>

    private static double Meet(double[,] image, double[,] kernel, int row, int column, Func<int, int, (int, int)>? entry = null,
        bool skip = false)
    {
        var (height, width, sum) = (kernel.GetLength(0), kernel.GetLength(1), 0.0);
        for (var u = 0; u < height; u++)
            for (var v = 0; v < width; v++)
            {
                if (skip && (u == height - 1 || v == width - 1)) continue;
                var (a, b) = entry?.Invoke(u, v) ?? (u, v);
                var (y, x) = (row + u - height / 2, column + v - width / 2);
                if (y >= 0 && y < image.GetLength(0) && x >= 0 && x < image.GetLength(1)) sum += kernel[a, b] * image[y, x];
            }
        return sum;
    }

    private static double Corner(double[,] image, double[,] kernel, int row, int column)
    {
        var sum = 0.0;
        for (var u = 0; u < kernel.GetLength(0); u++)
            for (var v = 0; v < kernel.GetLength(1); v++) sum += kernel[u, v] * image[row + u, column + v];
        return sum;
    }

    private static double SquareKernel(double[,] image, double[,] kernel, int row, int column)
    {
        var (side, sum) = (kernel.GetLength(0), 0.0);
        for (var u = 0; u < side; u++)
            for (var v = 0; v < side; v++) sum += kernel[u, v] * image[row + u - side / 2, column + v - side / 2];
        return sum;
    }

    private static double[,] Grey(int rows, int columns) => Inputs.Doubles(rows, columns, 10 * rows + columns).ToArray();
}
