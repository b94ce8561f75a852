using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter12;

using Answer = Func<double[,], int, int, double, double[,]>;

internal sealed class E12_7 : Definition<Answer>
{
    public override string Id => "12.7";
    public override string Title => "Move a picture";
    public override string Signature => "double[,] Shift(double[,] image, int down, int right, double fill)";
    public override string Praise => "Right: in both directions, past both edges, and the picture that came in is still as it was.";
    public override IReadOnlyList<string> Axes => ["rows", "columns"];

    public override IReadOnlyList<string> Hints =>
    [
        "Ask for each place of the new picture: from where does its pixel come? Down is plus for the picture, so it is minus for the question.",
        "The pixel at (y, x) comes from (y - down, x - right). If that lies outside, it is fill.",
        "Loop over y and x; int fromY = y - down, fromX = x - right; check 0 <= fromY && fromY < height, and the same for fromX and the width.",
    ];

    public override string Explanation =>
        "Asking from where each pixel comes leaves no hole, and one test keeps all four edges. A picture may be moved out of itself " +
        "altogether: then nothing but fill is left.";

    public override Answer Right => Shift;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("down 1, right 2", f => f(Picture(3, 5), 1, 2, 0)),
        new("up 2, left 1", f => f(Picture(4, 3), -2, -1, -7)),
        new("down 1, left 1", f => f(Picture(3, 4), 1, -1, 0.5)),
        new("not at all", f => f(Picture(2, 3), 0, 0, 9)),
        new("right out of the picture", f => f(Picture(2, 3), 0, 4, 9)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("It moves up and left instead of down and right: the pixel at (y, x) comes from y − down, x − right.",
            (p, d, r, v) => Moved(p, -d, -r, v)),
        new("It moves up instead of down.", (p, d, r, v) => Moved(p, -d, r, v)),
        new("It moves left instead of right.", (p, d, r, v) => Moved(p, d, -r, v)),
        new("down and right are exchanged: the first index counts rows, from the top.", (p, d, r, v) => Moved(p, r, d, v)),
        new("Nothing moves to the right.", (p, d, _, v) => Moved(p, d, 0, v)),
        new("Nothing moves down.", (p, _, r, v) => Moved(p, 0, r, v)),
        new("What goes out on one side comes in on the other. Outside there is nothing but fill.",
            (p, d, r, _) => Each(p, (y, x) => p[Wrap(y - d, p.GetLength(0)), Wrap(x - r, p.GetLength(1))])),
        new("The edge is repeated. Outside there is nothing but fill.", (p, d, r, _) =>
            Each(p, (y, x) => p[Math.Clamp(y - d, 0, p.GetLength(0) - 1), Math.Clamp(x - r, 0, p.GetLength(1) - 1)])),
        new("0 came in from outside. It is to be fill.", (p, d, r, _) => Moved(p, d, r, 0)),
        new("Where nothing comes in, the old picture shows through. It is to be fill.",
            (p, d, r, _) => Each(p, (y, x) => Inside(p, y - d, x - r) ? p[y - d, x - r] : p[y, x])),
        new("The first row and the first column never arrive: 0 is inside, too. >= 0 is asked, not > 0.",
            (p, d, r, v) => Each(p, (y, x) => y - d > 0 && x - r > 0 && Inside(p, y - d, x - r) ? p[y - d, x - r] : v)),
        new("The last row and the last column never arrive: the test ends one too early.", (p, d, r, v) =>
            Each(p, (y, x) => y - d < p.GetLength(0) - 1 && x - r < p.GetLength(1) - 1 && Inside(p, y - d, x - r) ? p[y - d, x - r] : v)),
        new("It moves one too far in both directions.", (p, d, r, v) => Moved(p, d + 1, r + 1, v)),
        new("Right for moves down and right. A move may be negative: it goes up or left then.",
            (p, d, r, v) => Moved(p, Math.Abs(d), Math.Abs(r), v)),
        new("Negative moves don't move in yours. They go up or left.", (p, d, r, v) => Moved(p, Math.Max(0, d), Math.Max(0, r), v)),
        new("It moves twice as far.", (p, d, r, v) => Moved(p, 2 * d, 2 * r, v)),
        new("The picture is mirrored as well.",
            (p, d, r, v) => Each(Moved(p, d, r, v), (y, x) => Moved(p, d, r, v)[y, p.GetLength(1) - 1 - x])),
        new("fill stands everywhere: no pixel arrives.", (p, _, _, v) => Each(p, (_, _) => v)),
        new("Only what has moved along both axes arrives; a row that stays within must come whole.", (p, d, r, v) =>
            Each(p, (y, x) => y >= Math.Abs(d) && x >= Math.Abs(r) && Inside(p, y - d, x - r) ? p[y - d, x - r] : v)),
    ];

    // <solution>
    private static double[,] Shift(double[,] image, int down, int right, double fill)
    {
        int height = image.GetLength(0), width = image.GetLength(1);
        var moved = new double[height, width];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
            {
                int fromY = y - down, fromX = x - right;
                bool inside = fromY >= 0 && fromY < height && fromX >= 0 && fromX < width;
                moved[y, x] = inside ? image[fromY, fromX] : fill;
            }
        return moved;
    }
    // </solution>

    private static double[,] Picture(int height, int width) => Each(new double[height, width], (y, x) => 1 + 3 * y + x + y * x * 0.5);

    private static double[,] Each(double[,] like, Func<int, int, double> at)
    {
        var result = new double[like.GetLength(0), like.GetLength(1)];
        for (var y = 0; y < like.GetLength(0); y++)
            for (var x = 0; x < like.GetLength(1); x++) result[y, x] = at(y, x);
        return result;
    }

    private static bool Inside(double[,] image, int y, int x) => y >= 0 && y < image.GetLength(0) && x >= 0 && x < image.GetLength(1);

    private static int Wrap(int i, int length) => (i % length + length) % length;

    private static double[,] Moved(double[,] image, int down, int right, double fill) =>
        Each(image, (y, x) => Inside(image, y - down, x - right) ? image[y - down, x - right] : fill);
}
