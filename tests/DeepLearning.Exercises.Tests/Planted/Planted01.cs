using MathNet.Numerics.LinearAlgebra;
using static DeepLearning.Exercises.Checking.Inputs;

namespace DeepLearning.Exercises.Tests.Planted;

using Matrices = (Matrix<double>, Matrix<double>);

internal static class Planted01
{
    public static IReadOnlyList<Plan> All =>
    [
        new Plan<Func<Func<double, double>, double, double>>("01.1",
            (f, at) => (f(at + 0.001) - f(at - 0.001)) / 0.002,
            (f, at) => (f(at + 0.0005) - f(at - 0.0005)) / 0.001)
        {
            { "divided by one step", (f, at) => (f(at + 0.001) - f(at - 0.001)) / 0.001 },
            { "How far did the input move", (f, at) => f(at + 0.001) - f(at - 0.001) },
            { "Sign:", (f, at) => (f(at - 0.001) - f(at + 0.001)) / 0.002 },
            { "to one side only", (f, at) => (f(at + 0.001) - f(at)) / 0.001 },
            { "to the left only", (f, at) => (f(at) - f(at - 0.001)) / 0.001 },
            { "to one side only", (f, at) => (f(at + 1e-6) - f(at)) / 1e-6 },
            { "brackets", (f, at) => (f(at + 0.001) - f(at - 0.001)) / 2 * 0.001 },
            { "value of f", (f, at) => f(at) },
            { "divided by 2 alone", (f, at) => (f(at + 0.001) - f(at - 0.001)) / 2 },
            { "Sign:", (f, at) => -(f(at + 0.001) - f(at - 0.001)) / 0.002 },
            { "mean of the two values", (f, at) => (f(at + 0.001) + f(at - 0.001)) / 2 },
            { "add the two values", (f, at) => (f(at + 0.001) + f(at - 0.001)) / 0.002 },
            { "far too large", (f, at) => (f(at + 1) - f(at - 1)) / 2 },
        },
        new Plan<Func<double, double>>("01.2",
            x => 2 * x * SigmoidGrad(x * x),
            x => 2 * x * Sigmoid(x * x) * (1 - Sigmoid(x * x)),
            x => { var e = Math.Exp(-x * x); return 2 * x * e / ((1 + e) * (1 + e)); })
        {
            { "few digits", x => (Sigmoid((x + 1e-5) * (x + 1e-5)) - Sigmoid((x - 1e-5) * (x - 1e-5))) / 2e-5 },
            { "few digits", x => (Sigmoid((x + 1e-3) * (x + 1e-3)) - Sigmoid((x - 1e-3) * (x - 1e-3))) / 2e-3 },
            { "slope of the sigmoid at x", x => SigmoidGrad(x) * 2 * x },
            { "slope of the square is missing", x => SigmoidGrad(x * x) },
            { "value of the function", x => Sigmoid(x * x) },
            { "value of the sigmoid", x => Sigmoid(x * x) * 2 * x },
            { "multiply; you added", x => SigmoidGrad(x * x) + 2 * x },
            { "the 2 is missing", x => SigmoidGrad(x * x) * x },
            { "other order", x => 2 * Sigmoid(x) * SigmoidGrad(x) },
            { "at 2x", x => SigmoidGrad(2 * x) },
            { "factor σ is missing", x => (1 - Sigmoid(x * x)) * 2 * x },
            { "wrong sign", x => -SigmoidGrad(x * x) * 2 * x },
            { "slope of the square alone", x => 2 * x },
            { "taken twice", x => SigmoidGrad(SigmoidGrad(x * x)) * 2 * x },
            { "at σ(x²)", x => SigmoidGrad(Sigmoid(x * x)) * 2 * x },
            { "yours mixes", x => Sigmoid(x) * (1 - Sigmoid(x * x)) * 2 * x },
        },
        new Plan<Func<double[,], double[,]>>("01.3",
            m => Each(m, (i, j) => m[i, j] - Enumerable.Range(0, m.GetLength(0)).Average(k => m[k, j])))
        {
            { "Wrong axis", m => Each(m, (i, j) => m[i, j] - Enumerable.Range(0, m.GetLength(1)).Average(k => m[i, k])) },
            { "whole table", m => Each(m, (i, j) => m[i, j] - m.Cast<double>().Average()) },
            { "sum of each column", m => Each(m, (i, j) => m[i, j] - Enumerable.Range(0, m.GetLength(0)).Sum(k => m[k, j])) },
            { "number of columns",
                m => Each(m, (i, j) => m[i, j] - Enumerable.Range(0, m.GetLength(0)).Sum(k => m[k, j]) / m.GetLength(1)) },
            { "added the mean", m => Each(m, (i, j) => m[i, j] + Enumerable.Range(0, m.GetLength(0)).Average(k => m[k, j])) },
            { "comes back as it was", m => (double[,])m.Clone() },
            { Plan.Changes("m"),
                m => { Fill(m, Each(m, (i, j) => m[i, j] - Enumerable.Range(0, m.GetLength(0)).Average(k => m[k, j]))); return m; } },
            { "Those are the means", m => Each(m, (i, j) => Enumerable.Range(0, m.GetLength(0)).Average(k => m[k, j])) },
            { "Sign:", m => Each(m, (i, j) => Enumerable.Range(0, m.GetLength(0)).Average(k => m[k, j]) - m[i, j]) },
            { "first row", m => Each(m, (i, j) => m[i, j] - m[0, j]) },
            { "runs on from column to column", m => { double s = 0; var r = new double[m.GetLength(0), m.GetLength(1)];
                for (var j = 0; j < m.GetLength(1); j++) { for (var i = 0; i < m.GetLength(0); i++) s += m[i, j] / m.GetLength(0);
                    for (var i = 0; i < m.GetLength(0); i++) r[i, j] = m[i, j] - s; } return r; } },
            { "Indices", m => Each(m, (i, j) => m[i, j] - Enumerable.Range(0, m.GetLength(0)).Average(k => m[j, k])) },
            { "divided by the deviation, too", m => Each(m, (i, j) => (m[i, j] - Enumerable.Range(0, m.GetLength(0)).Average(k => m[k, j]))
                / Math.Sqrt(Enumerable.Range(0, m.GetLength(0))
                    .Average(k => Math.Pow(m[k, j] - Enumerable.Range(0, m.GetLength(0)).Average(l => m[l, j]), 2)))) },
            { "shifts from row to row",
                m => { var r = (double[,])m.Clone(); for (var j = 0; j < m.GetLength(1); j++) for (var i = 0; i < m.GetLength(0); i++)
                    { var s = 0.0; for (var k = 0; k < m.GetLength(0); k++) s += r[k, j]; r[i, j] -= s / m.GetLength(0); } return r; } },
        },
        new Plan<Func<double, double, (double, double)>>("01.4",
            (x, y) => (Sigmoid(y) + x + x, x * Sigmoid(y) * (1 - Sigmoid(y))))
        {
            { "few digits", (x, y) => ((P(x + 1e-5, y) - P(x - 1e-5, y)) / 2e-5, (P(x, y + 1e-5) - P(x, y - 1e-5)) / 2e-5) },
            { "through its square", (x, y) => (Sigmoid(y), x * SigmoidGrad(y)) },
            { "through the product", (x, y) => (2 * x, x * SigmoidGrad(y)) },
            { "multiplied the two paths", (x, y) => (Sigmoid(y) * 2 * x, x * SigmoidGrad(y)) },
            { "stopped at the product", (x, y) => (Sigmoid(y) + 2 * x, x) },
            { "x is missing", (x, y) => (Sigmoid(y) + 2 * x, SigmoidGrad(y)) },
            { "by the value of the sigmoid", (x, y) => (Sigmoid(y) + 2 * x, x * Sigmoid(y)) },
            { "x meets σ(y)", (x, y) => (y + 2 * x, x * SigmoidGrad(y)) },
            { "exchanged", (x, y) => (x * SigmoidGrad(y), Sigmoid(y) + 2 * x) },
            { "the 2 is missing", (x, y) => (Sigmoid(y) + x, x * SigmoidGrad(y)) },
            { "∂p/∂y: the square has no y", (x, y) => (Sigmoid(y) + 2 * x, x * SigmoidGrad(y) + 2 * x) },
            { "value of p", (x, y) => (P(x, y), P(x, y)) },
            { "∂p/∂y: the factor σ is missing", (x, y) => (Sigmoid(y) + 2 * x, x * (1 - Sigmoid(y))) },
            { "taken at x", (x, y) => (Sigmoid(y) + 2 * x, x * SigmoidGrad(x)) },
            { "x² where its slope", (x, y) => (Sigmoid(y) + x * x, x * SigmoidGrad(y)) },
            { "you left x in it", (x, y) => (x * Sigmoid(y) + 2 * x, x * SigmoidGrad(y)) },
        },
        new Plan<Func<Matrix<double>, Matrix<double>, Matrices>>("01.5",
            (x, w) => { var s = (x * w).Map(Sigmoid); var dn = 2 * s.PointwiseMultiply(s).PointwiseMultiply(1 - s);
                return (dn * w.Transpose(), x.TransposeThisAndMultiply(dn)); },
            (x, w) => { var n = x * w; var dn = n.Map(v => 2 * Sigmoid(v) * SigmoidGrad(v));
                return (dn.TransposeAndMultiply(w), x.Transpose() * dn); })
        {
            { "square is missing", (x, w) => Grads(x, w, n => SigmoidGrad(n)) },
            { "the 2 is missing", (x, w) => Grads(x, w, n => Sigmoid(n) * SigmoidGrad(n)) },
            { "slope of the sigmoid is missing", (x, w) => Grads(x, w, n => 2 * Sigmoid(n)) },
            { "factor 1 − S", (x, w) => Grads(x, w, n => 2 * Sigmoid(n) * Sigmoid(n)) },
            { "taken at N", (x, w) => Grads(x, w, n => 2 * n * SigmoidGrad(n)) },
            { "exchanged", (x, w) => { var (a, b) = Grads(x, w, Dn); return (b, a); } },
            { "dL/dX: W has to be transposed", (x, w) => { var n = (x * w).Map(Dn); return (n * w, x.Transpose() * n); } },
            { "dL/dW: X has to be transposed", (x, w) => { var n = (x * w).Map(Dn); return (n * w.Transpose(), x * n); } },
            { "Neither is transposed", (x, w) => { var n = (x * w).Map(Dn); return (n * w, x * n); } },
            { "mean", (x, w) => { var (a, b) = Grads(x, w, Dn); return (a / x.RowCount, b / x.RowCount); } },
            { "mean", (x, w) => { var (a, b) = Grads(x, w, Dn); return (a, b / x.RowCount); } },
            { "number of all entries",
                (x, w) => { var (a, b) = Grads(x, w, Dn); return (a / (x.RowCount * w.ColumnCount), b / (x.RowCount * w.ColumnCount)); } },
            { "wrong sign", (x, w) => Grads(x, w, n => -Dn(n)) },
            { "dL/dW is the gradient", (x, w) => { var n = (x * w).Map(Dn); return (n * w.Transpose(), n); } },
            { "few digits", (x, w) => (Nudge(x, a => Loss(a, w)), Nudge(w, a => Loss(x, a))) },
            { Plan.Changes("w"), (x, w) => { var g = Grads(x, w, Dn); w.Multiply(2, w); return g; } },
            { "taken at S", (x, w) => Grads(x, w, n => 2 * Sigmoid(n) * SigmoidGrad(Sigmoid(n))) },
        },
        new Plan<Func<Matrix<double>, Matrix<double>, Matrix<double>>>("01.6",
            (x, w) => x.Transpose() * (x * w).Map(SigmoidGrad),
            (x, w) => { var s = (x * w).Map(Sigmoid); return x.Transpose() * s.PointwiseMultiply(1 - s); })
        {
            { "Nothing is repaired", (x, w) => x.Transpose() * (x * w).Map(Sigmoid).Map(SigmoidGrad) },
            { "value of the sigmoid stands", (x, w) => x.Transpose() * (x * w).Map(Sigmoid) },
            { "gone altogether", (x, w) => x.Transpose() * (x * w) },
            { "all ones", (x, w) => x.Transpose() * (x * w).Map(_ => 1.0) },
            { "only 1 − σ", (x, w) => x.Transpose() * (x * w).Map(n => 1 - Sigmoid(n)) },
            { "transpose of X was right", (x, w) => x * (x * w).Map(SigmoidGrad) },
            { "A minus does not help", (x, w) => -(x.Transpose() * (x * w).Map(SigmoidGrad)) },
            { "gradient of a mean", (x, w) => x.Transpose() * (x * w).Map(SigmoidGrad) / x.RowCount },
            { "few digits", (x, w) => Nudge(w, a => (x * a).Map(Sigmoid).Enumerate().Sum()) },
            { "still in there twice", (x, w) => x.Transpose() * (x * w).Map(n => SigmoidGrad(n) * SigmoidGrad(n)) },
            { "comes out transposed", (x, w) => (x * w).Map(SigmoidGrad).Transpose() * x },
            { "There is no square here", (x, w) => x.Transpose() * (x * w).Map(n => 2 * Sigmoid(n) * SigmoidGrad(n)) },
        },
        new Plan<Func<Matrix<double>, Matrix<double>[], Matrix<double>[]>>("01.7", (x, w) => [.. Back(x, w)])
        {
            { "reverse order", (x, w) => [.. Back(x, w).Reverse()] },
            { "begins with ones again", (x, w) => Back(x, w, handOn: false) },
            { "slope of the sigmoid is left out", (x, w) => Back(x, w, slope: _ => 1) },
            { "That is σ where", (x, w) => Back(x, w, slope: s => s) },
            { "at its output", (x, w) => Back(x, w, slope: SigmoidGrad) },
            { "Every layer uses X", (x, w) => Back(x, w, useX: true) },
            { "not transposed", (x, w) => Back(x, w, transpose: false) },
            { "wrong sign", (x, w) => [.. Back(x, w).Select(g => -g)] },
            { "Only the last layer", (x, w) => { var g = Back(x, w); for (var k = 0; k < g.Length - 1; k++) g[k] *= 0; return g; } },
            { "no square", (x, w) => Back(x, w, start: s => 2 * s) },
            { "begins with the last output", (x, w) => Back(x, w, start: s => s) },
            { "only 1 − S", (x, w) => Back(x, w, slope: s => 1 - s) },
            { Plan.Changes("weights"), SpoilWeights },
            { "mean", (x, w) => [.. Back(x, w).Select(g => g / x.RowCount)] },
        },
    ];

