using DeepLearning.Tensors;

namespace DeepLearning.Exercises.Tests.Planted;

internal static class Planted04
{
    public static IReadOnlyList<Plan> All =>
    [
        new Plan<Func<double[], double[]>>("04.1",
            s => { var m = s.Max(); var l = m + Math.Log(s.Sum(z => Math.Exp(z - m))); return [.. s.Select(z => z - l)]; })
        {
            { "Right for small scores", s => [.. s.Select(z => Math.Log(Math.Exp(z) / s.Sum(Math.Exp)))] },
            { "still overflows", s => [.. s.Select(z => z - Math.Log(s.Sum(Math.Exp)))] },
            { "rounds to 0", s => [.. s.Select(z => Math.Log(Math.Exp(z - s.Max()) / s.Sum(v => Math.Exp(v - s.Max()))))] },
            { "softmax itself", s => [.. s.Select(z => Math.Exp(z - s.Max()) / s.Sum(v => Math.Exp(v - s.Max())))] },
            { "Both need it", s => [.. s.Select(z => z - Math.Log(s.Sum(v => Math.Exp(v - s.Max()))))] },
            { "sum was forgotten", s => [.. s.Select(z => z - s.Max())] },
            { "wrong sign", s => [.. s.Select(z => s.Max() + Math.Log(s.Sum(v => Math.Exp(v - s.Max()))) - z)] },
            { "added where it is subtracted", s => [.. s.Select(z => z - s.Max() + Math.Log(s.Sum(v => Math.Exp(v - s.Max()))))] },
            { "logarithm of the sum is missing", s => [.. s.Select(z => z - s.Max() - s.Sum(v => Math.Exp(v - s.Max())))] },
            { "mean of the scores", s => [.. s.Select(z => z - s.Average() - Math.Log(s.Sum(v => Math.Exp(v - s.Average()))))] },
            { "mean", s => [.. s.Select(z => z - s.Max() - Math.Log(s.Average(v => Math.Exp(v - s.Max()))))] },
            { "to the base 2", s => [.. s.Select(z => z - s.Max() - Math.Log2(s.Sum(v => Math.Exp(v - s.Max()))))] },
            { Plan.Changes("s"),
                s =>
                    { var m = s.Max(); for (var i = 0; i < s.Length; i++) s[i] -= m; var l = Math.Log(s.Sum(Math.Exp));
                        return [.. s.Select(z => z - l)]; } },
            { Plan.Changes("s"),
                s =>
                    { Array.Sort(s); var m = s[^1]; var l = Math.Log(s.Sum(z => Math.Exp(z - m))); return [.. s.Select(z => z - m - l)];
                        } },
        },
        new Plan<Func<double[,], double[,], double>>("04.2",
            (p, t) => { var sum = 0.0; for (var i = 0; i < p.GetLength(0); i++) for (var j = 0; j < p.GetLength(1);
                j++) if (t[i, j] > 0) sum -= t[i, j] * Math.Log(p[i, j]); return sum / p.GetLength(0); },
            (p, t) => Total(p, t, (a, b) => b == 0 ? 0 : -b * Math.Log(a)) / p.GetLength(0),
            (p, t) => Total(p, t, (a, b) => -b * Math.Log(Math.Max(a, 1e-300))) / p.GetLength(0))
        {
            { "0 · ln 0", (p, t) => Total(p, t, (a, b) => -b * Math.Log(a)) / p.GetLength(0) },
            { "rows times classes", (p, t) => Total(p, t, H) / p.Length },
            { "number of classes", (p, t) => Total(p, t, H) / p.GetLength(1) },
            { "summed over the rows", (p, t) => Total(p, t, H) },
            { "(1 − t) ln(1 − p)", (p, t) => Total(p, t, (a, b) => H(a, b) - (1 - b) * Math.Log(1 - a)) / p.GetLength(0) },
            { "squared error", (p, t) => Total(p, t, (a, b) => (a - b) * (a - b)) / p.GetLength(0) },
            { "wrong one", (p, t) => Total(p, t, (a, b) => b > 0 ? -a * Math.Log(b) : 0) / p.GetLength(0) },
            { "base 2", (p, t) => Total(p, t, H) / Math.Log(2) / p.GetLength(0) },
            { "base 10", (p, t) => Total(p, t, H) / Math.Log(10) / p.GetLength(0) },
            { "as its target says", (p, t) => Total(p, t, (a, _) => a > 0 ? -Math.Log(a) : 0) / p.GetLength(0) },
            { "minus is missing", (p, t) => -Total(p, t, H) / p.GetLength(0) },
            { "largest target", (p, t) => Total(p, t, (a, b) => b == 1 ? -Math.Log(a) : 0) / p.GetLength(0) },
            { "without the logarithm", (p, t) => Total(p, t, (a, b) => a * b) / p.GetLength(0) },
            { "1e-3", (p, t) => Total(p, t, (a, b) => -b * Math.Log(a + 1e-3)) / p.GetLength(0) },
            { Plan.Changes("p"),
                (p, t) =>
                    { for (var i = 0; i < p.GetLength(0); i++) for (var j = 0; j < p.GetLength(1); j++) p[i, j] =
                        Math.Log(p[i, j] + 1e-12); return Total(p, t, (a, b) => -a * b) / p.GetLength(0); } },
        },
        new Plan<Func<Tensor, Tensor, float, Tensor>>("04.3", (z, t, k) => (Softmax(z / k) - t) / k / z.Shape[0])
        {
            { "more than a float", (z, t, k) => { var e = (z / k).Exp(); return (e / e.Sum(1, keepAxis: true) - t) / (k * z.Shape[0]); } },
            { "inner derivative is missing", (z, t, k) => (Softmax(z / k) - t) / z.Shape[0] },
            { "asks for 1/T", (z, t, k) => (Softmax(z / k) - t) * k / z.Shape[0] },
            { "missing inside", (z, t, k) => (Softmax(z) - t) / k / z.Shape[0] },
            { "altogether", (z, t, k) => (Softmax(z) - t) / z.Shape[0] },
            { "multiplied the scores", (z, t, k) => (Softmax(z * k) - t) / k / z.Shape[0] },
            { "a sum stands where a mean", (z, t, k) => (Softmax(z / k) - t) / k },
            { "both missing", (z, t, k) => Softmax(z / k) - t },
            { "rows times classes", (z, t, k) => (Softmax(z / k) - t) / k / z.Size },
            { "number of classes", (z, t, k) => (Softmax(z / k) - t) / k / z.Shape[1] },
            { "wrong sign", (z, t, k) => (t - Softmax(z / k)) / k / z.Shape[0] },
            { "down the columns", (z, t, k) => (Softmax((z / k).Transpose()).Transpose() - t) / k / z.Shape[0] },
            { "p(1 − p)", (z, t, k) => { var p = Softmax(z / k); return (p - t) * p * (1 - p) / k / z.Shape[0]; } },
            { "targets are missing", (z, t, k) => Softmax(z / k) / k / z.Shape[0] },
            { "divided by the temperature as well", (z, t, k) => (Softmax(z / k) - t / k) / k / z.Shape[0] },
            { "1 / N with a whole N", (z, t, k) => (Softmax(z / k) - t) / k * (1 / z.Shape[0]) },
            { Plan.Changes("z"), (z, t, k) => { z.CopyFrom(z / k); return (Softmax(z) - t) / k / z.Shape[0]; } },
        },
        new Plan<Func<Tensor, Tensor, Tensor>>("04.4", (x, g) => g * Mask(x, v => v > 0), (x, g) => g * Mask(x.Relu(), v => v > 0))
        {
            { "passes everywhere", (x, g) => g.Clone() },
            { "positive itself", (x, g) => g.Relu() },
            { "stop negative gradients", (x, g) => g.Relu() * Mask(x, v => v > 0) },
            { "by the output of ReLU", (x, g) => g * x.Relu() },
            { "Turned around", (x, g) => g * Mask(x, v => v < 0) },
            { "slope alone", (x, g) => Mask(x, v => v > 0) },
            { "exactly 0", (x, g) => g * Mask(x, v => v >= 0) },
            { "the ReLU itself", (x, g) => x.Relu() },
            { "above 1", (x, g) => g * Mask(x, v => v > 1) },
            { "−1 where", (x, g) => g * (2 * Mask(x, v => v > 0) - 1) },
            { Plan.Changes("g"), (x, g) => { g.CopyFrom(g * Mask(x, v => v > 0)); return g; } },
        },
        new Plan<Func<double[], double[], double[], double, double, (double[], double[])>>("04.5",
            (w, g, v, r, m) => { var n = new double[v.Length]; var u = new double[w.Length];
                for (var i = 0; i < n.Length; i++) { n[i] = m * v[i] + r * g[i]; u[i] = w[i] - n[i]; } return (u, n); })
        {
            { Plan.Changes("w"),
                (w, g, v, r, m) => { for (var i = 0; i < w.Length; i++) { v[i] = m * v[i] + r * g[i]; w[i] -= v[i]; } return (w, v); } },
            { Plan.Changes("v"),
                (w, g, v, r, m) => { for (var i = 0; i < w.Length; i++) v[i] = m * v[i] + r * g[i]; return (Sub(w, v), v); } },
            { "decay of momentum is forgotten", (w, g, v, r, m) => Step(w, g, v, r, 1) },
            { "uphill", (w, g, v, r, m) => (Sub(w, [.. New(g, v, r, m).Select(x => -x)]), New(g, v, r, m)) },
            { "old velocity. Update", (w, g, v, r, m) => (Sub(w, v), New(g, v, r, m)) },
            { "rate is missing", (w, g, v, r, m) => Step(w, g, v, 1, m) },
            { "counts twice", (w, g, v, r, m) => (Sub(w, [.. New(g, v, r, m).Select(x => r * x)]), New(g, v, r, m)) },
            { "as PyTorch does", (w, g, v, r, m) => (Sub(w, [.. New(g, v, 1, m).Select(x => r * x)]), New(g, v, 1, m)) },
            { "1 − momentum", (w, g, v, r, m) => Step(w, g, v, r * (1 - m), m) },
            { "plain gradient descent", (w, g, v, r, m) => Step(w, g, v, r, 0) },
            { "return the old velocity", (w, g, v, r, m) => (Sub(w, New(g, v, r, m)), [.. v]) },
            { "did not move", (w, g, v, r, m) => ([.. w], New(g, v, r, m)) },
            { "exchanged", (w, g, v, r, m) => (New(g, v, r, m), Sub(w, New(g, v, r, m))) },
            { "velocity points uphill",
                (w, g, v, r, m) => { double[] n = [.. v.Zip(g, (a, b) => m * a - r * b)]; return ([.. w.Zip(n, (a, b) => a + b)], n); } },
            { "The rate and the momentum are exchanged", (w, g, v, r, m) => Step(w, g, v, m, r) },
        },
        new Plan<Func<double, int, int, int, double>>("04.6",
            (p, w, n, e) => p * Math.Min((double)e / w, (double)(n - e) / (n - w)))
        {
            { "cut off in C#", (p, w, n, e) => e <= w ? p * (e / w) : p * ((n - e) / (n - w)) },
            { "cut off in C#", (p, w, n, e) => e <= w ? e / w * p : (n - e) / (n - w) * p },
            { "start from 0", (p, w, n, e) => e <= w ? p * (e - 1) / w : p * (n - e) / (n - w) },
            { "jumps after the peak", (p, w, n, e) => e <= w ? p * e / w : p * (n - e) / n },
            { "warm-up is missing", (p, w, n, e) => e <= w ? p : p * (n - e) / (n - w) },
            { "never cools", (p, w, n, e) => e <= w ? p * e / w : p },
            { "Off by one", (p, w, n, e) => e <= w ? p * e / w : p * (n - e + 1) / (n - w + 1) },
            { "upside down", (p, w, n, e) => e <= w ? p * e / w : p * (e - w) / (n - w) },
            { "straight line down from the start", (p, w, n, e) => p * (n - e) / n },
            { "way up is cut off", (p, w, n, e) => e <= w ? p * (e / w) : p * (n - e) / (n - w) },
            { "way down is cut off", (p, w, n, e) => e <= w ? p * e / w : p * ((n - e) / (n - w)) },
            { "below 0", (p, w, n, e) => e <= w ? p * e / w : p - p * e / (n - w) },
            { "stays at peak / warmUp", (p, w, n, e) => e <= w ? p / w : p * (n - e) / (n - w) },
        },
        new Plan<Func<Tensor, Tensor, Tensor, float, (Tensor, Tensor)>>("04.7", (x, g, m, k) => (x * m / k, g * m / k))
        {
            { "missing on both ways", (x, g, m, k) => (x * m, g * m) },
            { "scaled UP", (x, g, m, k) => (x * m * k, g * m * k) },
            { "factor 1 / keep is missing", (x, g, m, k) => (x * m / k, g * m) },
            { "mask is missing", (x, g, m, k) => (x * m / k, g / k) },
            { "passes unchanged", (x, g, m, k) => (x * m / k, g * 1) },
            { "output is not scaled", (x, g, m, k) => (x * m, g * m / k) },
            { "by 1 − keep", (x, g, m, k) => (x * m / (1 - k), g * m / (1 - k)) },
            { "what the mask switches off", (x, g, m, k) => (x * (1 - m) / k, g * (1 - m) / k) },
            { "mixed up", (x, g, m, k) => (x * m / k, x * m / k) },
            { "the mask is not used", (x, g, m, k) => (x / k, g / k) },
            { "exchanged", (x, g, m, k) => (g * m / k, x * m / k) },
            { "twice, as if", (x, g, m, k) => (x * m / k, g * m / k / k) },
            { Plan.Changes("m"), (x, g, m, k) => { m.CopyFrom(m / k); return (x * m, g * m); } },
        },
        new Plan<Func<Tensor, Tensor, Tensor>>("04.8",
            (p, t) => { var n = L(p); var q = p / n; var g = (q - t) * (2f / p.Shape[0]);
                return g / n - p * (g * p).Sum(1, keepAxis: true) / (n * n * n); })
        {
            { "stops at q", (p, t) => U(p, t) },
            { "ignored the normalisation", (p, t) => (p - t) * (2f / p.Shape[0]) },
            { "One path is missing", (p, t) => U(p, t) / L(p) },
            { "factor 1/‖p‖ is missing", (p, t) => U(p, t) - Q(p) * Dot(p, t) },
            { "different signs", (p, t) => (U(p, t) + Q(p) * Dot(p, t)) / L(p) },
            { "of exercise 03.5",
                (p, t) =>
                    { var s = p.Sum(1, keepAxis: true); var g = (p / s - t) * (2f / p.Shape[0]);
                        return (g - (g * (p / s)).Sum(1, keepAxis: true)) / s; } },
            { "forgets the factor q", (p, t) => (U(p, t) - Dot(p, t)) / L(p) },
            { "twice", (p, t) => (U(p, t) - Q(p) * Dot(p, t)) / L(p) / L(p) },
            { "root is missing",
                (p, t) =>
                    { var s = p.Square().Sum(1, keepAxis: true); var q = p / s; var g = (q - t) * (2f / p.Shape[0]);
                        return (g - q * (g * q).Sum(1, keepAxis: true)) / s; } },
            { "p where q", (p, t) => (U(p, t) - p * (U(p, t) * p).Sum(1, keepAxis: true)) / L(p) },
            { "only the term of the entry itself", (p, t) => (U(p, t) - Q(p) * U(p, t) * Q(p)) / L(p) },
            { "a sum stands where a mean",
                (p, t) => { var g = (Q(p) - t) * 2f; return (g - Q(p) * (g * Q(p)).Sum(1, keepAxis: true)) / L(p); } },
            { "half of what",
                (p, t) => { var g = (Q(p) - t) / p.Shape[0]; return (g - Q(p) * (g * Q(p)).Sum(1, keepAxis: true)) / L(p); } },
            { Plan.Changes("p"), (p, t) => { p.CopyFrom(Q(p)); return (p - t) * (2f / p.Shape[0]); } },
        },
    ];

