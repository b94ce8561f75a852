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
        "After the first step m is 0.1 g and s is 0.001 g². The corrections make them g and g², so the step is the rate times the sign of the gradient, whatever its size. That is why Adam's rates are small and much the same everywhere.";

    public override Answer Right => Adam;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("one step", f => f(1, [4], 0.1)),
        new("a small gradient", f => f(0, [-0.001], 0.1)),
        new("four steps", f => f(2, [3, -1, 0.5, 2], 0.05)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("m and s start at zero and are too small at first. Divide them by 1 − 0.9ᵗ and 1 − 0.999ᵗ.", (w, g, r) => Run(w, g, r, correct: _ => (1, 1))),
        new("The corrections stay at those of the first step. t counts the steps, from 1.", (w, g, r) => Run(w, g, r, correct: _ => (0.1, 0.001))),
        new("t is counted from 0 in your correction, which then divides by 0 at the first step.", (w, g, r) => Run(w, g, r, correct: t => (1 - Math.Pow(0.9, t - 1), 1 - Math.Pow(0.999, t - 1)))),
        new("Divide by the root of s, not by s: the step should not depend on the size of the gradient.", (w, g, r) => Run(w, g, r, root: s => s)),
        new("It moves uphill: subtract the step.", (w, g, r) => Run(w, g, -r)),
        new("You step with the gradient of the moment. The average m belongs above the line.", (w, g, r) => Run(w, g, r, memory: 0, correct: t => (1, 1 - Math.Pow(0.999, t)))),
    ];

    private static double Run(double w, double[] gradients, double rate, Func<int, (double M, double S)>? correct = null, Func<double, double>? root = null, double memory = 0.9)
    {
        var (m, s) = (0.0, 0.0);
        for (var t = 1; t <= gradients.Length; t++)
        {
            var g = gradients[t - 1];
            (m, s) = (memory * m + (1 - memory) * g, 0.999 * s + 0.001 * g * g);
            var (cm, cs) = correct?.Invoke(t) ?? (1 - Math.Pow(0.9, t), 1 - Math.Pow(0.999, t));
            w -= rate * (m / cm) / ((root ?? Math.Sqrt)(s / cs) + 1e-8);
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
