using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter06;

using Answer = Func<double[], double[], double[], double[], double[]>;

internal sealed class E06_8 : Definition<Answer>
{
    public override string Id => "06.8";
    public override string Title => "Challenge: the gradient on the conveyor belt";
    public override string Signature => "double[] ForgetGrads(double[] f, double[] i, double[] g, double[] o)";
    public override string Praise => "Right: the gradient rides back on the belt, multiplied by forget gates and by nothing else.";
    protected override string? Nudged => Inputs.Nudged;

    public override IReadOnlyList<string> Hints =>
    [
        "First forward: all cells, with c₀ = 0 in front. Then back from the last step, carrying the cell's gradient from the future.",
        "The cell's gradient at step t has two parts: o[t] (1 − tanh² c[t]) from its own output, and the next step's cell gradient " +
            "times f of that next step.",
        "The gradient of f[t] is the cell's gradient at t times the cell before.",
    ];

    public override string Explanation =>
        "A cell is used twice: by its own output and by the next cell. The two gradients add; back along the belt only the forget gate " +
        "multiplies.";

    public override Answer Right => ForgetGrads;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("four steps", a => a([0.9, 0.5, 0.8, 0.3], [1, 0.4, 0.7, 0.2], [0.5, -1, 0.9, 0.4], [1, 0.3, 0.6, 0.9])),
        new("forget gates wide open", a => a([1, 1, 1], [0.5, 0.9, 0.1], [1, -0.3, 0.8], [0.2, 0.4, 1])),
        new("a single step", a => a([0.6], [0.5], [1], [0.8])),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("The gradient from the future is missing: the cell also acts on all later cells.",
            (f, i, g, o) => Back(f, i, g, o, future: false)),
        new("Between step t and t + 1 the cell is multiplied by the forget gate of step t + 1; you used that of step t.",
            (f, i, g, o) => Back(f, i, g, o, early: true)),
        new("The gradient of f[t] needs the cell before the step, which f multiplies, not the cell after.",
            (f, i, g, o) => Back(f, i, g, o, cellAfter: true)),
        new("Tanh's slope, 1 − tanh² c, is missing.", (f, i, g, o) => Back(f, i, g, o, slope: false)),
        new("The output gate is missing: the loss sees o · tanh(c).", (f, i, g, o) => Back(f, i, g, [.. o.Select(_ => 1.0)])),
        new("What rides back on the belt is multiplied by the forget gate.", (f, i, g, o) => Back(f, i, g, o, belt: false)),
        new("You start each step with the input's part, i · g. The forget gate multiplies the cell before.",
            (f, i, g, o) => Back(f, [.. i], g, o, own: true)),
        new("Only the last step starts a gradient in yours. The loss sees every step: add o (1 − tanh²) at each.",
            (f, i, g, o) => Back(f, i, g, [.. o.Select((v, t) => t == o.Length - 1 ? v : 0)])),
        new("The slope of tanh is 1 − tanh² c, not 1 − c².", (f, i, g, o) => Back(f, i, g, o, raw: true)),
        new("What rides on the belt is multiplied by the output gate as well. Only the forget gate lies on it.",
            (f, i, g, o) => Back(f, i, g, o, gated: true)),
        new("That is the gradient of the cells. One step is left: times the cell before.", (f, i, g, o) => Back(f, i, g, o, cells: true)),
    ];

    // <solution>
    private static double[] ForgetGrads(double[] f, double[] i, double[] g, double[] o)
    {
        var c = new double[f.Length + 1];
        for (var t = 0; t < f.Length; t++) c[t + 1] = f[t] * c[t] + i[t] * g[t];

        var (grads, future) = (new double[f.Length], 0.0);
        for (var t = f.Length - 1; t >= 0; t--)
        {
            var tanh = Math.Tanh(c[t + 1]);
            var cellGrad = o[t] * (1 - tanh * tanh) + future;
            grads[t] = cellGrad * c[t];
            future = cellGrad * f[t];
        }
        return grads;
    }
    // </solution>

    private static double[] Back(double[] f, double[] i, double[] g, double[] o,
        bool future = true, bool early = false, bool cellAfter = false, bool slope = true, bool belt = true,
        bool own = false, bool raw = false, bool gated = false, bool cells = false)
    {
        var c = new double[f.Length + 1];
        for (var t = 0; t < f.Length; t++) c[t + 1] = f[t] * c[t] + i[t] * g[t];
        var (grads, carried) = (new double[f.Length], 0.0);
        for (var t = f.Length - 1; t >= 0; t--)
        {
            var tanh = raw ? c[t + 1] : Math.Tanh(c[t + 1]);
            var cellGrad = o[t] * (slope ? 1 - tanh * tanh : 1) + carried;
            grads[t] = cellGrad * (cells ? 1 : own ? i[t] * g[t] : c[cellAfter ? t + 1 : t]);
            carried = !future ? 0 : cellGrad * (!belt ? 1 : early ? f[Math.Max(0, t - 1)] : f[t]) * (gated ? o[t] : 1);
        }
        return grads;
    }
}
