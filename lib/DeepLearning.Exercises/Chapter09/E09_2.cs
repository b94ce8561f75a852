using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter09;

using Answer = Func<double[,], int, int, double[,]>;

internal sealed class E09_2 : Definition<Answer>
{
    public override string Id => "09.2";
    public override string Title => "A convolution as a matrix";
    public override string Signature => "double[,] ConvolutionMatrix(double[,] kernel, int height, int width)";
    public override string Praise => "Right: shared weights where the kernel lies, zeros everywhere else.";
    public override IReadOnlyList<string> Axes => ["outputs", "pixels"];

    public override IReadOnlyList<string> Hints =>
    [
        "The matrix has a row for each place at which the kernel fits, and a column for each pixel. How many of each?",
        "There are (height − k + 1) · (width − k + 1) places for a kernel of k×k. Pixel (y, x) is column y · width + x.",
        "For each place (i, j) and each entry (u, v): matrix[i * (width - k + 1) + j, (i + u) * width + j + v] = kernel[u, v].",
    ];

    public override string Explanation =>
        "Row by row, the same weights stand further to the right. Between the rows of the kernel there are width − k zeros, and where " +
        "an output row ends, the weights jump.";

    public override Answer Right => ConvolutionMatrix;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("2×2 over 3×3", f => f(new[,] { { 1.0, 2 }, { 3, 4 } }, 3, 3)),
        new("2×2 over 3 rows of 5", f => f(new[,] { { 1.0, 2 }, { 3, 4 } }, 3, 5)),
        new("3×3 over 5 rows of 4", f => f(new[,] { { 1.0, 2, 3 }, { 4, 5, 6 }, { 7, 8, 9 } }, 5, 4)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Transposed: outputs are rows, pixels are columns.", (k, h, w) => Transposed(ConvolutionMatrix(k, h, w))),
        new("The kernel is turned round by half a turn: its first entry belongs to the upper left pixel.",
            (k, h, w) => ConvolutionMatrix(Turned(k), h, w)),
        new("The kernel lies mirrored along its diagonal: kernel[u, v] meets the pixel u rows down and v to the right.",
            (k, h, w) => ConvolutionMatrix(Transposed(k), h, w)),
        new("Every row begins one pixel after the last one. At the end of an output row the kernel has to jump to the next line.",
            (k, h, w) => Fill(k, h, w, (place, _) => place)),
        new("The entries of the kernel stand side by side. In the picture its second row lies a whole line of pixels further on.",
            (k, h, w) => Fill(k, h, w, (place, columns) => place / columns * w + place % columns, line: k.GetLength(0))),
        new("Column of the pixel: (i + u) · width, not · height. Only a square picture hides it.",
            (k, h, w) => Fill(k, h, w, (place, columns) => place / columns * h + place % columns, line: h)),
        new("You padded the picture: here the kernel must fit, so there are (height − k + 1) · (width − k + 1) rows.", Padded),
        new("Each row holds a one where a weight belongs: write the entries of the kernel.",
            (k, h, w) => ConvolutionMatrix(Map(k, v => 1), h, w)),
        new("The weights are divided by their number. A convolution adds; it takes no mean.",
            (k, h, w) => ConvolutionMatrix(Map(k, v => v / k.Length), h, w)),
        new("Width and height are exchanged: pixel (y, x) is column y · width + x.", (k, h, w) => ConvolutionMatrix(k, w, h)),
    ];

    // <solution>
    private static double[,] ConvolutionMatrix(double[,] kernel, int height, int width)
    {
        var k = kernel.GetLength(0);
        var (rows, columns) = (height - k + 1, width - k + 1);
        var matrix = new double[rows * columns, height * width];
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
                for (var u = 0; u < k; u++)
                    for (var v = 0; v < k; v++) matrix[i * columns + j, (i + u) * width + j + v] = kernel[u, v];
        return matrix;
    }
    // </solution>

    private static double[,] Fill(double[,] kernel, int height, int width, Func<int, int, int> start, int? line = null)
    {
        var k = kernel.GetLength(0);
        var (places, columns) = ((height - k + 1) * (width - k + 1), width - k + 1);
        var matrix = new double[places, height * width];
        for (var place = 0; place < places; place++)
            for (var u = 0; u < k; u++)
                for (var v = 0; v < k; v++) matrix[place, start(place, columns) + u * (line ?? width) + v] = kernel[u, v];
        return matrix;
    }

    private static double[,] Transposed(double[,] a)
    {
        var result = new double[a.GetLength(1), a.GetLength(0)];
        for (var i = 0; i < a.GetLength(0); i++)
            for (var j = 0; j < a.GetLength(1); j++) result[j, i] = a[i, j];
        return result;
    }

    private static double[,] Turned(double[,] a)
    {
        var result = (double[,])a.Clone();
        for (var i = 0; i < a.Length; i++) result[i / a.GetLength(1), i % a.GetLength(1)] = a[a.GetLength(0) - 1 - i / a.GetLength(1),
            a.GetLength(1) - 1 - i % a.GetLength(1)];
        return result;
    }

    private static double[,] Map(double[,] a, Func<double, double> f)
    {
        var result = (double[,])a.Clone();
        for (var i = 0; i < a.Length; i++) result[i / a.GetLength(1), i % a.GetLength(1)] = f(a[i / a.GetLength(1), i % a.GetLength(1)]);
        return result;
    }

    private static double[,] Padded(double[,] kernel, int height, int width)
    {
        var (k, matrix) = (kernel.GetLength(0), new double[height * width, height * width]);
        for (var p = 0; p < matrix.GetLength(0) * k * k; p++)
        {
            var (i, j, u, v) = (p / (k * k) / width, p / (k * k) % width, p / k % k, p % k);
            var (y, x) = (i + u - k / 2, j + v - k / 2);
            if (y >= 0 && y < height && x >= 0 && x < width) matrix[i * width + j, y * width + x] = kernel[u, v];
        }
        return matrix;
    }
}
