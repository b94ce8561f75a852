using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter09;

using Answer = Func<double, double, double>;

internal sealed class E09_4 : Definition<Answer>
{
    public override string Id => "09.4";
    public override string Title => "One cycle";
    public override string Signature => "double Rate(double progress, double largest)";
    public override string Praise => "Right: up along half a wave, down along another, and almost nothing at the end.";

    public override IReadOnlyList<string> Hints =>
    [
        "Write half a wave first: a function that goes from a to b as its share goes from 0 to 1, slowly at both ends.",
        "That is a + (b − a) · (1 − cos(π · share)) / 2. For the first quarter of the training the share is progress / 0.25.",
        "After it, the share is (progress − 0.25) / 0.75, and the wave goes from the largest rate to largest / 100,000.",
    ];

    public override string Explanation =>
        "Two half waves, joined where both are flat. Each has its own share from 0 to 1 of its own part of the training.";

    public override Answer Right => Rate;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("at the start", f => f(0, 0.06)),
        new("half way up", f => f(0.125, 0.06)),
        new("a tenth of the way", f => f(0.1, 0.1)),
        new("at the top", f => f(0.25, 0.06)),
        new("on the way down", f => f(0.5, 0.06)),
        new("at the end", f => f(1, 0.5)),
        new("near the end", f => f(0.9, 0.2)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("The rate moves along straight lines. Half a wave of a cosine is slow at both ends.",
            (p, top) => Cycle(p, top, share => share)),
        new("The rate begins at zero. It should begin at a twenty-fifth of the largest.",
            (p, top) => Cycle(p, top, Wave, start: double.PositiveInfinity)),
        new("The rate ends where it began. It should end at a hundred-thousandth of the largest.",
            (p, top) => Cycle(p, top, Wave, end: 25)),
        new("The top is reached in the middle of the training. It should be reached after a quarter.",
            (p, top) => Cycle(p, top, Wave, warm: 0.5)),
        new("That is a whole wave in each part: the cosine should only go through half of it, from 0 to π.",
            (p, top) => Cycle(p, top, share => (1 - Math.Cos(2 * Math.PI * share)) / 2)),
        new("On the way down the share is not begun anew: it should be 0 at the top and 1 at the end.",
            (p, top) => p < 0.25 ? Rate(p, top) : top + (top / 1e5 - top) * Wave(p)),
        new("That is a quarter of a wave: it starts fast. Use (1 − cos(π · share)) / 2.",
            (p, top) => Cycle(p, top, share => Math.Sin(Math.PI / 2 * share))),
        new("Up and down are exchanged: it should rise first.", (p, top) => Rate(1 - p, top)),
        new("The first quarter ends at progress 0.25: its share is progress / 0.25, not progress itself.",
            (p, top) => p < 0.25 ? top / 25 + (top - top / 25) * Wave(p) : Rate(p, top)),
        new("The share on the way down is (progress − 0.25) / 0.75; the division is missing.",
            (p, top) => p < 0.25 ? Rate(p, top) : top + (top / 1e5 - top) * Wave(p - 0.25)),
        new("It ends at 0. The last rate is largest / 100,000.", (p, top) => Cycle(p, top, Wave, end: double.PositiveInfinity)),
        new("It begins at largest / 10. Here it is largest / 25.", (p, top) => Cycle(p, top, Wave, start: 10)),
        new("1 − cos goes from 0 to 2. Halve it.", (p, top) => Cycle(p, top, share => 1 - Math.Cos(Math.PI * share))),
        new("The sign of the cosine: (1 − cos) / 2 rises from 0 to 1, (1 + cos) / 2 falls.",
            (p, top) => Cycle(p, top, share => (1 + Math.Cos(Math.PI * share)) / 2)),
        new("It never comes down: after the top it stays.", (p, top) => p < 0.25 ? Rate(p, top) : top),
    ];

    // <solution>
    private static double Rate(double progress, double largest)
    {
        double HalfWave(double from, double to, double share) => from + (to - from) * (1 - Math.Cos(Math.PI * share)) / 2;
        return progress < 0.25
            ? HalfWave(largest / 25, largest, progress / 0.25)
            : HalfWave(largest, largest / 1e5, (progress - 0.25) / 0.75);
    }
    // </solution>

    private static double Wave(double share) => (1 - Math.Cos(Math.PI * share)) / 2;

    private static double Cycle(double p, double top, Func<double, double> way, double warm = 0.25, double start = 25, double end = 1e5) =>
        p < warm ? top / start + (top - top / start) * way(p / warm) : top + (top / end - top) * way((p - warm) / (1 - warm));
}
