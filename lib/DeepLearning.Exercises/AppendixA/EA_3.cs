using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.AppendixA;

using Answer = Func<double[], int, int, double[,]>;

internal sealed class EA_3 : Definition<Answer>
{
    public override string Id => "A.3";
    public override string Title => "Patches as rows, with a stride";
    public override string Signature => "double[,] PatchRows(double[] x, int width, int stride)";
    public override string Praise => "Right: one row for every place at which the kernel stops, zeros where it looks over the edge.";
    public override IReadOnlyList<string> Axes => ["places", "patch"];

    public override IReadOnlyList<string> Hints =>
    [
        "With padding width / 2 on both sides, how many places are there? (n + 2 · padding − width) / stride + 1.",
        "Place o begins at input o · stride − padding.",
        "Row o, column u holds x[o · stride + u − width / 2] if that lies inside, else 0.",
    ];

    public override string Explanation =>
        "The padding moves the first patch to the left, the stride says how far apart the patches stand. Everything outside is zero.";

    public override Answer Right => PatchRows;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("five inputs, width 3, stride 2", f => f([1, 2, 3, 4, 5], 3, 2)),
        new("five inputs, width 3, stride 1", f => f([1, 2, 3, 4, 5], 3, 1)),
        new("six inputs, width 5, stride 2", f => f([4, -1, 7, 2, 8, 3], 5, 2)),
        new("one input", f => f([9], 3, 1)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("The stride is missing: patches begin one apart, whatever the stride.", (x, w, s) => Rows(x, w, s, start: (o, _) => o - w / 2)),
        new("The padding is missing: place 0 must begin at −width / 2, over the left edge.",
            (x, w, s) => Rows(x, w, s, start: (o, s) => o * s)),
        new("You multiplied the padding by the stride too. Only the place is multiplied: o · stride − width / 2.",
            (x, w, s) => Rows(x, w, s, start: (o, s) => (o - w / 2) * s)),
        new("Each patch is read backwards.", (x, w, s) => Rows(x, w, s, start: (o, s) => o * s - w / 2, backwards: true)),
        new("Over the edge you repeated the last value. The padding here is zero.",
            (x, w, s) => Rows(x, w, s, start: (o, s) => o * s - w / 2, clamp: true)),
        new("There is a row for every input. With a stride there are fewer places: (n + 2 · padding − width) / stride + 1.",
            (x, w, s) => Rows(x, w, s, start: (o, s) => o * s - w / 2, places: x.Length)),
        new("The last place is missing: (n + 2 · padding − width) / stride is how many steps there are; places are one more.",
            (x, w, s) => Rows(x, w, s, start: (o, s) => o * s - w / 2, places: (x.Length + 2 * (w / 2) - w) / s)),
        new("Rows and columns are exchanged: each patch should be a row.", (x, w, s) => Transposed(PatchRows(x, w, s))),
        new("It looks over the edge of x: inside is 0 ≤ i < n, everything else is 0.", Unguarded),
        new("The padding is added where it is taken off.", (x, w, s) => Rows(x, w, s, start: (o, s) => o * s + w / 2)),
        new("The stride stands inside the patch: its numbers are neighbours, only its beginning moves by strides.", Spread),
    ];

    // <solution>
    private static double[,] PatchRows(double[] x, int width, int stride)
    {
        var places = (x.Length + 2 * (width / 2) - width) / stride + 1;
        var rows = new double[places, width];
        for (var o = 0; o < places; o++)
            for (var u = 0; u < width; u++)
            {
                var i = o * stride + u - width / 2;
                if (i >= 0 && i < x.Length) rows[o, u] = x[i];
            }
        return rows;
    }
    // </solution>

    private static double[,] Rows(double[] x, int width, int stride, Func<int, int, int> start, bool backwards = false, bool clamp = false,
        int? places = null)
    {
        var rows = new double[places ?? (x.Length + 2 * (width / 2) - width) / stride + 1, width];
        for (var o = 0; o < rows.GetLength(0); o++)
            for (var u = 0; u < width; u++)
            {
                var i = start(o, stride) + u;
                if (clamp) i = Math.Clamp(i, 0, x.Length - 1);
                if (i >= 0 && i < x.Length) rows[o, backwards ? width - 1 - u : u] = x[i];
            }
        return rows;
    }

    private static double[,] Transposed(double[,] a)
    {
        var t = new double[a.GetLength(1), a.GetLength(0)];
        for (var i = 0; i < t.GetLength(0); i++)
            for (var j = 0; j < t.GetLength(1); j++) t[i, j] = a[j, i];
        return t;
    }

    private static double[,] Unguarded(double[] x, int width, int stride)
    {
        var rows = new double[(x.Length + 2 * (width / 2) - width) / stride + 1, width];
        for (var p = 0; p < rows.Length; p++) rows[p / width, p % width] = x[p / width * stride + p % width - width / 2];
        return rows;
    }

    private static double[,] Spread(double[] x, int width, int stride)
    {
        var rows = new double[(x.Length + 2 * (width / 2) - width) / stride + 1, width];
        for (var p = 0; p < rows.Length; p++)
            if (p / width + (p % width - width / 2) * stride is >= 0 and var i && i < x.Length) rows[p / width, p % width] = x[i];
        return rows;
    }
}
