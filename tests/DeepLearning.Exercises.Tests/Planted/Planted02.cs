using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;
using static DeepLearning.Exercises.Checking.Inputs;

namespace DeepLearning.Exercises.Tests.Planted;

using M = Matrix<double>;

internal static class Planted02
{
    public static IReadOnlyList<Plan> All =>
    [
        new Plan<Func<double[], double[], double>>("02.1",
            (p, y) => 1 - p.Zip(y, (a, b) => Math.Pow(a - b, 2)).Average() / y.PopulationVariance())
        {
            { "share of the error that is left", (p, y) => Sse(p, y) / Lazy(y) },
            { "average of the guesses", (p, y) => 1 - Sse(p, y) / y.Sum(t => Math.Pow(t - p.Average(), 2)) },
            { "Absolute errors", (p, y) => 1 - p.Zip(y, (a, b) => Math.Abs(a - b)).Sum() / y.Sum(t => Math.Abs(t - y.Average())) },
            { "No square root", (p, y) => 1 - Math.Sqrt(Sse(p, y) / Lazy(y)) },
            { "upside down", (p, y) => 1 - Lazy(y) / Sse(p, y) },
            { "Only one of the two sums is a mean", (p, y) => 1 - Sse(p, y) / p.Length / Lazy(y) },
            { "average is missing", (p, y) => 1 - Sse(p, y) / y.Sum(t => t * t) },
            { "cut the answer off", (p, y) => Math.Max(0, 1 - Sse(p, y) / Lazy(y)) },
            { "wrong sign", (p, y) => Sse(p, y) / Lazy(y) - 1 },
            { "square of the correlation", (p, y) => Math.Pow(Correlation.Pearson(p, y), 2) },
            { "RMSE", (p, y) => Math.Sqrt(Sse(p, y) / p.Length) },
            { "spread of the guesses", (p, y) => p.Sum(t => Math.Pow(t - y.Average(), 2)) / Lazy(y) },
            { "n − 1", (p, y) => 1 - Sse(p, y) / p.Length / y.Variance() },
            { Plan.Changes("p"), (p, y) => { var r = 1 - Sse(p, y) / Lazy(y); Array.Sort(p); return r; } },
        },
        new Plan<Func<int, int, int>>("02.2", (f, n) => (f + 2) * n + 1, (f, n) => (f + 1) * n + (n + 1))
        {
            { "Something is missing", (f, n) => f * n + n },
            { "B₂ is missing", (f, n) => (f + 1) * n + n },
            { "B₁ is missing", (f, n) => f * n + n + 1 },
            { "Neither B₁ nor W₂", (f, n) => f * n + f + n + 1 },
            { "W₁ alone", (f, n) => f * n },
            { "single guess", (f, n) => f * n + n + n * n + n },
            { "for each feature an intercept", (f, n) => f * n + f + n + n + 1 },
            { "neurons, not knobs", (f, n) => n + 1 },
        },
        new Plan<Func<M, M, M>>("02.3",
            (t, r) => r.MapIndexed((_, j, v) => (v - t.Column(j).Mean()) / Math.Sqrt(t.Column(j).PopulationVariance()), Zeros.Include))
        {
            { "come from the rows that you transform",
                (t, r) => Scale(r, c => r.Column(c).Mean(), c => r.Column(c).PopulationStandardDeviation()) },
            { "gave back the training rows", (t, r) => Scale(t, c => t.Column(c).Mean(), c => t.Column(c).PopulationStandardDeviation()) },
            { "Both matrices",
                (t, r) =>
                    { var all = t.Stack(r); return Scale(r, c => all.Column(c).Mean(), c => all.Column(c).PopulationStandardDeviation());
                        } },
            { "N − 1", (t, r) => Scale(r, c => t.Column(c).Mean(), c => t.Column(c).StandardDeviation()) },
            { "by the variance", (t, r) => Scale(r, c => t.Column(c).Mean(), c => t.Column(c).PopulationVariance()) },
            { "spread is missing", (t, r) => Scale(r, c => t.Column(c).Mean(), _ => 1) },
            { "mean is missing", (t, r) => Scale(r, _ => 0, c => t.Column(c).PopulationStandardDeviation()) },
            { "whole matrix", (t, r) => Scale(r, _ => t.Enumerate().Mean(), _ => t.Enumerate().PopulationStandardDeviation()) },
            { "Brackets",
                (t, r) => r.MapIndexed((_, j, v) => v - t.Column(j).Mean() / t.Column(j).PopulationStandardDeviation(), Zeros.Include) },
            { "mean comes from the training rows, but the spread",
                (t, r) => Scale(r, c => t.Column(c).Mean(), c => r.Column(c).PopulationStandardDeviation()) },
            { "spread comes from the training rows, but the mean",
                (t, r) => Scale(r, c => r.Column(c).Mean(), c => t.Column(c).PopulationStandardDeviation()) },
            { "multiplied by the spread", (t, r) => Scale(r, c => t.Column(c).Mean(), c => 1 / t.Column(c).PopulationStandardDeviation()) },
            { Plan.Changes("r"),
                (t, r) =>
                    { r.MapIndexedInplace((_, j, v) => (v - t.Column(j).Mean()) / t.Column(j).PopulationStandardDeviation(),
                        Zeros.Include); return r; } },
        },
        new Plan<Func<M, M, M>>("02.4",
            (p, y) => (p - y).PointwiseSign() / p.RowCount,
            (p, y) => (p - y).Map(e => e > 0 ? 1.0 / p.RowCount : e < 0 ? -1.0 / p.RowCount : 0))
        {
            { "1 / N with a whole N", (p, y) => (p - y).Map(e => (double)(Math.Sign(e) * (1 / p.RowCount))) },
            { "1 / N with a whole N", (p, y) => (p - y).Map(e => (double)(Math.Sign(e) / p.RowCount)) },
            { "summed over the districts", (p, y) => (p - y).PointwiseSign() },
            { "Sign:", (p, y) => (y - p).PointwiseSign() / p.RowCount },
            { "squared error", (p, y) => 2 * (p - y) / p.RowCount },
            { "error itself", (p, y) => (p - y) / p.RowCount },
            { "not its slope", (p, y) => (p - y).PointwiseAbs() / p.RowCount },
            { "pull the other way", (p, y) => (p - y).PointwiseSign().PointwiseAbs() / p.RowCount },
            { "no 2 here", (p, y) => 2 * (p - y).PointwiseSign() / p.RowCount },
            { "slope of 1", (p, y) => (p - y).Map(e => e >= 0 ? 1.0 : -1, Zeros.Include) / p.RowCount },
            { "slope of −1", (p, y) => (p - y).Map(e => e > 0 ? 1.0 : -1, Zeros.Include) / p.RowCount },
            { "divide 0 by 0", (p, y) => (p - y).Map(e => e / Math.Abs(e), Zeros.Include) / p.RowCount },
            { "left side of the V", (p, y) => (p - y).Map(e => e > 0 ? 1.0 : 0, Zeros.Include) / p.RowCount },
            { "squared error", (p, y) => (p - y) * 2 },
            { Plan.Changes("p"), (p, y) => { p.Subtract(y, p); return p.PointwiseSign() / p.RowCount; } },
            { "multiplied by the number", (p, y) => (p - y).PointwiseSign() * p.RowCount },
        },
        new Plan<Func<M, M, M, double, (M, double)>>("02.5",
            (x, y, w, b) => { var d = (x * w + b - y) * (2.0 / x.RowCount); return (x.TransposeThisAndMultiply(d), d.Enumerate().Sum()); })
        {
            { "1 / N with a whole N", (x, y, w, b) => Linear(x, y, w, b, 2 * (1 / x.RowCount)) },
            { "carries 1/N", (x, y, w, b) => Linear(x, y, w, b, 2) },
            { "the 2 is missing", (x, y, w, b) => Linear(x, y, w, b, 1.0 / x.RowCount) },
            { "Both the 2 and the 1/N", (x, y, w, b) => Linear(x, y, w, b, 1) },
            { "Sign:", (x, y, w, b) => Linear(x, y, w, b, -2.0 / x.RowCount) },
            { "number of features", (x, y, w, b) => Linear(x, y, w, b, 2.0 / x.ColumnCount) },
            { "intercept is missing", (x, y, w, b) => Linear(x, y, w, 0, 2.0 / x.RowCount) },
            { "divided a second time",
                (x, y, w, b) => { var g = Linear(x, y, w, b, 2.0 / x.RowCount); return (g.Item1, g.Item2 / x.RowCount); } },
            { "divided a second time",
                (x, y, w, b) => { var g = Linear(x, y, w, b, 2.0 / x.RowCount); return (g.Item1 / x.RowCount, g.Item2); } },
            { "dB is still a sum",
                (x, y, w, b) => { var g = Linear(x, y, w, b, 2.0 / x.RowCount); return (g.Item1, g.Item2 * x.RowCount); } },
            { "only one row", (x, y, w, b) => (Linear(x, y, w, b, 2.0 / x.RowCount).Item1, 2 * (x * w + b - y)[0, 0] / x.RowCount) },
            { "loss itself",
                (x, y, w, b) =>
                    { var e = x * w + b - y; return (x.Transpose() * e.PointwisePower(2) / x.RowCount, e.Enumerate().Average(v => v * v));
                        } },
            { "1 / N with a whole N", (x, y, w, b) => Linear(x, y, w, b, 2 / x.RowCount) },
            { "few digits", (x, y, w, b) => NudgeLinear(x, y, w, b) },
            { Plan.Changes("w"),
                (x, y, w, b) => { var g = Linear(x, y, w, b, 2.0 / x.RowCount); w.Subtract(0.1 * g.Item1, w); return g; } },
            { "divided by 2N", (x, y, w, b) => Linear(x, y, w, b, 1 / (2.0 * x.RowCount)) },
        },
        new Plan<Func<M, M, M, M, M, (M, M, double)>>("02.6", (x, y, w1, b1, w2) => Net(x, y, w1, b1, w2, 2.0 / x.RowCount))
        {
            { "Nothing is repaired", (x, y, w1, b1, w2) => Net(x, y, w1, b1, w2, 1, mean: true) },
            { "half a sum of squares", (x, y, w1, b1, w2) => Net(x, y, w1, b1, w2, 1) },
            { "in it twice", (x, y, w1, b1, w2) => Net(x, y, w1, b1, w2, 2.0 / x.RowCount, mean: true) },
            { "the 2 is still missing", (x, y, w1, b1, w2) => Net(x, y, w1, b1, w2, 1.0 / x.RowCount) },
            { "1/N of the mean is still missing", (x, y, w1, b1, w2) => Net(x, y, w1, b1, w2, 2) },
            { "The 2 is there now", (x, y, w1, b1, w2) => Net(x, y, w1, b1, w2, 2, mean: true) },
            { "must not average again; and the 2", (x, y, w1, b1, w2) => Net(x, y, w1, b1, w2, 1.0 / x.RowCount, mean: true) },
            { "Sign:", (x, y, w1, b1, w2) => Net(x, y, w1, b1, w2, -2.0 / x.RowCount) },
            { "1 / N with a whole N", (x, y, w1, b1, w2) => Net(x, y, w1, b1, w2, 2 / x.RowCount) },
            { "slope of the sigmoid has gone", (x, y, w1, b1, w2) => Net(x, y, w1, b1, w2, 2.0 / x.RowCount, slope: false) },
            { Plan.Changes("b1"), (x, y, w1, b1, w2) => { var g = Net(x, y, w1, b1, w2, 2.0 / x.RowCount); b1.Clear(); return g; } },
        },
        new Plan<Func<M, M, double, M>>("02.7", (x, y, l) => Solve(x, y, n => n ? 0 : l))
        {
            { "intercept is on the leash", (x, y, l) => Solve(x, y, _ => l) },
            { "no effect", (x, y, l) => Solve(x, y, _ => 0) },
            { "number of rows", (x, y, l) => Solve(x, y, n => n ? 0 : l * x.RowCount) },
            { "Sign:", (x, y, l) => Solve(x, y, n => n ? 0 : -l) },
            { "λ²", (x, y, l) => Solve(x, y, n => n ? 0 : l * l) },
            { "only into the leash", (x, y, l) => Solve(x, y, n => n ? 0 : 2 * l) },
            { "on the intercept only", (x, y, l) => Solve(x, y, n => n ? l : 0) },
            { "column of ones is missing",
                (x, y, l) => (x.TransposeThisAndMultiply(x) + M.Build.DiagonalIdentity(x.ColumnCount) * l)
                    .Solve(x.TransposeThisAndMultiply(y)) },
            { "to every entry",
                (x, y, l) =>
                    { var a = x.Append(M.Build.Dense(x.RowCount, 1, 1));
                        return (a.TransposeThisAndMultiply(a) + l).Solve(a.TransposeThisAndMultiply(y)); } },
            { "comes first",
                (x, y, l) =>
                    { var s = Solve(x, y, n => n ? 0 : l); return s.SubMatrix(s.RowCount - 1, 1, 0,
                        1).Stack(s.SubMatrix(0, s.RowCount - 1, 0, 1)); } },
        },
    ];

