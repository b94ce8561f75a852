using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter05;

using Answer = Func<double[], double[], double[]>;

internal sealed class E05_3 : Definition<Answer>
{
    public override string Id => "05.3";
    public override string Title => "Convolve a row of numbers";
    public override string Signature => "double[] Convolution(double[] x, double[] w)";
    public override string Praise => "Right: uneven kernels, wide kernels, and both edges.";
    public override IReadOnlyList<string> Axes => ["places"];

    public override IReadOnlyList<string> Hints =>
    [
        "The result is as long as x. Which inputs lie under the kernel when its middle stands on input o?",
        "Weight u lies on input o + u − w.Length / 2.",
        "Two loops: y[o] += w[u] * x[i] with i = o + u − w.Length / 2, and only if 0 ≤ i < x.Length.",
    ];

    public override string Explanation =>
        "The middle weight lies on the place itself, the others to its left and right; beyond the ends there are zeros, which add " +
        "nothing, so they are skipped.";

    public override Answer Right => Convolution;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("five inputs, kernel 1 2 3", f => f([1, 2, 3, 4, 5], [1, 2, 3])),
        new("five inputs, kernel 1 1 1", f => f([1, 2, 3, 4, 5], [1, 1, 1])),
        new("a kernel of width 5", f => f([2, -1, 0.5, 3, 4, -2], [1, 0, -2, 0.5, 3])),
        new("a kernel of width 1", f => f([2, -1, 3], [4])),
        new("a kernel wider than the input", f => f([5, 7], [1, 2, 3, 4, 5])),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("The kernel is turned round. Mathematicians do that; in deep learning weight 0 lies on the left.",
            (x, w) => Slide(x, [.. w.Reverse()])),
        new("The kernel begins at the place instead of standing in its middle: take w.Length / 2 off the index.",
            (x, w) => Slide(x, w, shift: w.Length / 2)),
        new("The kernel ends at the place instead of standing in its middle: it stands too far to the left.",
            (x, w) => Slide(x, w, shift: -(w.Length / 2))),
        new("Off by one: the whole result is shifted to the left by one place.", (x, w) => Slide(x, w, shift: 1)),
        new("Off by one: the whole result is shifted to the right by one place.", (x, w) => Slide(x, w, shift: -1)),
        new("The padding is missing: the result should be as long as x, with zeros assumed beyond the ends.",
            (x, w) => x.Length < w.Length ? [] : Slide(x, w)[(w.Length / 2)..(x.Length - w.Length / 2)]),
        new("Beyond the ends you used the first and last value. The padding here is zero.",
            (x, w) => Slide(x, w, outside: i => Math.Clamp(i, 0, x.Length - 1))),
        new("Beyond the ends you went round to the other side. The padding here is zero.",
            (x, w) => Slide(x, w, outside: i => (i % x.Length + x.Length) % x.Length)),
        new("The last input never counts: the condition at the right end is off by one.", (x, w) => Slide([.. x[..^1], 0], w)),
        new("The first input never counts: the condition at the left end is off by one. Index 0 lies inside.",
            (x, w) => Slide([0, .. x[1..]], w)),
        new("You divided by the width of the kernel. A moving average does that; a convolution does not.",
            (x, w) => [.. Slide(x, w).Select(y => y / w.Length)]),
        new("Each product overwrites the one before: add them up.",
            (x, w) => [.. x.Select((_, o) => w.Select((weight, u) => (Index: o + u - w.Length / 2, weight))
            .Where(t => t.Index >= 0 && t.Index < x.Length).Select(t => t.weight * x[t.Index]).LastOrDefault())]),
        new("Without padding the result has x.Length − w.Length + 1 places, below 0 for a kernel wider than the input. Assume zeros " +
            "beyond the ends: as many outputs as inputs.",
            Valid),
        new("You take x[o − u]: that turns the kernel round and lets it end at the place. It is x[o + u − w.Length / 2].",
            (x, w) => [.. x.Select((_, o) => w.Select((weight, u) => o - u is >= 0 and var i ? weight * x[i] : 0).Sum())]),
        new("It looks beyond the end of x: skip the places outside, 0 ≤ i < x.Length, where zeros are assumed.",
            (x, w) => [.. x.Select((_, o) => w.Select((weight, u) => weight * x[o + u - w.Length / 2]).Sum())]),
        new("Only the middle weight counts in yours.", (x, w) => [.. x.Select(v => v * w[w.Length / 2])]),
        new("The first and the last input never count: 0 and x.Length − 1 lie inside.",
            (x, w) => Slide([.. x.Select((v, i) => i == 0 || i == x.Length - 1 ? 0 : v)], w)),
        new("Your kernel is 3 wide, whatever w.Length is.",
            (x, w) => [.. x.Select((_, o) => Enumerable.Range(0, Math.Min(3, w.Length))
                .Sum(u => o + u - 1 is >= 0 and var i && i < x.Length ? w[u] * x[i] : 0))]),
    ];

    // <solution>
    private static double[] Convolution(double[] x, double[] w)
    {
        var y = new double[x.Length];
        for (var o = 0; o < y.Length; o++)
            for (var u = 0; u < w.Length; u++)
            {
                var i = o + u - w.Length / 2;
                if (i >= 0 && i < x.Length) y[o] += w[u] * x[i];
            }
        return y;
    }
    // </solution>

    private static double[] Slide(double[] x, double[] w, int shift = 0, Func<int, int>? outside = null) =>
        [.. x.Select((_, o) => w.Select((weight, u) =>
    {
        var i = o + u - w.Length / 2 + shift;
        if (i >= 0 && i < x.Length) return weight * x[i];
        return outside is null ? 0 : weight * x[outside(i)];
    }).Sum())];

    private static double[] Valid(double[] x, double[] w)
    {
        var y = new double[x.Length - w.Length + 1];
        for (var o = 0; o < y.Length; o++)
            for (var u = 0; u < w.Length; u++) y[o] += w[u] * x[o + u];
        return y;
    }
}
