using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter12;

using Answer = Func<double[,,], double[,,], double[,]>;

internal sealed class E12_8 : Definition<Answer>
{
    public override string Id => "12.8";
    public override string Title => "Find the bug: heat where there is none";
    public override string Signature => "double[,] GradCam(double[,,] maps, double[,,] grads)";
    public override string Praise => "Right: what speaks against the class cools, and each map has a weight of its own.";
    public override IReadOnlyList<string> Axes => ["rows", "columns"];

    public override IReadOnlyList<string> Hints =>
    [
        "Try maps that are all the same: with gradients 1 for the first and −1 for the second, what should the heat be? And what is it?",
        "Look at where weight begins for the second map. And in the formula: is the ReLU inside the sum over the maps, or outside?",
        "double weight = 0; belongs inside the loop over k. Add weight * maps without Math.Max, and cut off below 0 in a loop at the end.",
    ];

    public override string Explanation =>
        "A weight that is not set back carries the gradients of all maps before it. And a map that speaks against the class must be " +
        "able to cancel one that speaks for it: with the ReLU inside the sum, only praise is counted.";

    public override Answer Right => GradCam;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("two maps of 2 × 3", f => f(First(), new[,,] { { { 0.5, 1, 0 }, { 1, -0.5, 1 } }, { { -1, 0.5, -1 }, { 0, -0.5, -1 } } })),
        new("three maps of 3 × 2", f => f(
            new[,,] { { { 1, 0 }, { 2, 0.5 }, { 0, 3 } }, { { 0, 1 }, { 1, 1 }, { 4, 0 } }, { { 2, 2 }, { 0, 1 }, { 1, 0.5 } } },
            new[,,] { { { 1, -2 }, { 0.5, 1 }, { 1, 0 } }, { { 0, 1 }, { -1, -3 }, { 0, 0.5 } }, { { 1, 1 }, { 1, 0 }, { 2, 1 } } })),
        new("one map", f => f(new[,,] { { { 1, 2.0 }, { 0, 4 } } }, new[,,] { { { 1, 0.5 }, { 0, 1.5 } } })),
        new("a map that speaks against", f => f(new[,,] { { { 1, 2.0 }, { 0, 4 } } }, new[,,] { { { -1, 0.5 }, { 0, -1.5 } } })),
        new("maps with values below 0", f => f(new[,,] { { { 1, -2.0 } }, { { -3, 1 } } }, new[,,] { { { -1, -0.5 } }, { { 1.5, 0.5 } } })),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Nothing is repaired yet: both bugs are left. Give it two equal maps whose gradients are 1 and −1, and compare with the formula.",
            (m, g) => Heat(m, Running(g), inside: true)),
        new("The ReLU stands outside the sum now. One bug is left: where does the weight of the second map begin?",
            (m, g) => Heat(m, Running(g))),
        new("Each map has its own weight now. One bug is left: the ReLU belongs outside the sum over the maps.",
            (m, g) => Heat(m, Means(g), inside: true)),
        new("Both bugs are gone, and the ReLU with them: cut off below 0 at the end.", (m, g) => Heat(m, Means(g), keepNegative: true)),
        new("The ReLU is gone, and the weight still runs on from map to map.", (m, g) => Heat(m, Running(g), keepNegative: true)),
        new("Both bugs are gone, but the weight is a sum now: the mean is asked.",
            (m, g) => Heat(m, [.. Means(g).Select(w => w * g.GetLength(1) * g.GetLength(2))])),
        new("The ReLU is on the weights: a map that speaks against the class must be able to cancel another.",
            (m, g) => Heat(m, [.. Means(g).Select(w => Math.Max(0, w))])),
        new("The size of the weights is taken: what speaks against the class heats in yours.",
            (m, g) => Heat(m, [.. Means(g).Select(Math.Abs)])),
        new("The size of the sum is taken instead of its ReLU: what speaks against the class heats in yours.",
            (m, g) => Each(m, (y, x) => Math.Abs(Heat(m, Means(g), keepNegative: true)[y, x]))),
        new("Each place has a weight of its own in yours: gradient times map. The weight of a map is the mean of its gradients.",
            (m, g) => Each(m, (y, x) => Math.Max(0, Enumerable.Range(0, m.GetLength(0)).Sum(k => m[k, y, x] * g[k, y, x])))),
        new("The maps are not used: that is the sum of the weights.", (m, g) => Each(m, (_, _) => Math.Max(0, Means(g).Sum()))),
        new("Maps and gradients are exchanged: the gradients give the weights, the maps the places.", (m, g) => Heat(g, Means(m))),
        new("All maps get the same weight: the mean of all gradients.",
            (m, g) => Heat(m, [.. Means(g).Select(_ => g.Cast<double>().Average())])),
        new("The heat is divided by the number of maps. The formula has a sum over them.",
            (m, g) => Each(m, (y, x) => Heat(m, Means(g))[y, x] / m.GetLength(0))),
        new("The heat is scaled to at most 1. That is for drawing; the formula is asked.", (m, g) => Scaled(Heat(m, Means(g)))),
        new("Only the last map counts: += became =.", (m, g) => Each(m, (y, x) => Math.Max(0, Means(g)[^1] * m[m.GetLength(0) - 1, y, x]))),
        new("The largest gradient of a map is its weight in yours. The mean is asked.",
            (m, g) => Heat(m, [.. Chunks(g).Select(v => v.Max())])),
        new("The ReLU is on the maps. They are the outputs of a ReLU in the chapter, but need not be.",
            (m, g) => Each(m, (y, x) => Math.Max(0, Enumerable.Range(0, m.GetLength(0)).Sum(k => Math.Max(0, m[k, y, x]) * Means(g)[k])))),
    ];

    // <solution>
    private static double[,] GradCam(double[,,] maps, double[,,] grads)
    {
        int channels = maps.GetLength(0), height = maps.GetLength(1), width = maps.GetLength(2);
        var heat = new double[height, width];
        for (int k = 0; k < channels; k++)
        {
            double weight = 0;                              // each map begins anew
            for (int y = 0; y < height; y++)
                for (int x = 0; x < width; x++) weight += grads[k, y, x] / (height * width);
            for (int y = 0; y < height; y++)
                for (int x = 0; x < width; x++) heat[y, x] += weight * maps[k, y, x];
        }
        for (int y = 0; y < height; y++)                    // the ReLU, behind the whole sum
            for (int x = 0; x < width; x++) heat[y, x] = Math.Max(0, heat[y, x]);
        return heat;
    }
    // </solution>

    private static double[,,] First() => new[, ,] { { { 1, 2.0, 3 }, { 4, 0, 1 } }, { { 2, 1, 0 }, { 3, 5, 0.5 } } };

    private static IEnumerable<double[]> Chunks(double[,,] grads) => grads.Cast<double>().Chunk(grads.GetLength(1) * grads.GetLength(2));

    private static double[] Means(double[,,] grads) => [.. Chunks(grads).Select(v => v.Average())];

    private static double[] Running(double[,,] grads) => [.. Means(grads).Select((_, k) => Means(grads).Take(k + 1).Sum())];

    private static double[,] Each(double[,,] maps, Func<int, int, double> at)
    {
        var result = new double[maps.GetLength(1), maps.GetLength(2)];
        for (var y = 0; y < result.GetLength(0); y++)
            for (var x = 0; x < result.GetLength(1); x++) result[y, x] = at(y, x);
        return result;
    }

    private static double[,] Heat(double[,,] maps, double[] weights, bool inside = false, bool keepNegative = false) => Each(maps, (y, x) =>
    {
        var sum = Enumerable.Range(0, maps.GetLength(0))
            .Sum(k => inside ? Math.Max(0, weights[k] * maps[k, y, x]) : weights[k] * maps[k, y, x]);
        return keepNegative ? sum : Math.Max(0, sum);
    });

    private static double[,] Scaled(double[,] heat)
    {
        var most = heat.Cast<double>().Max();
        var result = (double[,])heat.Clone();
        for (var y = 0; y < result.GetLength(0); y++)
            for (var x = 0; x < result.GetLength(1); x++) result[y, x] = most > 0 ? heat[y, x] / most : 0;
        return result;
    }
}
