using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter07;

using Answer = Func<int, int, double, double, double>;

internal sealed class E07_4 : Definition<Answer>
{
    public override string Id => "07.4";
    public override string Title => "A cosine schedule";
    public override string Signature => "double Rate(int epoch, int epochs, double first, double last)";
    public override string Praise => "Right: at the first epoch, in the middle, and at the last one.";

    public override IReadOnlyList<string> Hints =>
    [
        "The first epoch is number 0 and the last one number epochs − 1: how far along are you, from 0 to 1?",
        "cos(π · progress) falls from 1 to −1. Turn that into something that falls from 1 to 0.",
        "last + (first − last) · (1 + cos(π · progress)) / 2, with progress = epoch / (epochs − 1).",
    ];

    public override string Explanation => "Half a wave of a cosine falls from 1 to −1; adding 1 and halving makes it fall from 1 to 0; the rest stretches that between the two rates.";

    public override Answer Right => Rate;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("the middle of five epochs", f => f(2, 5, 0.1, 0.02)),
        new("the last of five epochs", f => f(4, 5, 0.1, 0.02)),
        new("the first of ten epochs", f => f(0, 10, 0.3, 0.01)),
        new("the third of ten epochs", f => f(2, 10, 0.3, 0.01)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("The last epoch does not reach the last rate: there are only epochs − 1 steps from the first epoch to the last.", (e, n, a, b) => b + (a - b) * (1 + Math.Cos(Math.PI * e / n)) / 2),
        new("It rises where it should fall: first and last are exchanged.", (e, n, a, b) => a + (b - a) * (1 + Math.Cos(Math.PI * e / (n - 1))) / 2),
        new("1 + cos goes from 2 to 0. Halve it.", (e, n, a, b) => b + (a - b) * (1 + Math.Cos(Math.PI * e / (n - 1)))),
        new("A whole wave comes back up; you need half of one: π, not 2π.", (e, n, a, b) => b + (a - b) * (1 + Math.Cos(2 * Math.PI * e / (n - 1))) / 2),
        new("That is a straight line. Put the progress through the cosine.", (e, n, a, b) => a + (b - a) * e / (n - 1)),
        new("It ends at 0 instead of the last rate.", (e, n, a, _) => a * (1 + Math.Cos(Math.PI * e / (n - 1))) / 2),
        new("The published mistake: this stays at the first rate and decays nothing.", (_, _, a, _) => a),
    ];

    // <solution>
    private static double Rate(int epoch, int epochs, double first, double last)
    {
        double progress = (double)epoch / (epochs - 1);
        return last + (first - last) * (1 + Math.Cos(Math.PI * progress)) / 2;
    }
    // </solution>
}
