using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter13;

using Answer = Func<int, int, int, double, double, double>;

internal sealed class E13_7 : Definition<Answer>
{
    private const string LastAlone = "five steps, four to warm up", OneStep = "a single step";

    public override string Id => "13.7";
    public override string Title => "Warm up, then cool down";
    public override string Signature => "double RateAt(int step, int warmUp, int steps, double high, double low)";
    public override string Praise => "Right: up in a straight line, down along a cosine, with nothing to warm up and nothing to cool, too.";
    public override IReadOnlyList<string> Axes => ["steps"];

    public override IReadOnlyList<string> Hints =>
    [
        "Two formulas, and a question between them: which is the first step that no longer warms up?",
        "Up: step 0 has taken the first of warmUp equal steps, so step + 1 of them are done. Down: a progress from 0 at step warmUp to " +
            "1 at step steps − 1, and (1 + cos(π · progress)) / 2 goes from 1 to 0.",
        "From step warmUp to the last one there are steps − 1 − warmUp steps. If that is 0, there is nothing to divide: the progress " +
            "is 1. Mind that all of these are whole numbers.",
    ];

    public override string Explanation =>
        "At the start the averages of Adam rest on few gradients, so the first steps are kept small. The cosine begins and ends flat. " +
        "A progress needs two ends: where the cooling has one step only, that step is the last one and takes the low rate.";

