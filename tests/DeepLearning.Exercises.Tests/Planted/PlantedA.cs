using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Exercises.Tests.Planted;

using M = Matrix<double>;

internal static class PlantedA
{
    public static IReadOnlyList<Plan> All =>
    [
        new Plan<Func<double[,], double[]>>("A.1", g =>
            [.. Enumerable.Range(0, g.GetLength(1)).Select(k => Enumerable.Range(0, g.GetLength(0)).Sum(i => g[i, k]))])
        {
            { "took the mean", g => [.. Sums(g).Select(v => v / g.GetLength(0))] },
            { "along the rows",
                g => [.. Enumerable.Range(0, g.GetLength(0)).Select(i => Enumerable.Range(0, g.GetLength(1)).Sum(k => g[i, k]))] },
            { "whole matrix", g => [.. Sums(g).Select(_ => g.Cast<double>().Sum())] },
            { "last row only",
                g =>
                    { var s = new double[g.GetLength(1)]; for (var i = 0; i < g.GetLength(0); i++) for (var k = 0; k < s.Length;
                        k++) s[k] = g[i, k]; return s; } },
            { "first row only", g => [.. Sums(g).Select((_, k) => g[0, k])] },
            { "counted the rows", g => [.. Sums(g).Select(_ => (double)g.GetLength(0))] },
            { "number of outputs", g => [.. Sums(g).Select(v => v / g.GetLength(1))] },
            { "without their signs",
                g => [.. Enumerable.Range(0, g.GetLength(1)).Select(k => Enumerable.Range(0, g.GetLength(0))
                    .Sum(i => Math.Abs(g[i, k])))] },
            { "runs on from column to column",
                g =>
                    { var (s, sum) = (new double[g.GetLength(1)], 0.0);
                        for (var k = 0; k < s.Length; k++) { for (var i = 0; i < g.GetLength(0); i++) sum += g[i, k]; s[k] = sum;
                            } return s; } },
            { "wrong sign", g => [.. Sums(g).Select(v => -v)] },
            { "last row is left out",
                g => { var s = new double[g.GetLength(1)]; for (var i = 0; i < g.GetLength(0) - 1; i++) for (var k = 0; k < s.Length;
                    k++) s[k] += g[i, k]; return s; } },
        },
        new Plan<Func<M, M, M, (M, M)>>("A.2", (x, w, g) => (g.TransposeAndMultiply(w), x.TransposeThisAndMultiply(g)))
        {
            { "W is not transposed", (x, w, g) => (g * w, x.Transpose() * g) },
            { "X is not transposed", (x, w, g) => (g * w.Transpose(), x * g) },
            { "Neither is transposed", (x, w, g) => (g * w, x * g) },
            { "wrong order", (x, w, g) => (x.Transpose() * g, g * w.Transpose()) },
            { "factors of dL/dW", (x, w, g) => (g * w.Transpose(), g.Transpose() * x) },
            { "factors of dL/dX", (x, w, g) => (w * g.Transpose(), x.Transpose() * g) },
            { "number of rows", (x, w, g) => (g * w.Transpose(), x.Transpose() * g / x.RowCount) },
            { "output gradient is missing", (x, w, g) => (w.Transpose(), x.Transpose()) },
            { "wrong sign", (x, w, g) => (-(g * w.Transpose()), -(x.Transpose() * g)) },
            { Plan.Changes("g"), (x, w, g) => { var r = (g * w.Transpose(), x.Transpose() * g); g.Clear(); return r; } },
        },
        new Plan<Func<double[], int, int, double[,]>>("A.3", (x, w, s) => Patches(x, w, s, (o, u) => o * s + u - w / 2))
        {
            { "stride is missing", (x, w, s) => Patches(x, w, s, (o, u) => o + u - w / 2) },
            { "padding is missing", (x, w, s) => Patches(x, w, s, (o, u) => o * s + u) },
            { "Only the place is multiplied", (x, w, s) => Patches(x, w, s, (o, u) => (o - w / 2) * s + u) },
            { "read backwards", (x, w, s) => Patches(x, w, s, (o, u) => o * s + w / 2 - u) },
            { "repeated the last value", (x, w, s) => Patches(x, w, s, (o, u) => Math.Clamp(o * s + u - w / 2, 0, x.Length - 1)) },
            { "row for every input", (x, w, s) => Patches(x, w, s, (o, u) => o * s + u - w / 2, x.Length) },
            { "last place is missing", (x, w, s) => Patches(x, w, s, (o, u) => o * s + u - w / 2, (x.Length + w / 2 * 2 - w) / s) },
            { "inside the patch", (x, w, s) => Patches(x, w, s, (o, u) => o + (u - w / 2) * s) },
            { "added where it is taken off", (x, w, s) => Patches(x, w, s, (o, u) => o * s + u + w / 2) },
            { "looks over the edge",
                (x, w, s) =>
                    { var r = new double[(x.Length + w / 2 * 2 - w) / s + 1, w];
                        for (var o = 0; o < r.GetLength(0); o++) for (var u = 0; u < w; u++) r[o, u] = x[o * s + u - w / 2]; return r; } },
            { Plan.Changes("x"), (x, w, s) => { var r = Patches(x, w, s, (o, u) => o * s + u - w / 2); x[0] = 0; return r; } },
        },
        new Plan<Func<double[,], int, int, double[]>>("A.4", (p, n, s) => Collect(p, n, (o, u, w) => o * s + u - w / 2))
        {
            { "overwrites", (p, n, s) => Collect(p, n, (o, u, w) => o * s + u - w / 2, add: false) },
            { "stride is missing", (p, n, s) => Collect(p, n, (o, u, w) => o + u - w / 2) },
            { "not taken off", (p, n, s) => Collect(p, n, (o, u, _) => o * s + u) },
            { "added where it should be taken off", (p, n, s) => Collect(p, n, (o, u, w) => o * s + u + w / 2) },
            { "first or last input", (p, n, s) => Collect(p, n, (o, u, w) => Math.Clamp(o * s + u - w / 2, 0, n - 1)) },
            { "read backwards", (p, n, s) => Collect(p, n, (o, u, w) => o * s + w - 1 - u - w / 2) },
            { "looks over the edge",
                (p, n, s) =>
                    { var r = new double[n]; for (var o = 0; o < p.GetLength(0); o++) for (var u = 0; u < p.GetLength(1); u++) r[o * s +
                        u - p.GetLength(1) / 2] += p[o, u]; return r; } },
            { "only o is", (p, n, s) => Collect(p, n, (o, u, w) => (o + u) * s - w / 2) },
            { "mean of the copies",
                (p, n, s) =>
                    { var (r, c) = (Collect(p, n, (o, u, w) => o * s + u - w / 2), new int[n]);
                        for (var o = 0; o < p.GetLength(0); o++) for (var u = 0; u < p.GetLength(1); u++) if (o * s +
                            u - p.GetLength(1) / 2 is >= 0 and var i && i < n) c[i]++; return [.. r.Select((v, i) => c[i] > 0 ? v / c[i]
                                : 0)]; } },
            { "wrong sign", (p, n, s) => [.. Collect(p, n, (o, u, w) => o * s + u - w / 2).Select(v => -v)] },
        },
        new Plan<Func<Func<double[], double>, double[], double[], double>>("A.5",
            (f, at, g) => { var worst = 0.0; for (var i = 0; i < at.Length; i++) { var old = at[i]; at[i] = old + 1e-5; var up = f(at);
                at[i] = old - 1e-5; var down = f(at); at[i] = old; worst =
                    Math.Max(worst, Math.Abs((up - down) / 2e-5 - g[i])); } return worst; },
            (f, at, g) => { var worst = 0.0; for (var i = 0; i < at.Length; i++) { at[i] += 1e-5; var up = f(at); at[i] -= 2e-5; var down =
                f(at); at[i] += 1e-5; worst = Math.Max(worst, Math.Abs((up - down) / 2e-5 - g[i])); } return worst; })
        {
            { Plan.Changes("at"),
                (f, at, g) =>
                    { double worst = 0, h = 1e-5; for (var i = 0; i < at.Length; i++) { at[i] += h; var up = f(at); at[i] -= 2 * h;
                        var down = f(at); worst = Math.Max(worst, Math.Abs((up - down) / (2 * h) - g[i])); } return worst; } },
            { Plan.Changes("at"),
                (f, at, g) =>
                    { double worst = 0, h = 1e-5; for (var i = 0; i < at.Length; i++) { var up = at; var down = (double[])at.Clone();
                        up[i] += h; down[i] -= h; worst = Math.Max(worst,
                            Math.Abs((f(up) - f(down)) / (2 * h) - g[i])); } return worst; } },
            { "only the last entry counts", (f, at, g) => Gaps(f, at, g)[^1] },
            { "one array with two names", (f, at, g) => g.Max(Math.Abs) },
            { "a difference below zero", (f, at, g) => Slopes(f, at, 2e-5).Zip(g, (s, v) => s - v).Append(0).Max() },
            { "averaged the gaps", (f, at, g) => Gaps(f, at, g).Average() },
            { "divide by 2 h", (f, at, g) => Slopes(f, at, 1e-5).Zip(g, (s, v) => Math.Abs(s - v)).Max() },
            { "added up", (f, at, g) => Gaps(f, at, g).Sum() },
            { "smallest gap", (f, at, g) => Gaps(f, at, g).Min() },
            { "first entry", (f, at, g) => Gaps(f, at, g)[0] },
            { "largest slope", (f, at, g) => Slopes(f, at, 2e-5).Max(Math.Abs) },
            { "no slope yet", (f, at, g) => Slopes(f, at, 1).Zip(g, (s, v) => Math.Abs(s - v)).Max() },
        },
        new Plan<Func<M, M, M>>("A.6", (x, g) => g * x + g.Transpose() * x)
        {
            { "X as the left factor. It", (x, g) => g * x },
            { "X as the right factor. It", (x, g) => g.Transpose() * x },
            { "left factor twice", (x, g) => 2 * g * x },
            { "right factor twice", (x, g) => 2 * g.Transpose() * x },
            { "are subtracted", (x, g) => g * x - g.Transpose() * x },
            { "averaged the two roads", (x, g) => (g + g.Transpose()) / 2 * x },
            { "transposed", (x, g) => x.Transpose() * (g + g.Transpose()) },
            { "slope alone", (x, g) => 2 * x },
            { "few digits",
                (x, g) => x.MapIndexed((i, j, v) =>
                    { var (up, down) = (x.Clone(), x.Clone()); (up[i, j], down[i, j]) = (v + 1e-4, v - 1e-4);
                        return ((up * up.Transpose()).PointwiseMultiply(g) - (down * down.Transpose()).PointwiseMultiply(g)).Enumerate()
                            .Sum() / 2e-4; }) },
            { Plan.Changes("g"), (x, g) => { g.Add(g.Transpose(), g); return g * x; } },
        },
        new Plan<Func<double[], double[]>>("A.7", g => Turned(Turned(g)))
        {
            { "not turned round", g => Forward(Forward(g)) },
            { "Only one of the two", Turned },
            { "other is not", g => Forward(Turned(g)) },
            { "both links of the chain", g => Turned(Forward(g)) },
            { "forgets that the first convolution", g => Wide(g, [9, 12, 10, 4, 1]) },
            { "did not turn it round either", g => Wide(g, [1, 4, 10, 12, 9]) },
            { "one more convolution", g => Turned(Turned(Turned(g))) },
            { "overwrites",
                g =>
                    { double[] Back(double[] v) { var r = new double[v.Length];
                        for (var o = 0; o < v.Length; o++) for (var u = 0; u < 3; u++) if (o + u - 1 >= 0 && o + u - 1 < v.Length) r[o +
                            u - 1] = (u + 1) * v[o]; return r; } return Back(Back(g)); } },
            { "other side",
                g =>
                    { double[] Back(double[] v) { var r = new double[v.Length];
                        for (var o = 0; o < v.Length; o++) for (var u = 0; u < 3; u++) r[(o + u - 1 + v.Length) % v.Length] += (u +
                            1) * v[o]; return r; } return Back(Back(g)); } },
            { Plan.Changes("g"), g => { var r = Turned(g); r.CopyTo(g, 0); return Turned(g); } },
        },
    ];

