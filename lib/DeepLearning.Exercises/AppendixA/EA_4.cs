using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.AppendixA;

using Answer = Func<double[,], int, int, double[]>;

internal sealed class EA_4 : Definition<Answer>
{
    public override string Id => "A.4";
    public override string Title => "Collect the copies";
    public override string Signature => "double[] CollectPatches(double[,] patchGrad, int length, int stride)";
    public override string Praise => "Right: every copy counts, and what lies in the padding is dropped.";
    protected override string? Nudged => Inputs.Nudged;
    public override IReadOnlyList<string> Axes => ["inputs"];

    public override IReadOnlyList<string> Hints =>
    [
        "It is exercise A.3 walked backwards: the same two loops, the same formula for the place of the input.",
        "An input stands in several patches. What happens to the gradients of its copies?",
        "sum[o · stride + u − width / 2] += patchGrad[o, u], if that index lies inside.",
    ];

    public override string Explanation =>
        "Copying forward means summing backward. Reading and collecting use one and the same formula " +
        "for the place, so they can't disagree.";

    public override Answer Right => CollectPatches;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("stride 1", f => f(new[,] { { 9.0, 1, 2 }, { 3, 4, 5 }, { 6, 7, 8 }, { 1, 3, -9 } }, 4, 1)),
        new("stride 2", f => f(new[,] { { 9.0, 1, 2 }, { 3, 4, 5 }, { 6, 7, -9 } }, 5, 2)),
        new("width 5", f => f(new[,] { { 1.0, 2, 3, 4, 5 }, { 6, 7, 8, 9, 1 }, { 2, 4, 6, 8, 3 } }, 3, 1)),
        new("gradients below zero", f => f(new[,] { { 9.0, -1, 2 }, { -3, 4, -5 }, { 6, -7, 8 } }, 3, 1)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Each copy overwrites the one before. An input collects from all its copies: add.",
            (p, n, s) => Collect(p, n, s, overwrite: true)),
        new("You took the mean of the copies. The chain rule adds paths, it does not average them.",
            (p, n, s) => Collect(p, n, s, mean: true)),
        new("The stride is missing from the place of the input.", (p, n, s) => Collect(p, n, 1)),
        new("The padding is not taken off: patch 0 begins width / 2 to the left of the input.", (p, n, s) => Collect(p, n, s, shift: 0)),
        new("The padding is added where it should be taken off.", (p, n, s) => Collect(p, n, s, shift: p.GetLength(1) / 2)),
        new("What lies in the padding was added to the first or last input. It belongs to nobody: drop it.",
            (p, n, s) => Collect(p, n, s, clamp: true)),
        new("Each patch was read backwards.", (p, n, s) => Collect(p, n, s, backwards: true)),
        new("The stride is multiplied into the place in the patch as well: only o is.", (p, n, s) => Collect(p, n, s, inner: true)),
        new("It looks over the edge: what lies in the padding has no input, so skip it.", Unguarded),
        new("The sizes of the gradients are added, without their signs.", (p, n, s) => Collect(Absolute(p), n, s)),
    ];

    // <solution>
    private static double[] CollectPatches(double[,] patchGrad, int length, int stride)
    {
        var (places, width) = (patchGrad.GetLength(0), patchGrad.GetLength(1));
        var sum = new double[length];
        for (var o = 0; o < places; o++)
            for (var u = 0; u < width; u++)
            {
                var i = o * stride + u - width / 2;
                if (i >= 0 && i < length) sum[i] += patchGrad[o, u];
            }
        return sum;
    }
    // </solution>

    private static double[] Collect(
        double[,] p, int length, int stride, bool overwrite = false, bool mean = false, int? shift = null, bool clamp = false,
            bool backwards = false,
        bool inner = false)
    {
        var (sum, count, width) = (new double[length], new int[length], p.GetLength(1));
        for (var o = 0; o < p.GetLength(0); o++)
            for (var u = 0; u < width; u++)
            {
                var i = (inner ? (o + u) * stride : o * stride + u) + (shift ?? -(width / 2));
                if (clamp) i = Math.Clamp(i, 0, length - 1);
                if (i < 0 || i >= length) continue;
                var value = p[o, backwards ? width - 1 - u : u];
                sum[i] = overwrite ? value : sum[i] + value;
                count[i]++;
            }
        return mean ? [.. sum.Select((value, i) => value / Math.Max(count[i], 1))] : sum;
    }

    private static double[] Unguarded(double[,] p, int length, int stride)
    {
        var sum = new double[length];
        for (var o = 0; o < p.GetLength(0); o++)
            for (var u = 0; u < p.GetLength(1); u++) sum[o * stride + u - p.GetLength(1) / 2] += p[o, u];
        return sum;
    }

    private static double[,] Absolute(double[,] p)
    {
        var result = (double[,])p.Clone();
        for (var i = 0; i < p.Length; i++) result[i / p.GetLength(1),
            i % p.GetLength(1)] = Math.Abs(p[i / p.GetLength(1), i % p.GetLength(1)]);
        return result;
    }
}
