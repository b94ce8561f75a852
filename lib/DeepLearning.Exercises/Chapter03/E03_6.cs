using DeepLearning.Exercises.Checking;
using DeepLearning.Tensors;

namespace DeepLearning.Exercises.Chapter03;

using Answer = Func<Tensor, Tensor[], Func<Tensor, float>, (Tensor Weights, float Loss)>;

internal sealed class E03_6 : Definition<Answer>
{
    public override string Id => "03.6";
    public override string Title => "Find the bug: the best model that got away";
    public override string Signature =>
        "(Tensor Weights, float Loss) TrainUntilWorse(Tensor weights, Tensor[] steps, Func<Tensor, float> loss)";
    public override string Praise => "Right: the weights that come back are the best ones, and the loss that is reported is theirs.";
    public override IReadOnlyList<string> Parts => ["Weights", "Loss"];

    public override IReadOnlyList<string> Hints =>
    [
        "Let it run on the example, and print the loss of the weights that it returns. Then print the best loss it has seen.",
        "AddInPlace changes the numbers inside 'weights'. How many tensors are there, and what is 'kept' a name for?",
        "Two repairs: kept = weights.Clone(), and report 'best', not the loss of the weights as they are at the end.",
    ];

    public override string Explanation =>
        "'kept = weights' copies a reference, so the next step changed the kept weights, too: only a Clone keeps numbers. And the loss " +
        "was taken of the model after its last, worse step. The published framework makes the second mistake with its accuracies.";

    // Training moves the weights that it is given.
    protected override IReadOnlyList<int> MayChange => [0];

    public override Answer Right => TrainUntilWorse;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("better, better, worse", f => f(Start(), [Step(-1, 0.5f), Step(-2, 1), Step(3, 3)], Bowl)),
        new("never worse", f => f(Start(), [Step(-1, 0), Step(0, 1)], Bowl)),
        new("worse, and then much better", f => f(Start(), [Step(-1, 0), Step(4, 0), Step(-6.5f, 1.5f)], Bowl)),
        new("a first step that goes wrong", f => f(Start(), [Step(5, 5), Step(-9, -3)], Bowl)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Nothing is repaired yet: what it returns are the weights after the last step, and their loss.",
            (w, s, l) => Run(w, s, l, keep: t => t, report: (_, last) => last)),
        new("The weights are right now, but the loss is still that of the last model, not of the one that you return.",
            (w, s, l) => Run(w, s, l, keep: t => t.Clone(), report: (_, last) => last)),
        new("The loss is right now, but the weights are still those after the last step: 'kept' and 'weights' are two names for one tensor.",
            (w, s, l) => Run(w, s, l, keep: t => t, report: (best, _) => best)),
        new("You no longer stop when it gets worse. That is a fine idea for another function; this one stops.",
            (w, s, l) => Run(w, s, l, keep: t => t.Clone(), report: (best, _) => best, stop: false)),
        new("You returned the weights from before the training.", (w, s, l) => (w.Clone(), TrainUntilWorse(w, s, l).Loss)),
        new("You cloned before the step: what comes back is one step too old.", OneTooOld),
    ];

    // <solution>
    private static (Tensor Weights, float Loss) TrainUntilWorse(Tensor weights, Tensor[] steps, Func<Tensor, float> loss)
    {
        var (best, kept) = (float.MaxValue, weights.Clone());
        foreach (var step in steps)
        {
            weights.AddInPlace(step);
            var now = loss(weights);
            if (now > best) break;
            (best, kept) = (now, weights.Clone());
        }
        return (kept, best);
    }
    // </solution>

    private static Tensor Start() => Step(4, -2);

    private static Tensor Step(float a, float b) => Tensor.FromArray(new float[,] { { a }, { b } });

    private static float Bowl(Tensor w) => w.Square().Sum().Item();

    private static (Tensor, float) Run(Tensor weights, Tensor[] steps, Func<Tensor, float> loss, Func<Tensor, Tensor> keep, Func<float,
        float, float> report, bool stop = true)
    {
        var (best, kept) = (float.MaxValue, keep(weights));
        foreach (var step in steps)
        {
            weights.AddInPlace(step);
            var now = loss(weights);
            if (now <= best) (best, kept) = (now, keep(weights));
            else if (stop) break;
        }
        return (kept, report(best, loss(weights)));
    }

    private static (Tensor, float) OneTooOld(Tensor weights, Tensor[] steps, Func<Tensor, float> loss)
    {
        var (best, kept) = (float.MaxValue, weights.Clone());
        foreach (var step in steps)
        {
            var before = weights.Clone();
            weights.AddInPlace(step);
            var now = loss(weights);
            if (now > best) break;
            (best, kept) = (now, before);
        }
        return (kept, best);
    }
}
