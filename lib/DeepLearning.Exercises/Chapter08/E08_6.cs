using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter08;

using Answer = Func<double[,], double[], double[]>;

internal sealed class E08_6 : Definition<Answer>
{
    public override string Id => "08.6";
    public override string Title => "Find the bug: a gradient of t-SNE";
    public override string Signature => "double[] MapGradient(double[,] p, double[] y)";
    public override string Praise => "Right: it agrees with central differences of the divergence, near and far.";
    protected override string? Nudged => Inputs.Nudged;
    public override IReadOnlyList<string> Axes => ["points"];

    public override IReadOnlyList<string> Hints =>
    [
        "Nudge one point and watch the divergence. By which factor is the answer off for a near pair, and for a far one?",
        "The gradient is 4 Σⱼ (pᵢⱼ − qᵢⱼ) wᵢⱼ (yᵢ − yⱼ), with qᵢⱼ = wᵢⱼ / Z and Z the sum over all pairs.",
        "The factor wᵢⱼ = 1 / (1 + (yᵢ − yⱼ)²) is missing: that is the gradient for a bell curve, whose pull grows with the distance.",
    ];

    public override string Explanation =>
        "With the bell curve of plain SNE, the pull of a pair is in proportion to its distance. Student's t-distribution has heavy " +
        "tails, and their derivative brings the factor w: far pairs pull less and less, which leaves room between groups.";

    public override Answer Right => MapGradient;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("three points on a line", f => f(new[,] { { 0, 0.2, 0.1 }, { 0.2, 0, 0.2 }, { 0.1, 0.2, 0 } }, [0, 1, 2.5])),
        new("four points, two of them far away",
            f => f(new[,] { { 0, 0.1, 0.05, 0.05 }, { 0.1, 0, 0.1, 0.1 }, { 0.05, 0.1, 0, 0.1 }, { 0.05, 0.1, 0.1, 0 } },
                [-0.5, 0.25, 6, -8])),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("The pull between far points is much too strong: a factor that fades with the distance is missing. Compare with the " +
            "formula, term by term.", (p, y) => Walk(p, y, (p, q, w, d) => 4 * (p - q) * d)),
        new("Each q must be a share of all pairs: divide by the sum Z over all of them, not by the sum of one row.", ByRow),
        new("The points move apart where they should come together: p pulls, q pushes.",
            (p, y) => Walk(p, y, (p, q, w, d) => 4 * (q - p) * w * d)),
        new("The factor 4 is missing: each pair occurs twice, and the square brings another 2.",
            (p, y) => Walk(p, y, (p, q, w, d) => (p - q) * w * d)),
        new("Nothing pushes: without q all points would fall together.", (p, y) => Walk(p, y, (p, _, w, d) => 4 * p * w * d)),
        new("The factor is w², or stands twice. In the gradient w stands once.",
            (p, y) => Walk(p, y, (p, q, w, d) => 4 * (p - q) * w * w * d)),
        new("You divided by w; far pairs then pull even more. Multiply.",
            (p, y) => Walk(p, y, (p, q, w, d) => w == 0 ? 0 : 4 * (p - q) / w * d)),
        new("q is w / Z. You put w itself in its place.", (p, y) => Walk(p, y, (p, q, w, d) => 4 * (p - w) * w * d)),
        new("The factor is 4, not 2: each pair occurs twice, and the square brings another 2.",
            (p, y) => Walk(p, y, (p, q, w, d) => 2 * (p - q) * w * d)),
        new("The difference is yᵢ − yⱼ with its sign; you took its size.",
            (p, y) => Walk(p, y, (p, q, w, d) => 4 * (p - q) * w * Math.Abs(d))),
        new("You multiplied by q where w belongs: w = 1 / (1 + d²), not divided by Z.",
            (p, y) => Walk(p, y, (p, q, w, d) => 4 * (p - q) * q * d)),
        new("Nothing pulls: without p all points would fly apart.", (p, y) => Walk(p, y, (p, q, w, d) => -4 * q * w * d)),
        new("The root is too much: w = 1 / (1 + d²).", (p, y) => Walk(p, y, (p, q, w, d) => 4 * (p - q) * Math.Sqrt(w) * d)),
    ];

    private static double[] Walk(double[,] p, double[] y, Func<double, double, double, double, double> term)
    {
        double W(int i, int j) => i == j ? 0 : 1 / (1 + (y[i] - y[j]) * (y[i] - y[j]));
        var all = Enumerable.Range(0, y.Length).ToArray();
        var z = all.Sum(i => all.Sum(j => W(i, j)));
        return [.. all.Select(i => all.Sum(j => term(p[i, j], W(i, j) / z, W(i, j), y[i] - y[j])))];
    }

    private static double[] ByRow(double[,] p, double[] y)
    {
        double W(int i, int j) => i == j ? 0 : 1 / (1 + (y[i] - y[j]) * (y[i] - y[j]));
        var all = Enumerable.Range(0, y.Length).ToArray();
        return [.. all.Select(i => all.Sum(j => 4 * (p[i, j] - W(i, j) / all.Sum(k => W(i, k))) * W(i, j) * (y[i] - y[j])))];
    }

    // <solution>
    private static double[] MapGradient(double[,] p, double[] y)
    {
        double W(int i, int j) => i == j ? 0 : 1 / (1 + (y[i] - y[j]) * (y[i] - y[j]));
        double z = 0;
        for (int i = 0; i < y.Length; i++)
            for (int j = 0; j < y.Length; j++) z += W(i, j);

        var gradient = new double[y.Length];
        for (int i = 0; i < y.Length; i++)
            for (int j = 0; j < y.Length; j++)
                gradient[i] += 4 * (p[i, j] - W(i, j) / z) * W(i, j) * (y[i] - y[j]);   // W(i, j) was missing
        return gradient;
    }
    // </solution>
}
