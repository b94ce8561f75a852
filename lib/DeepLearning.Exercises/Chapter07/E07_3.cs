using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter07;

using Answer = Func<int[][], double[][], double[]>;

internal sealed class E07_3 : Definition<Answer>
{
    public override string Id => "07.3";
    public override string Title => "Derivatives without a way back";
    public override string Signature => "double[] Derivatives(int[][] madeFrom, double[][] slopes)";
    public override string Praise =>
        "Right: in a chain, where paths meet, and for numbers that the first one does not reach. That is forward mode: one pass for " +
        "each input, and none back.";
    protected override string? Nudged => Inputs.Nudged;
    public override IReadOnlyList<string> Axes => ["numbers"];

    public override IReadOnlyList<string> Hints =>
    [
        "Numbers stand in the order in which they were made: when you come to number k, you know how far each of its parts moves.",
        "The first number moves by 1 when it moves itself by 1. A leaf that is another number does not move at all.",
        "For each part j of number k: derivative[k] += slopes[k][j] * derivative[madeFrom[k][j]], with k from 1 to the end.",
    ];

    public override string Explanation =>
        "The chain rule can also be followed as the numbers are made: each moves by the sum over its parts of slope · movement of the " +
        "part. One pass gives all derivatives with respect to one input. " +
        "Backward, one pass gives those of one output with respect to all inputs, which is what training needs.";

    public override Answer Right => Derivatives;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("a chain of three", f => f([[], [0], [1]], [[], [3], [-2]])),
        new("b = 4a, c = b + b", f => f([[], [0], [1, 1]], [[], [4], [1, 1]])),
        new("two paths of different length", f => f([[], [0], [1], [0, 2], [3, 1]], [[], [2], [5], [1, 3], [0.5, -1]])),
        new("a number that the first one does not reach", f => f([[], [], [1], [0, 2]], [[], [], [7], [3, -2]])),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("You went back from the last number, as training does. Here the first one moves, and you follow it forward to all others.",
            Backward),
        new("Where two paths meet, the later one overwrites the earlier. Movements add.",
            (from, slopes) => Walk(from, slopes, (_, part, slope) => part * slope)),
        new("You pass the movement on unchanged; each step multiplies it by its slope.",
            (from, slopes) => Walk(from, slopes, (sum, part, _) => sum + part)),
        new("You add up the slopes alone. Each is multiplied by how far its part moves.",
            (from, slopes) => Walk(from, slopes, (sum, _, slope) => sum + slope)),
        new("It starts with 0, so nothing moves. How far does the first number move when it moves itself?",
            (from, _) => new double[from.Length]),
        new("Every leaf moves in yours. Only the first number does; the other leaves stand still.",
            (from, slopes) => Walk(from, slopes, (sum, part, slope) => sum + part * slope, leaf: 1)),
        new("The slopes along a path multiply; you added them.",
            (from, slopes) => Walk(from, slopes, (sum, part, slope) => sum + part + slope)),
        new("The first number's own derivative is 1, and it belongs into the list.",
            (from, slopes) => [0, .. Derivatives(from, slopes)[1..]]),
        new("Each movement is divided by the number of parts. Parts add up; nothing is averaged.",
            (from, slopes) => Walk(from, [.. slopes.Select(s => s.Select(v => v / s.Length).ToArray())],
                (sum, part, slope) => sum + part * slope)),
        new("Where a number has several parts, you multiplied their movements. They add.",
            (from, slopes) => Walk(from, slopes, (product, part, slope) => product * part * slope, begin: 1)),
        new("Only the first part of each number counts in yours. Loop over all of them.",
            (from, slopes) => Walk([.. from.Select(f => f.Take(1).ToArray())], slopes, (sum, part, slope) => sum + part * slope)),
    ];

    private static double[] Walk(int[][] madeFrom, double[][] slopes, Func<double, double, double, double> meet, double leaf = 0,
        double begin = 0)
    {
        var moved = new double[madeFrom.Length];
        moved[0] = 1;
        for (var k = 1; k < moved.Length; k++)
        {
            moved[k] = madeFrom[k].Length == 0 ? leaf : begin;
            for (var j = 0; j < madeFrom[k].Length; j++) moved[k] = meet(moved[k], moved[madeFrom[k][j]], slopes[k][j]);
        }
        return moved;
    }

    private static double[] Backward(int[][] madeFrom, double[][] slopes)
    {
        var gradients = new double[madeFrom.Length];
        gradients[^1] = 1;
        for (var k = madeFrom.Length - 1; k >= 0; k--)
            for (var j = 0; j < madeFrom[k].Length; j++) gradients[madeFrom[k][j]] += gradients[k] * slopes[k][j];
        return gradients;
    }

    // <solution>
    private static double[] Derivatives(int[][] madeFrom, double[][] slopes)
    {
        var derivatives = new double[madeFrom.Length];
        derivatives[0] = 1;
        for (int k = 1; k < madeFrom.Length; k++)
            for (int j = 0; j < madeFrom[k].Length; j++)
                derivatives[k] += slopes[k][j] * derivatives[madeFrom[k][j]];
        return derivatives;
    }
    // </solution>
}
