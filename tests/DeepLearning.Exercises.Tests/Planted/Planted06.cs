using DeepLearning.Tensors;

namespace DeepLearning.Exercises.Tests.Planted;

internal static class Planted06
{
    public static IReadOnlyList<Plan> All =>
    [
        new Plan<Func<double[], double>>("06.1",
            p => Math.Pow(2, p.Average(v => -Math.Log2(v))),
            p => { double product = 1; foreach (var v in p) product *= v; return Math.Pow(product, -1.0 / p.Length); })
        {
            { "loss in nats", p => p.Average(v => -Math.Log(v)) },
            { "sum over the characters", p => Math.Exp(p.Sum(v => -Math.Log(v))) },
            { "logarithm of a probability is negative", p => Math.Exp(p.Average(Math.Log)) },
            { "averaged the probabilities", p => 1 / p.Average() },
            { "averaged 1/p", p => p.Average(v => 1 / v) },
            { "same base", p => Math.Exp(p.Average(v => -Math.Log2(v))) },
            { "belongs e", p => Math.Pow(2, p.Average(v => -Math.Log(v))) },
            { "mean of the probabilities", p => p.Average() },
            { "product of the probabilities", p => p.Aggregate((a, b) => a * b) },
            { Plan.Changes("p"), p => { for (var i = 0; i < p.Length; i++) p[i] = -Math.Log(p[i]); return Math.Exp(p.Average()); } },
        },
        new Plan<Func<double[], double, double[]>>("06.2",
            (l, t) => { var u = l.Select(v => v / t).ToArray(); var e = u.Select(v => Math.Exp(v - u.Max())).ToArray();
                return [.. e.Select(v => v / e.Sum())]; },
            (l, t) => [.. l.Select(v => 1 / l.Sum(o => Math.Exp((o - v) / t)))])
        {
            { "smallest logit", (l, t) => Share(l.Select(v => Math.Exp((v - l.Min()) / t))) },
            { "undivided", (l, t) => Share(l.Select(v => Math.Exp(v / t - l.Max()))) },
            { "divide.", (l, t) => Share(l.Select(v => Math.Exp((v - l.Max()) * t))) },
            { "not used", (l, _) => Share(l.Select(v => Math.Exp(v - l.Max()))) },
            { "divided the probabilities", (l, t) => [.. Share(l.Select(v => Math.Exp(v - l.Max()))).Select(p => p / t)] },
            { "not probabilities yet", (l, t) => [.. l.Select(v => Math.Exp((v - l.Max()) / t))] },
            { "infinite", (l, t) => Share(l.Select(v => Math.Exp(v / t))) },
            { "above the line only", (l, t) => [.. l.Select(v => Math.Exp((v - l.Max()) / t) / l.Sum(o => Math.Exp(o / t)))] },
            { "those in the sum are not", (l, t) => [.. l.Select(v => Math.Exp((v - l.Max()) / t) / l.Sum(o => Math.Exp(o - l.Max())))] },
            { "new sum", (l, t) => [.. Share(l.Select(v => Math.Exp(v - l.Max()))).Select(p => Math.Pow(p, 1 / t))] },
            { "logarithms of the probabilities",
                (l, t) => [.. Share(l.Select(v => Math.Exp((v - l.Max()) / t))).Select(p => Math.Log(p))] },
            { Plan.Changes("l"),
                (l, t) => { var m = l.Max(); for (var i = 0; i < l.Length; i++) l[i] = Math.Exp((l[i] - m) / t); return Share(l); } },
        },
        new Plan<Func<double[], double, double[]>>("06.3",
            (g, max) => { var n = Math.Sqrt(g.Sum(v => v * v)); return n <= max ? g : [.. g.Select(v => v / n * max)]; },
            (g, max) => [.. g.Select(v => v * Math.Min(1, max / Norm(g)))],
            (g, max) => { var f = Math.Min(1, max / Math.Max(Math.Sqrt(g.Sum(v => v * v)), 1e-12)); return [.. g.Select(v => v * f)]; })
        {
            { "each number by itself", (g, max) => [.. g.Select(v => Math.Clamp(v, -max, max))] },
            { "made longer", (g, max) => [.. g.Select(v => v * max / Norm(g))] },
            { "sum of squares. The norm", (g, max) => [.. g.Select(v => g.Sum(x => x * x) > max ? v * max / g.Sum(x => x * x) : v)] },
            { "Multiply by the maximum", (g, max) => [.. g.Select(v => Norm(g) > max ? v / Norm(g) : v)] },
            { "largest number", (g, max) => [.. g.Select(v => g.Max(Math.Abs) > max ? v * max / g.Max(Math.Abs) : v)] },
            { "Nothing is clipped", (g, _) => [.. g] },
            { "sum of the sizes", (g, max) => [.. g.Select(v => g.Sum(Math.Abs) > max ? v * max / g.Sum(Math.Abs) : v)] },
            { "upside down", (g, max) => [.. g.Select(v => Norm(g) > max ? v * Norm(g) / max : v)] },
            { "becomes zero", (g, max) => [.. g.Select(v => Norm(g) > max ? 0 : v)] },
            { Plan.Changes("g"),
                (g, max) => { var n = Norm(g); if (n > max) for (var i = 0; i < g.Length; i++) g[i] *= max / n; return g; } },
        },
        new Plan<Func<Tensor, Tensor, Tensor, Tensor>>("06.4", (g, a, w) => (g - g * a * a).MatMul(w.Transpose()))
        {
            { "Tanh is missing", (g, _, w) => g.MatMul(w.Transpose()) },
            { "needs W transposed", (g, a, w) => (g * (1 - a * a)).MatMul(w) },
            { "slope of a sigmoid", (g, a, w) => (g * a * (1 - a)).MatMul(w.Transpose()) },
            { "not 1 − y", (g, a, w) => (g * (1 - a)).MatMul(w.Transpose()) },
            { "already the output", (g, a, w) => (g * (1 - a.Tanh().Square())).MatMul(w.Transpose()) },
            { "before the product", (g, a, w) => g.MatMul(w.Transpose()) * (1 - a * a) },
            { "One step is left", (g, a, _) => g * (1 - a * a) },
            { "gradient from above", (g, a, w) => (1 - a * a).MatMul(w.Transpose()) },
            { "1 − is missing", (g, a, w) => (g * a * a).MatMul(w.Transpose()) },
            { "wrong sign", (g, a, w) => (g * (a * a - 1)).MatMul(w.Transpose()) },
            { Plan.Changes("g"), (g, a, w) => { g.CopyFrom(g * (1 - a * a)); return g.MatMul(w.Transpose()); } },
        },
        new Plan<Func<double, double, double[], (double, double)>>("06.5", (w, u, x) => Time(w, u, x))
        {
            { "few digits",
                (w, u, x) => ((Sum(w + 1e-5, u, x) - Sum(w - 1e-5, u, x)) / 2e-5, (Sum(w, u + 1e-5, x) - Sum(w, u - 1e-5, x)) / 2e-5) },
            { "future is missing", (w, u, x) => Time(w, u, x, future: 0) },
            { "Only the last state", (w, u, x) => Time(w, u, x, only: true) },
            { "overwrites", (w, u, x) => Time(w, u, x, add: false) },
            { "one before the step", (w, u, x) => Time(w, u, x, after: true) },
            { "slope, 1 − h², is missing", (w, u, x) => Time(w, u, x, slope: _ => 1) },
            { "not 1 − h.", (w, u, x) => Time(w, u, x, slope: h => 1 - h) },
            { "multiply by u", (w, u, x) => Time(w, u, x, future: 1 / u) },
            { "exchanged", (w, u, x) => { var (a, b) = Time(w, u, x); return (b, a); } },
            { "mean over the steps", (w, u, x) => { var (a, b) = Time(w, u, x); return (a / x.Length, b / x.Length); } },
            { "L, not its gradients", (w, u, x) => (Sum(w, u, x), Sum(w, u, x)) },
            { Plan.Changes("x"), (w, u, x) => { var r = Time(w, u, x); Array.Reverse(x); return r; } },
        },
        new Plan<Func<int[][], double[][], double[]>>("06.6", Passed)
        {
            { "overwrites the earlier", (f, s) => Walk(f, s, (old, now) => now) },
            { "slopes are missing", (f, s) => Walk(f, [.. s.Select(r => r.Select(_ => 1.0).ToArray())], (old, now) => old + now) },
            { "from the first number",
                (f, s) =>
                    { var g = new double[f.Length]; g[^1] = 1; for (var i = 0; i < g.Length; i++) for (var k = 0; k < f[i].Length;
                        k++) g[f[i][k]] += s[i][k] * g[i]; return g; } },
            { "own gradient is 1", (f, s) => { var g = Passed(f, s); g[^1] = 0; return g; } },
            { "nothing is passed back at all",
                (f, s) =>
                    { var g = new double[f.Length]; for (var i = g.Length - 1; i >= 0; i--) for (var k = 0; k < f[i].Length;
                        k++) g[f[i][k]] += s[i][k] * g[i]; return g; } },
            { "number of parts", (f, s) => Walk(f, [.. s.Select(r => r.Select(v => v / r.Length).ToArray())], (old, now) => old + now) },
            { "slope alone",
                (f, s) =>
                    { var g = new double[f.Length]; g[^1] = 1; for (var i = g.Length - 1; i >= 0; i--) for (var k = 0; k < f[i].Length;
                        k++) g[f[i][k]] += s[i][k]; return g; } },
            { "first part",
                (f, s) =>
                    { var g = new double[f.Length]; g[^1] = 1; for (var i = g.Length - 1; i >= 0;
                        i--) if (f[i].Length > 0) g[f[i][0]] += s[i][0] * g[i]; return g; } },
            { "at once",
                (f, s) =>
                    { var g = new double[f.Length]; void Receive(int i, double v) { g[i] += v;
                        for (var k = 0; k < f[i].Length; k++) Receive(f[i][k], s[i][k] * g[i]); } Receive(f.Length - 1, 1); return g; } },
            { Plan.Changes("s"),
                (f, s) =>
                    { var g = Passed(f, s); for (var i = 0; i < s.Length; i++) for (var k = 0; k < s[i].Length; k++) s[i][k] *= g[i];
                        return g; } },
        },
        new Plan<Func<double, double, double[], double[], (double, double)>>("06.7", (x, h, w, u) => Gru(x, h, w, u, 1, 1, z => z))
        {
            { "Nothing is repaired", (x, h, w, u) => Gru(x, h, w, u, 0, 0, _ => 0) },
            { "still reads the reset gate's", (x, h, w, u) => Gru(x, h, w, u, 0, 0, z => z) },
            { "gates are right now", (x, h, w, u) => Gru(x, h, w, u, 1, 1, _ => 0) },
            { "and the direct path is missing", (x, h, w, u) => Gru(x, h, w, u, 1, 0, _ => 0) },
            { "direct path is there. But", (x, h, w, u) => Gru(x, h, w, u, 1, 0, z => z) },
            { "carries 1 in yours", (x, h, w, u) => Gru(x, h, w, u, 1, 1, _ => 1) },
            { "1 − z in yours", (x, h, w, u) => Gru(x, h, w, u, 1, 1, z => 1 - z) },
            { "few digits",
                (x, h, w, u) => (Gru(x, h, w, u, 1, 1, z => z).Item1,
                    (Gru(x, h + 1e-5, w, u, 1, 1, z => z).Item1 - Gru(x, h - 1e-5, w, u, 1, 1, z => z).Item1) / 2e-5) },
            { "for both", (x, h, w, u) => (Gru(x, h, w, u, 1, 1, z => z).Item1, Gru(x, h, w, u, 1, 1, z => z).Item1) },
        },
        new Plan<Func<double[], double[], double[], double[], double[]>>("06.8", (f, i, g, o) => Belt(f, i, g, o))
        {
            { "future is missing", (f, i, g, o) => Belt(f, i, g, o, belt: (_, _) => 0) },
            { "you used that of step t", (f, i, g, o) => Belt(f, i, g, o, belt: (t, _) => f[Math.Max(0, t - 1)]) },
            { "not the cell after", (f, i, g, o) => Belt(f, i, g, o, after: true) },
            { "slope, 1 − tanh² c, is missing", (f, i, g, o) => Belt(f, i, g, o, slope: _ => 1) },
            { "not 1 − c²", (f, i, g, o) => Belt(f, i, g, o, slope: c => 1 - c * c) },
            { "output gate is missing", (f, i, g, o) => Belt(f, i, g, [.. o.Select(_ => 1.0)]) },
            { "multiplied by the forget gate", (f, i, g, o) => Belt(f, i, g, o, belt: (_, _) => 1) },
            { "Only the last step", (f, i, g, o) => Belt(f, i, g, [.. o.Select((v, t) => t == o.Length - 1 ? v : 0)]) },
            { "gradient of the cells", (f, i, g, o) => Belt(f, i, g, o, cells: true) },
            { "output gate as well", (f, i, g, o) => Belt(f, i, g, o, belt: (t, _) => f[t] * o[t]) },
            { Plan.Changes("f"), (f, i, g, o) => { var r = Belt(f, i, g, o); r.CopyTo(f, 0); return f; } },
        },
        new Plan<Func<double, double, double[], int, (double[], double)>>("06.9", (w, u, x, n) =>
        {
            var (states, grad, state) = (new List<double>(), 0.0, 0.0);
            foreach (var window in x.Chunk(n))
            {
                var h = new List<double> { state };
                foreach (var v in window) h.Add(Math.Tanh(w * v + u * h[^1]));
                var future = 0.0;
                for (var t = window.Length; t > 0; t--) { var s = (1 + future) * (1 - h[t] * h[t]); grad += s * h[t - 1]; future = s * u; }
                state = h[^1];
                states.AddRange(h.Skip(1));
            }
            return ([.. states], grad);
        })
        {
            { "state of 0", (w, u, x, n) => Windows(w, u, x, n, carry: false) },
            { "passes the borders", (w, u, x, n) => (Windows(w, u, x, n).Item1, Windows(w, u, x, x.Length).Item2) },
            { "meets 0 in yours", (w, u, x, n) => Windows(w, u, x, n, forget: true) },
            { "Only the last window", (w, u, x, n) => Windows(w, u, x, n, add: false) },
            { "short last window is missing", (w, u, x, n) => Windows(w, u, x[..(x.Length / n * n)], n) },
            { "No gradient goes back", (w, u, x, n) => (Windows(w, u, x, n).Item1, Windows(w, u, x, 1).Item2) },
            { "mean over the windows", (w, u, x, n) => (Windows(w, u, x, n).Item1, Windows(w, u, x, n).Item2 / x.Chunk(n).Count()) },
            { "few digits", (w, u, x, n) => (Windows(w, u, x, n).Item1, Windows(w, u, x, n).Item2 + 1e-9) },
            { "at the ends", (w, u, x, n) => ([.. Windows(w, u, x, n).Item1.Chunk(n).Select(c => c[^1])], Windows(w, u, x, n).Item2) },
            { Plan.Changes("x"), (w, u, x, n) => { var r = Windows(w, u, x, n); r.Item1.CopyTo(x, 0); return (x, r.Item2); } },
        },
    ];

