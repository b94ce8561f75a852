using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter13;

using Answer = Func<double[], double[]>;

internal sealed class E13_1 : Definition<Answer>
{
    public override string Id => "13.1";
    public override string Title => "The mean of the past";
    public override string Signature => "double[] MeansSoFar(double[] x)";
    public override string Praise =>
        "Right: every place knows its past and itself, and nothing of what comes. That is attention that attends to everything alike.";
    public override IReadOnlyList<string> Axes => ["places"];

    public override IReadOnlyList<string> Hints =>
    [
        "Write the means of 4, 0, 2 down by hand: which numbers belong to the first, to the second, to the third?",
        "Keep a sum and add x[t] to it at every place. How many numbers has it taken in at place t, when places are counted from 0?",
        "sum += x[t]; means[t] = sum / (t + 1);",
    ];

    public override string Explanation =>
        "A sum that goes along holds x[0] to x[t] at place t, which are t + 1 numbers. Nothing after t takes part: whoever changes a " +
        "later number leaves this mean as it is.";

    public override Answer Right => MeansSoFar;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("five numbers", f => f([4, 0, 2, -6, 5])),
        new("a single number", f => f([7])),
        new("numbers below 0", f => f([-1, -2, -4])),
        new("a far larger number at the end", f => f([1, 2, 3, 1000])),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Those are sums. Divide each by how many numbers it adds up.", x => Each(x, t => x[..(t + 1)].Sum())),
        new("You divided by t. Places are counted from 0: up to place t there are t + 1 numbers.",
            x => Each(x, t => x[..(t + 1)].Sum() / t)),
        new("You divided by t and treated the first place on its own. Up to place t there are t + 1 numbers, and then the first needs " +
            "no treatment.",
            x => Each(x, t => t == 0 ? x[0] : x[..(t + 1)].Sum() / t)),
        new("You divided every sum by the length of x. At place t only t + 1 numbers have come.",
            x => Each(x, t => x[..(t + 1)].Sum() / x.Length)),
        new("Every place gets the mean of all numbers: it looks ahead. At place t only x[0] to x[t] are known.",
            x => Each(x, _ => x.Average())),
        new("That is the mean of what is still to come: x[t] to the end. The past is asked.", x => Each(x, t => x[t..].Average())),
        new("x[..t] ends before place t, and x[..0] is empty and has no average. x[t] itself belongs to its mean: x[..(t + 1)].",
            x => Each(x, t => x[..t].Average())),
        new("x[t] itself belongs to the mean at place t: yours ends one place before.", x => Each(x, t => t == 0 ? 0 : x[..t].Average())),
        new("x[t] itself belongs to the sum at place t: yours ends one place before.", x => Each(x, t => x[..t].Sum() / (t + 1))),
        new("You took the middle of the last mean and the new number, so the newest counts as much as all before it. In a mean all " +
            "count alike.",
            x => Along(x, x[0], (mean, t) => (mean + x[t]) / 2)),
        new("That is the mean of the last two numbers. All numbers so far are asked.",
            x => Each(x, t => t == 0 ? x[0] : (x[t - 1] + x[t]) / 2)),
        new("You add x[t] / (t + 1) to the last mean, which must give way: it stood for t numbers and now counts t / (t + 1).",
            x => Along(x, x[0], (mean, t) => mean + x[t] / (t + 1))),
        new("From the last mean to the new number you go 1 / t of the way. It is one of t + 1 numbers.",
            x => Along(x, x[0], (mean, t) => mean + (x[t] - mean) / t)),
        new("You divided by t + 2. Up to place t, counted from 0, there are t + 1 numbers.",
            x => Each(x, t => x[..(t + 1)].Sum() / (t + 2))),
        new("The first place is left out: does the loop begin at 1?", x => Each(x, t => t == 0 ? 0 : x[..(t + 1)].Average())),
        new("The first number is left out of all means: does the loop begin at 1?",
            x => Each(x, t => t == 0 ? 0 : x[1..(t + 1)].Sum() / (t + 1))),
        new("The last place is left out: does the loop end too early?", x => Each(x, t => t == x.Length - 1 ? 0 : x[..(t + 1)].Average())),
        new("Only the last mean comes back. Every place has one of its own.", x => [x.Average()]),
    ];

    // <solution>
    private static double[] MeansSoFar(double[] x)
    {
        var means = new double[x.Length];
        double sum = 0;
        for (int t = 0; t < x.Length; t++)
        {
            sum += x[t];
            means[t] = sum / (t + 1);
        }
        return means;
    }
    // </solution>

    private static double[] Each(double[] x, Func<int, double> at) => [.. Enumerable.Range(0, x.Length).Select(at)];

    private static double[] Along(double[] x, double first, Func<double, int, double> next)
    {
        var means = new double[x.Length];
        means[0] = first;
        for (var t = 1; t < x.Length; t++) means[t] = next(means[t - 1], t);
        return means;
    }
}
