using DeepLearning.Tensors;

namespace DeepLearning.Exercises.Tests.Planted;

internal static class Planted10
{
    public static IReadOnlyList<Plan> All =>
    [
        new Plan<Func<int[], int>>("10.1", w => w.Zip(w.Skip(1), (a, b) => (a + 1) * b).Sum())
        {
            { "counted the weights", w => w.Zip(w.Skip(1), (a, b) => a * b).Sum() },
            { "not to an input", w => w.Zip(w.Skip(1), (a, b) => a * (b + 1)).Sum() },
            { "inputs of the whole network", w => w.Zip(w.Skip(1), (a, b) => a * b).Sum() + w.Sum() },
            { "whole layer is too few", w => w.Zip(w.Skip(1), (a, b) => a * b + 1).Sum() },
            { "Those are the neurons", w => w.Sum() },
            { "every input and output", w => w.Zip(w.Skip(1), (a, b) => a * b + a + b).Sum() },
            { "multiplied all widths", w => w.Aggregate((a, b) => a * b) },
            { "Only the first layer", w => w[0] * w[1] + w[1] },
            { "last layer is left out", w => { var n = 0; for (var i = 1; i < w.Length - 1; i++) n += w[i - 1] * w[i] + w[i]; return n; } },
            { "starts from the first width", w => { var n = 0; for (var i = 1; i < w.Length; i++) n += w[0] * w[i] + w[i]; return n; } },
            { Plan.Changes("w"), w => { Array.Reverse(w); return w.Zip(w.Skip(1), (a, b) => a * b + a).Sum(); } },
        },
        new Plan<Func<double[], (double, double)>>("10.2",
            s => { var (sum, squares) = (0.0, 0.0); foreach (var v in s) (sum, squares) = (sum + v, squares + v * v);
                return (sum / s.Length, Math.Sqrt(Math.Max(0, (squares - sum * sum / s.Length) / (s.Length - 1)))); })
        {
            { "squares by n", s => (s.Average(), Math.Sqrt(Sum2(s) / s.Length)) },
            { "variance", s => (s.Average(), Sum2(s) / (s.Length - 1)) },
            { "Square them", s => (s.Average(), s.Sum(v => v - s.Average()) / (s.Length - 1)) },
            { "smallest to the largest", s => (s.Average(), s.Max() - s.Min()) },
            { "√n", s => (s.Average(), Math.Sqrt(Sum2(s) / (s.Length - 1)) / Math.Sqrt(s.Length)) },
            { "best run", s => (s.Max(), Math.Sqrt(Sum2(s) / (s.Length - 1))) },
            { "mean of the distances", s => (s.Average(), s.Average(v => Math.Abs(v - s.Average()))) },
            { "Subtract the mean first", s => (s.Average(), Math.Sqrt(s.Sum(v => v * v) / (s.Length - 1))) },
            { "not divided yet", s => (s.Average(), Math.Sqrt(Sum2(s))) },
            { "around all", s => (s.Average(), Math.Sqrt(Sum2(s)) / (s.Length - 1)) },
            { Plan.Changes("s"), s => { Array.Sort(s); return (s.Average(), Math.Sqrt(Sum2(s) / (s.Length - 1))); } },
        },
        new Plan<Func<double[], double[], double>>("10.3", (a, b) =>
            (a.Average() - b.Average()) / Math.Sqrt(Sum2(a) / (a.Length - 1) / a.Length + Sum2(b) / (b.Length - 1) / b.Length))
        {
            { "single runs scatter", (a, b) => (a.Average() - b.Average()) / Math.Sqrt(Var(a) + Var(b)) },
            { "their squares do", (a, b) => (a.Average() - b.Average()) / (Math.Sqrt(Var(a) / a.Length) + Math.Sqrt(Var(b) / b.Length)) },
            { "difference alone", (a, b) => a.Average() - b.Average() },
            { "root is missing", (a, b) => (a.Average() - b.Average()) / (Var(a) / a.Length + Var(b) / b.Length) },
            { "sign got lost", (a, b) => Math.Abs(a.Average() - b.Average()) / Math.Sqrt(Var(a) / a.Length + Var(b) / b.Length) },
            { "divide by n",
                (a, b) => (a.Average() - b.Average()) / Math.Sqrt(Sum2(a) / a.Length / a.Length + Sum2(b) / b.Length / b.Length) },
            { "exchanged", (a, b) => (b.Average() - a.Average()) / Math.Sqrt(Var(a) / a.Length + Var(b) / b.Length) },
            { "Only the error of a", (a, b) => (a.Average() - b.Average()) / Math.Sqrt(Var(a) / a.Length) },
            { "all runs together", (a, b) => (a.Average() - b.Average()) / Math.Sqrt((Var(a) + Var(b)) / (a.Length + b.Length)) },
            { "multiplied by the error", (a, b) => (a.Average() - b.Average()) * Math.Sqrt(Var(a) / a.Length + Var(b) / b.Length) },
            { "number of runs of a", (a, b) => (a.Average() - b.Average()) / Math.Sqrt((Var(a) + Var(b)) / a.Length) },
            { "common deviation", (a, b) => (a.Average() - b.Average()) / Math.Sqrt((Var(a) + Var(b)) / 2) },
        },
        new Plan<Func<double, double[], double, double>>("10.4", (w, g, r) => Adam(w, g, r, 0.9, 0.999))
        {
            { "too small at first", (w, g, r) => Adam(w, g, r, 0.9, 0.999, m: _ => 1, s: _ => 1) },
            { "those of the first step", (w, g, r) => Adam(w, g, r, 0.9, 0.999, m: _ => 0.1, s: _ => 0.001) },
            { "not by s", (w, g, r) => Adam(w, g, r, 0.9, 0.999, below: v => v + 1e-8) },
            { "uphill", (w, g, r) => Adam(w, g, -r, 0.9, 0.999) },
            { "1e-8 below the line is missing", (w, g, r) => Adam(w, g, r, 0.9, 0.999, below: Math.Sqrt) },
            { "exchanged", (w, g, r) => Adam(w, g, r, 0.999, 0.9) },
            { "under the root", (w, g, r) => Adam(w, g, r, 0.9, 0.999, below: v => Math.Sqrt(v + 1e-8)) },
            { "Only m is corrected", (w, g, r) => Adam(w, g, r, 0.9, 0.999, s: _ => 1) },
            { "Only s is corrected", (w, g, r) => Adam(w, g, r, 0.9, 0.999, m: _ => 1) },
            { "gradient of the moment", (w, g, r) => Adam(w, g, r, 0, 0.999, m: _ => 1) },
            { "begin anew",
                (w, g, r) =>
                    { foreach (var v in g) { double m = 0.1 * v, s = 0.001 * v * v; w -= r * (m / 0.1) / (Math.Sqrt(s / 0.001) + 1e-8);
                        } return w; } },
            { "gradient descent", (w, g, r) => { foreach (var v in g) w -= r * v; return w; } },
            { "sign of the gradient", (w, g, r) => { foreach (var v in g) w -= r * Math.Sign(v); return w; } },
            { Plan.Changes("g"),
                (w, g, r) => { var end = Adam(w, g, r, 0.9, 0.999); for (var i = 0; i < g.Length; i++) g[i] *= g[i]; return end; } },
        },
        new Plan<Func<int[], int[], double>>("10.5", (right, sizes) =>
            { double a = 0; var n = 0; for (var i = 0; i < sizes.Length; i++) { a += right[i]; n += sizes[i]; } return a / n; })
        {
            { "equal batches only", (right, sizes) => right.Zip(sizes, (r, n) => (double)r / n).Average() },
            { "7 / 10 is 0", (right, sizes) => right.Sum() / sizes.Sum() },
            { "number of batches", (right, sizes) => (double)right.Sum() / sizes.Length },
            { "add the sizes up", (right, sizes) => (double)right.Sum() / (sizes.Length * sizes[0]) },
            { "Only the last batch",
                (right, sizes) => { var a = 0.0; for (var i = 0; i < sizes.Length; i++) a = (double)right[i] / sizes[i]; return a; } },
            { "cut off to 0", (right, sizes) => right.Zip(sizes, (r, n) => r / n).Average() },
            { "wrong answers", (right, sizes) => 1 - (double)right.Sum() / sizes.Sum() },
            { "percentage", (right, sizes) => 100.0 * right.Sum() / sizes.Sum() },
            { "upside down", (right, sizes) => (double)sizes.Sum() / right.Sum() },
            { "added the accuracies", (right, sizes) => right.Zip(sizes, (r, n) => (double)r / n).Sum() },
        },
        new Plan<Func<double[][], int>>("10.6",
            s => Enumerable.Range(0, s.Length).Where(i => !s[i].Any(double.IsNaN)).MaxBy(i => s[i].Average()),
            s => { var means = s.Select(r => double.IsNaN(r.Sum()) ? -1 : r.Average()).ToList(); return means.IndexOf(means.Max()); })
        {
            { "single best run", s => { double[] best = [.. s.Select(r => r.Max())]; return Array.IndexOf(best, best.Max()); } },
            { "survived", s => Best(s, r => r.Where(v => !double.IsNaN(v)).Average()) },
            { "worst run is best", s => Best(s, r => r.Any(double.IsNaN) ? -1 : r.Min()) },
            { "Counted from 0", s => Best(s, r => r.Any(double.IsNaN) ? -1 : r.Average()) + 1 },
            { "worst rate", s => Best(s, r => r.Any(double.IsNaN) ? double.NegativeInfinity : -r.Average()) },
            { "put 0 for a failed run", s => Best(s, r => r.Select(v => double.IsNaN(v) ? 0 : v).Average()) },
            { "medians", s => Best(s, r => r.Any(double.IsNaN) ? -1 : r.Order().ElementAt(r.Length / 2)) },
            { "medians", s => Best(s, r => r.Select(v => double.IsNaN(v) ? 0 : v).Order().ElementAt(r.Length / 2)) },
            { "every comparison with NaN",
                s => { var best = 0; for (var i = 1; i < s.Length; i++) if (s[i].Average() > s[best].Average()) best = i; return best; } },
            { "first seed", s => Best(s, r => r.Any(double.IsNaN) ? -1 : r[0]) },
            { "count in 'scores'", s => Best([.. s.Where(r => !r.Any(double.IsNaN))], r => r.Average()) },
            { Plan.Changes("s"),
                s =>
                    { foreach (var r in s) for (var i = 0; i < r.Length; i++) if (double.IsNaN(r[i])) r[i] = -100;
                        return Best(s, r => r.Average()); } },
        },
        new Plan<Func<Tensor, int, Tensor, int, Tensor>>("10.7", (a, n, b, m) => a * ((float)n / (n + m)) + b * ((float)m / (n + m)))
        {
            { "whole numbers is 0", (a, n, b, m) => a * (n / (n + m)) + b * (m / (n + m)) },
            { "sum of two means", (a, n, b, m) => a + b },
            { "equal halves only", (a, n, b, m) => (a + b) / 2 },
            { "not yet their mean", (a, n, b, m) => a * n + b * m },
            { "weights are exchanged", (a, n, b, m) => (a * m + b * n) / (n + m) },
            { "once more", (a, n, b, m) => (a + b) / (n + m) },
            { "Gradients add", (a, n, b, m) => (a * n - b * m) / (n + m) },
            { "get its sum back", (a, n, b, m) => (a / n + b / m) / (n + m) },
            { "divided by 2 after", (a, n, b, m) => (a * n + b * m) / 2 },
            { "rows of one part", (a, n, b, m) => (a * n + b * m) / n },
            { Plan.Changes("a"), (a, n, b, m) => { a.CopyFrom(a * n); a.AddInPlace(b, m); return a / (n + m); } },
        },
    ];

    private static double Sum2(double[] s) => s.Sum(v => Math.Pow(v - s.Average(), 2));

    private static double Var(double[] s) => Sum2(s) / (s.Length - 1);

    private static int Best(double[][] scores, Func<double[], double> value)
    {
        var values = scores.Select(value).ToList();
        return values.IndexOf(values.Max());
    }

    private static double Adam(double w, double[] gradients, double rate, double b1, double b2, Func<int, double>? m = null, Func<int,
        double>? s = null, Func<double, double>? below = null)
    {
        var (mean, square) = (0.0, 0.0);
        for (var t = 1; t <= gradients.Length; t++)
        {
            var g = gradients[t - 1];
            mean = b1 * mean + (1 - b1) * g;
            square = b2 * square + (1 - b2) * g * g;
            w -= rate * (mean / (m?.Invoke(t) ?? 1 - Math.Pow(b1, t))) / (below
                ?? (v => Math.Sqrt(v) + 1e-8))(square / (s?.Invoke(t) ?? 1 - Math.Pow(b2, t)));
        }
        return w;
    }
}
