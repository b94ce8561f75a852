using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter01;

using Answer = Func<Func<double, double>, double, double>;

internal sealed class E01_1 : Definition<Answer>
{
    private const double Step = 1e-3;

    public override string Id => "01.1";
    public override string Title => "A derivative from both sides";
    public override string Signature => "double SlopeAt(Func<double, double> f, double at)";
    public override string Praise => "Right: on parabolas, on waves, and where the function falls.";

    public override IReadOnlyList<string> Hints =>
    [
        "How far does the needle move when you turn the knob from a little below the point to a little above it?",
        "Evaluate f at 'at + step' and at 'at - step', and subtract.",
        "The knob was turned by two steps in all, so divide the difference by 2 · step.",
    ];

    public override string Explanation =>
        "The step goes equally far to both sides, so the error of the left half cancels most of the error of the right half: it shrinks with the square of the step.";

    public override Answer Right => SlopeAt;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("x² at 3", f => f(x => x * x, 3)),
        new("x³ at −2", f => f(x => x * x * x, -2)),
        new("sin x at 2.5", f => f(Math.Sin, 2.5)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("You divided by one step, but from at − step to at + step the input moves by two.", (f, at) => (f(at + Step) - f(at - Step)) / Step),
        new("That is the difference itself. How far did the input move? Divide by it.", (f, at) => f(at + Step) - f(at - Step)),
        new("Sign: subtract the value on the left from the value on the right.", (f, at) => (f(at - Step) - f(at + Step)) / (2 * Step)),
        new("You stepped to one side only. It works in the limit, but the error of a finite step is far larger: step to both sides.", (f, at) => (f(at + Step) - f(at)) / Step),
        new("You stepped to the left only. It works in the limit, but the error of a finite step is far larger: step to both sides.", (f, at) => (f(at) - f(at - Step)) / Step),
        new("Check the brackets: a / 2 * step is (a / 2) · step. You want a / (2 * step).", (f, at) => (f(at + Step) - f(at - Step)) / 2 * Step),
    ];

    // <solution>
    private static double SlopeAt(Func<double, double> f, double at)
    {
        const double step = 1e-3;
        return (f(at + step) - f(at - step)) / (2 * step);
    }
    // </solution>
}
