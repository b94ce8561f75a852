namespace DeepLearning.Exercises.Tests.Planted;

internal static class Planted05
{
    public static IReadOnlyList<Plan> All =>
    [
        new Plan<Func<int, int, int, int, int>>("05.1",
            (n, k, p, s) => { var places = 0; for (var at = -p; at + k <= n + p; at += s) places++; return places; },
            (n, k, p, s) => (int)Math.Floor((n + 2.0 * p - k) / s) + 1)
        {
            { "counted the steps", (n, k, p, s) => (n + 2 * p - k) / s },
            { "counts twice", (n, k, p, s) => (n + p - k) / s + 1 },
            { "padding is missing", (n, k, p, s) => (n - k) / s + 1 },
            { "stride is missing", (n, k, p, s) => n + 2 * p - k + 1 },
            { "Rounded up", (n, k, p, s) => (int)Math.Ceiling((n + 2.0 * p - k) / s) + 1 },
            { "kernel's own length", (n, k, p, s) => (n + 2 * p) / s + 1 },
            { "must not be divided", (n, k, p, s) => (n + 2 * p - k + 1) / s },
            { "before you divide", (n, k, p, s) => (n + 2 * p) / s - k + 1 },
            { "One place too many", (n, k, p, s) => (n + 2 * p - k) / s + 2 },
            { "taken off where it is added", (n, k, p, s) => (n - 2 * p - k) / s + 1 },
        },
        new Plan<Func<int, int, int, (int, int)>>("05.2", (c, f, k) => (f * (c * k * k + 1), f * c * k * k * 784))
        {
            { "biases are missing", (c, f, k) => (f * c * k * k, f * c * k * k * 784) },
            { "One bias for each filter", (c, f, k) => (f * c * (k * k + 1), f * c * k * k * 784) },
            { "too few", (c, f, k) => (f * c * k * k + 1, f * c * k * k * 784) },
            { "channels are exchanged", (c, f, k) => (f * c * k * k + c, f * c * k * k * 784) },
            { "as deep as its input", (c, f, k) => (f * (k * k + 1), f * k * k * 784) },
            { "Kernels are squares", (c, f, k) => (f * (c * k + 1), f * c * k * 784) },
            { "at one place", (c, f, k) => (f * (c * k * k + 1), f * c * k * k) },
            { "added, not multiplied", (c, f, k) => (f * (c * k * k + 1), f * (c * k * k + 1) * 784) },
            { "size of the picture", (c, f, k) => (f * (c * k * k + 1) * 784, f * c * k * k * 784) },
            { "Filters are missing", (c, f, k) => (c * k * k + 1, c * k * k * 784) },
            { "28 · 28 places, not 28", (c, f, k) => (f * (c * k * k + 1), f * c * k * k * 28) },
            { "keeps its size", (c, f, k) => (f * (c * k * k + 1), f * c * k * k * (28 - k + 1) * (28 - k + 1)) },
            { "exchanged", (c, f, k) => (f * c * k * k * 784, f * (c * k * k + 1)) },
        },
        new Plan<Func<double[], double[], double[]>>("05.3",
            (x, w) => [.. x.Select((_, o) => Enumerable.Range(0, w.Length)
                .Sum(u => o + u - w.Length / 2 is >= 0 and var i && i < x.Length ? w[u] * x[i] : 0))],
            (x, w) => { var (p, y) = (new double[x.Length + w.Length - 1], new double[x.Length]); x.CopyTo(p, w.Length / 2);
                for (var o = 0; o < y.Length; o++) for (var u = 0; u < w.Length; u++) y[o] += w[u] * p[o + u]; return y; })
        {
            { "turned round", (x, w) => Slide(x, w, (o, u) => o - u + w.Length / 2) },
            { "begins at the place", (x, w) => Slide(x, w, (o, u) => o + u) },
            { "ends at the place", (x, w) => Slide(x, w, (o, u) => o + u - w.Length / 2 * 2) },
            { "as many outputs as inputs",
                (x, w) =>
                    { var y = new double[x.Length - w.Length + 1];
                        for (var o = 0; o < y.Length; o++) for (var u = 0; u < w.Length; u++) y[o] += w[u] * x[o + u]; return y; } },
            { "beyond the end of x",
                (x, w) =>
                    { var y = new double[x.Length]; for (var o = 0; o < y.Length; o++) for (var u = 0; u < w.Length;
                        u++) y[o] += w[u] * x[o + u - w.Length / 2]; return y; } },
            { "overwrites the one before",
                (x, w) =>
                    { var y = new double[x.Length]; for (var o = 0; o < y.Length; o++) for (var u = 0; u < w.Length; u++) { var i = o +
                        u - w.Length / 2; if (i >= 0 && i < x.Length) y[o] = w[u] * x[i]; } return y; } },
            { "last input never counts", (x, w) => Slide(x, w, (o, u) => o + u - w.Length / 2, last: x.Length - 2) },
            { "first input never counts", (x, w) => Slide(x, w, (o, u) => o + u - w.Length / 2, first: 1) },
            { "width of the kernel", (x, w) => [.. Slide(x, w, (o, u) => o + u - w.Length / 2).Select(v => v / w.Length)] },
            { "first and last value",
                (x, w) => [.. x.Select((_, o) => w.Select((v, u) => v * x[Math.Clamp(o + u - w.Length / 2, 0, x.Length - 1)]).Sum())] },
            { "other side",
                (x, w) => [.. x.Select((_, o) => w.Select((v, u) => v * x[((o + u - w.Length / 2) % x.Length + x.Length) % x.Length])
                    .Sum())] },
            { "lets it end at the place", (x, w) => Slide(x, w, (o, u) => o - u) },
            { Plan.Changes("w"), (x, w) => { var y = Slide(x, w, (o, u) => o + u - w.Length / 2); Array.Reverse(w); return y; } },
            { Plan.Changes("x"), (x, w) => { var y = Slide(x, w, (o, u) => o + u - w.Length / 2); y.CopyTo(x, 0); return x; } },
            { "first and the last input", (x, w) => Slide(x, w, (o, u) => o + u - w.Length / 2, first: 1, last: x.Length - 2) },
            { "3 wide",
                (x, w) => [.. x.Select((_, o) => w.Take(3).Select((v, u) => o + u - 1 is >= 0 and var i && i < x.Length ? v * x[i] : 0)
                    .Sum())] },
        },
        new Plan<Func<double[,], double[,], int, double[]>>("05.4", (x, g, k) => Kernel(x, g, k))
        {
            { "mean over the batch", (x, g, k) => [.. Kernel(x, g, k).Select(v => v / x.GetLength(0))] },
            { "first row", (x, g, k) => Kernel(x, g, k, n => n == 0) },
            { "last row", (x, g, k) => Kernel(x, g, k, n => n == x.GetLength(0) - 1) },
            { "turned round", (x, g, k) => [.. Kernel(x, g, k).Reverse()] },
            { "not taken off", (x, g, k) => Kernel(x, g, k, shift: 0) },
            { "where it is taken off", (x, g, k) => Kernel(x, g, k, shift: -(k / 2)) },
            { "+= where you have =", (x, g, k) => Kernel(x, g, k, add: false) },
            { "beyond the ends",
                (x, g, k) =>
                    { var r = new double[k]; for (var n = 0; n < x.GetLength(0); n++) for (var o = 0; o < x.GetLength(1); o++) for (var u =
                        0; u < k; u++) r[u] += x[n, o + u - k / 2] * g[n, o]; return r; } },
            { "without outputGrad", (x, g, k) => Kernel(x, Ones(g), k) },
            { "number of places", (x, g, k) => [.. Kernel(x, g, k).Select(v => v / x.GetLength(1))] },
            { "wrong sign", (x, g, k) => [.. Kernel(x, g, k).Select(v => -v)] },
            { Plan.Changes("g"), (x, g, k) => { var r = Kernel(x, g, k); Array.Clear(g); return r; } },
        },
        new Plan<Func<double[,], double[,], double[,]>>("05.5", (g, w) => Picture(g, w))
        {
            { "Nothing has changed", (g, w) => Picture(g, w, turnRows: false) },
            { "lying on its side", (g, w) => Picture(g, w, turnColumns: false) },
            { "nothing is turned any more", (g, w) => Picture(g, w, turnRows: false, turnColumns: false) },
            { "exchanged rows and columns", (g, w) => Picture(g, Transposed(w), turnRows: false, turnColumns: false) },
            { "as well", (g, w) => Picture(g, Transposed(w)) },
            { "A quarter turn", (g, w) => Picture(g, Transposed(w), turnColumns: false) },
            { "A quarter turn", (g, w) => Picture(g, Transposed(w), turnRows: false) },
            { "+= where you have =", (g, w) => Picture(g, w, add: false) },
            { "padding has gone", (g, w) => Picture(g, w, shift: 0) },
            { "the last index is k − 1", (g, w) => { var k = w.GetLength(0); var r = new double[g.GetLength(0), g.GetLength(1)];
                for (var i = 0; i < r.GetLength(0); i++) for (var j = 0; j < r.GetLength(1); j++) for (var u = 0; u < k; u++) for (var v =
                    0; v < k; v++)
                { var (y, x) = (i + u - k / 2, j + v - k / 2);
                    if (y >= 0 && y < r.GetLength(0) && x >= 0 && x < r.GetLength(1)) r[i, j] += g[y, x] * w[k - u, k - v]; } return r; } },
        },
        new Plan<Func<double[,], double[,], double[,]>>("05.6", (x, g) => Pool(x, g, (_, _, v) => v / 4))
        {
            { "whole gradient", (x, g) => Pool(x, g, (_, _, v) => v) },
            { "side of the square", (x, g) => Pool(x, g, (_, _, v) => v / 2) },
            { "max pooling",
                (x, g) => Pool(x, g, (i, j, v) => x[i, j] == new[] { x[i / 2 * 2, j / 2 * 2], x[i / 2 * 2, j / 2 * 2 + 1],
                    x[i / 2 * 2 + 1, j / 2 * 2], x[i / 2 * 2 + 1, j / 2 * 2 + 1] }.Max() ? v : 0) },
            { "gets a gradient: all four", (x, g) => Pool(x, g, (i, j, v) => i % 2 + j % 2 == 0 ? v : 0) },
            { "gets its quarter", (x, g) => Pool(x, g, (i, j, v) => i % 2 + j % 2 == 0 ? v / 4 : 0) },
            { "fails for an odd side",
                (x, g) =>
                    { var r = new double[x.GetLength(0), x.GetLength(1)];
                        for (var i = 0; i < x.GetLength(0); i++) for (var j = 0; j < x.GetLength(1); j++) r[i, j] = g[i / 2,
                            j / 2] / 4; return r; } },
            { "multiplied by x", (x, g) => Pool(x, g, (i, j, v) => v / 4 * x[i, j]) },
            { "multiplied by 4", (x, g) => Pool(x, g, (_, _, v) => v * 4) },
            { "number of all entries", (x, g) => Pool(x, g, (_, _, v) => v / x.Length) },
            { Plan.Changes("x"), (x, g) => { var r = Pool(x, g, (_, _, v) => v / 4); Array.Copy(r, x, r.Length); return x; } },
        },
        new Plan<Func<int[], int[], int>>("05.7",
            (k, s) => { var seen = 1; for (var l = k.Length - 1; l >= 0; l--) seen = (seen - 1) * s[l] + k[l]; return seen; })
        {
            { "applied before its kernel",
                (k, s) =>
                    { var (seen, d) = (1, 1); for (var l = 0; l < k.Length; l++) { d *= s[l]; seen += (k[l] - 1) * d; } return seen; } },
            { "strides are missing", (k, s) => 1 + k.Sum(v => v - 1) },
            { "k − 1 gaps",
                (k, s) => { var (seen, d) = (1, 1); for (var l = 0; l < k.Length; l++) { seen += k[l] * d; d *= s[l]; } return seen; } },
            { "Begin with 1",
                (k, s) =>
                    { var (seen, d) = (0, 1); for (var l = 0; l < k.Length; l++) { seen += (k[l] - 1) * d; d *= s[l]; } return seen; } },
            { "added the sizes", (k, s) => k.Sum() },
            { "multiplied the sizes", (k, s) => k.Aggregate(1, (a, b) => a * b) },
            { "distance between neighbours at the end", (k, s) => s.Aggregate(1, (a, b) => a * b) },
            { "Only the stride of the layer just before",
                (k, s) => { var seen = 1; for (var l = 0; l < k.Length; l++) seen += (k[l] - 1) * (l > 0 ? s[l - 1] : 1); return seen; } },
            { "from the last to the first",
                (k, s) =>
                    { var (seen, d) = (1, 1); for (var l = k.Length - 1; l >= 0; l--) { seen += (k[l] - 1) * d; d *= s[l]; } return seen;
                        } },
            { Plan.Changes("s"),
                (k, s) =>
                    { var (seen, d) = (1, 1); for (var l = 0; l < k.Length; l++) { seen += (k[l] - 1) * d; d *= s[l]; s[l] = d;
                        } return seen; } },
        },
        new Plan<Func<double[,,], double[,,,], double[,,], int, (double[,,], double[,,,])>>("05.8", (x, w, g, s) => Layer(x, w, g, s))
        {
            { "stride is missing", (x, w, g, s) => Layer(x, w, g, 1) },
            { "Both gradients are overwritten", (x, w, g, s) => Layer(x, w, g, s, addX: false, addW: false) },
            { "dL/dX is overwritten", (x, w, g, s) => Layer(x, w, g, s, addX: false) },
            { "dL/dFilters is overwritten", (x, w, g, s) => Layer(x, w, g, s, addW: false) },
            { "padding is missing", (x, w, g, s) => Layer(x, w, g, s, padding: 0) },
            { "does not contain g", (x, w, g, s) => (Layer(x, w, Ones(g), s).Item1, Layer(x, w, g, s).Item2) },
            { "does not contain g", (x, w, g, s) => (Layer(x, w, g, s).Item1, Layer(x, w, Ones(g), s).Item2) },
            { Plan.Changes("x"), (x, w, g, s) => { var r = Layer(x, w, g, s); Array.Clear(x); return r; } },
        },
    ];

