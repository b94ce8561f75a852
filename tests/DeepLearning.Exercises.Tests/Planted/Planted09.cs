namespace DeepLearning.Exercises.Tests.Planted;

internal static class Planted09
{
    private static readonly Func<double, double> s_wave = share => (1 - Math.Cos(Math.PI * share)) / 2;

    public static IReadOnlyList<Plan> All =>
    [
        new Plan<Func<double[,], double[,], int, int, double>>("09.1",
            (x, k, r, c) => Enumerable.Range(0, k.Length).Sum(p => k[p / k.GetLength(1), p % k.GetLength(1)]
                * x[r + p / k.GetLength(1) - k.GetLength(0) / 2, c + p % k.GetLength(1) - k.GetLength(1) / 2]))
        {
            { "with its corner", (x, k, r, c) => At(x, k, r + k.GetLength(0) / 2, c + k.GetLength(1) / 2) },
            { "along its diagonal", (x, k, r, c) => At(x, k, r, c, (u, v) => k[v % k.GetLength(0), u % k.GetLength(1)]) },
            { "half a turn", (x, k, r, c) => At(x, k, r, c, (u, v) => k[k.GetLength(0) - 1 - u, k.GetLength(1) - 1 - v]) },
            { "took the mean", (x, k, r, c) => At(x, k, r, c) / k.Length },
            { "in the middle of the kernel", (x, k, r, c) => x[r, c] * k[k.GetLength(0) / 2, k.GetLength(1) / 2] },
            { "overwrites",
                (x, k, r, c) =>
                    { var sum = 0.0; for (var u = 0; u < k.GetLength(0); u++) for (var v = 0; v < k.GetLength(1); v++) sum =
                        k[u, v] * x[r + u - k.GetLength(0) / 2, c + v - k.GetLength(1) / 2]; return sum; } },
            { "pixel in the middle only", (x, k, r, c) => k.Cast<double>().Sum(v => v * x[r, c]) },
            { "are left out",
                (x, k, r, c) =>
                    { var sum = 0.0; for (var u = 0; u < k.GetLength(0) - 1; u++) for (var v = 0; v < k.GetLength(1) - 1; v++) sum += k[u,
                        v] * x[r + u - k.GetLength(0) / 2, c + v - k.GetLength(1) / 2]; return sum; } },
            { "pixel are exchanged", (x, k, r, c) => At(x, k, c, r) },
            { "wrong sign", (x, k, r, c) => -At(x, k, r, c) },
            { Plan.Changes("k"), (x, k, r, c) => { var sum = At(x, k, r, c); Array.Clear(k); return sum; } },
        },
        new Plan<Func<double[,], int, int, double[,]>>("09.2", (k, h, w) =>
            Rows(k, h, w, (i, j, u, v) => (i * (w - k.GetLength(0) + 1) + j, (i + u) * w + j + v)))
        {
            { "Transposed",
                (k, h, w) => Turn(Rows(k, h, w, (i, j, u, v) => (i * (w - k.GetLength(0) + 1) + j, (i + u) * w + j + v)),
                    (m, i, j) => m[j, i], swap: true) },
            { "half a turn",
                (k, h, w) => Rows(Turn(k, (m, i, j) => m[m.GetLength(0) - 1 - i, m.GetLength(1) - 1 - j]), h, w,
                    (i, j, u, v) => (i * (w - k.GetLength(0) + 1) + j, (i + u) * w + j + v)) },
            { "along its diagonal",
                (k, h, w) => Rows(Turn(k, (m, i, j) => m[j, i]), h, w,
                    (i, j, u, v) => (i * (w - k.GetLength(0) + 1) + j, (i + u) * w + j + v)) },
            { "one pixel after the last",
                (k, h, w) => Rows(k, h, w, (i, j, u, v) => (i * (w - k.GetLength(0) + 1) + j, i * (w - k.GetLength(0) + 1) + j + u * w +
                    v)) },
            { "side by side",
                (k, h, w) => Rows(k, h, w, (i, j, u, v) => (i * (w - k.GetLength(0) + 1) + j, i * w + j + u * k.GetLength(0) + v)) },
            { "by their number",
                (k, h, w) => Rows(Turn(k, (m, i, j) => m[i, j] / m.Length), h, w,
                    (i, j, u, v) => (i * (w - k.GetLength(0) + 1) + j, (i + u) * w + j + v)) },
            { "holds a one",
                (k, h, w) => Rows(Turn(k, (_, _, _) => 1), h, w, (i, j, u, v) => (i * (w - k.GetLength(0) + 1) + j, (i + u) * w + j + v)) },
            { "padded the picture",
                (k, h, w) =>
                    { var n = k.GetLength(0); var m = new double[h * w, h * w];
                        for (var i = 0; i < h; i++) for (var j = 0; j < w; j++) for (var u = 0; u < n; u++) for (var v = 0; v < n; v++)
                { var (y, x) = (i + u - n / 2, j + v - n / 2); if (y >= 0 && y < h && x >= 0 && x < w) m[i * w + j, y * w + x] = k[u, v];
                    } return m; } },
            { Plan.Changes("k"),
                (k, h, w) =>
                    { var m = Rows(k, h, w, (i, j, u, v) => (i * (w - k.GetLength(0) + 1) + j, (i + u) * w + j + v)); k[0, 0] = 0;
                        return m; } },
        },
        new Plan<Func<int[], int, (int, int)>>("09.3", (c, n) => Cost(c, n, (a, b) => 9 * a * b + b, (a, b, s) => 9 * a * b * s * s))
        {
            { "biases are missing", (c, n) => Cost(c, n, (a, b) => 9 * a * b, (a, b, s) => 9 * a * b * s * s) },
            { "as deep as its input", (c, n) => Cost(c, n, (_, b) => 9 * b + b, (_, b, s) => 9 * b * s * s) },
            { "added, not multiplied", (c, n) => Cost(c, n, (a, b) => 9 * a * b + b, (a, b, s) => (9 * a * b + b) * s * s) },
            { "halve the side first", (c, n) => Cost(c, n, (a, b) => 9 * a * b + b, (a, b, s) => 9 * a * b * s * s, early: true) },
            { "rounded down", (c, n) => Cost(c, n, (a, b) => 9 * a * b + b, (a, b, s) => 9 * a * b * s * s, s => s / 2) },
            { "never shrinks", (c, n) => Cost(c, n, (a, b) => 9 * a * b + b, (a, b, s) => 9 * a * b * s * s, s => s) },
            { "single place", (c, n) => Cost(c, n, (a, b) => 9 * a * b + b, (a, b, _) => 9 * a * b) },
            { "9 weights, not 3", (c, n) => Cost(c, n, (a, b) => 3 * a * b + b, (a, b, s) => 3 * a * b * s * s) },
            { "in both directions", (c, n) => Cost(c, n, (a, b) => 9 * a * b + b, (a, b, s) => 9 * a * b * s) },
            { "not to an input channel", (c, n) => Cost(c, n, (a, b) => 9 * a * b + a, (a, b, s) => 9 * a * b * s * s) },
            { "last layer is left out", (c, n) => Cost(c[..^1], n, (a, b) => 9 * a * b + b, (a, b, s) => 9 * a * b * s * s) },
            { "exchanged", (c, n) => { var (a, b) = Cost(c, n, (a, b) => 9 * a * b + b, (a, b, s) => 9 * a * b * s * s); return (b, a); } },
        },
        new Plan<Func<double, double, double>>("09.4",
            (p, top) => p <= 0.25 ? top / 25 + (top - top / 25) * s_wave(4 * p) : top * (1e-5 + (1 - 1e-5) * (1 - s_wave((4 * p - 1) / 3))))
        {
            { "straight lines", (p, top) => Cycle(p, top, s => s) },
            { "begins at zero", (p, top) => p < 0.25 ? top * s_wave(p / 0.25) : Cycle(p, top, s_wave) },
            { "ends where it began", (p, top) => p < 0.25 ? Cycle(p, top, s_wave) : top + (top / 25 - top) * s_wave((p - 0.25) / 0.75) },
            { "in the middle of the training",
                (p, top) => p < 0.5 ? top / 25 + (top - top / 25) * s_wave(p / 0.5) : top + (top / 1e5 - top) * s_wave((p - 0.5) / 0.5) },
            { "not begun anew", (p, top) => p < 0.25 ? Cycle(p, top, s_wave) : top + (top / 1e5 - top) * s_wave(p) },
            { "quarter of a wave", (p, top) => Cycle(p, top, s => Math.Sin(Math.PI / 2 * s)) },
            { "whole wave", (p, top) => Cycle(p, top, s => (1 - Math.Cos(2 * Math.PI * s)) / 2) },
            { "Halve it", (p, top) => Cycle(p, top, s => 1 - Math.Cos(Math.PI * s)) },
            { "sign of the cosine", (p, top) => Cycle(p, top, s => (1 + Math.Cos(Math.PI * s)) / 2) },
            { "never comes down", (p, top) => p < 0.25 ? Cycle(p, top, s_wave) : top },
            { "not progress itself", (p, top) => p < 0.25 ? top / 25 + (top - top / 25) * s_wave(p) : Cycle(p, top, s_wave) },
            { "ends at 0", (p, top) => p < 0.25 ? Cycle(p, top, s_wave) : top * (1 - s_wave((p - 0.25) / 0.75)) },
        },
        new Plan<Func<double[], (double, double, double)>>("09.5",
            x => (x.Sum() / x.Length, Math.Sqrt(x.Sum(v => v * v) / x.Length - Math.Pow(x.Average(), 2)), x.Average(v => v > 0.05 ? 0 : 1)))
        {
            { "two whole numbers", x => (x.Average(), Deviation(x), x.Count(v => v <= 0.05) / x.Length) },
            { "on both sides", x => (x.Average(), Deviation(x), x.Average(v => Math.Abs(v) <= 0.05 ? 1 : 0)) },
            { "at most, not below", x => (x.Average(), Deviation(x), x.Average(v => v < 0.05 ? 1 : 0)) },
            { "number of values", x => (x.Average(), Deviation(x), x.Count(v => v <= 0.05)) },
            { "above the threshold", x => (x.Average(), Deviation(x), x.Average(v => v > 0.05 ? 1 : 0)) },
            { "variance", x => (x.Average(), Math.Pow(Deviation(x), 2), x.Average(v => v <= 0.05 ? 1 : 0)) },
            { "n − 1",
                x => (x.Average(), Math.Sqrt(x.Sum(v => Math.Pow(v - x.Average(), 2)) / (x.Length - 1)),
                    x.Average(v => v <= 0.05 ? 1 : 0)) },
            { "subtract the mean before", x => (x.Average(), Math.Sqrt(x.Average(v => v * v)), x.Average(v => v <= 0.05 ? 1 : 0)) },
            { "mean distance", x => (x.Average(), x.Average(v => Math.Abs(v - x.Average())), x.Average(v => v <= 0.05 ? 1 : 0)) },
            { "Only zeros", x => (x.Average(), Deviation(x), x.Average(v => v == 0 ? 1 : 0)) },
            { "percentage", x => (x.Average(), Deviation(x), 100 * x.Average(v => v <= 0.05 ? 1 : 0)) },
            { Plan.Changes("x"),
                x => { var (m, d) = (x.Average(), Deviation(x)); Array.Sort(x); return (m, d, x.Average(v => v <= 0.05 ? 1 : 0)); } },
            { "median", x => (x.Order().ElementAt(x.Length / 2), Deviation(x), x.Average(v => v <= 0.05 ? 1 : 0)) },
        },
        new Plan<Func<double[,], double[], double[],
            double[,]>>("09.6", (x, s, b) => Norm(x, s, b, (v, m, q) => (v - m) / Math.Sqrt(q + 1e-5)))
        {
            { "layer norm",
                (x, s, b) => Turn(x, (_, i, j) =>
                    { var r = Enumerable.Range(0, x.GetLength(1)).Select(k => x[i, k]).ToArray();
                        return (x[i, j] - r.Average()) / Math.Sqrt(r.Average(v => Math.Pow(v - r.Average(), 2)) + 1e-5) * s[j] + b[j]; }) },
            { "whole batch",
                (x, s, b) => Turn(x, (_, i, j) =>
                    { var r = x.Cast<double>().ToArray();
                        return (x[i, j] - r.Average()) / Math.Sqrt(r.Average(v => Math.Pow(v - r.Average(), 2)) + 1e-5) * s[j] + b[j]; }) },
            { "divided by the variance", (x, s, b) => Norm(x, s, b, (v, m, q) => (v - m) / (q + 1e-5)) },
            { "scale and the shift are missing", (x, _, _) => Norm(x, [1, 1, 1], [0, 0, 0], (v, m, q) => (v - m) / Math.Sqrt(q + 1e-5)) },
            { "scale first, then shift",
                (x, s, b) => Turn(Norm(x, [1, 1, 1], [0, 0, 0], (v, m, q) => (v - m) / Math.Sqrt(q + 1e-5)),
                    (y, i, j) => (y[i, j] + b[j]) * s[j]) },
            { "1e-5 is missing", (x, s, b) => Norm(x, s, b, (v, m, q) => (v - m) / Math.Sqrt(q)) },
            { "under the root", (x, s, b) => Norm(x, s, b, (v, m, q) => (v - m) / (Math.Sqrt(q) + 1e-5)) },
            { "number of rows less one",
                (x, s, b) => Norm(x, s, b, (v, m, q) => (v - m) / Math.Sqrt(q * x.GetLength(0) / (x.GetLength(0) - 1.0) + 1e-5)) },
            { "scale is missing", (x, _, b) => Norm(x, [1, 1, 1], b, (v, m, q) => (v - m) / Math.Sqrt(q + 1e-5)) },
            { "shift is missing", (x, s, _) => Norm(x, s, [0, 0, 0], (v, m, q) => (v - m) / Math.Sqrt(q + 1e-5)) },
            { "mean is not subtracted", (x, s, b) => Norm(x, s, b, (v, _, q) => v / Math.Sqrt(q + 1e-5)) },
            { "not divided by their deviation", (x, s, b) => Norm(x, s, b, (v, m, _) => v - m) },
            { Plan.Changes("x"),
                (x, s, b) => { var y = Norm(x, s, b, (v, m, q) => (v - m) / Math.Sqrt(q + 1e-5)); Array.Copy(y, x, y.Length); return x; } },
        },
        new Plan<Func<double[], int, (int, int)>>("09.7", (x, p) => Stop(x, p))
        {
            { "in a row", (x, p) => Stop(x, p, reset: false) },
            { "too late",
                (x, p) =>
                    { var (best, waited) = (1, 0); for (var e = 2; e <= x.Length; e++) { if (x[e - 1] < x[best - 1]) (best, waited) =
                        (e, 0); else waited++; if (waited > p) return (best, e); } return (best, x.Length); } },
            { "never stops", (x, p) => (Stop(x, int.MaxValue).Item1, x.Length) },
            { "equals the best", (x, p) => Stop([.. x.Select((v, i) => v - 1e-9 * i)], p) },
            { "given as best is the last", (x, p) => (Stop(x, p).Item2, Stop(x, p).Item2) },
            { "counted from 1", (x, p) => (Stop(x, p).Item1 - 1, Stop(x, p).Item2 - 1) },
            { "lower than the one before",
                (x, p) =>
                    { var (best, waited) = (1, 0); for (var e = 2; e <= x.Length; e++) { if (x[e - 1] < x[e - 2]) (best, waited) = (e, 0);
                        else waited++; if (waited == p) return (best, e); } return (best, x.Length); } },
            { "waiting to 1",
                (x, p) =>
                    { var (best, waited) = (1, 0); for (var e = 2; e <= x.Length; e++) { if (x[e - 1] < x[best - 1]) (best, waited) =
                        (e, 1); else waited++; if (waited == p) return (best, e); } return (best, x.Length); } },
            { "exchanged", (x, p) => { var (best, last) = Stop(x, p); return (last, best); } },
            { "also of those after the end", (x, p) => (Array.IndexOf(x, x.Min()) + 1, Stop(x, p).Item2) },
            { "counted from 0", (x, p) => (Stop(x, p).Item1 - 1, Stop(x, p).Item2) },
        },
        new Plan<Func<double[], double[], double[]>>("09.8",
            (x, g) => { var n = x.Length; var m = x.Average(); var v = x.Average(a => (a - m) * (a - m)) + 1e-5;
                var dot = g.Zip(x, (a, b) => a * (b - m)).Sum();
                return [.. x.Select((a, i) => (n * g[i] - g.Sum() - (a - m) * dot / v) / (n * Math.Sqrt(v)))]; })
        {
            { "treated as constants", (x, g) => Grad(x, g, (gi, _, _, _) => gi) },
            { "variance is missing", (x, g) => Grad(x, g, (gi, mean, _, _) => gi - mean) },
            { "mean is missing", (x, g) => Grad(x, g, (gi, _, y, along) => gi - y * along) },
            { "summed over the batch", (x, g) => Grad(x, g, (gi, mean, y, along) => gi - x.Length * (mean + y * along)) },
            { "not yet divided", (x, g) => Grad(x, g, (gi, mean, y, along) => gi - mean - y * along, power: 0) },
            { "by the variance", (x, g) => Grad(x, g, (gi, mean, y, along) => gi - mean - y * along, power: 2) },
            { "Two signs", (x, g) => Grad(x, g, (gi, mean, y, along) => gi + mean + y * along) },
            { "y is missing", (x, g) => Grad(x, g, (gi, mean, _, along) => gi - mean - along) },
            { "way forward", (x, _) => Grad(x, x, (_, _, y, _) => y, power: 0) },
            { "comes back unchanged", (_, g) => [.. g] },
            { "few digits",
                (x, g) => [.. x.Select((_, i) =>
                    { double Loss(double h) { var z = (double[])x.Clone(); z[i] += h;
                        return Grad(z, z, (_, _, y, _) => y, power: 0).Zip(g, (a, b) => a * b)
                            .Sum(); } return (Loss(1e-5) - Loss(-1e-5)) / 2e-5; })] },
            { Plan.Changes("g"),
                (x, g) => { var r = Grad(x, g, (gi, mean, y, along) => gi - mean - y * along); r.CopyTo(g, 0); return g; } },
        },
        new Plan<Func<double[,], double[], double[], bool, (double[,], double[], double[])>>("09.9", (x, m, v, t) => Modes(x, m, v, t, t))
        {
            { "same in both modes", (x, m, v, t) => Modes(x, m, v, true, t) },
            { "always normalises with the running", (x, m, v, t) => Modes(x, m, v, false, t) },
            { "modes are exchanged", (x, m, v, t) => Modes(x, m, v, !t, !t) },
            { "never move", (x, m, v, t) => Modes(x, m, v, t, false) },
            { "move in evaluation", (x, m, v, t) => Modes(x, m, v, t, true) },
            { "0.9 and 0.1", (x, m, v, t) => Modes(x, m, v, t, t, share: 0.9) },
            { "replaced by the batch's", (x, m, v, t) => Modes(x, m, v, t, t, share: 1) },
            { "divided by n in yours", (x, m, v, t) => Modes(x, m, v, t, t, less: 0) },
            { "n − 1 is for the running variance alone", (x, m, v, t) => Modes(x, m, v, t, t, own: 1) },
            { "after they have moved",
                (x, m, v, t) =>
                    { var r = Modes(x, m, v, t, t); return (Modes(x, r.Item2, r.Item3, false, false).Item1, r.Item2, r.Item3); } },
            { "1e-5 is missing", (x, m, v, t) => Modes(x, m, v, t, t, epsilon: 0) },
            { Plan.Changes("m"),
                (x, m, v, t) => { var r = Modes(x, m, v, t, t); r.Item2.CopyTo(m, 0); r.Item3.CopyTo(v, 0); return (r.Item1, m, v); } },
        },
    ];

