using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter08;

using Answer = Func<double, double>;

internal sealed class E08_1 : Definition<Answer>
{
    public override string Id => "08.1";
    public override string Title => "Back from tanh to pixels";
    public override string Signature => "double ToPixel(double output)";
    public override string Praise => "Right: −1 is paper, 1 is ink, and 0 lies in the middle.";

    public override IReadOnlyList<string> Hints =>
    [
        "On the way in we did (pixel − 127.5) / 127.5. What undoes it?",
        "Undo the steps in reverse: first the division, then the subtraction.",
        "output * 127.5 + 127.5.",
    ];

    public override string Explanation =>
        "The pixels 0 … 255 were moved so that their middle is 0, then shrunk to −1 … 1. Backwards: stretch by 127.5, then move the " +
        "middle back to 127.5.";

    public override Answer Right => ToPixel;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("half way to ink", f => f(0.5)),
        new("paper", f => f(-1)),
        new("ink", f => f(1)),
        new("the middle", f => f(0)),
        new("nearly paper", f => f(-0.9)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("That would be right for outputs from 0 to 1, a sigmoid's. Ours is tanh's: −1 is paper.", output => 255 * output),
        new("The middle is missing: an output of 0 is the grey 127.5, not 0.", output => 127.5 * output),
        new("The steps are undone in the wrong order: stretch first, then move.", output => (output + 127.5) * 127.5),
        new("That is the way in, from pixels to −1 … 1. Undo it.", output => (output - 127.5) / 127.5),
        new("Paper and ink are exchanged: −1 is paper, pixel 0.", output => 127.5 - 127.5 * output),
        new("The range goes to 255, not to 256: half of it is 127.5.", output => (output + 1) * 128),
        new("You moved but did not stretch: −1 … 1 is 2 wide, pixels are 255 wide.", output => output + 127.5),
        new("The pixel is cut to a whole number. Leave it as it is.", output => Math.Floor(output * 127.5 + 127.5)),
        new("The pixel is rounded. Leave it as it is.", output => Math.Round(output * 127.5 + 127.5)),
        new("You stretched by 255: that goes from −127.5 to 382.5. Half of the range is 127.5.", output => output * 255 + 127.5),
    ];

    // <solution>
    private static double ToPixel(double output) => output * 127.5 + 127.5;
    // </solution>
}
