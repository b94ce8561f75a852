using DeepLearning.Autograd;
using DeepLearning.Modules;
using DeepLearning.Tensors;

namespace DeepLearning.Exercises.Tests.Planted;

internal static class Planted13
{
    public static IReadOnlyList<Plan> All =>
    [
        new Plan<Func<double[], double[]>>("13.1", x => [.. x.Select((_, t) => x[..(t + 1)].Average())],
            x => [.. x.Select((_, t) => x.Take(t + 1).Sum() / (t + 1.0))],
            x =>
            {
                var y = new double[x.Length];
                double mean = 0;
                for (var t = 0; t < x.Length; t++) y[t] = mean += (x[t] - mean) / (t + 1);
                return y;
            })
        {
            { "Those are sums", x => Along(x, (sum, _) => sum) },
            { "divided by t", x => Along(x, (sum, t) => sum / t) },
            { "first place on its own", x => Along(x, (sum, t) => t > 0 ? sum / t : sum) },
            { "by the length of x", x => [.. x.Select((_, t) => x.Take(t + 1).Sum() / x.Length)] },
            { "it looks ahead", x => [.. x.Select(_ => x.Average())] },
            { "still to come", x => [.. x.Select((_, t) => x.Skip(t).Average())] },
            { "x[..t] ends before place t", x => [.. x.Select((_, t) => x.Take(t).Average())] },
            { "x[t] itself belongs to the mean", x => [.. x.Select((_, t) => t > 0 ? x[..t].Average() : 0)] },
            { "x[t] itself belongs to the sum", x => Along(x, (sum, t) => (sum - x[t]) / (t + 1)) },
            { "the middle of the last mean",
                x => { var y = (double[])x.Clone(); for (var t = 1; t < x.Length; t++) y[t] = (y[t - 1] + x[t]) / 2; return y; } },
            { "last two numbers", x => [.. x.Select((v, t) => t > 0 ? (v + x[t - 1]) / 2 : v)] },
            { "which must give way",
                x =>
                {
                    var (y, mean) = (new double[x.Length], 0.0);
                    for (var t = 0; t < x.Length; t++) y[t] = mean += x[t] / (t + 1);
                    return y;
                } },
            { "first number is left out of all means", x => Along(x, (sum, t) => sum / (t + 1), from: 1) },
            { "The first place is left out", x => Along(x, (sum, t) => t > 0 ? sum / (t + 1) : 0) },
            { "The last place is left out", x => [.. Along(x, (sum, t) => sum / (t + 1)).SkipLast(1), 0] },
            { "Only the last mean", x => [x.Sum() / x.Length] },
            { "That is the argument 'x'", x => [.. x] },
            { Plan.Changes("x"), x => { for (var t = 1; t < x.Length; t++) x[t] = (x[t - 1] * t + x[t]) / (t + 1); return x; } },
        },
        new Plan<Func<double[], double[,], double[]>>("13.2", (q, k) => Each(q, k, (dot, d) => dot / Math.Sqrt(d)),
            (q, k) => Each(q, k, (dot, d) => dot * Math.Pow(d, -0.5)),
            (q, k) => [.. Enumerable.Range(0, k.GetLength(0)).Select(s => Line(k, s).Zip(q, (a, b) => a * b / Math.Sqrt(q.Length)).Sum())])
        {
            { "grow with the length", (q, k) => Each(q, k, (dot, _) => dot) },
            { "1 / 2 as an exponent", (q, k) => Each(q, k, (dot, d) => dot / Math.Pow(d, 1 / 2)) },
            { "divided by D", (q, k) => Each(q, k, (dot, d) => dot / d) },
            { "divided by D", (q, k) => Each([.. q.Select(v => v / Math.Sqrt(q.Length))], k, (dot, d) => dot / Math.Sqrt(d)) },
            { "multiplied by √D", (q, k) => Each(q, k, (dot, d) => dot * Math.Sqrt(d)) },
            { "root of the number of keys", (q, k) => Each(q, k, (dot, _) => dot / Math.Sqrt(k.GetLength(0))) },
            { "cut off to 0", (q, k) => Each(q, k, (dot, d) => dot * Math.Sqrt(1 / d)) },
            { "how many numbers 'keys' holds", (q, k) => Each(q, k, (dot, _) => dot / Math.Sqrt(k.Length)) },
            { "Those are weights already", (q, k) => Share(Each(q, k, (dot, d) => dot / Math.Sqrt(d))) },
            { "its norm", (q, k) => Each(q, k, (dot, _) => dot / Math.Sqrt(q.Sum(v => v * v))) },
            { "query is not used", (q, k) => Each([.. q.Select(_ => 1.0)], k, (dot, d) => dot / Math.Sqrt(d)) },
            { "= stands where += belongs",
                (q, k) =>
                {
                    var y = new double[k.GetLength(0)];
                    for (var s = 0; s < y.Length; s++) { for (var d = 0; d < q.Length; d++) y[s] = q[d] * k[s, d];
                        y[s] /= Math.Sqrt(q.Length); }
                    return y;
                } },
            { "goes on from key to key",
                (q, k) =>
                {
                    var y = new double[k.GetLength(0)];
                    double p = 0;
                    for (var s = 0; s < y.Length; s++) { for (var d = 0; d < q.Length; d++) p += q[d] * k[s, d]; y[s] =
                        p / Math.Sqrt(q.Length); }
                    return y;
                } },
            { "root of the whole", (q, k) => Each(q, k, (dot, d) => Math.Sqrt(dot / d)) },
            { "indices exchanged",
                (q, k) =>
                {
                    var y = new double[k.GetLength(0)];
                    for (var s = 0; s < y.Length; s++) for (var d = 0; d < q.Length; d++) y[s] += q[d] * k[d, s] / Math.Sqrt(q.Length);
                    return y;
                } },
            { "Shape: your result is [2], expected [3] (keys)", (q, k) => new double[k.GetLength(1)] },
            { "a distance",
                (q, k) => [.. Enumerable.Range(0, k.GetLength(0))
                    .Select(s => Math.Sqrt(q.Zip(Line(k, s), (a, b) => (a - b) * (a - b)).Sum()))] },
            { Plan.Changes("q"),
                (q, k) =>
                {
                    var d = Math.Sqrt(q.Length);
                    for (var i = 0; i < q.Length; i++) q[i] /= d;
                    return Each(q, k, (dot, _) => dot);
                } },
        },
        new Plan<Func<double[,], double[,]>>("13.3", s => Past(s),
            s => Loop(s, (t, c) => c <= t ? s[t, c] : s[t, c] - 1e9), s => Loop(s, (t, c) => c <= t ? s[t, c] : double.MinValue),
            s => Table(s, (t, c) => c > t ? 0 : 1 / Enumerable.Range(0, t + 1).Sum(o => Math.Exp(s[t, o] - s[t, c]))))
        {
            { "those ahead included", s => Loop(s, (t, c) => s[t, c]) },
            { "after the softmax", s => Zero(Loop(s, (t, c) => s[t, c])) },
            { "Right unless a score ahead is far larger", s => Rows(Zero(Loop(s, (t, c) => s[t, c]))) },
            { "Right unless a score ahead is far larger",
                s => Loop(s, (t, c) => c <= t ? s[t, c] : double.NegativeInfinity, t => Line(s, t).Max()) },
            { "but e⁰ is 1", s => Loop(s, (t, c) => c <= t ? s[t, c] : 0) },
            { "e⁰ = 1 is still in each sum", s => Zero(Loop(s, (t, c) => c <= t ? s[t, c] : 0)) },
            { "nothing to divide by", s => Loop(s, (t, c) => c < t ? s[t, c] : double.NegativeInfinity) },
            { "no weight at all", s => Table(s, (t, c) => c >= t ? 0 : 1 / Enumerable.Range(0, t).Sum(o => Math.Exp(s[t, o] - s[t, c]))) },
            { "wrong way round", s => Loop(s, (t, c) => c >= t ? s[t, c] : double.NegativeInfinity) },
            { "one place ahead", s => Loop(s, (t, c) => c <= t + 1 ? s[t, c] : double.NegativeInfinity) },
            { "∞/∞ is not a number", s => Loop(s, (t, c) => c <= t ? s[t, c] : double.NegativeInfinity, _ => 0) },
            { "∞/∞ is not a number", s => Rows(Table(s, (t, c) => c <= t ? Math.Exp(s[t, c]) : 0)) },
            { "begins at 0",
                s => Loop(s, (t, c) => c <= t ? s[t, c] : double.NegativeInfinity, t => Line(s, t)[..(t + 1)].Append(0).Max()) },
            { "largest score of the whole table",
                s => Loop(s, (t, c) => c <= t ? s[t, c] : double.NegativeInfinity, _ => s.Cast<double>().Max()) },
            { "0 · ∞",
                s =>
                {
                    var p = Table(s, (t, c) => Math.Exp(s[t, c] - Line(s, t)[..(t + 1)].Max()) * (c > t ? 0 : 1));
                    return Table(s, (t, c) => p[t, c] / Line(p, t).Sum());
                } },
            { "10,000 below", s => Loop(s, (t, c) => s[t, c] - (c > t ? 10000 : 0)) },
            { "−10,000 in place", s => Loop(s, (t, c) => c <= t ? s[t, c] : -10000) },
            { "down the columns", s => { var f = Flip(s); return Flip(Loop(f, (c, t) => c <= t ? f[c, t] : double.NegativeInfinity)); } },
            { "Those are the powers", s => Table(s, (t, c) => c <= t ? Math.Exp(s[t, c] - Line(s, t)[..(t + 1)].Max()) : 0) },
            { "equal weights", s => Table(s, (t, c) => c <= t ? 1.0 / (t + 1) : 0) },
            { "raw scores may be negative", s => Rows(Table(s, (t, c) => c <= t ? s[t, c] : 0)) },
            { "Minus infinity stands",
                s => { var w = Past(s); return Table(s, (t, c) => c <= t ? w[t, c] : double.NegativeInfinity); } },
            { Plan.Changes("s"),
                s =>
                {
                    for (var t = 0; t < s.GetLength(0); t++) for (var c = t + 1; c < s.GetLength(1); c++) s[t, c] = double.NegativeInfinity;
                    return Loop(s, (t, c) => s[t, c]);
                } },
        },
        new Plan<Func<double[], double[,], double[,], double[]>>("13.4", (q, k, v) => Mix(Share(Scaled(q, k)), v),
            (q, k, v) => { var s = Scaled(q, k); return Mix([.. s.Select(a => 1 / s.Sum(b => Math.Exp(b - a)))], v); })
        {
            { "not scaled", (q, k, v) => Mix(Share(Each(q, k, (dot, _) => dot)), v) },
            { "divided the products by D", (q, k, v) => Mix(Share(Each(q, k, (dot, d) => dot / d)), v) },
            { "multiplied the products", (q, k, v) => Mix(Share(Each(q, k, (dot, d) => dot * Math.Sqrt(d))), v) },
            { "number of positions", (q, k, v) => Mix(Share(Each(q, k, (dot, _) => dot / Math.Sqrt(k.GetLength(0)))), v) },
            { "length of a value", (q, k, v) => Mix(Share(Each(q, k, (dot, _) => dot / Math.Sqrt(v.GetLength(1)))), v) },
            { "scaled the weights", (q, k, v) => Mix([.. Share(Each(q, k, (dot, _) => dot)).Select(w => w / Math.Sqrt(q.Length))], v) },
            { "The scores themselves weigh", (q, k, v) => Mix(Scaled(q, k), v) },
            { "only divided by their sum",
                (q, k, v) => { var s = Scaled(q, k); return Mix([.. s.Select(a => a / s.Sum())], v); } },
            { "not divided by their sum",
                (q, k, v) => { var s = Scaled(q, k); return Mix([.. s.Select(a => Math.Exp(a - s.Max()))], v); } },
            { "∞/∞",
                (q, k, v) =>
                {
                    var s = Each(q, k, (dot, d) => Math.Exp(dot / Math.Sqrt(d)));
                    return Mix([.. s.Select(a => a / s.Sum())], v);
                } },
            { "begins at 0",
                (q, k, v) =>
                {
                    var s = Scaled(q, k);
                    double m = 0;
                    foreach (var a in s) if (a > m) m = a;
                    return Mix([.. s.Select(a => Math.Exp(a - m) / s.Sum(b => Math.Exp(b - m)))], v);
                } },
            { "averaged the keys", (q, k, v) => Mix(Share(Scaled(q, k)), k) },
            { "compared with the values", (q, k, v) => Mix(Share(Each(q, v, (dot, d) => dot / Math.Sqrt(d))), v) },
            { "plain mean", (q, k, v) => Mix([.. Enumerable.Repeat(1.0 / v.GetLength(0), v.GetLength(0))], v) },
            { "Only the value with the largest",
                (q, k, v) => { var s = Each(q, k, (dot, d) => dot); var best = Array.IndexOf(s, s.Max()); return Line(v, best); } },
            { "number of positions once more",
                (q, k, v) => [.. Mix(Share(Scaled(q, k)), v).Select(y => y / k.GetLength(0))] },
            { "Those are the weights", (q, k, _) => Share(Scaled(q, k)) },
            { "length of the query", (q, k, v) => Mix(Share(Scaled(q, k)), v)[..q.Length] },
            { "indices exchanged",
                (q, k, v) =>
                {
                    var w = Share(Scaled(q, k));
                    var y = new double[v.GetLength(1)];
                    for (var s = 0; s < w.Length; s++) for (var j = 0; j < y.Length; j++) y[j] += w[s] * v[j, s];
                    return y;
                } },
            { Plan.Changes("v"),
                (q, k, v) =>
                {
                    var w = Share(Scaled(q, k));
                    for (var s = 0; s < w.Length; s++) for (var j = 0; j < v.GetLength(1); j++) v[s, j] *= w[s];
                    return Mix([.. w.Select(_ => 1.0)], v);
                } },
        },
        new Plan<Func<int, int, int, int, int>>("13.5",
            (s, c, w, l) => new Gpt(s, c, w, 1, l).Parameters().Sum(parameter => parameter.Size),
            (s, c, w, l) => w * (s + c + 12 * w * l + 4 * l + 2))
        {
            { "map to the logits of its own", (s, c, w, l) => w * (2 * s + c + 12 * w * l + 4 * l + 2) },
            { "has no biases, and its weights", (s, c, w, l) => w * (2 * s + c + 12 * w * l + 4 * l + 2) + s },
            { "table of positions is missing", (s, c, w, l) => w * (s + 12 * w * l + 4 * l + 2) },
            { "a single number", (s, c, w, l) => s + c + w * (12 * w * l + 4 * l + 2) },
            { "you counted one of them", (s, c, w, l) => w * (s + c + 12 * w * l + 2 * l + 1) },
            { "normalisations are missing", (s, c, w, l) => w * (s + c + 12 * w * l) },
            { "A block has two normalisations", (s, c, w, l) => w * (s + c + 12 * w * l + 2 * l + 2) },
            { "last normalisation is missing", (s, c, w, l) => w * (s + c + 12 * w * l + 4 * l) },
            { "last normalisation stands once", (s, c, w, l) => w * (s + c + 12 * w * l + 6 * l) },
            { "mixes what the heads found", (s, c, w, l) => w * (s + c + 11 * w * l + 4 * l + 2) },
            { "You counted one.", (s, c, w, l) => w * (s + c + 9 * w * l + 4 * l + 2) },
            { "4 · width² are missing", (s, c, w, l) => w * (s + c + 8 * w * l + 4 * l + 2) },
            { "is 4 · width wide", (s, c, w, l) => w * (s + c + 6 * w * l + 4 * l + 2) },
            { "besides", (s, c, w, l) => w * (s + c + 28 * w * l + 4 * l + 2) },
            { "linear maps have no biases", (s, c, w, l) => w * (s + c + 12 * w * l + 13 * l + 2) },
            { "Only one block", (s, c, w, l) => w * (s + c + 12 * w + 6) },
            { "Everything is multiplied", (s, c, w, l) => l * w * (s + c + 12 * w + 6) },
            { "Compute it from the arguments", (s, c, w, l) => 805248 },
            { "computed, not learned", (s, c, w, l) => w * (s + c + 12 * w * l + 4 * l + 2) + c * c },
        },
        new Plan<Func<double[], int, double[]>>("13.6", (l, k) => Only(l, v => l.Count(o => o > v) < k),
            (l, k) =>
            {
                var copy = (double[])l.Clone();
                Array.Sort(copy);
                var p = Share(l);
                var kept = p.Where((_, i) => l[i] >= copy[^k]).Sum();
                return [.. p.Select((v, i) => l[i] >= copy[^k] ? v / kept : 0)];
            })
        {
            { "no longer sums to 1",
                (l, k) => { var p = Share(l); var b = Down(l)[k - 1]; return [.. p.Select((v, i) => l[i] < b ? 0 : v)]; } },
            { "k is not used", (l, k) => Share(l) },
            { "k least likely",
                (l, k) => { var b = l.Order().ToArray()[k - 1]; return Only(l, v => v <= b); } },
            { "sorted upwards",
                (l, k) => { var b = l.Order().ToArray()[k - 1]; return Only(l, v => v >= b); } },
            { "beyond the last place",
                (l, k) => { var b = Down(l)[k]; return Only(l, v => v >= b); } },
            { "k + 1 of them",
                (l, k) => { var b = l.OrderDescending().Take(k + 1).Last(); return Only(l, v => v >= b); } },
            { ">= the border",
                (l, k) => { var b = Down(l)[k - 1]; return Only(l, v => v > b); } },
            { "1 / k", (l, k) => { var b = Down(l)[k - 1]; return [.. l.Select(v => v >= b ? 1.0 / k : 0)]; } },
            { "e⁰ is 1", (l, k) => { var b = Down(l)[k - 1]; return Share([.. l.Select(v => v >= b ? v : 0)]); } },
            { "only the first are kept",
                (l, k) =>
                {
                    var rest = l.ToList();
                    var result = Array.ConvertAll(l, _ => double.NegativeInfinity);
                    for (var n = 0; n < k; n++)
                    {
                        var best = rest.IndexOf(rest.Max());
                        (result[best], rest[best]) = (l[best], double.NegativeInfinity);
                    }
                    return Share(result);
                } },
            { "count as one",
                (l, k) => { var b = l.Distinct().OrderDescending().Take(k).Last(); return Only(l, v => v >= b); } },
            { "∞/∞",
                (l, k) =>
                {
                    var b = Down(l)[k - 1];
                    double[] p = [.. l.Select(v => v >= b ? Math.Exp(v) : 0)];
                    return [.. p.Select(v => v / p.Sum())];
                } },
            { "begins at 0",
                (l, k) =>
                {
                    var b = Down(l)[k - 1];
                    double m = 0;
                    foreach (var v in l) m = Math.Max(m, v);
                    double[] p = [.. l.Select(v => v >= b ? Math.Exp(v - m) : 0)];
                    return [.. p.Select(v => v / p.Sum())];
                } },
            { "do not sum to 1 yet",
                (l, k) => { var b = Down(l)[k - 1]; return [.. l.Select(v => v >= b ? Math.Exp(v - l.Max()) : 0)]; } },
            { "order of their size",
                (l, k) => { double[] s = [.. l.OrderDescending()]; return Only(s, v => v >= s[k - 1]); } },
            { "Only k probabilities come back",
                (l, k) => { double[] s = [.. l.OrderDescending()]; var p = Only(s, v => v >= s[k - 1]); return p[..k]; } },
            { "Softmax is missing",
                (l, k) => { var b = Down(l)[k - 1]; return [.. l.Select(v => v >= b ? v : double.NegativeInfinity)]; } },
            { Plan.Changes("l"),
                (l, k) => { Array.Sort(l); Array.Reverse(l); return Only(l, v => v >= l[k - 1]); } },
        },
        new Plan<Func<int, int, int, double, double, double>>("13.7",
            (s, w, n, h, l) => s < w ? h * ((s + 1.0) / w) : s == n - 1 ? l
                : l + (h - l) * Math.Pow(Math.Cos(Math.PI / 2 * (s - w) / (n - 1 - w)), 2),
            (s, w, n, h, l) => s < w ? h / w * (s + 1)
                : l + 0.5 * (h - l) * (1 + Math.Cos(Math.PI * (n - 1 > w ? (s - w) / (n - 1.0 - w) : 1))))
        {
            { "(step + 1) / warmUp is 0",
                (s, w, n, h, l) => s < w ? (s + 1) / w * h : Cos(n - 1 == w ? 1 : (double)(s - w) / (n - 1 - w), h, l) },
            { "your progress down is 0", (s, w, n, h, l) => s < w ? h * (s + 1) / w : Cos((s - w) / (n - 1 - w), h, l) },
            { "your progress down is 0", (s, w, n, h, l) => s < w ? h * (s + 1) / w : n - 1 == w ? l : Cos((s - w) / (n - 1 - w), h, l) },
            { "Both progresses", (s, w, n, h, l) => s < w ? (s + 1) / w * h : Cos((s - w) / (n - 1 - w), h, l) },
            { "you divide 0 by 0", (s, w, n, h, l) => s < w ? h * (s + 1) / w : Cos((double)(s - w) / (n - 1 - w), h, l) },
            { "it gets high in yours", (s, w, n, h, l) => s < w ? h * (s + 1) / w : Cos((double)(s - w) / Math.Max(1, n - 1 - w), h, l) },
            { "begins at 0 in yours", (s, w, n, h, l) => s < w ? h * s / w : Cos((double)(s - w) / (n - 1 - w), h, l) },
            { "not <=", (s, w, n, h, l) => s <= w ? h * (s + 1) / w : Cos((double)(s - w) / (n - 1 - w), h, l) },
            { "rises from low", (s, w, n, h, l) => s < w ? l + (h - l) * (s + 1) / w : Cos((double)(s - w) / (n - 1 - w), h, l) },
            { "does not reach low", (s, w, n, h, l) => s < w ? h * (s + 1) / w : Cos((double)(s - w) / (n - w), h, l) },
            { "counts from step 0. It is", (s, w, n, h, l) => s < w ? h * (s + 1) / w : Cos((double)s / (n - 1), h, l) },
            { "Subtract the warm-up there", (s, w, n, h, l) => s < w ? h * (s + 1) / w : Cos((double)s / (n - 1 - w), h, l) },
            { "below the line, too", (s, w, n, h, l) => s < w ? h * (s + 1) / w : Cos((double)(s - w) / (n - 1), h, l) },
            { "falls to 0", (s, w, n, h, l) => s < w ? h * (s + 1) / w : Cos((double)(s - w) / (n - 1 - w), h, 0) },
            { "high + low", (s, w, n, h, l) => s < w ? h * (s + 1) / w : l + Cos((double)(s - w) / (n - 1 - w), h, 0) },
            { "whole wave", (s, w, n, h, l) => s < w ? h * (s + 1) / w : Cos(2.0 * (s - w) / (n - 1 - w), h, l) },
            { "quarter", (s, w, n, h, l) => s < w ? h * (s + 1) / w : l + (h - l) * Math.Cos(Math.PI / 2 * (s - w) / (n - 1 - w)) },
            { "upside down", (s, w, n, h, l) => s < w ? h * (s + 1) / w : Cos((double)(s - w) / (n - 1 - w), l, h) },
            { "straight line. Half", (s, w, n, h, l) => s < w ? h * (s + 1) / w : h - (h - l) * (s - w) / (n - 1 - w) },
            { "divide it by 2",
                (s, w, n, h, l) => s < w ? h * (s + 1) / w : l + (h - l) * (1 + Math.Cos(Math.PI * (s - w) / (n - 1 - w))) },
            { "takes radians",
                (s, w, n, h, l) => s < w ? h * (s + 1) / w : l + (h - l) * (1 + Math.Cos(180.0 * (s - w) / (n - 1 - w))) / 2 },
            { "Nothing warms up", (s, w, n, h, l) => Cos(s / (n - 1.0), h, l) },
            { "stays at high", (s, w, n, h, l) => Math.Min(h, s < w ? h * (s + 1) / w : h) },
        },
        new Plan<Func<double[,], double[,], double[,]>>("13.8",
            (q, k) => Head(q, k, d => Math.Sqrt(d), s => Past(s)),
            (q, k) =>
            {
                var scores = Tensor.FromArray(q).MatMul(Tensor.FromArray(k), transposeOther: true) * (1 / MathF.Sqrt(q.GetLength(1)));
                var weights = Functional.CausalSoftmax(scores).ToArray();
                return Table(new double[q.GetLength(0), q.GetLength(0)], (t, c) => weights[t * q.GetLength(0) + c]);
            })
        {
            { "Nothing is repaired yet", (q, k) => Given(q, k, d => d) },
            { "scaled by √D now", (q, k) => Given(q, k, d => Math.Sqrt(d)) },
            { "One bug is left", (q, k) => Head(q, k, d => d, s => Past(s)) },
            { "no longer divided by anything",
                (q, k) => Head(q, k, _ => 1, s => Past(s)) },
            { "scaling is gone altogether", (q, k) => Given(q, k, _ => 1) },
            { "far larger: the largest", (q, k) => Head(q, k, d => Math.Sqrt(d), s => Rows(Zero(Loop(s, (t, c) => s[t, c])))) },
            { "Two things are left",
                (q, k) => Head(q, k, d => d, s => Loop(s, (t, c) => c <= t ? s[t, c] : double.NegativeInfinity, t => Line(s, t).Max())) },
            { "at least stand in the sum", (q, k) => Head(q, k, d => Math.Sqrt(d), s => Loop(s, (t, c) => c <= t ? s[t, c] : 0)) },
            { "set to 0 afterwards", (q, k) => Head(q, k, d => Math.Sqrt(d), s => Zero(Loop(s, (t, c) => c <= t ? s[t, c] : 0))) },
            { "mask is gone: every position looks at all others. The scaling",
                (q, k) => Head(q, k, d => Math.Sqrt(d), s => Loop(s, (t, c) => s[t, c])) },
            { "look at itself, too",
                (q, k) => Head(q, k, d => Math.Sqrt(d), s => Loop(s, (t, c) => c < t ? s[t, c] : double.NegativeInfinity)) },
            { "wrong way round",
                (q, k) => Head(q, k, d => Math.Sqrt(d), s => Loop(s, (t, c) => c < t ? double.NegativeInfinity : s[t, c])) },
            { "√ of the number of positions",
                (q, k) => Head(q, k, _ => Math.Sqrt(q.GetLength(0)), s => Past(s)) },
            { "multiplied by √D",
                (q, k) => Head(q, k, d => 1 / Math.Sqrt(d), s => Past(s)) },
            { "no longer subtracted",
                (q, k) => Head(q, k, d => Math.Sqrt(d), s => Rows(Table(s, (t, c) => c <= t ? Math.Exp(s[t, c]) : 0))) },
            { "exchanged", (q, k) => Head(k, q, d => Math.Sqrt(d), s => Past(s)) },
            { "no longer divided by their sum",
                (q, k) => Head(q, k, d => Math.Sqrt(d),
                    s => Table(s, (t, c) => c <= t ? Math.Exp(s[t, c] - Line(s, t)[..(t + 1)].Max()) : 0)) },
            { Plan.Changes("q"),
                (q, k) =>
                {
                    var d = Math.Sqrt(q.GetLength(1));
                    for (var t = 0; t < q.GetLength(0); t++) for (var j = 0; j < q.GetLength(1); j++) q[t, j] /= d;
                    return Head(q, k, _ => 1, s => Past(s));
                } },
        },
    ];

