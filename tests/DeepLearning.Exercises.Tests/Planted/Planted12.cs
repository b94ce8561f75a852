using DeepLearning.Modules;

namespace DeepLearning.Exercises.Tests.Planted;

internal static class Planted12
{
    public static IReadOnlyList<Plan> All =>
    [
        new Plan<Func<double[], double[], double[]>>("12.1", (x, f) => [.. x.Select((v, i) => v + f[i] > 0 ? v + f[i] : 0)],
            (x, f) => [.. x.Zip(f, (a, b) => (a + b + Math.Abs(a + b)) / 2)])
        {
            { "the path is missing", (x, f) => [.. f.Select(v => Math.Max(v, 0))] },
            { "layers are missing", (x, f) => [.. x.Select(v => Math.Max(v, 0))] },
            { "ReLU is missing", (x, f) => [.. x.Select((v, i) => v + f[i])] },
            { "can only add", (x, f) => [.. x.Select((v, i) => v + Math.Max(0, f[i]))] },
            { "sits on x", (x, f) => [.. x.Select((v, i) => Math.Max(0, v) + f[i])] },
            { "each part", (x, f) => [.. x.Select((v, i) => Math.Max(0, v) + Math.Max(0, f[i]))] },
            { "F(x) is cut off before", (x, f) => [.. x.Select((v, i) => Math.Max(0, v + Math.Max(0, f[i])))] },
            { "x is cut off before", (x, f) => [.. x.Select((v, i) => Math.Max(0, Math.Max(0, v) + f[i]))] },
            { "subtract F(x)", (x, f) => [.. x.Select((v, i) => Math.Max(0, v - f[i]))] },
            { "subtract x", (x, f) => [.. x.Select((v, i) => Math.Max(0, f[i] - v))] },
            { "You multiply", (x, f) => [.. x.Select((v, i) => Math.Max(0, f[i] * v))] },
            { "mean of both", (x, f) => [.. x.Select((v, i) => Math.Max(0, (f[i] + v) * 0.5))] },
            { "size of the sum", (x, f) => [.. x.Select((v, i) => Math.Abs(f[i] + v))] },
            { "Math.Min", (x, f) => [.. x.Select((v, i) => Math.Min(f[i] + v, 0))] },
            { "looks at x only", (x, f) => [.. x.Select((v, i) => v > 0 ? v + f[i] : 0)] },
            { "looks at F(x) only", (x, f) => [.. x.Select((v, i) => f[i] > 0 ? Math.Max(0, v + f[i]) : 0)] },
            { "slope of the ReLU", (x, f) => [.. x.Select((v, i) => v + f[i] > 0 ? 1.0 : 0)] },
            { Plan.Changes("x"), (x, f) => { for (var i = 0; i < x.Length; i++) x[i] = Math.Max(0, x[i] + f[i]); return x; } },
        },
        new Plan<Func<double[], double[], double[,], double[], double[]>>("12.2",
            (x, f, j, g) => Back(Gate(x, f, g), j, path: true, through: true),
            (x, f, j, g) =>
            {
                var gs = Gate(x, f, g);
                return [.. gs.Select((v, c) => v + gs.Select((w, r) => w * j[r, c]).Sum())];
            })
        {
            { "past the layers is missing", (x, f, j, g) => Back(Gate(x, f, g), j, path: false, through: true) },
            { "through the layers is missing", (x, f, j, g) => Gate(x, f, g) },
            { "must be transposed: input",
                (x, f, j, g) => { var gs = Gate(x, f, g); return [.. gs.Select((v, r) => v + gs.Select((w, c) => w * j[r, c]).Sum())]; } },
            { "transposed, and the way past",
                (x, f, j, g) => { var gs = Gate(x, f, g); return [.. gs.Select((v, r) => gs.Select((w, c) => w * j[r, c]).Sum())]; } },
            { "ReLU is missing", (x, f, j, g) => Back(g, j, path: true, through: true) },
            { "for the way through the layers only", (x, f, j, g) => [.. Back(Gate(x, f, g), j, false, true).Select((v, i) => v + g[i])] },
            { "for the path only",
                (x, f, j, g) => { var gs = Gate(x, f, g); return [.. Back(g, j, false, true).Select((v, i) => v + gs[i])]; } },
            { "gate looks at x.", (x, f, j, g) => Back([.. g.Select((v, i) => x[i] > 0 ? v : 0)], j, true, true) },
            { "gate looks at F(x)", (x, f, j, g) => Back([.. g.Select((v, i) => f[i] > 0 ? v : 0)], j, true, true) },
            { "applied at the end", (x, f, j, g) => Gate(x, f, Back(g, j, true, true)) },
            { "wrong way round", (x, f, j, g) => Back([.. g.Select((v, i) => x[i] + f[i] <= 0 ? v : 0)], j, true, true) },
            { "subtracted", (x, f, j, g) => { var gs = Gate(x, f, g); return [.. gs.Zip(Back(gs, j, false, true), (a, b) => a - b)]; } },
            { "mean of the two ways", (x, f, j, g) => [.. Back(Gate(x, f, g), j, true, true).Select(v => 0.5 * v)] },
            { "not used", (x, f, j, g) => Back(Gate(x, f, [.. x.Select(_ => 1.0)]), j, true, true) },
            { "diagonal", (x, f, j, g) => { var gs = Gate(x, f, g); return [.. gs.Select((v, i) => v + j[i, i] * v)]; } },
            { "adds 1", (x, f, j, g) => [.. Back(Gate(x, f, g), j, false, true).Select(v => 1 + v)] },
            { Plan.Changes("g"), (x, f, j, g) => { for (var i = 0; i < g.Length; i++) if (x[i] + f[i] <= 0) g[i] = 0;
                return Back(g, j, true, true); } },
        },
        new Plan<Func<int, int, int, double>>("12.3", (i, o, k) => Math.Pow(i * k * k / 2.0, -0.5), (i, o, k) =>
            Math.Sqrt(2) / (k * Math.Sqrt(i)))
        {
            { "fan out", (i, o, k) => Math.Sqrt(2.0 / (o * k * k)) },
            { "That is the variance", (i, o, k) => 2.0 / (i * k * k) },
            { "1/√n", (i, o, k) => Math.Sqrt(1.0 / (i * k * k)) },
            { "one side only", (i, o, k) => Math.Sqrt(2.0 / (i * k)) },
            { "places are missing", (i, o, k) => Math.Sqrt(2.0 / i) },
            { "input channels are missing", (i, o, k) => Math.Sqrt(2.0 / (k * k)) },
            { "cut off to 0", (i, o, k) => Math.Sqrt(2 / (i * k * k)) },
            { "fan in only", (i, o, k) => 2 / Math.Sqrt(i * k * k) },
            { "Upside down", (i, o, k) => Math.Sqrt(i * k * k / 2.0) },
            { "usual start, uniform", (i, o, k) => 1 / Math.Sqrt(3 * i * k * k) },
            { "Glorot", (i, o, k) => Math.Sqrt(2.0 / (i * k * k + o * k * k)) },
            { "how many weights", (i, o, k) => Math.Sqrt(2.0 / (i * o * k * k)) },
            { "√6", (i, o, k) => Math.Sqrt(6.0 / (i * k * k)) },
            { "instead of above", (i, o, k) => 1 / Math.Sqrt(2.0 * i * k * k) },
            { "not 2 · kernel", (i, o, k) => Math.Sqrt(2.0 / (i * (k + k))) },
            { "are added", (i, o, k) => Math.Sqrt(2.0 / (i + k * k)) },
            { "fan in itself", (i, o, k) => i * k * k },
        },
        new Plan<Func<double[,,], double[]>>("12.4", m => Each(m, v => v.Average()),
            m => [.. Enumerable.Range(0, m.GetLength(0)).Select(c => Enumerable.Range(0, m.GetLength(1))
                .Average(y => Enumerable.Range(0, m.GetLength(2)).Average(x => m[c, y, x])))],
            m =>
            {
                var all = m.Cast<double>().Select(v => (float)v).ToArray();
                var pooled = new GlobalAvgPool2d()
                    .Call(DeepLearning.Tensors.Tensor.FromArray(all, [1, m.GetLength(0), m.GetLength(1), m.GetLength(2)])).ToArray();
                return [.. pooled.Select(v => (double)v)];
            })
        {
            { "Those are sums", m => Each(m, v => v.Sum()) },
            { "max pooling", m => Each(m, v => v.Max()) },
            { "height only", m => Each(m, v => v.Sum() / m.GetLength(1)) },
            { "width only", m => Each(m, v => v.Sum() / m.GetLength(2)) },
            { "height + width", m => Each(m, v => v.Sum() / (m.GetLength(1) + m.GetLength(2))) },
            { "height²", m => Each(m, v => v.Sum() / Math.Pow(m.GetLength(1), 2)) },
            { "width²", m => Each(m, v => v.Sum() / Math.Pow(m.GetLength(2), 2)) },
            { "number of maps", m => Each(m, v => v.Sum() / m.GetLength(0)) },
            { "number of all values", m => Each(m, v => v.Sum() / m.Length) },
            { "mean of all maps", m => Each(m, _ => m.Cast<double>().Average()) },
            { "A single number", m => [m.Cast<double>().Average()] },
            { "averaged over each other",
                m => [.. Enumerable.Range(0, m.GetLength(1) * m.GetLength(2))
                    .Select(p => Enumerable.Range(0, m.GetLength(0)).Average(c => m[c, p / m.GetLength(2), p % m.GetLength(2)]))] },
            { "first row", m => Each(m, v => v.Take(m.GetLength(2)).Average()) },
            { "mean of each row", m => [.. m.Cast<double>().Chunk(m.GetLength(2)).Select(row => row.Average())] },
            { "Signs are lost", m => Each(m, v => v.Select(Math.Abs).Average()) },
            { "left out", m => Each(m, v => v.Select(a => a > 0 ? a : 0).Average()) },
            { "goes on from map to map",
                m =>
                {
                    var (means, sum) = (new double[m.GetLength(0)], 0.0);
                    for (var c = 0; c < means.Length; c++)
                    {
                        for (var y = 0; y < m.GetLength(1); y++) for (var x = 0; x < m.GetLength(2); x++) sum += m[c, y, x];
                        means[c] = sum / (m.GetLength(1) * m.GetLength(2));
                    }
                    return means;
                } },
        },
        new Plan<Func<int, int, int, int>>("12.5", (i, o, s) => new ResidualBlock(i, o, s).Parameters().Sum(p => p.Size),
            (i, o, s) => o * (9 * (i + o) + 4) + (i == o && s == 1 ? 0 : o * (i + 2)))
        {
            { "shortcut is missing where", (i, o, s) => o * (9 * (i + o) + 4) },
            { "for every block", (i, o, s) => o * (9 * (i + o) + 4) + o * (i + 2) },
            { "A stride changes the shape", (i, o, s) => o * (9 * (i + o) + 4) + (i == o ? 0 : o * (i + 2)) },
            { "A change of channels", (i, o, s) => o * (9 * (i + o) + 4) + (s == 1 ? 0 : o * (i + 2)) },
            { "only if both", (i, o, s) => o * (9 * (i + o) + 4) + (i != o && s > 1 ? o * (i + 2) : 0) },
            { "shortcut's norm", (i, o, s) => o * (9 * (i + o) + 4) + (i == o && s == 1 ? 0 : o * i) },
            { "one place, not 3 × 3", (i, o, s) => o * (9 * (i + o) + 4) + (i == o && s == 1 ? 0 : o * (9 * i + 2)) },
            { "norms are missing", (i, o, s) => o * 9 * (i + o) + (i == o && s == 1 ? 0 : o * i) },
            { "you counted one", (i, o, s) => o * (9 * (i + o) + 2) + (i == o && s == 1 ? 0 : o * (i + 1)) },
            { "running averages", (i, o, s) => o * (9 * (i + o) + 8) + (i == o && s == 1 ? 0 : o * (i + 4)) },
            { "Only one norm", (i, o, s) => o * (9 * (i + o) + 2) + (i == o && s == 1 ? 0 : o * (i + 2)) },
            { "from outputs to outputs", (i, o, s) => o * (18 * i + 4) + (i == o && s == 1 ? 0 : o * (i + 2)) },
            { "reads the inputs", (i, o, s) => o * (18 * o + 4) + (i == o && s == 1 ? 0 : o * (i + 2)) },
            { "Biases are counted", (i, o, s) => o * (9 * (i + o) + 6) + (i == o && s == 1 ? 0 : o * (i + 3)) },
            { "9 places", (i, o, s) => o * (3 * (i + o) + 4) + (i == o && s == 1 ? 0 : o * (i + 2)) },
            { "second convolution is missing", (i, o, s) => o * (9 * i + 4) + (i == o && s == 1 ? 0 : o * (i + 2)) },
            { "not its inputs", (i, o, s) => o * 9 * (i + o) + 2 * (i + o) + (i == o && s == 1 ? 0 : o * (i + 2)) },
        },
        new Plan<Func<int, int, double, double[]>>("12.6", (l, m, s) => Row(l, m, 1 - s + s / m, s / m),
            (l, m, s) => [.. Enumerable.Range(0, m).Select(c => (1 - s) * (c == l ? 1 : 0) + s * (1.0 / m))])
        {
            { "share is not used", (l, m, s) => Row(l, m, 1, 0) },
            { "other classes only", (l, m, s) => Row(l, m, 1 - s, s / (m - 1)) },
            { "its part of the spread", (l, m, s) => Row(l, m, 1 - s, s / m) },
            { "The others get the whole share", (l, m, s) => Row(l, m, 1 - s, s) },
            { "keeps all of its 1: what", (l, m, s) => Row(l, m, 1, s / m) },
            { "gets a part of the spread besides", (l, m, s) => Row(l, m, 1 + s / m, s / m) },
            { "exchanged", (l, m, s) => Row(l, m, s + (1 - s) / m, (1 - s) / m) },
            { "An even row", (l, m, s) => Row(l, m, 1.0 / m, 1.0 / m) },
            { "less than 1. What", (l, m, s) => Row(l, m, 1 - s, 0) },
            { "The others get nothing. What", (l, m, s) => Row(l, m, 1 - s + s / m, 0) },
            { "Of whole numbers that is 0", (l, m, s) => Row(l, m, 1 - s + 1 / m * s, 1 / m * s) },
            { "does not sum to 1", (l, m, s) => Row(l, m, 1 - s / m, s / m) },
            { "behind the label", (l, m, s) => Row(l + 1, m, 1 - s + s / m, s / m) },
        },
        new Plan<Func<double[,], int, int, double, double[,]>>("12.7",
            (p, d, r, v) => Place(p, (y, x) => Inside(p, y - d, x - r) ? p[y - d, x - r] : v),
            (p, d, r, v) =>
            {
                var q = Place(p, (_, _) => v);
                for (var y = 0; y < p.GetLength(0); y++) for (var x = 0; x < p.GetLength(1); x++) if (Inside(p, y + d, x + r)) q[y + d, x +
                    r] = p[y, x];
                return q;
            })
        {
            { "up and left instead", (p, d, r, v) => Place(p, (y, x) => Inside(p, y + d, x + r) ? p[y + d, x + r] : v) },
            { "moves up instead", (p, d, r, v) => Place(p, (y, x) => Inside(p, y + d, x - r) ? p[y + d, x - r] : v) },
            { "moves left instead", (p, d, r, v) => Place(p, (y, x) => Inside(p, y - d, x + r) ? p[y - d, x + r] : v) },
            { "exchanged", (p, d, r, v) => Place(p, (y, x) => Inside(p, y - r, x - d) ? p[y - r, x - d] : v) },
            { "to the right", (p, d, r, v) => Place(p, (y, x) => Inside(p, y - d, x) ? p[y - d, x] : v) },
            { "moves down.", (p, d, r, v) => Place(p, (y, x) => Inside(p, y, x - r) ? p[y, x - r] : v) },
            { "comes in on the other",
                (p, d, r, v) => Place(p, (y, x) => p[(y - d + 10 * p.GetLength(0)) % p.GetLength(0),
                    (x - r + 10 * p.GetLength(1)) % p.GetLength(1)]) },
            { "edge is repeated",
                (p, d, r, v) => Place(p, (y, x) => p[Math.Min(Math.Max(y - d, 0), p.GetLength(0) - 1),
                    Math.Min(Math.Max(x - r, 0), p.GetLength(1) - 1)]) },
            { "0 came in", (p, d, r, v) => Place(p, (y, x) => Inside(p, y - d, x - r) ? p[y - d, x - r] : 0) },
            { "shows through",
                (p, d, r, v) => { var q = (double[,])p.Clone();
                    return Place(p, (y, x) => Inside(p, y - d, x - r) ? p[y - d, x - r] : q[y, x]); } },
            { "first row and the first column",
                (p, d, r, v) => Place(p, (y, x) => Inside(p, y - d, x - r) && y > d && x > r ? p[y - d, x - r] : v) },
            { "one too early",
                (p, d, r, v) => Place(p, (y, x) => Inside(p, y - d + 1, x - r + 1) && Inside(p, y - d, x - r) ? p[y - d, x - r] : v) },
            { "A move may be negative",
                (p, d, r, v) => Place(p, (y, x) => Inside(p, y - Math.Abs(d), x - Math.Abs(r)) ? p[y - Math.Abs(d), x - Math.Abs(r)] : v) },
            { "fill stands everywhere", (p, d, r, v) => Place(p, (_, _) => v) },
            { Plan.Changes("p"), (p, d, r, v) => { var q = Place(p, (y, x) => Inside(p, y - d, x - r) ? p[y - d, x - r] : v);
                Array.Copy(q, p, q.Length); return p; } },
        },
        new Plan<Func<double[,,], double[,,], double[,]>>("12.8", (m, g) => Cam(m, g, reset: true, inside: false, atEnd: true),
            (m, g) => Floor(m, (y, x) => Enumerable.Range(0, m.GetLength(0)).Sum(k => Mean(g, k) * m[k, y, x])))
        {
            { "Nothing is repaired", (m, g) => Cam(m, g, reset: false, inside: true, atEnd: false) },
            { "where does the weight", (m, g) => Cam(m, g, reset: false, inside: false, atEnd: true) },
            { "outside the sum over the maps", (m, g) => Cam(m, g, reset: true, inside: true, atEnd: false) },
            { "and the ReLU with them", (m, g) => Cam(m, g, reset: true, inside: false, atEnd: false) },
            { "still runs on", (m, g) => Cam(m, g, reset: false, inside: false, atEnd: false) },
            { "weight is a sum",
                (m, g) => Floor(m, (y, x) => Enumerable.Range(0, m.GetLength(0))
                    .Sum(k => Mean(g, k) * g.GetLength(1) * g.GetLength(2) * m[k, y, x])) },
            { "ReLU is on the weights",
                (m, g) => Floor(m, (y, x) => Enumerable.Range(0, m.GetLength(0)).Sum(k => Math.Max(0, Mean(g, k)) * m[k, y, x])) },
            { "size of the weights",
                (m, g) => Floor(m, (y, x) => Enumerable.Range(0, m.GetLength(0)).Sum(k => Math.Abs(Mean(g, k)) * m[k, y, x])) },
            { "Each place has a weight",
                (m, g) => Floor(m, (y, x) => Enumerable.Range(0, m.GetLength(0)).Sum(k => g[k, y, x] * m[k, y, x])) },
            { "exchanged", (m, g) => Cam(g, m, reset: true, inside: false, atEnd: true) },
            { "number of maps", (m, g) => Floor(m, (y, x) => Enumerable.Range(0, m.GetLength(0)).Average(k => Mean(g, k) * m[k, y, x])) },
            { "Only the last map", (m, g) => Floor(m, (y, x) => Mean(g, m.GetLength(0) - 1) * m[m.GetLength(0) - 1, y, x]) },
            { "same weight",
                (m, g) => Floor(m, (y, x) => Enumerable.Range(0, m.GetLength(0)).Sum(k => g.Cast<double>().Average() * m[k, y, x])) },
        },
    ];