    private static double At(double[,] x, double[,] k, int row, int column, Func<int, int, double>? weight = null)
    {
        var sum = 0.0;
        for (var u = 0; u < k.GetLength(0); u++)
            for (var v = 0; v < k.GetLength(1); v++) sum += (weight?.Invoke(u, v) ?? k[u, v]) * x[row + u - k.GetLength(0) / 2, column +
                v - k.GetLength(1) / 2];
        return sum;
    }

    private static double[,] Rows(double[,] kernel, int height, int width, Func<int, int, int, int, (int, int)> place)
    {
        var k = kernel.GetLength(0);
        var m = new double[(height - k + 1) * (width - k + 1), height * width];
        for (var i = 0; i <= height - k; i++)
            for (var j = 0; j <= width - k; j++)
                for (var u = 0; u < k; u++)
                    for (var v = 0; v < k; v++)
                    {
                        var (row, column) = place(i, j, u, v);
                        m[row, column] = kernel[u, v];
                    }
        return m;
    }

    private static double[,] Turn(double[,] a, Func<double[,], int, int, double> f, bool swap = false)
    {
        var r = swap ? new double[a.GetLength(1), a.GetLength(0)] : new double[a.GetLength(0), a.GetLength(1)];
        for (var i = 0; i < r.GetLength(0); i++)
            for (var j = 0; j < r.GetLength(1); j++) r[i, j] = f(a, i, j);
        return r;
    }