    /// <summary>Goes along with a sum, and makes something of it at each place.</summary>
    private static double[] Along(double[] x, Func<double, int, double> make, int from = 0)
    {
        var (y, sum) = (new double[x.Length], 0.0);
        for (var t = from; t < x.Length; t++) y[t] = make(sum += x[t], t);
        return y;
    }

    private static double[] Each(double[] query, double[,] keys, Func<double, int, double> scale)
    {
        var scores = new double[keys.GetLength(0)];
        for (var s = 0; s < scores.Length; s++)
        {
            for (var d = 0; d < query.Length; d++) scores[s] += query[d] * keys[s, d];
            scores[s] = scale(scores[s], query.Length);
        }
        return scores;
    }

    private static double[] Scaled(double[] query, double[,] keys) => Each(query, keys, (dot, d) => dot / Math.Sqrt(d));

    private static double[] Share(double[] scores)
    {
        double[] powers = [.. scores.Select(score => Math.Exp(score - scores.Max()))];
        return [.. powers.Select(power => power / powers.Sum())];
    }

    private static double[] Only(double[] logits, Func<double, bool> keep) =>
        Share([.. logits.Select(v => keep(v) ? v : double.NegativeInfinity)]);

    private static double[] Down(double[] logits) => [.. logits.OrderDescending()];