    private static double[] Sums(double[,] g) =>
        [.. Enumerable.Range(0, g.GetLength(1)).Select(k => Enumerable.Range(0, g.GetLength(0)).Sum(i => g[i, k]))];

    private static double[,] Patches(double[] x, int width, int stride, Func<int, int, int> place, int? places = null)
    {
        var rows = new double[places ?? (x.Length + width / 2 * 2 - width) / stride + 1, width];
        for (var o = 0; o < rows.GetLength(0); o++)
            for (var u = 0; u < width; u++)
                if (place(o, u) >= 0 && place(o, u) < x.Length) rows[o, u] = x[place(o, u)];
        return rows;
    }

    private static double[] Collect(double[,] p, int length, Func<int, int, int, int> place, bool add = true)
    {
        var sum = new double[length];
        for (var o = 0; o < p.GetLength(0); o++)
            for (var u = 0; u < p.GetLength(1); u++)
                if (place(o, u, p.GetLength(1)) is >= 0 and var i && i < length) sum[i] = (add ? sum[i] : 0) + p[o, u];
        return sum;
    }

    private static double[] Slopes(Func<double[], double> f, double[] at, double by) => [.. at.Select((v, i) =>
    {
        var (up, down) = ((double[])at.Clone(), (double[])at.Clone());
        (up[i], down[i]) = (v + 1e-5, v - 1e-5);
        return (f(up) - f(down)) / by;
    })];

    private static double[] Gaps(Func<double[], double> f, double[] at, double[] g) =>
        [.. Slopes(f, at, 2e-5).Zip(g, (s, v) => Math.Abs(s - v))];

    private static double[] Wide(double[] x, double[] w) =>
        [.. x.Select((_, o) => w.Select((v, u) => o + u - w.Length / 2 is >= 0 and var i && i < x.Length ? v * x[i] : 0).Sum())];

    private static double[] Forward(double[] x) => Wide(x, [1, 2, 3]);

    private static double[] Turned(double[] x) => Wide(x, [3, 2, 1]);
}
