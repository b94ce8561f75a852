using DeepLearning.Tensors;

namespace DeepLearning.Exercises.Tests.Planted;

internal static class Planted03
{
    public static IReadOnlyList<Plan> All =>
    [
        new Plan<Func<Tensor, Tensor, Tensor>>("03.1",
            (x, g) => { var (a, r) = (x.ToArray(), g.ToArray()); for (var i = 0; i < r.Length; i++) if (a[i] <= 0) r[i] *= 0.2f;
                return Tensor.FromArray(r, x.Shape); },
            (x, g) => g * (0.2f + 0.8f * Mask(x)))
        {
            { "comes back unchanged", (x, g) => g.Clone() },
            { "plain ReLU", (x, g) => g * Mask(x) },
            { "slopes alone", (x, g) => 0.2f + 0.8f * Mask(x) },
            { "sign of the gradient decides", (x, g) => g * (0.2f + 0.8f * Mask(g)) },
            { "forward", (x, g) => g * Each(x, v => v > 0 ? v : 0.2f * v) },
            { "exchanged", (x, g) => g * (1 - 0.8f * Mask(x)) },
            { "not −0.2", (x, g) => g * Each(x, v => v > 0 ? 1 : -0.2f) },
            { "value of the leaky ReLU", (x, g) => Each(x, v => v > 0 ? v : 0.2f * v) },
            { "sign of the gradient decides", (x, g) => Each(g, v => v > 0 ? v : 0.2f * v) },
            { "0.2 is added", (x, g) => g * Mask(x) + 0.2f * (1 - Mask(x)) },
            { "by the input where", (x, g) => g * x },
            { "slope of 0.01", (x, g) => g * (0.01f + 0.99f * Mask(x)) },
            { Plan.Changes("g"), (x, g) => { g.CopyFrom(g * (0.2f + 0.8f * Mask(x))); return g; } },
        },
        new Plan<Func<int, int, bool, int[]>>("03.2",
            (n, s, drop) => [.. Enumerable.Range(0, (n + s - 1) / s).Select(k => Math.Min(s, n - k * s)).Where(k => !drop || k == s)])
        {
            { "no effect", (n, s, drop) => Sizes(n, s, false) },
            { "always drop", (n, s, drop) => Sizes(n, s, true) },
            { "exchanged", (n, s, drop) => Sizes(n, s, !drop) },
            { "empty batch", (n, s, drop) => drop ? Sizes(n, s, true) : [.. Sizes(n, s, true), n % s] },
            { "even if it is full", (n, s, drop) => drop ? Sizes(n, s, false)[..^1] : Sizes(n, s, false) },
            { "has 'size' rows", (n, s, drop) => [.. Sizes(n, s, drop).Select(_ => s)] },
            { "comes first", (n, s, drop) => [.. Sizes(n, s, drop).Reverse()] },
            { "number of batches", (n, s, drop) => [Sizes(n, s, drop).Length] },
            { "one batch too few",
                (n, s, drop) =>
                    { var r = new List<int>(); for (var i = 0; i + s < n; i += s) r.Add(s); if (!drop && n % s > 0) r.Add(n % s);
                        return [.. r]; } },
            { "where it starts", (n, s, drop) => [.. Sizes(n, s, drop).Select((_, k) => k * s)] },
        },
        new Plan<Func<Tensor, Tensor, Tensor>>("03.3",
            (p, t) => Each(p - t, MathF.Tanh) / p.Shape[0],
            (p, t) => (p - t).Tanh() * (1f / p.Shape[0]))
        {
            { "overflow", (p, t) => { var e = p - t; return (e.Exp() - (-e).Exp()) / (e.Exp() + (-e).Exp()) / p.Shape[0]; } },
            { "overflow", (p, t) => { var e = ((p - t) * 2f).Exp(); return (e - 1) / (e + 1) / p.Shape[0]; } },
            { "1 / N with a whole N", (p, t) => (p - t).Tanh() * (1 / p.Shape[0]) },
            { "summed over the batch", (p, t) => (p - t).Tanh() },
            { "Sign:", (p, t) => (t - p).Tanh() / p.Shape[0] },
            { "all entries", (p, t) => (p - t).Tanh() / p.Size },
            { "number of outputs", (p, t) => (p - t).Tanh() / p.Shape[1] },
            { "squared error", (p, t) => (p - t) * (2f / p.Shape[0]) },
            { "without the tanh", (p, t) => (p - t) / p.Shape[0] },
            { "slope of the tanh", (p, t) => (1 - (p - t).Tanh().Square()) / p.Shape[0] },
            { "subtract first", (p, t) => (p.Tanh() - t.Tanh()) / p.Shape[0] },
            { "loss of each entry",
                (p, t) => Each(p - t, e => MathF.Abs(e) + MathF.Log((1 + MathF.Exp(-2 * MathF.Abs(e))) / 2)) / p.Shape[0] },
            { "sinh alone", (p, t) => Each(p - t, MathF.Sinh) / p.Shape[0] },
            { "sign of the error", (p, t) => Each(p - t, e => MathF.Sign(e)) / p.Shape[0] },
            { Plan.Changes("p"), (p, t) => { p.AddInPlace(t, -1); return p.Tanh() / p.Shape[0]; } },
        },
        new Plan<Func<Tensor, Tensor, Tensor, Tensor, (Tensor, Tensor, Tensor)>>("03.4",
            (x, w, b, g) => { var y = (x.MatMul(w) + b).Sigmoid(); var n = g * (y - y * y);
                return (n.MatMul(w.Transpose()), x.Transpose().MatMul(n), n.Sum(0, keepAxis: true)); })
        {
            { "must pass the sigmoid", (x, w, b, g) => Back(x, w, g) },
            { "where the slope y (1 − y)", (x, w, b, g) => Back(x, w, g * Y(x, w, b)) },
            { "by 1 − y only", (x, w, b, g) => Back(x, w, g * (1 - Y(x, w, b))) },
            { "bias is missing", (x, w, b, g) => Back(x, w, g * Slope(x.MatMul(w).Sigmoid())) },
            { "slope alone", (x, w, b, g) => Back(x, w, Slope(Y(x, w, b))) },
            { "for each row and neuron",
                (x, w, b, g) => { var n = g * Slope(Y(x, w, b)); var r = Back(x, w, n); return (r.Item1, r.Item2, n); } },
            { "mean over the rows",
                (x, w, b, g) =>
                    { var n = g * Slope(Y(x, w, b)); var r = Back(x, w, n); return (r.Item1, r.Item2, n.Mean(0, keepAxis: true)); } },
            { "wrong axis",
                (x, w, b, g) =>
                    { var n = g * Slope(Y(x, w, b)); var r = Back(x, w, n); return (r.Item1, r.Item2, n.Sum(1, keepAxis: true)); } },
            { "lost an axis",
                (x, w, b, g) => { var n = g * Slope(Y(x, w, b)); var r = Back(x, w, n); return (r.Item1, r.Item2, n.Sum(0)); } },
            { "divided by the number of rows",
                (x, w, b, g) =>
                    { var n = g * Slope(Y(x, w, b)); var r = Back(x, w, n); return (r.Item1, r.Item2 / x.Shape[0], r.Item3); } },
            { "dX: W has to be transposed",
                (x, w, b, g) => { var n = g * Slope(Y(x, w, b)); var r = Back(x, w, n); return (n.MatMul(w), r.Item2, r.Item3); } },
            { "dW: X has to be transposed",
                (x, w, b, g) => { var n = g * Slope(Y(x, w, b)); var r = Back(x, w, n); return (r.Item1, x.MatMul(n), r.Item3); } },
            { "lies on its side",
                (x, w, b, g) =>
                    { var n = g * Slope(Y(x, w, b)); var r = Back(x, w, n); return (r.Item1, n.MatMul(x, transposeThis: true), r.Item3);
                        } },
            { "a mean stands where a sum belongs", (x, w, b, g) => Back(x, w, g * Slope(Y(x, w, b)) / x.Shape[0]) },
            { "exchanged", (x, w, b, g) => { var r = Back(x, w, g * Slope(Y(x, w, b))); return (r.Item2, r.Item1, r.Item3); } },
            { "taken twice", (x, w, b, g) => Back(x, w, g * Slope(Slope(Y(x, w, b)))) },
            { Plan.Changes("g"), (x, w, b, g) => { g.CopyFrom(g * Slope(Y(x, w, b))); return Back(x, w, g); } },
            { "dW took the gradient",
                (x, w, b, g) => { var r = Back(x, w, g * Slope(Y(x, w, b))); return (r.Item1, x.MatMul(g, transposeThis: true), r.Item3);
                    } },
            { "dX took the gradient",
                (x, w, b, g) => { var r = Back(x, w, g * Slope(Y(x, w, b))); return (g.MatMul(w, transposeOther: true), r.Item2, r.Item3);
                    } },
        },
        new Plan<Func<Tensor, Tensor, Tensor>>("03.5",
            (p, t) => { var s = p.Sum(1, keepAxis: true); var q = p / s; var g = 2 * (q - t) / p.Shape[0];
                return g / s - (g * p).Sum(1, keepAxis: true) / s / s; })
        {
            { "Nothing is repaired", (p, t) => G(p, t) },
            { "direct path only", (p, t) => G(p, t) / S(p) },
            { "division by the sum has been forgotten", (p, t) => G(p, t) - (G(p, t) * (p / S(p))).Sum(1, keepAxis: true) },
            { "weigh g by q", (p, t) => (G(p, t) - G(p, t).Sum(1, keepAxis: true)) / S(p) },
            { "Sign:", (p, t) => (G(p, t) + (G(p, t) * (p / S(p))).Sum(1, keepAxis: true)) / S(p) },
            { "own share", (p, t) => G(p, t) * (1 - p / S(p)) / S(p) },
            { "left the normalisation out", (p, t) => (p - t) * (2f / p.Shape[0]) },
            { "weighed by p", (p, t) => (G(p, t) - (G(p, t) * p).Sum(1, keepAxis: true)) / S(p) },
            { "whole batch", (p, t) => (G(p, t) - (G(p, t) * (p / S(p))).Sum().Item()) / S(p) },
            { "along the columns", (p, t) => (G(p, t) - (G(p, t) * (p / S(p))).Sum(0, keepAxis: true)) / S(p) },
            { "wrong axis",
                (p, t) =>
                    { var s = p.Sum(0, keepAxis: true); var q = p / s; var g = (q - t) * (2f / p.Shape[0]);
                        return (g - (g * q).Sum(0, keepAxis: true)) / s; } },
            { "divided by s twice", (p, t) => (G(p, t) - (G(p, t) * (p / S(p))).Sum(1, keepAxis: true)) / S(p) / S(p) },
            { "a sum stands where a mean belongs",
                (p, t) => { var g = (p / S(p) - t) * 2; return (g - (g * (p / S(p))).Sum(1, keepAxis: true)) / S(p); } },
            { Plan.Changes("p"), (p, t) => { p.CopyFrom(p / S(p)); return (p - t) * (2f / p.Shape[0]); } },
        },
        new Plan<Func<Tensor, Tensor[], Func<Tensor, float>, (Tensor, float)>>("03.6",
            (w, s, l) => { var (best, kept) = (float.PositiveInfinity, w);
                foreach (var step in s) { w = w + step; var now = l(w); if (now > best) break; (best, kept) = (now, w); } return (kept,
                    best); })
        {
            { "Nothing is repaired", (w, s, l) => Train(w, s, l, clone: false, best: false) },
            { "loss is still that of the last", (w, s, l) => Train(w, s, l, clone: true, best: false) },
            { "two names for one tensor", (w, s, l) => Train(w, s, l, clone: false, best: true) },
            { "no longer stop", (w, s, l) => Train(w, s, l, clone: true, best: true, stop: false) },
            { "from before the training", (w, s, l) => { var start = w.Clone(); return (start, Train(w, s, l, true, true).Item2); } },
            { "from before the training",
                (w, s, l) =>
                    { var kept = w.Clone(); var best = float.MaxValue;
                        foreach (var step in s) { w.AddInPlace(step); var now = l(w); if (now > best) break; best = now; } return (kept,
                            best); } },
            { "step too old",
                (w, s, l) =>
                    { var (best, kept) = (float.MaxValue, w.Clone());
                        foreach (var step in s) { var before = w.Clone(); w.AddInPlace(step); var now = l(w); if (now > best) break;
                            (best, kept) = (now, before); } return (kept, best); } },
            { Plan.Changes("s"), (w, s, l) => { s[0] = s[0] * 2; return Train(w, s, l, true, true); } },
        },
        new Plan<Func<Tensor, Tensor, int, Tensor>>("03.7", (x, w, n) => Shared(x, w, n).Aggregate((a, b) => a + b))
        {
            { "Only the first use", (x, w, n) => Shared(x, w, n)[^1] },
            { "Only the last use", (x, w, n) => Shared(x, w, n)[0] },
            { "mean of the contributions", (x, w, n) => Shared(x, w, n).Aggregate((a, b) => a + b) / n },
            { "Every use meets x", (x, w, n) => Shared(x, w, n, useX: true).Aggregate((a, b) => a + b) },
            { "slope of tanh is missing", (x, w, n) => Shared(x, w, n, slope: _ => 1).Aggregate((a, b) => a + b) },
            { "not 1 − y", (x, w, n) => Shared(x, w, n, slope: y => 1 - y).Aggregate((a, b) => a + b) },
            { "slope of the sigmoid", (x, w, n) => Shared(x, w, n, slope: y => y * (1 - y)).Aggregate((a, b) => a + b) },
            { "has to be transposed", (x, w, n) => Shared(x, w, n, transpose: false).Aggregate((a, b) => a + b) },
            { "times the number of uses", (x, w, n) => Shared(x, w, n)[0] * n },
            { "mean over the rows", (x, w, n) => Shared(x, w, n).Aggregate((a, b) => a + b) / x.Shape[0] },
            { "one use too many", (x, w, n) => Shared(x, w, n + 1).Aggregate((a, b) => a + b) },
            { Plan.Changes("x"), (x, w, n) => { var r = Shared(x, w, n).Aggregate((a, b) => a + b); x.Fill(0); return r; } },
        },
    ];