    private static double[] Share(IEnumerable<double> powers) => [.. powers.ToArray() is var p ? p.Select(v => v / p.Sum()) : []];

    private static double Norm(double[] g) => Math.Sqrt(g.Sum(v => v * v));

    private static double Sum(double w, double u, double[] x)
    {
        var (h, sum) = (0.0, 0.0);
        foreach (var v in x) sum += h = Math.Tanh(w * v + u * h);
        return sum;
    }

    private static (double, double) Time(double w, double u, double[] x, double future = 1, bool only = false, bool add = true,
        bool after = false, Func<double, double>? slope = null)
    {
        var h = new double[x.Length + 1];
        for (var t = 0; t < x.Length; t++) h[t + 1] = Math.Tanh(w * x[t] + u * h[t]);
        var (dw, du, from) = (0.0, 0.0, 0.0);
        for (var t = x.Length - 1; t >= 0; t--)
        {
            var s = ((only && t < x.Length - 1 ? 0 : 1) + from) * (slope ?? (v => 1 - v * v))(h[t + 1]);
            (dw, du) = ((add ? dw : 0) + s * x[t], (add ? du : 0) + s * h[after ? t + 1 : t]);
            from = s * u * future;
        }
        return (dw, du);
    }

    private static double[] Passed(int[][] from, double[][] slopes) => Walk(from, slopes, (old, now) => old + now);