    private static double[] Mix(double[] weights, double[,] values)
    {
        var result = new double[values.GetLength(1)];
        for (var s = 0; s < weights.Length; s++)
            for (var j = 0; j < result.Length; j++) result[j] += weights[s] * values[s, j];
        return result;
    }

    private static double[,] Table(double[,] like, Func<int, int, double> at)
    {
        var result = new double[like.GetLength(0), like.GetLength(1)];
        for (var t = 0; t < like.GetLength(0); t++)
            for (var c = 0; c < like.GetLength(1); c++) result[t, c] = at(t, c);
        return result;
    }

    private static double[] Line(double[,] table, int t) => [.. Enumerable.Range(0, table.GetLength(1)).Select(c => table[t, c])];

    /// <summary>Softmax of each row, with its largest score or another number taken off.</summary>
    private static double[,] Loop(double[,] scores, Func<int, int, double> score, Func<int, double>? largest = null)
    {
        var result = new double[scores.GetLength(0), scores.GetLength(1)];
        for (var t = 0; t < scores.GetLength(0); t++)
        {
            double most = double.NegativeInfinity, sum = 0;
            for (var c = 0; c < scores.GetLength(1); c++) most = Math.Max(most, score(t, c));
            if (largest is not null) most = largest(t);
            for (var c = 0; c < scores.GetLength(1); c++) sum += result[t, c] = Math.Exp(score(t, c) - most);
            for (var c = 0; c < scores.GetLength(1); c++) result[t, c] /= sum;
        }
        return result;
    }

