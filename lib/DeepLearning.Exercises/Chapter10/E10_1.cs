using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter10;

using Answer = Func<int[], int>;

internal sealed class E10_1 : Definition<Answer>
{
    public override string Id => "10.1";
    public override string Title => "How many parameters?";
    public override string Signature => "int ParameterCount(int[] widths)";
    public override string Praise => "Right: the lab's network has 70,765, and a single layer is counted, too.";

    public override IReadOnlyList<string> Hints =>
    [
        "A layer stands between two neighbouring widths: [784, 89, 10] has two layers.",
        "A layer from a to b has a weight for every pair of an input and an output, and a bias for every output.",
        "Add a * b + b for each pair of neighbours.",
    ];

    public override string Explanation =>
        "Each of the b outputs has a weights and one bias. The widths in the middle appear twice: once as outputs of a layer, once as " +
        "inputs of the next.";

    public override Answer Right => ParameterCount;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("784, 89, 10", f => f([784, 89, 10])),
        new("a single layer", f => f([784, 10])),
        new("four layers", f => f([3, 7, 5, 4, 2])),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("You counted the weights. Every output of a layer has a bias, too.", w => Sum(w, (a, b) => a * b)),
        new("A bias belongs to an output of a layer, not to an input.", w => Sum(w, (a, b) => a * b + a)),
        new("The inputs of the whole network have no bias: only outputs of layers have one.", w => Sum(w, (a, b) => a * b + b) + w[0]),
        new("One bias for a whole layer is too few: each of its outputs has its own.", w => Sum(w, (a, b) => a * b + 1)),
        new("Those are the neurons. Count the numbers that are learned.", w => w.Sum()),
        new("A bias for every input and output is too many: one for each output of a layer.", w => Sum(w, (a, b) => a * b + a + b)),
        new("You multiplied all widths. A layer stands between two neighbours: add the layers.", w => w.Aggregate(1, (a, b) => a * b)),
        new("Only the first layer is counted.", w => Sum(w[..2], (a, b) => a * b + b)),
        new("The last layer is left out: the loop ends one too early.", w => Sum(w[..^1], (a, b) => a * b + b)),
        new("Every layer starts from the first width in yours. It starts from the width before it.", w => w[1..].Sum(b => w[0] * b + b)),
    ];

    private static int Sum(int[] widths, Func<int, int, int> layer) =>
        Enumerable.Range(1, widths.Length - 1).Sum(i => layer(widths[i - 1], widths[i]));

    // <solution>
    private static int ParameterCount(int[] widths)
    {
        int count = 0;
        for (int i = 1; i < widths.Length; i++) count += widths[i - 1] * widths[i] + widths[i];
        return count;
    }
    // </solution>
}