    public override Answer Right => RateAt;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        Case("ten steps, four to warm up", 4, 10, 0.4, 0.04),
        Case("nothing to warm up", 0, 6, 0.4, 0.1),
        Case("a warm-up of one step", 1, 7, 0.3, 0.05),
        Case("down to 0", 3, 9, 0.8, 0),
        Case(LastAlone, 4, 5, 0.6, 0.03),
        Case("four steps, all to warm up", 4, 4, 0.6, 0.03),
        Case(OneStep, 0, 1, 0.5, 0.2),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("In C# a whole number divided by a whole number is cut off: (step + 1) / warmUp is 0 until the last step of the warm-up. " +
            "Multiply by high first, or write (double).",
            (s, w, n, h, l) => Go(s, w, n, h, l, up: _ => (s + 1) / w * h)),
        new("In C# a whole number divided by a whole number is cut off: your progress down is 0 until the last step. Write (double).",
            (s, w, n, h, l) => Go(s, w, n, h, l, down: p => p < 1 ? h : l)),
        new("Both progresses, up and down, divide whole numbers, which cuts off in C#. Write (double).",
            (s, w, n, h, l) => Go(s, w, n, h, l, up: _ => (s + 1) / w * h, down: p => p < 1 ? h : l)),
        new("If only the last step is left to cool, you divide 0 by 0. There the progress is 1: give low.",
            (s, w, n, h, l) => s >= w && n - 1 == w ? double.NaN : RateAt(s, w, n, h, l)),
        new("If only the last step is left to cool, it gets high in yours. The last step ends at low.",
            (s, w, n, h, l) => s >= w && n - 1 == w ? h : RateAt(s, w, n, h, l)),
        new("The warm-up begins at 0 in yours. Step 0 has high / warmUp, and step warmUp − 1 has high.",
            (s, w, n, h, l) => Go(s, w, n, h, l, up: _ => h * s / w)),
        new("The warm-up begins at 0 in yours, and divides by warmUp − 1. Step 0 has high / warmUp.",
            (s, w, n, h, l) => Go(s, w, n, h, l, up: _ => h * s / Math.Max(1.0, w - 1))),
        new("The warm-up reaches high one step late. It is there at step warmUp − 1.",
            (s, w, n, h, l) => Go(s, w, n, h, l, up: _ => h * (s + 1) / (w + 1))),
        new("The warm-up is one step too long: step warmUp is the first that cools. The question is step < warmUp, not <=.",
            (s, w, n, h, l) => s == w ? h * (s + 1) / w : RateAt(s, w, n, h, l)),
        new("The warm-up rises from low. It rises from high / warmUp, as if it came from 0.",
            (s, w, n, h, l) => Go(s, w, n, h, l, up: p => l + (h - l) * p)),
        new("The warm-up is at high from its first step on.", (s, w, n, h, l) => Go(s, w, n, h, l, up: _ => h)),
        new("The warm-up follows a cosine. It is a straight line.",
            (s, w, n, h, l) => Go(s, w, n, h, l, up: p => h * (1 - Math.Cos(Math.PI * p)) / 2)),
        new("The last step does not reach low: from step warmUp to the last there are steps − 1 − warmUp steps.",
            (s, w, n, h, l) => s < w ? RateAt(s, w, n, h, l) : Wave((s - w) / (double)(n - w), h, l)),
        new("The cosine begins one step late: it is at high at step warmUp, and at low at the last step.",
            (s, w, n, h, l) => s < w ? RateAt(s, w, n, h, l) : Wave((s - w + 1) / (double)(n - w), h, l)),
        new("The progress down counts from step 0. It is 0 at step warmUp: subtract the warm-up above and below the line.",
            (s, w, n, h, l) => s < w ? RateAt(s, w, n, h, l) : Wave(n == 1 ? 1 : s / (double)(n - 1), h, l)),
        new("The progress down counts from step 0 above the line. Subtract the warm-up there, too.",
            (s, w, n, h, l) => s < w ? RateAt(s, w, n, h, l) : Wave(n - 1 == w ? 1 : s / (double)(n - 1 - w), h, l)),
        new("The progress down is divided by steps − 1. Subtract the warm-up below the line, too.",
            (s, w, n, h, l) => s < w ? RateAt(s, w, n, h, l) : Wave((s - w) / (double)(n - 1), h, l)),
        new("The rate falls to 0. It ends at low: only high − low is multiplied by the cosine, and low is added.",
            (s, w, n, h, l) => Go(s, w, n, h, l, down: p => h * (1 + Math.Cos(Math.PI * p)) / 2)),
        new("The cosine begins at high + low. What falls is high − low.",
            (s, w, n, h, l) => Go(s, w, n, h, l, down: p => l + h * (1 + Math.Cos(Math.PI * p)) / 2)),
        new("low is not added: the cosine falls from high − low to 0.",
            (s, w, n, h, l) => Go(s, w, n, h, l, down: p => (h - l) * (1 + Math.Cos(Math.PI * p)) / 2)),
        new("That is a whole wave: it comes back to high. Half a cosine ends at π.",
            (s, w, n, h, l) => Go(s, w, n, h, l, down: p => Wave(2 * p, h, l))),
        new("That is a quarter of a wave, cos(π/2 · progress). Half a one, (1 + cos(π · progress)) / 2, is flat at both ends.",
            (s, w, n, h, l) => Go(s, w, n, h, l, down: p => l + (h - l) * Math.Cos(Math.PI / 2 * p))),
        new("cos goes from 1 to −1, so your rate ends at 2 · low − high, below low. (1 + cos) / 2 goes from 1 to 0.",
            (s, w, n, h, l) => Go(s, w, n, h, l, down: p => l + (h - l) * Math.Cos(Math.PI * p))),
        new("(1 + cos) goes from 2 to 0: divide it by 2.",
            (s, w, n, h, l) => Go(s, w, n, h, l, down: p => l + (h - l) * (1 + Math.Cos(Math.PI * p)))),
        new("The cooling rises from low to high: its cosine is upside down.",
            (s, w, n, h, l) => Go(s, w, n, h, l, down: p => Wave(1 - p, h, l))),
        new("Math.Cos takes radians: half a turn is Math.PI, not 180.",
            (s, w, n, h, l) => Go(s, w, n, h, l, down: p => Wave(180 / Math.PI * p, h, l))),
        new("π is missing: cos(progress) covers less than a third of the half wave.",
            (s, w, n, h, l) => Go(s, w, n, h, l, down: p => Wave(p / Math.PI, h, l))),
        new("The cooling is a straight line. Half a cosine is asked.", (s, w, n, h, l) => Go(s, w, n, h, l, down: p => h + (l - h) * p)),
        new("The rate stays at high after the warm-up.", (s, w, n, h, l) => Go(s, w, n, h, l, down: _ => h)),
        new("The rate is at low as soon as the warm-up ends.", (s, w, n, h, l) => Go(s, w, n, h, l, down: _ => l)),
        new("Nothing warms up: the cosine begins at step 0.", (s, _, n, h, l) => Wave(n == 1 ? 1 : s / (double)(n - 1), h, l)),
        new("Warm-up and cosine are multiplied in yours. One ends before the other begins.",
            (s, w, n, h, l) => Wave(n == 1 ? 1 : s / (double)(n - 1), h, l) * (s < w ? (s + 1.0) / w : 1)),
    ];

    /// <summary>Where a single step cools, another mistake may show or not, or end in 0/0: the other cases decide which one it
    /// is.</summary>
    protected override bool IsSame(Run run, Checking.Answer mistaken) => base.IsSame(run, mistaken) || (run.Case is LastAlone or OneStep
        && (run.IsRight || run.Got.Error is DivideByZeroException || run.Got.Parts.Any(part => part.Values.Any(double.IsNaN))));

    private static TestCase<Answer> Case(string name, int warmUp, int steps, double high, double low) =>
        new(name, f => Enumerable.Range(0, steps).Select(step => f(step, warmUp, steps, high, low)).ToArray());

    // <solution>
    private static double RateAt(int step, int warmUp, int steps, double high, double low)
    {
        if (step < warmUp) return high * (step + 1) / warmUp;
        int cooling = steps - 1 - warmUp;
        double progress = cooling == 0 ? 1 : (double)(step - warmUp) / cooling;
        return low + (high - low) * (1 + Math.Cos(Math.PI * progress)) / 2;
    }
    // </solution>

    private static double Wave(double progress, double high, double low) => low + (high - low) * (1 + Math.Cos(Math.PI * progress)) / 2;

    /// <summary>The right schedule with another way up or down, each from the progress.</summary>
    private static double Go(int step, int warmUp, int steps, double high, double low, Func<double, double>? up = null, Func<double,
        double>? down = null)
    {
        if (step < warmUp) return up is null ? high * (step + 1) / warmUp : up((step + 1.0) / warmUp);
        var progress = steps - 1 == warmUp ? 1 : (double)(step - warmUp) / (steps - 1 - warmUp);
        return down is null ? Wave(progress, high, low) : down(progress);
    }
}