    private static Matrix<double>[] SpoilWeights(Matrix<double> x, Matrix<double>[] weights)
    {
        var grads = Back(x, weights);
        for (var k = 0; k < weights.Length; k++) weights[k] = weights[k].Transpose();
        return grads;
    }

    private static double P(double x, double y) => x * Sigmoid(y) + x * x;

    private static double Dn(double n) => 2 * Sigmoid(n) * SigmoidGrad(n);

    private static double Loss(Matrix<double> x, Matrix<double> w) => (x * w).Map(Sigmoid).Enumerate().Sum(s => s * s);

    private static Matrices Grads(Matrix<double> x, Matrix<double> w, Func<double, double> slope)
    {
        var dn = (x * w).Map(slope);
        return (dn * w.Transpose(), x.Transpose() * dn);
    }

    private static Matrix<double> Nudge(Matrix<double> at, Func<Matrix<double>, double> f) => at.MapIndexed((i, j, v) =>
    {
        var (up, down) = (at.Clone(), at.Clone());
        (up[i, j], down[i, j]) = (v + 1e-5, v - 1e-5);
        return (f(up) - f(down)) / 2e-5;
    });

    private static Matrix<double>[] Back(Matrix<double> x, Matrix<double>[] weights, bool handOn = true, Func<double, double>? slope = null,
        bool useX = false, bool transpose = true, Func<double, double>? start = null)
    {
        var all = new List<Matrix<double>> { x };
        foreach (var w in weights) all.Add((all[^1] * w).Map(Sigmoid));
        var (grads, g) = (new Matrix<double>[weights.Length], all[^1].Map(start ?? (_ => 1.0)));
        for (var k = weights.Length - 1; k >= 0; k--)
        {
            var dn = g.PointwiseMultiply(all[k + 1].Map(slope ?? (s => s * (1 - s))));
            grads[k] = (useX ? x : all[k]).Transpose() * dn;
            g = handOn ? transpose ? dn * weights[k].Transpose() : dn * weights[k] : all[k].Map(_ => 1.0);
        }
        return grads;
    }

    private static void Fill(double[,] target, double[,] source) => Array.Copy(source, target, source.Length);

    private static double[,] Each(double[,] m, Func<int, int, double> f)
    {
        var r = new double[m.GetLength(0), m.GetLength(1)];
        for (var i = 0; i < r.GetLength(0); i++)
            for (var j = 0; j < r.GetLength(1); j++) r[i, j] = f(i, j);
        return r;
    }
}