    private static double[,] Past(double[,] scores) => Loop(scores, (t, c) => c <= t ? scores[t, c] : double.NegativeInfinity);

    private static double[,] Zero(double[,] weights) => Table(weights, (t, c) => c <= t ? weights[t, c] : 0);

    /// <summary>Each row divided by its sum, where it has passed: what lies ahead stays 0.</summary>
    private static double[,] Rows(double[,] weights) => Table(weights, (t, c) => c <= t ? weights[t, c] / Line(weights, t).Sum() : 0);

    private static double[,] Flip(double[,] table)
    {
        var result = new double[table.GetLength(1), table.GetLength(0)];
        for (var t = 0; t < table.GetLength(0); t++)
            for (var c = 0; c < table.GetLength(1); c++) result[c, t] = table[t, c];
        return result;
    }

    private static double Cos(double progress, double high, double low) => low + (high - low) * (1 + Math.Cos(Math.PI * progress)) / 2;

    private static double[,] Head(double[,] queries, double[,] keys, Func<int, double> over, Func<double[,], double[,]> weights)
    {
        var scores = new double[queries.GetLength(0), keys.GetLength(0)];
        for (var t = 0; t < queries.GetLength(0); t++)
            for (var s = 0; s < keys.GetLength(0); s++)
            {
                for (var d = 0; d < queries.GetLength(1); d++) scores[t, s] += queries[t, d] * keys[s, d];
                scores[t, s] /= over(queries.GetLength(1));
            }
        return weights(scores);
    }

    /// <summary>The cell as the chapter gives it, but for what divides the scores.</summary>
    private static double[,] Given(double[,] queries, double[,] keys, Func<int, double> over)
    {
        int positions = queries.GetLength(0), depth = queries.GetLength(1);
        var weights = new double[positions, positions];
        for (var t = 0; t < positions; t++)
        {
            var scores = new double[positions];
            for (var s = 0; s < positions; s++)
            {
                for (var d = 0; d < depth; d++) scores[s] += queries[t, d] * keys[s, d];
                scores[s] /= over(depth);
            }
            var largest = scores.Max();
            var sum = scores.Sum(score => Math.Exp(score - largest));
            for (var s = 0; s <= t; s++) weights[t, s] = Math.Exp(scores[s] - largest) / sum;
        }
        return weights;
    }
}
