using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter05;

using Answer = Func<int, int, int, (int, int)>;

internal sealed class E05_2 : Definition<Answer>
{
    public override string Id => "05.2";
    public override string Title => "What a layer costs";
    public override string Signature => "(int Parameters, int Multiplications) Cost(int inChannels, int filters, int size)";
    public override string Praise => "Right: few parameters, each of them used at 784 places.";
    public override IReadOnlyList<string> Parts => ["parameters", "multiplications"];

    public override IReadOnlyList<string> Hints =>
    [
        "How many weights has a single filter? It is as deep as the input has channels.",
        "Each filter has one bias, whatever its depth. And each weight is multiplied once at each place of the output.",
        "Parameters: filters · (inChannels · size² + 1). Multiplications: filters · inChannels · size² · 28 · 28.",
    ];

    public override string Explanation =>
        "A filter has size² weights for each input channel and one bias. Each weight is multiplied once at each of the 28 · 28 places; " +
        "biases are added, not multiplied.";

    public override Answer Right => Cost;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("1 channel, 16 filters of 5×5", f => f(1, 16, 5)),
        new("3 channels, 8 filters of 3×3", f => f(3, 8, 3)),
        new("16 channels, 1 filter of 1×1", f => f(16, 1, 1)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("The biases are missing among the parameters: one for each filter.", (c, f, k) => (f * c * k * k, f * c * k * k * 784)),
        new("One bias for each filter is enough: its channels are added up before the bias comes in.",
            (c, f, k) => (f * c * (k * k + 1), f * c * k * k * 784)),
        new("One bias for all filters is too few: each has its own.", (c, f, k) => (f * c * k * k + 1, f * c * k * k * 784)),
        new("A filter is as deep as its input: the number of input channels is missing.", (c, f, k) => (f * (k * k + 1), f * k * k * 784)),
        new("Kernels are squares: size · size weights.", (c, f, k) => (f * (c * k + 1), f * c * k * 784)),
        new("That counts the multiplications at one place. The filter is applied at 28 · 28 places.",
            (c, f, k) => (f * (c * k * k + 1), f * c * k * k)),
        new("A bias is added, not multiplied: leave it out of the second number.",
            (c, f, k) => (f * (c * k * k + 1), f * (c * k * k + 1) * 784)),
        new("Parameters don't depend on the size of the picture: that is the point of sharing them.",
            (c, f, k) => (f * (c * k * k + 1) * 784, f * c * k * k * 784)),
        new("The channels are exchanged in the biases: there is one for each filter, not for each input channel.",
            (c, f, k) => (f * c * k * k + c, f * c * k * k * 784)),
        new("Filters are missing: that is the cost of a single one.", (c, f, k) => (c * k * k + 1, c * k * k * 784)),
        new("In the number of multiplications the filters are missing: each of them visits every place.",
            (c, f, k) => (f * (c * k * k + 1), c * k * k * 784)),
        new("In the number of multiplications the channels are missing: a filter is as deep as its input.",
            (c, f, k) => (f * (c * k * k + 1), f * k * k * 784)),
        new("The picture has 28 · 28 places, not 28.", (c, f, k) => (f * (c * k * k + 1), f * c * k * k * 28)),
        new("The picture keeps its size, since it is padded: 28 · 28 places, however large the filter.",
            (c, f, k) => (f * (c * k * k + 1), f * c * k * k * (29 - k) * (29 - k))),
    ];

    // <solution>
    private static (int Parameters, int Multiplications) Cost(int inChannels, int filters, int size)
    {
        var weights = filters * inChannels * size * size;
        return (weights + filters, weights * 28 * 28);
    }
    // </solution>
}
