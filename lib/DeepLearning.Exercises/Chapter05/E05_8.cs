using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter05;

using Answer = Func<double[,,], double[,,,], double[,,], int, (double[,,], double[,,,])>;

internal sealed class E05_8 : Definition<Answer>
{
    public override string Id => "05.8";
    public override string Title => "Challenge: a whole layer, backward";
    public override string Signature =>
        "(double[,,] X, double[,,,] Filters) LayerGrads(double[,,] x, double[,,,] filters, double[,,] g, int stride)";
    public override string Praise => "Right: channels, filters and stride, both gradients in every entry. This is what a framework does.";
    protected override string? Nudged => Inputs.Nudged;
    public override IReadOnlyList<string> Parts => ["dL/dX", "dL/dFilters"];

    public override IReadOnlyList<string> Hints =>
    [
        "Write the forward pass first: y[f, i, j] adds filters[f, c, u, v] · x[c, i · stride + u − k / 2, j · stride + v − k / 2] over " +
            "c, u and v.",
        "Six loops: f, i, j over g; c, u, v over the filter. In the innermost place you know which pixel and which weight met at which output.",
        "There, add filters[f, c, u, v] · g[f, i, j] to the pixel's gradient and x[c, y, x] · g[f, i, j] to the weight's, if the pixel " +
            "lies inside.",
    ];

    public override string Explanation =>
        "Walking over all meetings of a pixel, a weight and an output, and adding to both gradients at each, needs no turned kernels " +
        "and no special case for the stride.";

    public override Answer Right => LayerGrads;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("2 channels, 3 filters, stride 1", f => f(Fill(2, 4, 5, 1), Fill4(3, 2, 1), Fill(3, 4, 5, 2), 1)),
        new("2 channels, 3 filters, stride 2", f => f(Fill(2, 4, 5, 3), Fill4(3, 2, 2), Fill(3, 2, 3, 4), 2)),
        new("one channel, one filter", f => f(Fill(1, 3, 4, 5), Fill4(1, 1, 3), Fill(1, 3, 4, 6), 1)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("The stride is missing: output (i, j) looks at the pixels around (i · stride, j · stride).", (x, w, g, _) => Walk(x, w, g, 1)),
        new("dL/dFilters is right. In dL/dX later filters overwrite earlier ones: a pixel is read by every filter, so add.",
            (x, w, g, s) => (Walk(x, w, LastFilter(g), s).X, Walk(x, w, g, s).Filters)),
        new("dL/dX is right. In dL/dFilters only the first input channel was used for all of them.",
            (x, w, g, s) => (Walk(x, w, g, s).X, Walk(FirstChannel(x), w, g, s).Filters)),
        new("dL/dFilters is right. For dL/dX the filters are turned round although you walk over the outputs: either one or the other.",
            (x, w, g, s) => (Walk(x, Turned(w), g, s).X, Walk(x, w, g, s).Filters)),
        new("The padding is missing: the filter's middle stands on the pixel, so take k / 2 off both indices.",
            (x, w, g, s) => Walk(x, w, g, s, padding: 0)),
        new("dL/dX is right. The gradient of the filters does not contain g: each meeting counts with the gradient that arrives there.",
            (x, w, g, s) => (Walk(x, w, g, s).X, Walk(x, w, Ones(g), s).Filters)),
        new("Both gradients are overwritten at each meeting: write += where you have =.",
            (x, w, g, s) => Walk(x, w, g, s, addX: false, addW: false)),
        new("dL/dX is overwritten at each meeting: write += where you have =.", (x, w, g, s) => Walk(x, w, g, s, addX: false)),
        new("dL/dFilters is overwritten at each meeting: write += where you have =.", (x, w, g, s) => Walk(x, w, g, s, addW: false)),
        new("dL/dX does not contain g: each meeting counts with the gradient that arrives there.",
            (x, w, g, s) => (Walk(x, w, Ones(g), s).X, Walk(x, w, g, s).Filters)),
    ];