    private static double[] Walk(int[][] from, double[][] slopes, Func<double, double, double> meet)
    {
        var grads = new double[from.Length];
        grads[^1] = 1;
        for (var i = grads.Length - 1; i >= 0; i--)
            for (var k = 0; k < from[i].Length; k++) grads[from[i][k]] = meet(grads[from[i][k]], slopes[i][k] * grads[i]);
        return grads;
    }

    private static (double, double) Gru(double x, double h, double[] w, double[] u, int gate, int back, Func<double, double> direct)
    {
        double Sigmoid(double v) => 1 / (1 + Math.Exp(-v));
        double r = Sigmoid(w[0] * x + u[0] * h), z = Sigmoid(w[gate] * x + u[gate] * h);
        double memory = u[2] * h, n = Math.Tanh(w[2] * x + r * memory);
        double nGrad = (1 - z) * (1 - n * n), zGrad = (h - n) * z * (1 - z), rGrad = nGrad * memory * r * (1 - r);
        return ((1 - z) * n + z * h, rGrad * u[0] + zGrad * u[back] + nGrad * r * u[2] + direct(z));
    }

    private static double[] Belt(double[] f, double[] i, double[] g, double[] o, Func<int, double, double>? belt = null, bool after = false,
        Func<double, double>? slope = null, bool cells = false)
    {
        var c = new double[f.Length + 1];
        for (var t = 0; t < f.Length; t++) c[t + 1] = f[t] * c[t] + i[t] * g[t];
        var (grads, from) = (new double[f.Length], 0.0);
        for (var t = f.Length - 1; t >= 0; t--)
        {
            var cell = o[t] * (slope ?? (v => 1 - Math.Tanh(v) * Math.Tanh(v)))(c[t + 1]) + from;
            grads[t] = cells ? cell : cell * c[after ? t + 1 : t];
            from = cell * (belt?.Invoke(t, cell) ?? f[t]);
        }
        return grads;
    }

    private static (double[], double) Windows(double w, double u, double[] x, int n, bool carry = true, bool forget = false,
        bool add = true)
    {
        var (states, grad, state) = (new List<double>(), 0.0, 0.0);
        foreach (var window in x.Chunk(n))
        {
            var h = new List<double> { carry ? state : 0 };
            foreach (var v in window) h.Add(Math.Tanh(w * v + u * h[^1]));
            var (future, sum) = (0.0, 0.0);
            for (var t = window.Length; t > 0; t--)
            {
                var s = (1 + future) * (1 - h[t] * h[t]);
                sum += s * (forget && t == 1 ? 0 : h[t - 1]);
                future = s * u;
            }
            (grad, state) = ((add ? grad : 0) + sum, h[^1]);
            states.AddRange(h.Skip(1));
        }
        return ([.. states], grad);
    }
}