    private static double[] Slide(double[] x, double[] w, Func<int, int, int> at, int first = 0, int? last = null) => [.. x.Select((_, o) =>
        w.Select((v, u) => at(o, u) >= first && at(o, u) <= (last ?? x.Length - 1) ? v * x[at(o, u)] : 0).Sum())];

    private static double[] Kernel(double[,] x, double[,] g, int width, Func<int, bool>? rows = null, int? shift = null, bool add = true)
    {
        var grad = new double[width];
        for (var n = 0; n < x.GetLength(0); n++)
            for (var o = 0; o < x.GetLength(1); o++)
                for (var u = 0; u < width; u++)
                {
                    var i = o + u - (shift ?? width / 2);
                    if (i < 0 || i >= x.GetLength(1) || rows?.Invoke(n) == false) continue;
                    grad[u] = (add ? grad[u] : 0) + x[n, i] * g[n, o];
                }
        return grad;
    }

    private static double[,] Ones(double[,] g)
    {
        var ones = (double[,])g.Clone();
        for (var i = 0; i < g.GetLength(0); i++)
            for (var j = 0; j < g.GetLength(1); j++) ones[i, j] = 1;
        return ones;
    }

    private static double[,,] Ones(double[,,] g)
    {
        var ones = (double[,,])g.Clone();
        for (var p = 0; p < g.Length; p++) ones[p / g.GetLength(2) / g.GetLength(1), p / g.GetLength(2) % g.GetLength(1),
            p % g.GetLength(2)] = 1;
        return ones;
    }

