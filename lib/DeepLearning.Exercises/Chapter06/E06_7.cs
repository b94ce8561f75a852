using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter06;

using Answer = Func<double, double, double[], double[], (double Next, double Slope)>;

internal sealed class E06_7 : Definition<Answer>
{
    public override string Id => "06.7";
    public override string Title => "Find the bug: a GRU that forgets the future";
    public override string Signature => "(double Next, double Slope) GruStep(double x, double h, double[] w, double[] u)";
    public override string Praise => "Right: two gates that decide for themselves, and four ways back for the state.";
    protected override string? Nudged => Inputs.Nudged;

    public override IReadOnlyList<string> Hints =>
    [
        "Compare the line of r and z with the formulas: what are the second numbers of w and u for?",
        "Nudge h by a little and compare with Slope. In how many places does h stand on the way forward?",
        "h' = (1 − z) n + z h: the last h is a way of its own, whose slope is z. It is missing from the sum at the end.",
    ];

    public override string Explanation =>
        "The update gate has weights of its own, w[1] and u[1], forward and back. And h reaches h' in four ways: through r, through z, " +
        "through the candidate, and directly, with the slope z.";

    public override IReadOnlyList<string> Parts => ["h'", "the slope"];

    public override Answer Right => GruStep;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("some weights", f => f(1, 0.5, [0.4, -0.6, 0.9], [0.3, 1.1, -0.7])),
        new("an update gate that is nearly open", f => f(1, -0.8, [0.2, 4, 0.5], [0.5, 0.1, 1.2])),
        new("other weights", f => f(-0.6, 0.9, [1.5, 0.4, 0.2], [-0.8, -0.5, 0.6])),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Nothing is repaired yet. Nudge h and compare with the slope; and read the lines of r and z aloud.",
            (x, h, w, u) => Step(x, h, w, u, gate: 0, back: 0, direct: false)),
        new("The way back now has its direct path, but the update gate still reads the reset gate's weights.",
            (x, h, w, u) => Step(x, h, w, u, gate: 0, back: 0, direct: true)),
        new("The gates are right now, but the way back is not: h reaches h' directly, too, through z · h.",
            (x, h, w, u) => Step(x, h, w, u, gate: 1, back: 1, direct: false)),
        new("Forward is right. On the way back the update gate still uses the reset gate's weight, and the direct path is missing.",
            (x, h, w, u) => Step(x, h, w, u, gate: 1, back: 0, direct: false)),
        new("Forward is right, and the direct path is there. But on the way back the update gate still uses the reset gate's weight.",
            (x, h, w, u) => Step(x, h, w, u, gate: 1, back: 0, direct: true)),
        new("The direct path carries 1 in yours. h is multiplied by z there, so its slope is z.",
            (x, h, w, u) => Step(x, h, w, u, gate: 1, back: 1, direct: true, whole: true)),
        new("The direct path is there, the gate right on the way back only: forward it still reads the reset gate's weights.",
            (x, h, w, u) => Step(x, h, w, u, gate: 0, back: 1, direct: true)),
        new("The two gates are exchanged: z keeps the old state, 1 − z takes the candidate.",
            (x, h, w, u) => Step(x, h, w, u, gate: 1, back: 1, direct: true, swap: true)),
        new("The direct path carries 1 − z in yours. h is multiplied by z there.",
            (x, h, w, u) => (Step(x, h, w, u, 1, 1, true).Item1,
                Step(x, h, w, u, 1, 1, false).Item2 + 1 - 1 / (1 + Math.Exp(-(w[1] * x + u[1] * h))))),
        new("That is h' for both. The second one is its slope with respect to h.",
            (x, h, w, u) => (Step(x, h, w, u, 1, 1, true).Item1, Step(x, h, w, u, 1, 1, true).Item1)),
    ];

    // <solution>
    private static (double Next, double Slope) GruStep(double x, double h, double[] w, double[] u)
    {
        double Sigmoid(double v) => 1 / (1 + Math.Exp(-v));
        double r = Sigmoid(w[0] * x + u[0] * h), z = Sigmoid(w[1] * x + u[1] * h);
        double memory = u[2] * h, n = Math.Tanh(w[2] * x + r * memory);
        double nGrad = (1 - z) * (1 - n * n), zGrad = (h - n) * z * (1 - z), rGrad = nGrad * memory * r * (1 - r);
        return ((1 - z) * n + z * h, rGrad * u[0] + zGrad * u[1] + nGrad * r * u[2] + z);
    }
    // </solution>

    private static (double, double) Step(double x, double h, double[] w, double[] u, int gate, int back, bool direct, bool whole = false,
        bool swap = false)
    {
        double Sigmoid(double v) => 1 / (1 + Math.Exp(-v));
        double r = Sigmoid(w[0] * x + u[0] * h), z = Sigmoid(w[gate] * x + u[gate] * h);
        double memory = u[2] * h, n = Math.Tanh(w[2] * x + r * memory);
        double nGrad = (1 - z) * (1 - n * n), zGrad = (h - n) * z * (1 - z), rGrad = nGrad * memory * r * (1 - r);
        var straight = !direct ? 0 : whole ? 1 : z;
        return (swap ? z * n + (1 - z) * h : (1 - z) * n + z * h, rGrad * u[0] + zGrad * u[back] + nGrad * r * u[2] + straight);
    }
}