    private static double Sse(double[] p, double[] y) => p.Zip(y, (a, b) => (a - b) * (a - b)).Sum();

    private static double Lazy(double[] y) => y.Sum(t => Math.Pow(t - y.Average(), 2));

    private static M Scale(M rows, Func<int, double> mean, Func<int, double> spread) =>
        rows.MapIndexed((_, j, v) => (v - mean(j)) / spread(j), Zeros.Include);

    private static (M, double) Linear(M x, M y, M w, double b, double factor)
    {
        var d = (x * w + b - y) * factor;
        return (x.Transpose() * d, d.Enumerate().Sum());
    }

    private static (M, double) NudgeLinear(M x, M y, M w, double b)
    {
        double Loss(M v, double c) => (x * v + c - y).Enumerate().Average(e => e * e);
        return (w.MapIndexed((i, j, v) =>
        {
            var (up, down) = (w.Clone(), w.Clone());
            (up[i, j], down[i, j]) = (v + 1e-4, v - 1e-4);
            return (Loss(up, b) - Loss(down, b)) / 2e-4;
        }), (Loss(w, b + 1e-4) - Loss(w, b - 1e-4)) / 2e-4);
    }

    private static (M, M, double) Net(M x, M y, M w1, M b1, M w2, double factor, bool mean = false, bool slope = true)
    {
        var o = (x * w1).MapIndexed((_, j, v) => Sigmoid(v + b1[0, j]), Zeros.Include);
        var dp = (o * w2 - y) * factor;
        var dn = dp * w2.Transpose();
        if (slope) dn = dn.PointwiseMultiply(o).PointwiseMultiply(1 - o);
        return (dn.ColumnSums().ToRowMatrix() / (mean ? x.RowCount : 1), o.Transpose() * dp, dp.ColumnSums()[0]);
    }

    private static M Solve(M x, M y, Func<bool, double> leash)
    {
        var a = x.Append(M.Build.Dense(x.RowCount, 1, 1));
        return (a.TransposeThisAndMultiply(a) + M.Build.Diagonal(a.ColumnCount, a.ColumnCount, j => leash(j == x.ColumnCount)))
            .Solve(a.TransposeThisAndMultiply(y));
    }
}