    private static double[,] Transposed(double[,] a)
    {
        var t = (double[,])a.Clone();
        for (var i = 0; i < a.GetLength(0); i++)
            for (var j = 0; j < a.GetLength(1); j++) t[i, j] = a[j, i];
        return t;
    }

    private static double[,] Picture(double[,] g, double[,] w, bool turnRows = true, bool turnColumns = true, bool add = true,
        int? shift = null)
    {
        var (height, width, k) = (g.GetLength(0), g.GetLength(1), w.GetLength(0));
        var grad = new double[height, width];
        for (var i = 0; i < height; i++)
            for (var j = 0; j < width; j++)
                for (var u = 0; u < k; u++)
                    for (var v = 0; v < k; v++)
                    {
                        var (y, x) = (i + u - (shift ?? k / 2), j + v - (shift ?? k / 2));
                        if (y < 0 || y >= height || x < 0 || x >= width) continue;
                        grad[i, j] = (add ? grad[i, j] : 0) + g[y, x] * w[turnRows ? k - 1 - u : u, turnColumns ? k - 1 - v : v];
                    }
        return grad;
    }

    private static double[,] Pool(double[,] x, double[,] g, Func<int, int, double, double> share)
    {
        var grad = new double[x.GetLength(0), x.GetLength(1)];
        for (var i = 0; i < g.GetLength(0) * 2; i++)
            for (var j = 0; j < g.GetLength(1) * 2; j++) grad[i, j] = share(i, j, g[i / 2, j / 2]);
        return grad;
    }

    private static (double[,,], double[,,,]) Layer(double[,,] x, double[,,,] w, double[,,] g, int stride, int? padding = null,
        bool addX = true, bool addW = true)
    {
        var (height, width, k) = (x.GetLength(1), x.GetLength(2), w.GetLength(2));
        var (gx, gw) = (new double[x.GetLength(0), height, width], new double[w.GetLength(0), w.GetLength(1), k, k]);
        for (var f = 0; f < g.GetLength(0); f++)
            for (var i = 0; i < g.GetLength(1); i++)
                for (var j = 0; j < g.GetLength(2); j++)
                    for (var c = 0; c < x.GetLength(0); c++)
                        for (var u = 0; u < k; u++)
                            for (var v = 0; v < k; v++)
                            {
                                var (row, column) = (i * stride + u - (padding ?? k / 2), j * stride + v - (padding ?? k / 2));
                                if (row < 0 || row >= height || column < 0 || column >= width) continue;
                                gx[c, row, column] = (addX ? gx[c, row, column] : 0) + w[f, c, u, v] * g[f, i, j];
                                gw[f, c, u, v] = (addW ? gw[f, c, u, v] : 0) + x[c, row, column] * g[f, i, j];
                            }
        return (gx, gw);
    }
}
