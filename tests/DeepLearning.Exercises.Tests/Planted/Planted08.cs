using DeepLearning.Modules;
using DeepLearning.Tensors;

namespace DeepLearning.Exercises.Tests.Planted;

internal static class Planted08
{
    public static IReadOnlyList<Plan> All =>
    [
        new Plan<Func<double, double>>("08.1", v => (v + 1) / 2 * 255)
        {
            { "sigmoid's", v => 255 * v },
            { "middle is missing", v => 127.5 * v },
            { "wrong order", v => (v + 127.5) * 127.5 },
            { "way in", v => (v - 127.5) / 127.5 },
            { "exchanged", v => (1 - v) / 2 * 255 },
            { "not to 256", v => (v + 1) / 2 * 256 },
            { "did not stretch", v => v + 127.5 },
            { "whole number", v => (int)((v + 1) / 2 * 255) },
            { "rounded", v => Math.Round((v + 1) / 2 * 255) },
        },
        new Plan<Func<Tensor, Tensor, Tensor>>("08.2",
            (a, b) => Tensor.FromArray([.. Enumerable.Range(0, a.Shape[0])
                .Select(i => (a.Rows(i, i + 1) - b.Rows(i, i + 1)).Square().Mean().Item())]))
        {
            { "all pictures together", (a, b) => (a - b).Square().Mean() },
            { "over the pictures", (a, b) => (a - b).Square().Mean(0) },
            { "single pixels", (a, b) => (a - b).Square() },
            { "signs cancel", (a, b) => (b - a).Mean(1) },
            { "squared the mean", (a, b) => (b - a).Mean(1).Square() },
            { "summed over the pixels", (a, b) => (b - a).Square().Sum(1) },
            { "number of pictures", (a, b) => (b - a).Square().Sum(1) / a.Shape[0] },
            { "root is too much", (a, b) => (b - a).Square().Mean(1).Sqrt() },
            { "kept the axis", (a, b) => (b - a).Square().Mean(1, keepAxis: true) },
            { "Subtract first", (a, b) => (b.Square() - a.Square()).Mean(1) },
            { Plan.Changes("b"), (a, b) => { b.AddInPlace(a, -1); return b.Square().Mean(1); } },
        },
        new Plan<Func<Tensor, Tensor, int, Tensor>>("08.3",
            (a, b, n) => Points(n, a.Size, (k, j) => a[0, j] + (b[0, j] - a[0, j]) * k / (n - 1)))
        {
            { "two whole numbers", (a, b, n) => Points(n, a.Size, (k, j) => a[0, j] + (b[0, j] - a[0, j]) * (k / (n - 1))) },
            { "never leave the first", (a, b, n) => Points(n, a.Size, (k, j) => a[0, j] + (b[0, j] - a[0, j]) * (k / n)) },
            { "stops one step early", (a, b, n) => Points(n, a.Size, (k, j) => a[0, j] + (b[0, j] - a[0, j]) * k / n) },
            { "starts one step late", (a, b, n) => Points(n, a.Size, (k, j) => a[0, j] + (b[0, j] - a[0, j]) * (k + 1) / n) },
            { "from the second code to the first", (a, b, n) => Points(n, a.Size, (k, j) => b[0, j] + (a[0, j] - b[0, j]) * k / (n - 1)) },
            { "second code to the first. As", (a, b, n) => Points(n, a.Size, (k, j) => a[0, j] + b[0, j] * k / (n - 1)) },
            { "points in between", (a, b, n) => Points(n, a.Size, (k, j) => a[0, j] + (b[0, j] - a[0, j]) * (k + 1) / (n + 1)) },
            { "direction alone", (a, b, n) => Points(n, a.Size, (k, j) => (b[0, j] - a[0, j]) * k / (n - 1)) },
            { "one point too many", (a, b, n) => Points(n + 1, a.Size, (k, j) => a[0, j] + (b[0, j] - a[0, j]) * k / n) },
            { "stand in columns", (a, b, n) => Points(n, a.Size, (k, j) => a[0, j] + (b[0, j] - a[0, j]) * k / (n - 1)).Transpose() },
            { Plan.Changes("a"),
                (a, b, n) =>
                    { var r = Points(n, a.Size, (k, j) => a[0, j] + (b[0, j] - a[0, j]) * k / (n - 1)); a.AddInPlace(b); return r; } },
        },
        new Plan<Func<double[], int, int>>("08.4",
            (s, p) => { var sum = 0.0; var total = s.Sum(v => v * v);
                for (var k = 0; k < s.Length; k++) if (100 * (sum += s[k] * s[k]) >= p * total) return k + 1; return s.Length; },
            (s, p) => Enumerable.Range(1, s.Length).First(k => s.Take(k).Sum(v => v * v) * 100 >= s.Sum(v => v * v) * p))
        {
            { "not with <=",
                (s, p) =>
                    { var (sum, k, total) = (0.0, 0, s.Sum(v => v * v)); while (100 * sum <= p * total) sum += s[k] * s[k++]; return k; } },
            { "not with <=",
                (s, p) =>
                    { var (sum, k, total) = (0.0, 0, s.Sum(v => v * v));
                        while (k < s.Length && 100 * sum <= p * total) sum += s[k] * s[k++]; return k; } },
            { "need their squares",
                (s, p) => { var (sum, k, total) = (0.0, 0, s.Sum()); while (100 * sum < p * total) sum += s[k++]; return k; } },
            { "one direction too few",
                (s, p) =>
                    { var (sum, k, total) = (0.0, 0, s.Sum(v => v * v)); while (100 * (sum += s[k] * s[k]) < p * total) k++; return k; } },
            { "one direction too many",
                (s, p) =>
                    { var (sum, k, total) = (0.0, 0, s.Sum(v => v * v)); while (100 * sum < p * total) sum += s[k] * s[k++]; return k + 1;
                        } },
            { "count directions, not variance", (s, p) => (int)Math.Ceiling(s.Length * p / 100.0) },
            { "any share will do",
                (s, p) =>
                    { var (sum, k, total) = (0.0, 0, s.Sum(v => v * v)); while (sum < p / 100 * total) sum += s[k] * s[k++]; return k; } },
            { "always enough",
                (s, p) =>
                    { var (sum, total) = (0.0, s.Sum(v => v * v));
                        for (var k = 0; k < s.Length; k++) if ((sum += s[k] * s[k]) >= p / 100 * total) return k + 1; return s.Length; } },
            { "Add the shares up", (s, p) => s.Count(v => v * v / s.Sum(x => x * x) * 100 >= p) },
            { "begin with the smallest",
                (s, p) =>
                    { var (sum, k, total) = (0.0, 0, s.Sum(v => v * v));
                        while (100 * sum < p * total) { k++; sum += s[^k] * s[^k]; } return k; } },
            { Plan.Changes("s"),
                (s, p) =>
                    { for (var i = 0; i < s.Length; i++) s[i] *= s[i]; var (sum, k) = (0.0, 0);
                        while (100 * sum < p * s.Sum()) sum += s[k++]; return k; } },
            { "root of the whole",
                (s, p) => { var (sum, k, total) = (0.0, 0, Math.Sqrt(s.Sum(v => v * v)));
                    while (100 * sum < p * total) sum += s[k] * s[k++]; return k; } },
        },
        new Plan<Func<double[], double>>("08.5",
            p => Math.Pow(2, -p.Sum(v => v == 0 ? 0 : v * Math.Log2(v))),
            p => { var entropy = 0.0; foreach (var v in p) if (v > 0) entropy -= v * Math.Log(v); return Math.Exp(entropy); })
        {
            { "0 · ln 0", p => Math.Exp(-p.Sum(v => v * Math.Log(v))) },
            { "That is the entropy", p => -p.Sum(v => v > 0 ? v * Math.Log(v) : 0) },
            { "The sign", p => Math.Exp(p.Sum(v => v > 0 ? v * Math.Log(v) : 0)) },
            { "take e to the power", p => Math.Pow(2, -p.Sum(v => v > 0 ? v * Math.Log(v) : 0)) },
            { "with a power of e", p => Math.Exp(-p.Sum(v => v > 0 ? v * Math.Log2(v) : 0)) },
            { "any share at all", p => p.Count(v => v > 0) },
            { "averaged the logarithms", p => Math.Exp(-p.Where(v => v > 0).Average(v => Math.Log(v))) },
            { "1 / Σ p²", p => 1 / p.Sum(v => v * v) },
            { "largest share", p => 1 / p.Max() },
            { Plan.Changes("p"),
                p => { for (var i = 0; i < p.Length; i++) p[i] = p[i] > 0 ? -p[i] * Math.Log(p[i]) : 0; return Math.Exp(p.Sum()); } },
        },
        new Plan<Func<double[,], double[], double[]>>("08.6", (p, y) => Pull(p, y, (p, q, w, d) => 4 * (p - q) * w * d))
        {
            { "much too strong", (p, y) => Pull(p, y, (p, q, w, d) => 4 * (p - q) * d) },
            { "p pulls, q pushes", (p, y) => Pull(p, y, (p, q, w, d) => 4 * (q - p) * w * d) },
            { "p pulls, q pushes", (p, y) => Pull(p, y, (p, q, w, d) => 4 * (p - q) * w * -d) },
            { "factor 4 is missing", (p, y) => Pull(p, y, (p, q, w, d) => (p - q) * w * d) },
            { "4, not 2", (p, y) => Pull(p, y, (p, q, w, d) => 2 * (p - q) * w * d) },
            { "Nothing pushes", (p, y) => Pull(p, y, (p, q, w, d) => 4 * p * w * d) },
            { "w stands once", (p, y) => Pull(p, y, (p, q, w, d) => 4 * (p - q) * w * w * d) },
            { "w itself", (p, y) => Pull(p, y, (p, q, w, d) => 4 * (p - w) * w * d) },
            { "its size", (p, y) => Pull(p, y, (p, q, w, d) => 4 * (p - q) * w * Math.Abs(d)) },
            { "q where w belongs", (p, y) => Pull(p, y, (p, q, w, d) => 4 * (p - q) * q * d) },
            { Plan.Changes("y"),
                (p, y) =>
                    { var g = Pull(p, y, (p, q, w, d) => 4 * (p - q) * w * d); for (var i = 0; i < y.Length; i++) y[i] -= 0.1 * g[i];
                        return g; } },
        },
        new Plan<Func<Module, Tensor, Tensor, float>>("08.7", (m, x, e) => (m.Call(Clip(x + e)) - x).Square().Mean().Item())
        {
            { "nothing to clean", (m, x, e) => (m.Call(x) - x).Square().Mean().Item() },
            { "rewards copying", (m, x, e) => (m.Call(Clip(x + e)) - Clip(x + e)).Square().Mean().Item() },
            { "Clip them", (m, x, e) => (m.Call(x + e) - x).Square().Mean().Item() },
            { "what goes in must be clipped", (m, x, e) => (Clip(m.Call(x + e)) - x).Square().Mean().Item() },
            { "subtract the noise", (m, x, e) => (m.Call(Clip(x - e)) - x).Square().Mean().Item() },
            { "how dirty", (m, x, e) => (Clip(x + e) - x).Square().Mean().Item() },
            { "noise alone", (m, x, e) => (m.Call(Clip(e)) - x).Square().Mean().Item() },
            { "target is the noise", (m, x, e) => (m.Call(Clip(x + e)) - e).Square().Mean().Item() },
            { "clip the noise", (m, x, e) => (m.Call(x + Clip(e)) - x).Square().Mean().Item() },
            { "summed the squares", (m, x, e) => (m.Call(Clip(x + e)) - x).Square().Sum().Item() },
            { Plan.Changes("x"), (m, x, e) => { x.AddInPlace(e); return (m.Call(Clip(x)) - x).Square().Mean().Item(); } },
        },
        new Plan<Func<double[], double[], double>>("08.8",
            (m, v) => Enumerable.Range(0, m.Length).Sum(k => (m[k] * m[k] + Math.Exp(v[k]) - 1) / 2 - v[k] / 2),
            (m, v) => -0.5 * m.Select((a, k) => 1 + v[k] - a * a - Math.Exp(v[k])).Sum())
        {
            { "They are ln σ²", (m, v) => m.Zip(v, (a, b) => (a * a + b * b - 1) / 2 - Math.Log(Math.Abs(b))).Sum() },
            { "They are its logarithms", (m, v) => m.Zip(v, (a, b) => (a * a + b - 1 - Math.Log(Math.Abs(b))) / 2).Sum() },
            { "do not square it", (m, v) => m.Zip(v, (a, b) => (a * a + Math.Pow(Math.Exp(b), 2) - 1 - b) / 2).Sum() },
            { "σ where σ² belongs", (m, v) => m.Zip(v, (a, b) => (a * a + Math.Exp(0.5 * b) - 1 - b) / 2).Sum() },
            { "take v / 2 away", (m, v) => m.Zip(v, (a, b) => (a * a + Math.Exp(b) - 1) / 2 - b).Sum() },
            { "quarter of v", (m, v) => m.Zip(v, (a, b) => 0.5 * (a * a + Math.Exp(b) - 1 - 0.5 * b)).Sum() },
            { "not squared", (m, v) => m.Zip(v, (a, b) => (a + Math.Exp(b) - 1 - b) / 2).Sum() },
            { "means are forgotten", (m, v) => v.Sum(b => (Math.Exp(b) - 1 - b) / 2) },
            { "half is forgotten", (m, v) => m.Zip(v, (a, b) => a * a + Math.Exp(b) - 1 - b).Sum() },
            { "−1 is forgotten", (m, v) => m.Zip(v, (a, b) => (a * a + Math.Exp(b) - b) / 2).Sum() },
            { "shrinking must cost", (m, v) => m.Zip(v, (a, b) => (a * a + Math.Exp(b) - 1 + b) / 2).Sum() },
            { "logarithm is forgotten", (m, v) => m.Zip(v, (a, b) => (a * a + Math.Exp(b) - 1) / 2).Sum() },
            { "adds up", (m, v) => m.Zip(v, (a, b) => (a * a + Math.Exp(b) - 1 - b) / 2).Average() },
            { "never below 0", (m, v) => 0.5 * m.Zip(v, (a, b) => 1 + b - a * a - Math.Exp(b)).Sum() },
            { "Only the first", (m, v) => (m[0] * m[0] + Math.Exp(v[0]) - 1 - v[0]) / 2 },
            { "means come first", (m, v) => v.Zip(m, (a, b) => (a * a + Math.Exp(b) - 1 - b) / 2).Sum() },
        },
    ];

    private static Tensor Points(int steps, int size, Func<int, int, float> number) =>
        Tensor.FromArray([.. Enumerable.Range(0, steps * size).Select(p => number(p / size, p % size))], [steps, size]);

    private static double[] Pull(double[,] p, double[] y, Func<double, double, double, double, double> term)
    {
        double W(int i, int j) => i == j ? 0 : 1 / (1 + Math.Pow(y[i] - y[j], 2));
        var all = Enumerable.Range(0, y.Length).ToArray();
        var z = all.Sum(i => all.Sum(j => W(i, j)));
        return [.. all.Select(i => all.Sum(j => term(p[i, j], W(i, j) / z, W(i, j), y[i] - y[j])))];
    }

    private static Tensor Clip(Tensor x) => Tensor.FromArray([.. x.ToArray().Select(v => Math.Clamp(v, -1, 1))], x.Shape);
}
