using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter05;

using Answer = Func<int[], int[], int>;

internal sealed class E05_7 : Definition<Answer>
{
    public override string Id => "05.7";
    public override string Title => "How much does a neuron see?";
    public override string Signature => "int Field(int[] sizes, int[] strides)";
    public override string Praise => "Right: each layer adds size − 1 steps, and every stride before it makes the steps longer.";

    public override IReadOnlyList<string> Hints =>
    [
        "Keep two numbers while you go through the layers: how much is seen so far, and how far apart neighbours are, in pixels of the picture.",
        "A kernel of size k spans k neighbours: it adds k − 1 distances to what is seen.",
        "seen += (size − 1) · distance first, and then distance *= stride.",
    ];

    public override string Explanation =>
        "A kernel of size k adds k − 1 distances between neighbours. Those are 1 pixel apart in the picture, and each stride " +
        "multiplies the distance for the layers behind it.";

    public override Answer Right => Field;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("two layers 3×3, stride 2", f => f([3, 3], [2, 2])),
        new("three layers 3×3, stride 1", f => f([3, 3, 3], [1, 1, 1])),
        new("5×5 stride 1, 2×2 pooling, 3×3", f => f([5, 2, 3], [1, 2, 1])),
        new("three layers 3×3, stride 2", f => f([3, 3, 3], [2, 2, 2])),
        new("one layer 7×7, stride 4", f => f([7], [4])),
        new("no layer", f => f([], [])),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("A layer's own stride was applied before its kernel. Its kernel reads neighbours of the layer before; only later layers " +
            "feel its stride.",
            (k, s) => Walk(k, s, strideFirst: true)),
        new("The strides are missing: behind a stride of 2 neighbours are two pixels apart.", (k, s) => Walk(k, [.. s.Select(_ => 1)])),
        new("A kernel of size k adds k − 1 distances, not k: between k neighbours there are k − 1 gaps.", (k, s) => Walk(k, s, extra: 1)),
        new("Begin with 1: without any layer a neuron is a pixel and sees itself.", (k, s) => Walk(k, s) - 1),
        new("The distances multiply: behind two strides of 2 neighbours are four pixels apart. You added the strides.", (k, s) =>
        {
            var (seen, distance) = (1, 1);
            for (var l = 0; l < k.Length; l++) (seen, distance) = (seen + (k[l] - 1) * distance, distance + s[l] - 1);
            return seen;
        }),
        new("You multiplied the sizes of the kernels. Neighbouring squares overlap, so it grows more slowly.",
            (k, s) => k.Aggregate(1, (product, size) => product * size)),
        new("Only the stride of the layer just before counts in your steps. All strides before a layer multiply.", (k, s) =>
        {
            var seen = 1;
            for (var l = 0; l < k.Length; l++) seen += (k[l] - 1) * (l == 0 ? 1 : s[l - 1]);
            return seen;
        }),
        new("You added the sizes. Neighbouring squares overlap: a kernel of size k adds k − 1 distances.", (k, s) => k.Sum()),
        new("That is the distance between neighbours at the end, not how much one of them sees.",
            (_, s) => s.Aggregate(1, (product, stride) => product * stride)),
        new("The layers are taken from the last to the first; the strides that count are those before a layer.",
            (k, s) => Walk([.. k.Reverse()], [.. s.Reverse()])),
        new("The stride is added to the distance. Distances multiply.",
            (k, s) =>
                { var (seen, distance) = (1, 1); for (var l = 0; l < k.Length; l++) (seen, distance) = (seen + (k[l] - 1) * distance,
                    distance + s[l]); return seen; }),
    ];

    // <solution>
    private static int Field(int[] sizes, int[] strides)
    {
        var (seen, distance) = (1, 1);
        for (var l = 0; l < sizes.Length; l++)
        {
            seen += (sizes[l] - 1) * distance;
            distance *= strides[l];
        }
        return seen;
    }
    // </solution>

    private static int Walk(int[] sizes, int[] strides, bool strideFirst = false, int extra = 0)
    {
        var (seen, distance) = (1, 1);
        for (var l = 0; l < sizes.Length; l++)
        {
            if (strideFirst) distance *= strides[l];
            seen += (sizes[l] - 1 + extra) * distance;
            if (!strideFirst) distance *= strides[l];
        }
        return seen;
    }
}