    // <solution>
    private static (double[,,] X, double[,,,] Filters) LayerGrads(double[,,] x, double[,,,] filters, double[,,] g, int stride)
    {
        var (channels, height, width, k) = (x.GetLength(0), x.GetLength(1), x.GetLength(2), filters.GetLength(2));
        var (gx, gw) = (new double[channels, height, width], new double[filters.GetLength(0), channels, k, k]);
        for (var f = 0; f < g.GetLength(0); f++)
            for (var i = 0; i < g.GetLength(1); i++)
                for (var j = 0; j < g.GetLength(2); j++)
                    for (var c = 0; c < channels; c++)
                        for (var u = 0; u < k; u++)
                            for (var v = 0; v < k; v++)
                            {
                                var (row, column) = (i * stride + u - k / 2, j * stride + v - k / 2);
                                if (row < 0 || row >= height || column < 0 || column >= width) continue;
                                gx[c, row, column] += filters[f, c, u, v] * g[f, i, j];
                                gw[f, c, u, v] += x[c, row, column] * g[f, i, j];
                            }
        return (gx, gw);
    }
    // </solution>

    private static (double[,,] X, double[,,,] Filters) Walk(double[,,] x, double[,,,] w, double[,,] g, int stride, int? padding = null,
        bool addX = true, bool addW = true)
    {
        var (gx, gw, k) = ((double[,,])x.Clone(), (double[,,,])w.Clone(), w.GetLength(2));
        Array.Clear(gx);
        Array.Clear(gw);
        for (var p = 0; p < g.Length * w.GetLength(1) * k * k; p++)
        {
            var (place, c, u, v) = (p / (k * k) / w.GetLength(1), p / (k * k) % w.GetLength(1), p / k % k, p % k);
            var (f, i, j) = (place / g.GetLength(2) / g.GetLength(1), place / g.GetLength(2) % g.GetLength(1), place % g.GetLength(2));
            var (row, column) = (i * stride + u - (padding ?? k / 2), j * stride + v - (padding ?? k / 2));
            if (row < 0 || row >= x.GetLength(1) || column < 0 || column >= x.GetLength(2)) continue;
            gx[c, row, column] = (addX ? gx[c, row, column] : 0) + w[f, c, u, v] * g[f, i, j];
            gw[f, c, u, v] = (addW ? gw[f, c, u, v] : 0) + x[c, row, column] * g[f, i, j];
        }
        return (gx, gw);
    }

    private static double[,,] LastFilter(double[,,] g) => Map(g, (f, i, j) => f == g.GetLength(0) - 1 ? g[f, i, j] : 0);

    private static double[,,] FirstChannel(double[,,] x) => Map(x, (_, i, j) => x[0, i, j]);

    private static double[,,] Ones(double[,,] g) => Map(g, (_, _, _) => 1);

    private static double[,,] Fill(int a, int b, int c, int seed) =>
        Map(new double[a, b, c], (i, j, k) => Math.Round(Math.Sin(seed + 1.7 * i + 2.3 * j + 0.9 * k * (j + 1)), 2));

    private static double[,,] Map(double[,,] x, Func<int, int, int, double> f)
    {
        var result = new double[x.GetLength(0), x.GetLength(1), x.GetLength(2)];
        for (var i = 0; i < result.GetLength(0); i++)
            for (var j = 0; j < result.GetLength(1); j++)
                for (var k = 0; k < result.GetLength(2); k++) result[i, j, k] = f(i, j, k);
        return result;
    }

    private static double[,,,] Fill4(int filters, int channels, int seed)
    {
        var w = new double[filters, channels, 3, 3];
        for (var p = 0; p < w.Length; p++) w[p / 9 / channels, p / 9 % channels, p / 3 % 3, p % 3] = Math.Round(Math.Cos(seed + 1.3 * p),
            2);
        return w;
    }

    private static double[,,,] Turned(double[,,,] w)
    {
        var turned = (double[,,,])w.Clone();
        for (var p = 0; p < w.Length; p++)
        {
            var (f, c, u, v) = (p / 9 / w.GetLength(1), p / 9 % w.GetLength(1), p / 3 % 3, p % 3);
            turned[f, c, u, v] = w[f, c, 2 - u, 2 - v];
        }
        return turned;
    }
}
