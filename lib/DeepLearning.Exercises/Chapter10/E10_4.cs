using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter10;

using Answer = Func<double, double[], double, double>;

internal sealed class E10_4 : Definition<Answer>
{
    public override string Id => "10.4";
    public override string Title => "Adam, step by step";
    public override string Signature => "double Adam(double w, double[] gradients, double rate)";
    public override string Praise => "Right: the first step goes by the rate itself, and later ones remember.";

    public override IReadOnlyList<string> Hints =>
    [
        "Keep two running averages, both 0 at first: m = 0.9 m + 0.1 g and s = 0.999 s + 0.001 g².",
        "Both begin at 0 and are too small for a while. After t steps, divide m by 1 − 0.9ᵗ and s by 1 − 0.999ᵗ.",
        "w -= rate * (m / (1 - Math.Pow(0.9, t))) / (Math.Sqrt(s / (1 - Math.Pow(0.999, t))) + 1e-8), with t counted from 1.",
    ];

    public override string Explanation =>
        "After the first step m is 0.1 g and s is 0.001 g². The corrections make them g and g², so the step is the rate times the sign " +
        "of the gradient, whatever its size. That is why Adam's rates are small and much the same everywhere.";

    public override Answer Right => Adam;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("one step", f => f(1, [4], 0.1)),
        new("a small gradient", f => f(0, [-0.001], 0.1)),
        new("four steps", f => f(2, [3, -1, 0.5, 2], 0.05)),
        new("gradients next to nothing", f => f(1, [1e-9, -2e-9, 1e-9], 0.1)),
        new("a gradient of exactly zero", f => f(1, [0, 0], 0.1)),
        new("twelve steps", f => f(-1, [1, 2, -3, 0.5, 4, -1, 2, 2, -0.2, 0.1, 3, -2], 0.2)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("m and s start at zero and are too small at first. Divide them by 1 − 0.9ᵗ and 1 − 0.999ᵗ.",
            (w, g, r) => Run(w, g, r, correct: _ => (1, 1))),
        new("The corrections stay at those of the first step. t counts the steps, from 1.",
            (w, g, r) => Run(w, g, r, correct: _ => (0.1, 0.001))),
        new("t is counted from 0 in your correction, which then divides by 0 at the first step.",
            (w, g, r) => Run(w, g, r, correct: t => (1 - Math.Pow(0.9, t - 1), 1 - Math.Pow(0.999, t - 1)))),
        new("Divide by the root of s, not by s: the step should not depend on the size of the gradient.",
            (w, g, r) => Run(w, g, r, root: s => s)),
        new("It moves uphill: subtract the step.", (w, g, r) => Run(w, g, -r)),
        new("You step with the gradient of the moment. The average m belongs above the line.",
            (w, g, r) => Run(w, g, r, memory: 0, correct: t => (1, 1 - Math.Pow(0.999, t)))),
        new("The 1e-8 below the line is missing: a gradient of 0 divides 0 by 0, and tiny ones take whole steps.",
            (w, g, r) => Run(w, g, r, epsilon: 0)),
        new("β₁ and β₂ are exchanged: .9 belongs to m, .999 to s.", (w, g, r) => Run(w, g, r, memory: 0.999, squares: 0.9)),
        new("The 1e-8 stands under the root. It is added to the root.",
            (w, g, r) => Run(w, g, r, root: v => Math.Sqrt(v + 1e-8), epsilon: 0)),
        new("Only m is corrected: divide s by 1 − 0.999ᵗ, too.", (w, g, r) => Run(w, g, r, correct: t => (1 - Math.Pow(0.9, t), 1))),
        new("Only s is corrected: divide m by 1 − 0.9ᵗ, too.", (w, g, r) => Run(w, g, r, correct: t => (1, 1 - Math.Pow(0.999, t)))),
        new("The corrections are stored back into m and s, where the next step corrects them again. Keep the corrected ones apart.",
            Stored),
        new("The new gradient is added whole: m = 0.9 m + 0.1 g and s = 0.999 s + 0.001 g².", Whole),
        new("s averages the gradients, not their squares.", Unsquared),
        new("Only the last gradient moves w in yours. Every one takes a step.", (w, g, r) => w + Run(0, g, r) - Run(0, g[..^1], r)),
        new("m and s begin anew at every step. They remember: make them before the loop.",
            (w, g, r) => g.Aggregate(w, (at, v) => Run(at, [v], r))),
        new("That is plain gradient descent.", (w, g, r) => w - r * g.Sum()),
        new("You moved by the sign of the gradient. That is right for the first step only.", (w, g, r) => w - r * g.Sum(v => Math.Sign(v))),
        new("0.9 · t is not 0.9ᵗ: use Math.Pow(0.9, t).", (w, g, r) => Run(w, g, r, correct: t => (1 - 0.9 * t, 1 - 0.999 * t))),
    ];