    private static double[] Gate(double[] x, double[] fx, double[] grad) => [.. grad.Select((v, i) => x[i] + fx[i] > 0 ? v : 0)];

    private static double[] Back(double[] gs, double[,] jacobian, bool path, bool through)
    {
        var result = new double[gs.Length];
        for (var j = 0; j < gs.Length; j++)
        {
            if (path) result[j] = gs[j];
            for (var i = 0; through && i < gs.Length; i++) result[j] += gs[i] * jacobian[i, j];
        }
        return result;
    }

    private static double[] Each(double[,,] maps, Func<double[], double> of) =>
        [.. Enumerable.Range(0, maps.GetLength(0)).Select(c =>
            of([.. maps.Cast<double>().Skip(c * maps.Length / maps.GetLength(0)).Take(maps.Length / maps.GetLength(0))]))];

    private static double[] Row(int label, int classes, double right, double others) =>
        [.. Enumerable.Range(0, classes).Select(c => c == label ? right : others)];

    private static double[,] Place(double[,] like, Func<int, int, double> at)
    {
        var result = new double[like.GetLength(0), like.GetLength(1)];
        for (var y = 0; y < like.GetLength(0); y++)
            for (var x = 0; x < like.GetLength(1); x++) result[y, x] = at(y, x);
        return result;
    }