    private static (int, int) Cost(int[] channels, int side, Func<int, int, int> parameters, Func<int, int, int, int> products, Func<int,
        int>? shrink = null, bool early = false)
    {
        var (p, m) = (0, 0);
        for (var i = 1; i < channels.Length; i++)
        {
            var before = side;
            side = (shrink ?? (s => (s + 1) / 2))(side);
            p += parameters(channels[i - 1], channels[i]);
            m += products(channels[i - 1], channels[i], early ? before : side);
        }
        return (p, m);
    }

    private static double Cycle(double p, double top, Func<double, double> way) => p < 0.25
        ? top / 25 + (top - top / 25) * way(p / 0.25) : top + (top / 1e5 - top) * way((p - 0.25) / 0.75);

    private static double Deviation(double[] x) => Math.Sqrt(x.Average(v => Math.Pow(v - x.Average(), 2)));

    private static double[,] Norm(double[,] x, double[] s, double[] b, Func<double, double, double, double> f) => Turn(x, (_, i, j) =>
    {
        var column = Enumerable.Range(0, x.GetLength(0)).Select(k => x[k, j]).ToArray();
        return f(x[i, j], column.Average(), column.Average(v => Math.Pow(v - column.Average(), 2))) * s[j] + b[j];
    });

    private static (int, int) Stop(double[] x, int patience, bool reset = true)
    {
        var (best, waited) = (1, 0);
        for (var e = 2; e <= x.Length; e++)
        {
            if (x[e - 1] < x[best - 1]) (best, waited) = (e, reset ? 0 : waited);
            else waited++;
            if (waited == patience) return (best, e);
        }
        return (best, x.Length);
    }

