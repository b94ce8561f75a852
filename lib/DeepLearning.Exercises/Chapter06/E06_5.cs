using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter06;

using Answer = Func<double, double, double[], (double W, double U)>;

internal sealed class E06_5 : Definition<Answer>
{
    public override string Id => "06.5";
    public override string Title => "Back through time";
    public override string Signature => "(double W, double U) BackThroughTime(double w, double u, double[] x)";
    public override string Praise => "Right: two gradients meet at every step, and both weights collect from all of them.";
    protected override string? Nudged => Inputs.Nudged;

    public override IReadOnlyList<string> Hints =>
    [
        "Keep all states on the way forward, with h₀ = 0 in front. Then walk back from the last step, carrying one number: the " +
            "gradient that comes from the future.",
        "At step t, the gradient of h is 1 (its own place in the loss) plus what comes from the future; through tanh it is multiplied by 1 − h².",
        "Call that s. Then dw += s · x[t], du += s · (the state before), and the step before receives s · u from the future.",
    ];

    public override string Explanation =>
        "Each state reaches the loss directly and through all later states, hence 1 + future. Each weight is used at every step, hence the sums.";

    public override IReadOnlyList<string> Parts => ["the gradient of w", "the gradient of u"];

    public override Answer Right => BackThroughTime;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("four steps", f => f(0.5, 0.8, [1, -0.5, 2, 0.3])),
        new("a single step", f => f(0.7, 0.4, [1.5])),
        new("a negative recurrent weight", f => f(1.2, -0.9, [0.4, 0.1, -0.7])),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("The gradient from the future is missing: a state acts on the loss through all later states, too. Carry s · u to the step before.", (w, u, x) => Back(w, u, x, future: 0)),
        new("Only the last state starts a gradient in yours. The loss sees every state: add 1 at each step.",
            (w, u, x) => Back(w, u, x, onlyLast: true)),
        new("Each step overwrites the gradients of the one before. The weights are used at every step: add.",
            (w, u, x) => Back(w, u, x, overwrite: true)),
        new("The gradient of u needs the state that u was multiplied by: the one before the step, not the one after.",
            (w, u, x) => Back(w, u, x, stateAfter: true)),
        new("Tanh's slope, 1 − h², is missing.", (w, u, x) => Back(w, u, x, slope: false)),
        new("What the future sends passes the recurrent weight: multiply by u.", (w, u, x) => Back(w, u, x, future: 1 / u)),
        new("The slope of tanh is 1 − h², not 1 − h.", (w, u, x) => Back(w, u, x, slopeOfState: true)),
        new("What comes from the future adds up from step to step. Each step receives s · u of the step behind it, and nothing more.",
            (w, u, x) => Back(w, u, x, forget: true)),
        new("Its own place in the loss counts 1 at each step; you put 2, or the derivative of a square.",
            (w, u, x) => Back(w, u, x, direct: 2)),
        new("You took the mean over the steps. L is a sum.", (w, u, x) => (Back(w, u, x).Item1 / x.Length, Back(w, u, x).Item2 / x.Length)),
        new("The states themselves came out: L, not its gradients.", Forward),
        new("What the future sends passes u, the recurrent weight; you multiplied by w.", (w, u, x) => Back(w, u, x, future: w / u)),
        new("You walk from the first step to the last. The way back begins at the last step.", Early),
    ];

    // <solution>
    private static (double W, double U) BackThroughTime(double w, double u, double[] x)
    {
        var h = new double[x.Length + 1];
        for (var t = 0; t < x.Length; t++) h[t + 1] = Math.Tanh(w * x[t] + u * h[t]);

        double wGrad = 0, uGrad = 0, future = 0;
        for (var t = x.Length - 1; t >= 0; t--)
        {
            var sumGrad = (1 + future) * (1 - h[t + 1] * h[t + 1]);
            wGrad += sumGrad * x[t];
            uGrad += sumGrad * h[t];
            future = sumGrad * u;
        }
        return (wGrad, uGrad);
    }
    // </solution>

    private static (double, double) Back(
        double w, double u, double[] x, double future = 1, bool onlyLast = false, bool overwrite = false, bool stateAfter = false,
            bool slope = true, double direct = 1, bool slopeOfState = false, bool forget = false)
    {
        var h = new double[x.Length + 1];
        for (var t = 0; t < x.Length; t++) h[t + 1] = Math.Tanh(w * x[t] + u * h[t]);
        double wGrad = 0, uGrad = 0, carried = 0;
        for (var t = x.Length - 1; t >= 0; t--)
        {
            var begins = onlyLast && t < x.Length - 1 ? 0 : direct;
            var s = (begins + carried) * (slope ? slopeOfState ? 1 - h[t + 1] : 1 - h[t + 1] * h[t + 1] : 1);
            wGrad = (overwrite ? 0 : wGrad) + s * x[t];
            uGrad = (overwrite ? 0 : uGrad) + s * h[stateAfter ? t + 1 : t];
            carried = forget ? carried + s * u : s * u * future;
        }
        return (wGrad, uGrad);
    }

    private static (double, double) Forward(double w, double u, double[] x)
    {
        var (h, sum) = (0.0, 0.0);
        foreach (var value in x) sum += h = Math.Tanh(w * value + u * h);
        return (sum, sum);
    }

    private static (double, double) Early(double w, double u, double[] x)
    {
        var h = new double[x.Length + 1];
        for (var t = 0; t < x.Length; t++) h[t + 1] = Math.Tanh(w * x[t] + u * h[t]);
        double wGrad = 0, uGrad = 0, carried = 0;
        for (var t = 0; t < x.Length; t++)
        {
            var s = (1 + carried) * (1 - h[t + 1] * h[t + 1]);
            (wGrad, uGrad, carried) = (wGrad + s * x[t], uGrad + s * h[t], s * u);
        }
        return (wGrad, uGrad);
    }
}
