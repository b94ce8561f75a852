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
        "The step goes equally far to both sides, so the error of the left half cancels most of the error of the right half: it " +
        "shrinks with the square of the step.";

    public override Answer Right => SlopeAt;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("x² at 3", f => f(x => x * x, 3)),
        new("x³ at −2", f => f(x => x * x * x, -2)),
        new("sin x at 2.5", f => f(Math.Sin, 2.5)),
        new("on which sides of 1 it looks",
            f =>
                { bool left = false, right = false; _ = f(x => { left |= x < 1; right |= x > 1; return x; }, 1);
                    return new[] { left, right }; }),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("You divided by one step, but from at − step to at + step the input moves by two.",
            (f, at) => (f(at + Step) - f(at - Step)) / Step),
        new("That is the difference itself. How far did the input move? Divide by it.", (f, at) => f(at + Step) - f(at - Step)),
        new("Sign: subtract the value on the left from the value on the right.", (f, at) => (f(at - Step) - f(at + Step)) / (2 * Step)),
        new("You stepped to one side only. It works in the limit, but the error of a finite step is far larger: step to both sides.",
            (f, at) => (f(at + Step) - f(at)) / Step),
        new("You stepped to the left only. It works in the limit, but the error of a finite step is far larger: step to both sides.",
            (f, at) => (f(at) - f(at - Step)) / Step),
        new("Check the brackets: a / 2 * step is (a / 2) · step. You want a / (2 * step).",
            (f, at) => (f(at + Step) - f(at - Step)) / 2 * Step),
        new("You stepped to one side only, if by very little. The exercise asks for a step of 0.001 to both sides, whose errors cancel.",
            (f, at) => (f(at + 1e-6) - f(at)) / 1e-6),
        new("That is the value of f, not its slope.", (f, at) => f(at)),
        new("You divided by 2 alone. The input moves by 2 · step, so divide by that.", (f, at) => (f(at + Step) - f(at - Step)) / 2),
        new("That is the mean of the two values, close to f itself. A slope is a difference divided by the way.",
            (f, at) => (f(at + Step) + f(at - Step)) / 2),
        new("You add the two values. A slope is made of their difference.", (f, at) => (f(at + Step) + f(at - Step)) / (2 * Step)),
        new("Your step is 1 or so, far too large: use 0.001. With a coarse step the curve bends in between.",
            (f, at) => (f(at + 1) - f(at - 1)) / 2),
        new("Your step is 0.1 or so: use 0.001, since the error grows with the square of the step.",
            (f, at) => (f(at + 0.1) - f(at - 0.1)) / 0.2),
        new("1 / 1000 of two whole numbers is 0 in C#, so the step is 0. Write 0.001 or 1e-3.",
            (f, at) => (f(at + 0) - f(at - 0)) / (2 * (1 / 1000))),
    ];

    // <solution>
    private static double SlopeAt(Func<double, double> f, double at)
    {
        const double step = 1e-3;
        return (f(at + step) - f(at - step)) / (2 * step);
    }
    // </solution>
}