    private static Tensor Each(Tensor x, Func<float, float> f) => Tensor.FromArray([.. x.ToArray().Select(f)], x.Shape);

    private static Tensor Mask(Tensor x) => Each(x, v => v > 0 ? 1 : 0);

    private static int[] Sizes(int rows, int size, bool drop) =>
        [.. Enumerable.Repeat(size, rows / size), .. drop || rows % size == 0 ? Array.Empty<int>() : [rows % size]];

    private static Tensor Y(Tensor x, Tensor w, Tensor b) => (x.MatMul(w) + b).Sigmoid();

    private static Tensor Slope(Tensor y) => y * (1 - y);

    private static (Tensor, Tensor, Tensor) Back(Tensor x, Tensor w, Tensor n) =>
        (n.MatMul(w, transposeOther: true), x.MatMul(n, transposeThis: true), n.Sum(0, keepAxis: true));

    private static Tensor S(Tensor p) => p.Sum(1, keepAxis: true);

    private static Tensor G(Tensor p, Tensor t) => (p / S(p) - t) * (2f / p.Shape[0]);

    private static (Tensor, float) Train(Tensor w, Tensor[] steps, Func<Tensor, float> loss, bool clone, bool best, bool stop = true)
    {
        Tensor Keep() => clone ? w.Clone() : w;
        var (lowest, kept) = (float.MaxValue, Keep());
        foreach (var step in steps)
        {
            w.AddInPlace(step);
            var now = loss(w);
            if (now > lowest && stop) break;
            if (now <= lowest) (lowest, kept) = (now, Keep());
        }
        return (kept, best ? lowest : loss(w));
    }

    private static List<Tensor> Shared(Tensor x, Tensor w, int times, bool useX = false, Func<float, float>? slope = null,
        bool transpose = true)
    {
        var (y, pieces) = (new List<Tensor> { x }, new List<Tensor>());
        for (var k = 0; k < times; k++) y.Add(y[^1].MatMul(w).Tanh());
        var g = Tensor.Ones(y[^1].Shape);
        for (var k = times - 1; k >= 0; k--)
        {
            var n = g * Each(y[k + 1], slope ?? (v => 1 - v * v));
            pieces.Add((useX ? x : y[k]).MatMul(n, transposeThis: true));
            g = n.MatMul(w, transposeOther: transpose);
        }
        return pieces;
    }
}
