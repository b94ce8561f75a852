using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter06;

using Answer = Func<int[][], double[][], double[]>;

internal sealed class E06_6 : Definition<Answer>
{
    public override string Id => "06.6";
    public override string Title => "Passing back in order";
    public override string Signature => "double[] PassBack(int[][] madeFrom, double[][] slopes)";
    public override string Praise =>
        "Right: for a chain, for branches, and for numbers that are used twice. That is automatic differentiation.";

    public override IReadOnlyList<string> Hints =>
    [
        "A number can only be made from numbers that exist already. What does that say about the order in which they stand?",
        "The order of making is a topological order. Start with a gradient of 1 at the last number, and walk to the first.",
        "At number i, for each k: the gradient of madeFrom[i][k] grows by slopes[i][k] times the gradient of i.",
    ];

    public override string Explanation =>
        "Walking from the last number to the first, every number is met after all that were made from it, so its gradient is complete " +
        "when it is passed on. Nothing needs sorting.";

    public override Answer Right => PassBack;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("b = 4a, c = b + b", f => f([[], [], [0, 1], [2, 2]], [[], [], [4, 3], [1, 1]])),
        new("f = (4a + 3)(a + 2)", f => f([[], [], [1, 0], [], [2, 3], [], [0, 5], [4, 6]],
            [[], [], [3, 4], [], [1, 1], [], [1, 1], [5, 15]])),
        new("a chain", f => f([[], [0], [1], [2]], [[], [2], [3], [-1]])),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("A gradient is passed on at once, and passed on again when the next one arrives: the published mistake. First let " +
            "everything arrive.", AtOnce),
        new("Where two gradients meet, the later one overwrites the earlier. Add them.",
            (from, slopes) => Walk(from, slopes, (_, arriving) => arriving)),
        new("You walk from the first number to the last. The gradient starts at the result, which is the last.", FromTheFront),
        new("The slopes are missing: a number passes on its gradient times the slope.",
            (from, slopes) => Walk(from, [.. slopes.Select(s => s.Select(_ => 1.0).ToArray())], (old, arriving) => old + arriving)),
        new("The result changes exactly as fast as itself: its own gradient is 1, and it belongs into the list.", (from, slopes) =>
        {
            var grads = PassBack(from, slopes);
            grads[^1] = 0;
            return grads;
        }),
        new("Each gradient is divided by the number of parts. Every part gets the whole, times its slope.",
            (from, slopes) => Walk(from, [.. slopes.Select(s => s.Select(v => v / s.Length).ToArray())],
                (old, arriving) => old + arriving)),
        new("A number passes on the slope alone; multiply it by the gradient that has arrived at the number.", Alone),
        new("Only the first part of each number gets something. Loop over all its parts.",
            (from, slopes) => Walk([.. from.Select(f => f.Take(1).ToArray())], slopes, (old, arriving) => old + arriving)),
        new("The result's own gradient is 1; without it nothing is passed back at all.", (from, _) => new double[from.Length]),
    ];

    // <solution>
    private static double[] PassBack(int[][] madeFrom, double[][] slopes)
    {
        var grads = new double[madeFrom.Length];
        grads[^1] = 1;
        for (var i = grads.Length - 1; i >= 0; i--)
            for (var k = 0; k < madeFrom[i].Length; k++)
                grads[madeFrom[i][k]] += slopes[i][k] * grads[i];
        return grads;
    }
    // </solution>

    private static double[] Walk(int[][] from, double[][] slopes, Func<double, double, double> meet)
    {
        var grads = new double[from.Length];
        grads[^1] = 1;
        for (var i = grads.Length - 1; i >= 0; i--)
            for (var k = 0; k < from[i].Length; k++) grads[from[i][k]] = meet(grads[from[i][k]], slopes[i][k] * grads[i]);
        return grads;
    }

    private static double[] FromTheFront(int[][] from, double[][] slopes)
    {
        var grads = new double[from.Length];
        grads[^1] = 1;
        for (var i = 0; i < grads.Length; i++)
            for (var k = 0; k < from[i].Length; k++) grads[from[i][k]] += slopes[i][k] * grads[i];
        return grads;
    }

    private static double[] AtOnce(int[][] from, double[][] slopes)
    {
        var grads = new double[from.Length];
        void Receive(int i, double grad)
        {
            grads[i] += grad;
            for (var k = 0; k < from[i].Length; k++) Receive(from[i][k], slopes[i][k] * grads[i]);
        }
        Receive(from.Length - 1, 1);
        return grads;
    }

    private static double[] Alone(int[][] from, double[][] slopes)
    {
        var grads = new double[from.Length];
        grads[^1] = 1;
        for (var i = grads.Length - 1; i >= 0; i--)
            for (var k = 0; k < from[i].Length; k++) grads[from[i][k]] += slopes[i][k];
        return grads;
    }
}
