using DeepLearning.Autograd;
using DeepLearning.Tensors;

namespace DeepLearning.Exercises.Tests.Planted;

internal static class Planted07
{
    public static IReadOnlyList<Plan> All =>
    [
        new Plan<Func<double, int, double>>("07.1", (nats, n) => n * Math.Log2(Math.Exp(nats)) / 8)
        {
            { "Those are bits", (nats, n) => nats / Math.Log(2) * n },
            { "nats for bits", (nats, n) => nats * n / 8 },
            { "you multiplied", (nats, n) => nats * Math.Log(2) * n / 8 },
            { "single character", (nats, n) => nats / Math.Log(2) / 8 },
            { "not by 2", (nats, n) => nats / 2 * n / 8 },
            { "logarithm of the loss", (nats, n) => Math.Log2(nats) * n / 8 },
            { "perplexity", (nats, n) => Math.Exp(nats) * n / 8 },
            { "cut off in C#", (nats, n) => nats / Math.Log(2) * (n / 8) },
            { "multiplied by 8", (nats, n) => nats / Math.Log(2) * n * 8 },
            { "rounded up", (nats, n) => Math.Ceiling(nats / Math.Log(2) * n / 8) },
            { "are cut off", (nats, n) => (int)(nats / Math.Log(2) * n / 8) },
        },
        new Plan<Func<Tensor, Tensor, Tensor, (Tensor, Tensor)>>("07.2", (x, r, g) => (g * r, (g * x).Sum(0, keepAxis: true)))
        {
            { "swapped", (x, r, g) => (g * x, (g * r).Sum(0, keepAxis: true)) },
            { "must have the row's shape", (x, r, g) => (g * r, g * x) },
            { "not averaged", (x, r, g) => (g * r, (g * x).Mean(0, keepAxis: true)) },
            { "slopes alone", (x, r, g) => (Tensor.Ones(x.Shape) * r, x.Sum(0, keepAxis: true)) },
            { "along each line", (x, r, g) => (g * r, (g * x).Sum(1, keepAxis: true)) },
            { "lost an axis", (x, r, g) => (g * r, (g * x).Sum(0)) },
            { "missing in the row's", (x, r, g) => (g * r, x.Sum(0, keepAxis: true)) },
            { "missing in x's", (x, r, g) => (Tensor.Ones(x.Shape) * r, (g * x).Sum(0, keepAxis: true)) },
            { "one line only", (x, r, g) => (g * r, (g * x).Rows(0, 1)) },
            { "line by line first", (x, r, g) => (g * r, g.Sum(0, keepAxis: true) * x.Sum(0, keepAxis: true)) },
            { "exchanged", (x, r, g) => ((g * x).Sum(0, keepAxis: true), g * r) },
            { Plan.Changes("g"), (x, r, g) => { var row = (g * x).Sum(0, keepAxis: true); g.CopyFrom(g * r); return (g, row); } },
        },
        new Plan<Func<int[][], double[][], double[]>>("07.3",
            (from, slopes) => { var d = new List<double>();
                foreach (var (parts, s) in from.Zip(slopes))
                    d.Add(d.Count == 0 ? 1 : parts.Zip(s, (p, v) => v * d[p]).Sum()); return [.. d]; })
        {
            { "went back",
                (f, s) =>
                    { var g = new double[f.Length]; g[^1] = 1; for (var k = g.Length - 1; k >= 0; k--) for (var j = 0; j < f[k].Length;
                        j++) g[f[k][j]] += g[k] * s[k][j]; return g; } },
            { "overwrites", (f, s) => Follow(f, s, (_, part, slope) => part * slope) },
            { "unchanged", (f, s) => Follow(f, s, (sum, part, _) => sum + part) },
            { "slopes alone", (f, s) => Follow(f, s, (sum, _, slope) => sum + slope) },
            { "starts with 0",
                (f, s) =>
                    { var d = new double[f.Length]; for (var k = 0; k < d.Length; k++) for (var j = 0; j < f[k].Length;
                        j++) d[k] += s[k][j] * d[f[k][j]]; return d; } },
            { "Every leaf",
                (f, s) =>
                    { var d = new double[f.Length]; for (var k = 0; k < d.Length; k++) { if (f[k].Length == 0) d[k] = 1;
                        for (var j = 0; j < f[k].Length; j++) d[k] += s[k][j] * d[f[k][j]]; } return d; } },
            { "you added them", (f, s) => Follow(f, s, (sum, part, slope) => sum + part + slope) },
            { "averaged",
                (f, s) =>
                    { var d = new double[f.Length]; d[0] = 1; for (var k = 1; k < d.Length; k++) if (f[k].Length > 0) d[k] = f[k].Zip(s[k],
                        (p, v) => v * d[p]).Average(); return d; } },
            { "first part",
                (f, s) =>
                    { var d = new double[f.Length]; d[0] = 1; for (var k = 1; k < d.Length;
                        k++) if (f[k].Length > 0) d[k] = s[k][0] * d[f[k][0]]; return d; } },
            { Plan.Changes("s"), (f, s) => { var d = Follow(f, s, (sum, part, slope) => sum + part * slope); s[^1] = [0]; return d; } },
        },
        new Plan<Func<int, int, double, double, double>>("07.4",
            (e, n, a, b) => { var factor = Math.Pow(b / a, 1.0 / (n - 1)); var rate = a; for (var i = 0; i < e; i++) rate *= factor;
                return rate; },
            (e, n, a, b) => Math.Exp(Math.Log(a) + (Math.Log(b) - Math.Log(a)) * e / (n - 1)))
        {
            { "cut off", (e, n, a, b) => a * Math.Pow(b / a, e / (n - 1)) },
            { "does not reach the last rate", (e, n, a, b) => a * Math.Pow(b / a, (double)e / n) },
            { "counted from 0", (e, n, a, b) => a * Math.Pow(b / a, (e + 1.0) / n) },
            { "exchanged", (e, n, a, b) => b * Math.Pow(a / b, (double)e / (n - 1)) },
            { "straight line", (e, n, a, b) => a - (a - b) * e / (n - 1) },
            { "whole factor", (e, n, a, b) => a * Math.Pow(b / a, e) },
            { "upside down", (e, n, a, b) => a * Math.Pow(a / b, (double)e / (n - 1)) },
            { "cosine", (e, n, a, b) => b + (a - b) * (1 + Math.Cos(Math.PI * e / (n - 1))) / 2 },
            { "powers alone", (e, n, a, b) => Math.Pow(b / a, (double)e / (n - 1)) },
            { "factor e", (e, n, a, b) => a * Math.Exp(-(double)e / (n - 1)) },
            { "decays nothing", (e, n, a, b) => a * Math.Pow(b / a, 1 / (n - 1) * e) },
        },
        new Plan<Func<Tensor, Tensor, Tensor, float, int, Tensor>>("07.5",
            (w0, x, y, rate, steps) => { var w = w0.Clone();
                for (var i = 0; i < steps; i++) w.AddInPlace(x.MatMul(x.MatMul(w) - y, transposeThis: true),
                    -rate * 2 / y.Size); return w; },
            (w0, x, y, rate, steps) => Loop(w0, x, y, steps, (w, loss) =>
                { loss.Backward(); w.AddInPlace(w.Grad!, -rate); w.Grad!.Fill(0); }),
            (w0, x, y, rate, steps) => Loop(w0, x, y, steps, (w, loss) =>
                { w.Grad = null; loss.Backward(); w.AddInPlace(w.Grad!, -rate); }))
        {
            { "still carry the gradients",
                (w0, x, y, rate, steps) => Loop(w0, x, y, steps, (w, loss) => { loss.Backward(); w.AddInPlace(w.Grad!, -rate); }) },
            { "between Backward and the step",
                (w0, x, y, rate, steps) => Loop(w0, x, y, steps, (w, loss) =>
                    { loss.Backward(); w.Grad!.Fill(0); w.AddInPlace(w.Grad!, -rate); }) },
            { "uphill",
                (w0, x, y, rate, steps) => Loop(w0, x, y, steps, (w, loss) =>
                    { w.Grad?.Fill(0); loss.Backward(); w.AddInPlace(w.Grad!, rate); }) },
            { "makes a new tensor",
                (w0, x, y, rate, steps) =>
                    { var w = w0.Clone(); w.RequiresGrad = true;
                        for (var i = 0; i < steps; i++) { (x.MatMul(w) - y).Square().Mean().Backward(); w = w - rate * w.Grad!;
                            } return w; } },
            { "makes a new tensor",
                (w0, x, y, rate, steps) =>
                    { var w = w0.Clone(); w.RequiresGrad = true;
                        for (var i = 0; i < steps; i++) { w.Grad?.Fill(0); (x.MatMul(w) - y).Square().Mean().Backward();
                            w -= w.Grad! * rate; } return w; } },
            { "their mean",
                (w0, x, y, rate, steps) =>
                    { var w = w0.Clone(); w.RequiresGrad = true;
                        for (var i = 0; i < steps; i++) { w.Grad?.Fill(0); (x.MatMul(w) - y).Square().Sum().Backward();
                            w.AddInPlace(w.Grad!, -rate); } return w; } },
            { "Only one step",
                (w0, x, y, rate, steps) => Loop(w0, x, y, 1, (w, loss) => { loss.Backward(); w.AddInPlace(w.Grad!, -rate); }) },
            { "rate is missing",
                (w0, x, y, rate, steps) => Loop(w0, x, y, steps, (w, loss) =>
                    { w.Grad?.Fill(0); loss.Backward(); w.AddInPlace(w.Grad!, -1); }) },
            { "One step too many",
                (w0, x, y, rate, steps) => Loop(w0, x, y, steps + 1, (w, loss) =>
                    { w.Grad?.Fill(0); loss.Backward(); w.AddInPlace(w.Grad!, -rate); }) },
            { Plan.Changes("w0"),
                (w0, x, y, rate, steps) =>
                    { var w = w0; w.RequiresGrad = true; for (var i = 0; i < steps; i++) { w.Grad?.Fill(0); (x.MatMul(w) - y).Square()
                        .Mean().Backward(); w.AddInPlace(w.Grad!, -rate); } return w; } },
        },
        new Plan<Func<Tensor, Tensor>>("07.6",
            x => { var e = (x - x.Max(1, keepAxis: true).Detach()).Exp(); return e / e.Sum(1, keepAxis: true); },
            x => { var s = x - x.Max(1, keepAxis: true); return (s - s.Exp().Sum(1, keepAxis: true).Log()).Exp(); })
        {
            { "It overflows", x => { var e = x.Exp(); return e / e.Sum(1, keepAxis: true); } },
            { "down the columns", x => { var e = (x - x.Max(0, keepAxis: true)).Exp(); return e / e.Sum(0, keepAxis: true); } },
            { "library's own softmax", x => Functional.Softmax(x) },
            { "softmax of softmax",
                x =>
                    { var p = Functional.Softmax(x); var e = (p - p.Max(1, keepAxis: true)).Exp(); return e / e.Sum(1, keepAxis: true); } },
            { "way back is cut",
                x => { var s = x.Detach(); var e = (s - s.Max(1, keepAxis: true)).Exp(); return e / e.Sum(1, keepAxis: true); } },
            { "way back is cut",
                x =>
                    { var e = (x - x.Max(1, keepAxis: true)).Exp();
                        return Tensor.FromArray((e / e.Sum(1, keepAxis: true)).ToArray(), x.Shape); } },
            { "raw logits", x => x / x.Sum(1, keepAxis: true) },
            { "divide by the sum of each row", x => (x - x.Max(1, keepAxis: true)).Exp() },
            { "logarithms", x => { var s = x - x.Max(1, keepAxis: true); return s - s.Exp().Sum(1, keepAxis: true).Log(); } },
        },
    ];

    private static double[] Follow(int[][] from, double[][] slopes, Func<double, double, double, double> meet)
    {
        var d = new double[from.Length];
        d[0] = 1;
        for (var k = 1; k < d.Length; k++)
            for (var j = 0; j < from[k].Length; j++) d[k] = meet(d[k], d[from[k][j]], slopes[k][j]);
        return d;
    }

    private static Tensor Loop(Tensor weights, Tensor x, Tensor y, int steps, Action<Tensor, Tensor> step)
    {
        var w = weights.Clone();
        w.RequiresGrad = true;
        for (var i = 0; i < steps; i++) step(w, (x.MatMul(w) - y).Square().Mean());
        return w;
    }
}