    private static double Run(double w, double[] gradients, double rate, Func<int, (double M, double S)>? correct = null, Func<double,
        double>? root = null, double memory = 0.9,
        double squares = 0.999, double epsilon = 1e-8)
    {
        var (m, s) = (0.0, 0.0);
        for (var t = 1; t <= gradients.Length; t++)
        {
            var g = gradients[t - 1];
            (m, s) = (memory * m + (1 - memory) * g, squares * s + (1 - squares) * g * g);
            var (cm, cs) = correct?.Invoke(t) ?? (1 - Math.Pow(memory, t), 1 - Math.Pow(squares, t));
            w -= rate * (m / cm) / ((root ?? Math.Sqrt)(s / cs) + epsilon);
        }
        return w;
    }

    private static double Stored(double w, double[] gradients, double rate)
    {
        var (m, s) = (0.0, 0.0);
        for (var t = 1; t <= gradients.Length; t++)
        {
            (m, s) = (0.9 * m + 0.1 * gradients[t - 1], 0.999 * s + 0.001 * gradients[t - 1] * gradients[t - 1]);
            (m, s) = (m / (1 - Math.Pow(0.9, t)), s / (1 - Math.Pow(0.999, t)));
            w -= rate * m / (Math.Sqrt(s) + 1e-8);
        }
        return w;
    }

    private static double Whole(double w, double[] gradients, double rate)
    {
        var (m, s) = (0.0, 0.0);
        for (var t = 1; t <= gradients.Length; t++)
        {
            (m, s) = (0.9 * m + gradients[t - 1], 0.999 * s + gradients[t - 1] * gradients[t - 1]);
            w -= rate * (m / (1 - Math.Pow(0.9, t))) / (Math.Sqrt(s / (1 - Math.Pow(0.999, t))) + 1e-8);
        }
        return w;
    }

    private static double Unsquared(double w, double[] gradients, double rate)
    {
        var (m, s) = (0.0, 0.0);
        for (var t = 1; t <= gradients.Length; t++)
        {
            (m, s) = (0.9 * m + 0.1 * gradients[t - 1], 0.999 * s + 0.001 * gradients[t - 1]);
            w -= rate * (m / (1 - Math.Pow(0.9, t))) / (Math.Sqrt(s / (1 - Math.Pow(0.999, t))) + 1e-8);
        }
        return w;
    }

    // <solution>
    private static double Adam(double w, double[] gradients, double rate)
    {
        double m = 0, s = 0;
        for (int t = 1; t <= gradients.Length; t++)
        {
            double g = gradients[t - 1];
            m = 0.9 * m + 0.1 * g;
            s = 0.999 * s + 0.001 * g * g;
            double mean = m / (1 - Math.Pow(0.9, t)), square = s / (1 - Math.Pow(0.999, t));
            w -= rate * mean / (Math.Sqrt(square) + 1e-8);
        }
        return w;
    }
    // </solution>
}