    private static double[] Grad(double[] x, double[] g, Func<double, double, double, double, double> paths, int power = 1)
    {
        var m = x.Average();
        var d = Math.Sqrt(x.Average(v => (v - m) * (v - m)) + 1e-5);
        var y = x.Select(v => (v - m) / d).ToArray();
        var along = g.Zip(y, (a, b) => a * b).Average();
        return [.. g.Select((v, i) => paths(v, g.Average(), y[i], along) / Math.Pow(d, power))];
    }

    private static (double[,], double[], double[]) Modes(double[,] x, double[] mean, double[] variance, bool batch, bool moves,
        double share = 0.1, int less = 1, int own = 0, double epsilon = 1e-5)
    {
        var rows = x.GetLength(0);
        var columns = Enumerable.Range(0, x.GetLength(1)).Select(j => Enumerable.Range(0, rows).Select(i => x[i, j]).ToArray()).ToArray();
        double Squares(int j) => columns[j].Sum(v => Math.Pow(v - columns[j].Average(), 2));
        var y = Turn(x, (_, i, j) => batch ? (x[i, j] - columns[j].Average()) / Math.Sqrt(Squares(j) / (rows - own) + epsilon)
            : (x[i, j] - mean[j]) / Math.Sqrt(variance[j] + epsilon));
        return (y, [.. mean.Select((m, j) => moves ? (1 - share) * m + share * columns[j].Average() : m)],
            [.. variance.Select((v, j) => moves ? (1 - share) * v + share * Squares(j) / (rows - less) : v)]);
    }
}
