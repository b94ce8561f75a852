using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter07;

using Answer = Func<int[][], double[][], double[]>;

internal sealed class E07_3 : Definition<Answer>
{
    public override string Id => "07.3";
    public override string Title => "A backward pass over any graph";
    public override string Signature => "double[] Gradients(int[][] madeFrom, double[][] slopes)";
    public override string Praise => "Right: in a chain, where paths meet, and where a number is used twice by the same result.";

    public override IReadOnlyList<string> Hints =>
    [
        "Numbers are listed in the order in which they were made, so going through the list from its end is already a good order.",
        "The last number's gradient with respect to itself is 1. When you are at number k, its own gradient is complete: nothing before it was made from it.",
        "For each part j of number k: gradient[madeFrom[k][j]] += gradient[k] * slopes[k][j].",
    ];

    public override string Explanation =>
        "Everything made from number k stands after it, so when the walk from the end reaches k, all its shares have arrived. Then it passes its gradient on once, and what arrives adds up.";

    public override Answer Right => Gradients;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("a chain of three", f => f([[], [0], [1]], [[], [3], [-2]])),
        new("b = 4a, c = b + b", f => f([[], [0], [1, 1]], [[], [4], [1, 1]])),
        new("two paths of different length", f => f([[], [0], [1], [0, 2], [3, 1]], [[], [2], [5], [1, 3], [0.5, -1]])),
        new("a number that the end does not use", f => f([[], [0], [0], [1]], [[], [2], [7], [3]])),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("You overwrite a gradient where a second path arrives. Where paths meet, gradients add.", Overwriting),
        new("A number passes its gradient on as soon as something arrives, so the first share is counted again with the second. Wait until all have arrived.", Eager),
        new("Slopes must be multiplied along the way: pass on gradient · slope, not the slope alone.", (from, slopes) => Walk(from, slopes, (_, slope) => slope)),
        new("You pass the gradient on unchanged; each step multiplies it by its own slope.", (from, slopes) => Walk(from, slopes, (grad, _) => grad)),
        new("The walk starts with 0 at the end, so nothing moves. How far does the last number move when it moves itself?", (from, _) => new double[from.Length]),
    ];

    private static double[] Overwriting(int[][] madeFrom, double[][] slopes)
    {
        var gradients = new double[madeFrom.Length];
        gradients[^1] = 1;
        for (var k = madeFrom.Length - 1; k >= 0; k--)
            for (var j = 0; j < madeFrom[k].Length; j++) gradients[madeFrom[k][j]] = gradients[k] * slopes[k][j];
        return gradients;
    }

    private static double[] Eager(int[][] madeFrom, double[][] slopes)
    {
        var gradients = new double[madeFrom.Length];
        Receive(madeFrom.Length - 1, 1);
        return gradients;

        void Receive(int k, double grad)
        {
            gradients[k] += grad;
            for (var j = 0; j < madeFrom[k].Length; j++) Receive(madeFrom[k][j], gradients[k] * slopes[k][j]);
        }
    }

    private static double[] Walk(int[][] madeFrom, double[][] slopes, Func<double, double, double> passOn)
    {
        var gradients = new double[madeFrom.Length];
        gradients[^1] = 1;
        for (var k = madeFrom.Length - 1; k >= 0; k--)
            for (var j = 0; j < madeFrom[k].Length; j++) gradients[madeFrom[k][j]] += passOn(gradients[k], slopes[k][j]);
        return gradients;
    }

    // <solution>
    private static double[] Gradients(int[][] madeFrom, double[][] slopes)
    {
        var gradients = new double[madeFrom.Length];
        gradients[^1] = 1;
        for (int k = madeFrom.Length - 1; k >= 0; k--)
            for (int j = 0; j < madeFrom[k].Length; j++)
                gradients[madeFrom[k][j]] += gradients[k] * slopes[k][j];
        return gradients;
    }
    // </solution>
}