    private static bool Inside(double[,] image, int y, int x) => y >= 0 && x >= 0 && y < image.GetLength(0) && x < image.GetLength(1);

    private static double Mean(double[,,] grads, int map)
    {
        double sum = 0;
        for (var y = 0; y < grads.GetLength(1); y++) for (var x = 0; x < grads.GetLength(2); x++) sum += grads[map, y, x];
        return sum / (grads.GetLength(1) * grads.GetLength(2));
    }

    private static double[,] Floor(double[,,] maps, Func<int, int, double> at) =>
        Place(new double[maps.GetLength(1), maps.GetLength(2)], (y, x) => Math.Max(0, at(y, x)));

    /// <summary>The chapter's cell, with or without its bugs.</summary>
    private static double[,] Cam(double[,,] maps, double[,,] grads, bool reset, bool inside, bool atEnd)
    {
        int channels = maps.GetLength(0), height = maps.GetLength(1), width = maps.GetLength(2);
        var heat = new double[height, width];
        double weight = 0;
        for (var k = 0; k < channels; k++)
        {
            if (reset) weight = 0;
            for (var y = 0; y < height; y++) for (var x = 0; x < width; x++) weight += grads[k, y, x] / (height * width);
            for (var y = 0; y < height; y++)
                for (var x = 0; x < width; x++) heat[y, x] += inside ? Math.Max(0, weight * maps[k, y, x]) : weight * maps[k, y, x];
        }
        return atEnd ? Floor(maps, (y, x) => heat[y, x]) : heat;
    }
}
