using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter06;

using Answer = Func<double[], double>;

internal sealed class E06_1 : Definition<Answer>
{
    public override string Id => "06.1";
    public override string Title => "Perplexity";
    public override string Signature => "double Perplexity(double[] probabilities)";
    public override string Praise => "Right: a network that is always sure has a perplexity of 1, and one that guesses among four has 4.";

    public override IReadOnlyList<string> Hints =>
    [
        "Perplexity is e to the power of something. Of what?",
        "The loss in nats per character is the mean of −ln p over all characters.",
        "Math.Exp(probabilities.Average(p => …)).",
    ];

    public override string Explanation =>
        "The mean of −ln p is the loss per character; its exponential turns it back into a number of equally likely choices.";

    public override Answer Right => Perplexity;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("four guesses among four", f => f([0.25, 0.25, 0.25, 0.25])),
        new("sure, unsure and wrong", f => f([0.9, 0.5, 0.01])),
        new("a single character", f => f([0.2])),
        new("a long and easy text", f => f([0.99, 0.98, 0.97, 0.99, 0.9, 0.95])),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("That is the loss in nats. The perplexity is its exponential.", p => p.Average(v => -Math.Log(v))),
        new("You took the sum over the characters. It grows with the length of the text: take the mean.",
            p => Math.Exp(p.Sum(v => -Math.Log(v)))),
        new("The logarithm of a probability is negative. The loss is its negative, so that a bad guess costs much.",
            p => Math.Exp(p.Average(Math.Log))),
        new("Take the logarithm of each probability first, then the mean. You averaged the probabilities.", p => 1 / p.Average()),
        new("You averaged 1/p. A single bad guess then outweighs everything: average −ln p, and exponentiate once, at the end.",
            p => p.Average(v => 1 / v)),
        new("Logarithm to base 2 with an exponential to base e. Either is fine, but both must have the same base.",
            p => Math.Exp(p.Average(v => -Math.Log2(v)))),
        new("You raised 2 to the power of a loss in nats. With the natural logarithm belongs e.",
            p => Math.Pow(2, p.Average(v => -Math.Log(v)))),
        new("That is the mean of the probabilities, not of their logarithms.", p => p.Average()),
        new("That is the product of the probabilities: the chance of the whole text. Take the mean of −ln p, and the exponential of that.",
            p => p.Aggregate((a, b) => a * b)),
    ];

    // <solution>
    private static double Perplexity(double[] probabilities) =>
        Math.Exp(probabilities.Average(p => -Math.Log(p)));
    // </solution>
}
