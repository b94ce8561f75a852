using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter09;

using Answer = Func<double[], int, (int, int)>;

internal sealed class E09_7 : Definition<Answer>
{
    public override string Id => "09.7";
    public override string Title => "Find the bug: patience";
    public override string Signature => "(int Best, int Last) StopAt(double[] losses, int patience)";
    public override string Praise => "Right: patience starts anew with every new best.";
    public override IReadOnlyList<string> Parts => ["best epoch", "last epoch"];

    public override IReadOnlyList<string> Hints =>
    [
        "Play it through on paper with the losses 3, 4, 2, 2.5, 1 and a patience of 2. When should it stop?",
        "There are bad epochs before and after the new best of 2. Do the first ones still count afterwards?",
        "When a loss is a new best, nobody has waited yet: set waited back to 0 in that branch.",
    ];

    public override string Explanation =>
        "Patience means epochs in a row. The published rule stops after so many epochs without a new best, so a new best ends the waiting.";

    public override Answer Right => StopAt;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("losses 3 4 2 2.5 1, patience 2", f => f([3, 4, 2, 2.5, 1], 2)),
        new("losses 1 2 3 0.5, patience 2", f => f([1, 2, 3, 0.5], 2)),
        new("losses 5 4 3, patience 1", f => f([5, 4, 3], 1)),
        new("losses 2 2 2 1, patience 2", f => f([2, 2, 2, 1], 2)),
        new("losses 1 3 2 4 0.5, patience 3", f => f([1, 3, 2, 4, 0.5], 3)),
        new("losses 1 2 3 4 5, patience 2", f => f([1, 2, 3, 4, 5], 2)),
        new("losses 3 4 2 5 1 6 7 0, patience 2", f => f([3, 4, 2, 5, 1, 6, 7, 0], 2)),
        new("a single loss", f => f([2], 1)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("All bad epochs since the beginning are counted. Patience means bad epochs in a row: what should happen to 'waited' when a " +
            "new best comes?", Broken),
        new("It stops one epoch too late: with a patience of 2, the second bad epoch in a row is the last one.", (x, p) => Run(x, p + 1)),
        new("It never stops: the last epoch is where the patience ends.", (x, _) => (Run(x, int.MaxValue).Item1, x.Length)),
        new("A loss that equals the best is no new best: it must be lower.", (x, p) => Run(x, p, orEqual: true)),
        new("The epoch that is given as best is the last one. Which one had the lowest loss?",
            (x, p) => (Run(x, p).Item2, Run(x, p).Item2)),
        new("Epochs are counted from 1.", (x, p) => (Run(x, p).Item1 - 1, Run(x, p).Item2 - 1)),
        new("It waits for a loss that is lower than the one before. Compare with the best so far.", (x, p) => Run(x, p, previous: true)),
        new("It stops one epoch too early: waited reaches patience at the last bad epoch, not before.",
            (x, p) => Run(x, Math.Max(p - 1, 1))),
        new("A new best sets the waiting to 1 in yours; nobody has waited yet, so it is 0.", (x, p) => Run(x, p, fresh: 1)),
        new("You look for the largest loss. The lowest is the best.", (x, p) => Run([.. x.Select(v => -v)], p)),
        new("The best epoch is that of all losses, also of those after the end. Training has stopped before.",
            (x, p) => (Array.IndexOf(x, x.Min()) + 1, Run(x, p).Item2)),
        new("The best epoch is counted from 0 in yours. Epochs are counted from 1, as the last one is.",
            (x, p) => (Run(x, p).Item1 - 1, Run(x, p).Item2)),
    ];

    // <solution>
    private static (int Best, int Last) StopAt(double[] losses, int patience)
    {
        var (best, waited) = (1, 0);
        for (var epoch = 2; epoch <= losses.Length; epoch++)
        {
            if (losses[epoch - 1] < losses[best - 1]) (best, waited) = (epoch, 0);
            else waited++;
            if (waited == patience) return (best, epoch);
        }
        return (best, losses.Length);
    }
    // </solution>

    private static (int Best, int Last) Broken(double[] losses, int patience)
    {
        var (best, waited) = (1, 0);
        for (var epoch = 2; epoch <= losses.Length; epoch++)
        {
            if (losses[epoch - 1] < losses[best - 1]) best = epoch;
            else waited++;
            if (waited == patience) return (best, epoch);
        }
        return (best, losses.Length);
    }

    private static (int, int) Run(double[] losses, int patience, bool orEqual = false, bool previous = false, int fresh = 0)
    {
        var (best, waited) = (1, 0);
        for (var epoch = 2; epoch <= losses.Length; epoch++)
        {
            var (loss, bar) = (losses[epoch - 1], losses[previous ? epoch - 2 : best - 1]);
            if (loss < bar || (orEqual && loss == bar)) (best, waited) = (epoch, fresh);
            else waited++;
            if (waited == patience) return (best, epoch);
        }
        return (best, losses.Length);
    }
}