    private static double H(double p, double t) => t == 0 ? 0 : -t * Math.Log(p);

    private static double Total(double[,] p, double[,] t, Func<double, double, double> term) =>
        p.Cast<double>().Zip(t.Cast<double>(), term).Sum();

    private static Tensor Softmax(Tensor z)
    {
        var e = (z - z.Max(1, keepAxis: true)).Exp();
        return e / e.Sum(1, keepAxis: true);
    }

    private static Tensor Mask(Tensor x, Func<float, bool> passes) =>
        Tensor.FromArray([.. x.ToArray().Select(v => passes(v) ? 1f : 0)], x.Shape);

    private static double[] New(double[] g, double[] v, double r, double m) => [.. v.Zip(g, (a, b) => m * a + r * b)];

    private static double[] Sub(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x - y)];

    private static (double[], double[]) Step(double[] w, double[] g, double[] v, double r, double m) =>
        (Sub(w, New(g, v, r, m)), New(g, v, r, m));

    private static Tensor L(Tensor p) => p.Square().Sum(1, keepAxis: true).Sqrt();

    private static Tensor Q(Tensor p) => p / L(p);

    private static Tensor U(Tensor p, Tensor t) => (Q(p) - t) * (2f / p.Shape[0]);

    private static Tensor Dot(Tensor p, Tensor t) => (U(p, t) * Q(p)).Sum(1, keepAxis: true);
}
