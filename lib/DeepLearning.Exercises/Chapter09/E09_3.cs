using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter09;

using Answer = Func<int[], int, (int, int)>;

internal sealed class E09_3 : Definition<Answer>
{
    public override string Id => "09.3";
    public override string Title => "What a stack costs";
    public override string Signature => "(int Parameters, int Multiplications) Cost(int[] channels, int side)";
    public override string Praise => "Right: parameters grow from layer to layer, multiplications much less.";
    public override IReadOnlyList<string> Parts => ["parameters", "multiplications"];

    public override IReadOnlyList<string> Hints =>
    [
        "Do one layer first: 9 weights for each pair of an input and an output channel, a bias for each output channel.",
        "After a layer with kernel 3, padding 1 and stride 2 a side of n is (n − 1) / 2 + 1 long. Each weight is used once at each " +
            "place of the output.",
        "For each layer: side = (side - 1) / 2 + 1; parameters += 9 * from * to + to; multiplications += 9 * from * to * side * side.",
    ];

    public override string Explanation =>
        "Doubling the channels makes four times as many weights, and halving the side leaves a quarter of the places: the product, and " +
        "so the work, stays the same.";

    public override Answer Right => Cost;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("one layer, 1 to 4 channels, side 28", f => f([1, 4], 28)),
        new("1, 4, 8, 16, 32, 2 channels, side 28", f => f([1, 4, 8, 16, 32, 2], 28)),
        new("3, 16, 32 channels, side 25", f => f([3, 16, 32], 25)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("The biases are missing among the parameters: one for each output channel.",
            (c, n) => Sum(c, n, (from, to, side) => (9 * from * to, 9 * from * to * side * side))),
        new("A kernel is as deep as its input: 9 weights for each pair of channels.",
            (c, n) => Sum(c, n, (from, to, side) => (9 * to + to, 9 * to * side * side))),
        new("A bias is added, not multiplied: leave it out of the second number.",
            (c, n) => Sum(c, n, (from, to, side) => (9 * from * to + to, (9 * from * to + to) * side * side))),
        new("One bias for each output channel is enough; it doesn't depend on the number of input channels.",
            (c, n) => Sum(c, n, (from, to, side) => (10 * from * to, 9 * from * to * side * side))),
        new("The weights are used at the places of the output, not at those of the input: halve the side first.",
            (c, n) => Sum(c, n, (from, to, side) => (9 * from * to + to, 9 * from * to * side * side), before: true)),
        new("The side is rounded down: with padding 1, kernel 3 and stride 2 a side of 7 becomes 4.",
            (c, n) => Sum(c, n, (from, to, side) => (9 * from * to + to, 9 * from * to * side * side), half: side => side / 2)),
        new("The side never shrinks in your sum: each layer has stride 2.",
            (c, n) => Sum(c, n, (from, to, side) => (9 * from * to + to, 9 * from * to * side * side), half: side => side)),
        new("Those are the multiplications at a single place. Each weight is used at every place of the output.",
            (c, n) => Sum(c, n, (from, to, side) => (9 * from * to + to, 9 * from * to))),
        new("The last layer is left out, or the loop ends too early: layers go from channels[i − 1] to channels[i].",
            (c, n) => Sum([.. c[..^1]], n, (from, to, side) => (9 * from * to + to, 9 * from * to * side * side))),
        new("One bias for a whole layer is too few: each output channel has its own.",
            (c, n) => Sum(c, n, (from, to, side) => (9 * from * to + 1, 9 * from * to * side * side))),
        new("A bias belongs to an output channel, not to an input channel.",
            (c, n) => Sum(c, n, (from, to, side) => (9 * from * to + from, 9 * from * to * side * side))),
        new("A kernel of 3×3 has 9 weights, not 3.",
            (c, n) => Sum(c, n, (from, to, side) => (3 * from * to + to, 3 * from * to * side * side))),
        new("The places are side · side, in both directions.",
            (c, n) => Sum(c, n, (from, to, side) => (9 * from * to + to, 9 * from * to * side))),
        new("The parameters don't depend on the side of the picture.",
            (c, n) => Sum(c, n, (from, to, side) => ((9 * from * to + to) * side * side, 9 * from * to * side * side))),
    ];

    // <solution>
    private static (int Parameters, int Multiplications) Cost(int[] channels, int side)
    {
        var (parameters, multiplications) = (0, 0);
        for (var layer = 1; layer < channels.Length; layer++)
        {
            side = (side - 1) / 2 + 1;
            var weights = 9 * channels[layer - 1] * channels[layer];
            parameters += weights + channels[layer];
            multiplications += weights * side * side;
        }
        return (parameters, multiplications);
    }
    // </solution>

    private static (int, int) Sum(int[] channels, int side, Func<int, int, int, (int, int)> layer, bool before = false, Func<int,
        int>? half = null)
    {
        var (a, b) = (0, 0);
        for (var i = 1; i < channels.Length; i++)
        {
            var next = half?.Invoke(side) ?? (side - 1) / 2 + 1;
            var (p, m) = layer(channels[i - 1], channels[i], before ? side : next);
            (a, b, side) = (a + p, b + m, next);
        }
        return (a, b);
    }
}
