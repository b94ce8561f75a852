using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter12;

using Answer = Func<double[], double[], double[,], double[], double[]>;

internal sealed class E12_2 : Definition<Answer>
{
    public override string Id => "12.2";
    public override string Title => "The gradient on both ways";
    public override string Signature => "double[] InputGrad(double[] x, double[] fx, double[,] jacobian, double[] grad)";
    public override string Praise =>
        "Right: one part comes back untouched, whatever the layers do. That is why a hundred blocks can learn.";
    public override IReadOnlyList<string> Axes => ["numbers"];
    protected override string? Nudged => Inputs.Nudged;

    public override IReadOnlyList<string> Hints =>
    [
        "First through the ReLU: at which places does it let the gradient pass? They depend on the sum x + F(x).",
        "What is left, gs, goes two ways: past the layers as it is, and through them by the transposed Jacobian. Where ways meet, " +
            "gradients add.",
        "gs[i] = x[i] + fx[i] > 0 ? grad[i] : 0; result[j] = gs[j] plus the sum over i of jacobian[i, j] * gs[i].",
    ];

    public override string Explanation =>
        "The ReLU's gate opens where the sum is positive. The plus hands the gradient to both ways unchanged. jacobian[i, j] says how " +
        "much F's output i moves with input j, so input j gathers over all i: the transposed product.";

    public override Answer Right => InputGrad;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("three numbers",
            f => f([1, -0.5, 2], [0.5, 2, -1], new[,] { { 0.5, -1, 2 }, { 1.5, 0.25, -0.5 }, { -2, 3, 1 } }, [1, -2, 0.5])),
        new("a closed gate", f => f([1, 2, -1, -0.5], [-3, 1, 2, 0.25],
            new[,] { { 1, 2, 0, -1 }, { 0.5, -1, 3, 2 }, { -2, 1, 0.5, 1 }, { 3, 0, -1, 2.0 } }, [2, -1, 3, 0.5])),
        new("layers without slope", f => f([1, 2], [0.5, -1], new double[2, 2], [3, -4])),
        new("all gates closed", f => f([-1, 0.5], [-1, -2], new[,] { { 1, 2 }, { 3, 4.0 } }, [5, 6])),
        new("a single number", f => f([2], [1], new[,] { { 0.5 } }, [3])),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("The way past the layers is missing: add the gated gradient itself.", (x, f, j, g) => Through(j, Gate(x, f, g))),
        new("The way through the layers is missing: only the path past them is there.", (x, f, _, g) => Gate(x, f, g)),
        new("The Jacobian must be transposed: input j gathers jacobian[i, j] over all outputs i.",
            (x, f, j, g) => Sum(Gate(x, f, g), Through(Turned(j), Gate(x, f, g)))),
        new("The Jacobian must be transposed, and the way past the layers is missing.", (x, f, j, g) => Through(Turned(j), Gate(x, f, g))),
        new("The ReLU is missing: where x + F(x) is not positive, no gradient comes back.", (x, f, j, g) => Sum(g, Through(j, g))),
        new("The gate is closed for the way through the layers only. The ReLU stands behind the sum: both ways are behind its gate.",
            (x, f, j, g) => Sum(g, Through(j, Gate(x, f, g)))),
        new("The gate is closed for the path only. The ReLU stands behind the sum: both ways are behind its gate.",
            (x, f, j, g) => Sum(Gate(x, f, g), Through(j, g))),
        new("The gate looks at x. The ReLU gets x + F(x), and that decides.", (x, f, j, g) => Both(j, Where(x, g))),
        new("The gate looks at F(x). The ReLU gets x + F(x), and that decides.", (x, f, j, g) => Both(j, Where(f, g))),
        new("The gate is applied at the end, to the gradient of x. It stands at the block's end, so it is the first that the gradient meets.",
            (x, f, j, g) => Where(Sum(x, f), Sum(g, Through(j, g)))),
        new("The gate is the wrong way round: the gradient passes where the sum is positive.",
            (x, f, j, g) => Both(j, [.. g.Select((v, i) => x[i] + f[i] > 0 ? 0 : v)])),
        new("The two ways are subtracted. Where ways meet, gradients add.",
            (x, f, j, g) => [.. Gate(x, f, g).Zip(Through(j, Gate(x, f, g)), (a, b) => a - b)]),
        new("That is the mean of the two ways. Each brings its whole gradient.",
            (x, f, j, g) => [.. Both(j, Gate(x, f, g)).Select(v => v / 2)]),
        new("The two ways are multiplied. Where ways meet, gradients add.",
            (x, f, j, g) => [.. Gate(x, f, g).Zip(Through(j, Gate(x, f, g)), (a, b) => a * b)]),
        new("The gradient is multiplied by the block's output once more. A sum's gradient doesn't depend on its values.",
            (x, f, j, g) => Both(j, [.. g.Select((v, i) => v * Math.Max(0, x[i] + f[i]))])),
        new("The incoming gradient is not used: you gave the block's slopes alone.",
            (x, f, j, g) => Both(j, Gate(x, f, [.. g.Select(_ => 1.0)]))),
        new("Only the diagonal of the Jacobian is used. Each input moves all outputs.",
            (x, f, j, g) => Gate(x, f, [.. g.Select((v, i) => v * (1 + j[i, i]))])),
        new("The path adds 1 to the result instead of the gradient: 1 is its slope, to be multiplied by the gradient.",
            (x, f, j, g) => [.. Through(j, Gate(x, f, g)).Select(v => v + 1)]),
    ];

    // <solution>
    private static double[] InputGrad(double[] x, double[] fx, double[,] jacobian, double[] grad)
    {
        int n = x.Length;
        var result = new double[n];
        for (int i = 0; i < n; i++)
        {
            if (x[i] + fx[i] <= 0) continue;                            // the ReLU's gate
            result[i] += grad[i];                                       // past the layers
            for (int j = 0; j < n; j++) result[j] += jacobian[i, j] * grad[i];  // through them
        }
        return result;
    }
    // </solution>

    private static double[] Where(double[] gate, double[] grad) => [.. grad.Select((v, i) => gate[i] > 0 ? v : 0)];

    private static double[] Gate(double[] x, double[] fx, double[] grad) => Where(Sum(x, fx), grad);

    private static double[] Sum(double[] a, double[] b) => [.. a.Zip(b, (p, q) => p + q)];

    private static double[] Both(double[,] jacobian, double[] grad) => Sum(grad, Through(jacobian, grad));

    private static double[] Through(double[,] jacobian, double[] grad) =>
        [.. Enumerable.Range(0, grad.Length).Select(j => Enumerable.Range(0, grad.Length).Sum(i => jacobian[i, j] * grad[i]))];

    private static double[,] Turned(double[,] table)
    {
        var turned = new double[table.GetLength(1), table.GetLength(0)];
        for (var i = 0; i < turned.GetLength(0); i++)
            for (var j = 0; j < turned.GetLength(1); j++) turned[i, j] = table[j, i];
        return turned;
    }
}
