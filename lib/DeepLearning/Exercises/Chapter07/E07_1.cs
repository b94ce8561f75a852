using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter07;

using Answer = Func<double, double>;

internal sealed class E07_1 : Definition<Answer>
{
    public override string Id => "07.1";
    public override string Title => "Perplexity";
    public override string Signature => "double Perplexity(double nats)";
    public override string Praise => "Right: no loss means no choice left, and ln 68 nats mean 68 choices.";

    public override IReadOnlyList<string> Hints =>
    [
        "A blind guess among 68 symbols costs ln 68 nats, and its perplexity should be 68.",
        "Which function undoes the natural logarithm?",
        "e to the power of the loss: Math.Exp.",
    ];

    public override string Explanation => "A uniform guess among k symbols gives each the probability 1/k, so it costs −ln(1/k) = ln k nats. The exponential turns nats back into k.";

    public override Answer Right => Perplexity;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("a blind guess among 68", f => f(Math.Log(68))),
        new("no loss", f => f(0)),
        new("2.331 nats", f => f(2.331)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("That would be right for a loss in bits. Ours is in nats, measured with the natural logarithm.", nats => Math.Pow(2, nats)),
        new("You took the logarithm once more; it has to be undone.", Math.Log),
        new("That is the probability of the right character, one over the perplexity.", nats => Math.Exp(-nats)),
    ];

    // <solution>
    private static double Perplexity(double nats) => Math.Exp(nats);
    // </solution>
}
