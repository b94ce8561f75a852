using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter06;

using Answer = Func<double, double, double[], int, (double[] States, double Grad)>;

internal sealed class E06_9 : Definition<Answer>
{
    public override string Id => "06.9";
    public override string Title => "A state that is carried over windows";
    public override string Signature => "(double[] States, double Grad) ReadInWindows(double w, double u, double[] x, int length)";
    public override string Praise => "Right: the state crosses every border, the gradient none, and a short last window counts, too.";
    protected override string? Nudged => Inputs.Nudged;

    public override IReadOnlyList<string> Hints =>
    [
        "On the way forward a border changes nothing: the state goes on. So the states are those of one long run.",
        "On the way back, each window is exercise 06.5 by itself: at its last step nothing comes from the future. Yet the state before " +
            "its first step is the carried one, not 0.",
        "Walk back over all t as in 06.5, and set what comes from the future to 0 whenever step t is the last of its window: (t + 1) % " +
            "length == 0.",
    ];

    public override string Explanation =>
        "Carrying the state gives the network a memory longer than a window; cutting the gradient keeps the way back short. The " +
        "carried state is a number like an input: it takes part in the gradient of u, but nothing is sent back through it.";

    public override IReadOnlyList<string> Parts => ["States", "Grad"];
    public override IReadOnlyList<string> Axes => ["steps"];
    public override IReadOnlyList<string> AxesOf(string part) => part == "States" ? Axes : [];

    public override Answer Right => ReadInWindows;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("two windows of three", f => f(0.5, 0.8, [1, -0.5, 2, 0.3, 0.7, -1.2], 3)),
        new("a single window", f => f(0.7, 0.9, [1.5, 0.2, -0.4], 3)),
        new("a short last window", f => f(1.2, -0.9, [0.4, 0.1, -0.7, 0.6, 0.9], 2)),
        new("windows of one step", f => f(0.6, 1.1, [0.4, -0.9, 0.7], 1)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Each window begins with a state of 0 in yours, so the network forgets at every border. Hand the last state on.",
            (w, u, x, n) => Read(w, u, x, n, reset: true)),
        new("The states are right. But your gradient passes the borders: cut it at the last step of each window.",
            (w, u, x, n) => Read(w, u, x, x.Length)),
        new("The states are right. In the gradient, the first step of a window meets 0 in yours; it meets the state that was carried in.",
            (w, u, x, n) => Read(w, u, x, n, forgetful: true)),
        new("Only one window's gradient comes out: each overwrites the one before. Add them up.",
            (w, u, x, n) => Read(w, u, x, n, onlyFirst: true)),
        new("Only the last window's gradient comes out. Add up all of them.", (w, u, x, n) => Read(w, u, x, n, onlyLast: true)),
        new("The gradient is cut one step late: nothing comes back into the last step of a window, (t + 1) % length == 0.",
            (w, u, x, n) => Read(w, u, x, n, late: true)),
        new("The short last window is missing: every step counts.", (w, u, x, n) => Read(w, u, x[..(x.Length / n * n)], n)),
        new("No gradient goes back from step to step, not even within a window: carry s · u to the step before.",
            (w, u, x, n) => (ReadInWindows(w, u, x, n).States, Read(w, u, x, 1).Grad)),
        new("The states are right. You took the mean over the windows: their gradients add up.",
            (w, u, x, n) => (ReadInWindows(w, u, x, n).States, ReadInWindows(w, u, x, n).Grad / ((x.Length + n - 1) / n))),
        new("The gradient of u needs the state before the step, which u multiplies, not the one after.",
            (w, u, x, n) => Read(w, u, x, n, after: true)),
        new("Tanh's slope, 1 − h², is missing.", (w, u, x, n) => Read(w, u, x, n, slope: false)),
        new("The state of the beginning is in your list, too. Give one state for each step.",
            (w, u, x, n) => ([0, .. ReadInWindows(w, u, x, n).States], ReadInWindows(w, u, x, n).Grad)),
        new("Only the states at the ends of the windows are listed. Give one for each step.",
            (w, u, x, n) => ([.. ReadInWindows(w, u, x, n).States.Where((_, t) => (t + 1) % n == 0 || t == x.Length - 1)],
                ReadInWindows(w, u, x, n).Grad)),
    ];

    // <solution>
    private static (double[] States, double Grad) ReadInWindows(double w, double u, double[] x, int length)
    {
        var h = new double[x.Length + 1];
        for (var t = 0; t < x.Length; t++) h[t + 1] = Math.Tanh(w * x[t] + u * h[t]); // over all borders

        double grad = 0, future = 0;
        for (var t = x.Length - 1; t >= 0; t--)
        {
            if ((t + 1) % length == 0) future = 0;                  // the last step of a window
            var sumGrad = (1 + future) * (1 - h[t + 1] * h[t + 1]);
            grad += sumGrad * h[t];
            future = sumGrad * u;
        }
        return (h[1..], grad);
    }
    // </solution>

    private static (double[] States, double Grad) Read(double w, double u, double[] x, int length, bool reset = false,
        bool forgetful = false,
        bool onlyFirst = false, bool onlyLast = false, bool late = false, bool after = false, bool slope = true)
    {
        var h = new double[x.Length + 1];
        bool Begins(int t) => t % length == 0;
        for (var t = 0; t < x.Length; t++) h[t + 1] = Math.Tanh(w * x[t] + (reset && Begins(t) ? 0 : u * h[t]));
        var (grad, future) = (0.0, 0.0);
        for (var t = x.Length - 1; t >= 0; t--)
        {
            if (late ? Begins(t) : (t + 1) % length == 0) future = 0;
            var s = (1 + future) * (slope ? 1 - h[t + 1] * h[t + 1] : 1);
            var counts = onlyFirst ? t < length : !onlyLast || t / length == (x.Length - 1) / length;
            if (counts) grad += s * ((reset || forgetful) && Begins(t) ? 0 : h[after ? t + 1 : t]);
            future = s * u;
        }
        return (h[1..], grad);
    }
}
