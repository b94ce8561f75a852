using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter08;

using Answer = Func<double[], double>;

internal sealed class E08_5 : Definition<Answer>
{
    public override string Id => "08.5";
    public override string Title => "About how many neighbours count";
    public override string Signature => "double NeighboursThatCount(double[] shares)";
    public override string Praise => "Right: four equal neighbours count as four, a single one as one, and a share of zero counts nothing.";

    public override IReadOnlyList<string> Hints =>
    [
        "If k neighbours have the share 1/k each, the perplexity must be k. Which average of the logarithms gives ln k?",
        "The entropy is −Σ p ln p; the perplexity is e to its power. What is p ln p where p is 0?",
        "Math.Exp(-shares.Where(p => p > 0).Sum(p => p * Math.Log(p))).",
    ];

    public override string Explanation =>
        "The entropy is the expected number of nats needed to say which neighbour is meant, and the exponential turns nats into a " +
        "number of equally likely choices, as in chapter 7. A share of zero adds nothing: p ln p goes to 0 with p, though ln 0 alone " +
        "is infinite.";

    public override Answer Right => NeighboursThatCount;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("uneven shares", f => f([0.5, 0.25, 0.125, 0.125])),
        new("four equal neighbours", f => f([0.25, 0.25, 0.25, 0.25])),
        new("one neighbour", f => f([1])),
        new("some shares are zero", f => f([0.5, 0, 0.3, 0.2, 0])),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("NaN comes from 0 · ln 0. A share of zero adds nothing: leave it out.", p => Math.Exp(-p.Sum(v => v * Math.Log(v)))),
        new("That is the entropy, in nats. The perplexity is e to its power.", p => -p.Where(v => v > 0).Sum(v => v * Math.Log(v))),
        new("The sign: logarithms of shares are negative, the entropy is not.",
            p => Math.Exp(p.Where(v => v > 0).Sum(v => v * Math.Log(v)))),
        new("You mix two units: with the natural logarithm, take e to the power, with base 2 take 2.",
            p => Math.Pow(2, -p.Where(v => v > 0).Sum(v => v * Math.Log(v)))),
        new("That counts the neighbours with any share at all, however small.", p => p.Count(v => v > 0)),
        new("You averaged the logarithms. They are weighed by the shares themselves: −Σ p ln p.",
            p => Math.Exp(-p.Where(v => v > 0).Average(v => Math.Log(v)))),
        new("You summed the logarithms without weighing them by the shares.", p => Math.Exp(-p.Where(v => v > 0).Sum(v => Math.Log(v)))),
        new("That is 1 / Σ p², another count of neighbours. Perplexity takes e to the entropy.", p => 1 / p.Sum(v => v * v)),
        new("One over the largest share counts only the nearest neighbour.", p => 1 / p.Max()),
        new("You mix two units: logarithms to the base 2 with a power of e.",
            p => Math.Exp(-p.Where(v => v > 0).Sum(v => v * Math.Log2(v)))),
        new("The entropy is divided by the number of neighbours. The shares weigh already.",
            p => Math.Exp(-p.Where(v => v > 0).Sum(v => v * Math.Log(v)) / p.Length)),
    ];

    // <solution>
    private static double NeighboursThatCount(double[] shares) =>
        Math.Exp(-shares.Where(p => p > 0).Sum(p => p * Math.Log(p)));
    // </solution>
}
