using DeepLearning.Exercises.Checking;
using ILGPU;
using ILGPU.Runtime;

namespace DeepLearning.Gpu.Exercises;

using Answer = Action<Index1D, ArrayView<float>, float, ArrayView<float>>;

internal sealed class E11_2 : KernelDefinition<Answer>
{
    public override string Id => "11.2";
    public override string Title => "A first kernel: the leaky ReLU";
    public override string Signature => "public static void LeakyReLU(Index1D i, ArrayView<float> x, float slope, ArrayView<float> y)";
    public override string Praise => "Right: for slopes below and above 1, and x is left as it was.";
    public override IReadOnlyList<string> Parts => ["y", "items that write"];

    public override IReadOnlyList<string> Hints =>
    [
        "A kernel is the inside of a loop: only element i is your business.",
        "Positive numbers pass, all others are multiplied by the slope.",
        "y[i] = x[i] > 0 ? x[i] : slope * x[i];",
    ];

    public override string Explanation => "One item, one element: it reads x[i] and writes y[i], and no other item touches y[i].";

    public override Answer Right => LeakyReLU;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        Case("slope 0.1", [1, -2, 0, 3.5f, -0.25f], 0.1f),
        Case("one element", [-4], 0.5f),
        Case("slope 2", [1.5f, -1, 2, -3], 2),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("That is the plain ReLU: negative numbers shall not become 0, but slope · x.", (i, x, _, y) => y[i] = x[i] > 0 ? x[i] : 0),
        new("The sides are mixed up: positive numbers pass, the slope belongs to the negative ones.",
            (i, x, slope, y) => y[i] = x[i] > 0 ? slope * x[i] : x[i]),
        new("max(x, slope · x) is the leaky ReLU only as long as the slope is below 1.",
            (i, x, slope, y) => y[i] = x[i] > slope * x[i] ? x[i] : slope * x[i]),
        new("Every item multiplies, the positive ones too.", (i, x, slope, y) => y[i] = slope * x[i]),
        new("A loop over all elements in every item: each then writes what the others write. An item looks at element i only.", Loop),
        new("The slope is added. It multiplies x.", (i, x, slope, y) => y[i] = x[i] > 0 ? x[i] : slope + x[i]),
        new("Below zero stands the slope alone. It multiplies x.", (i, x, slope, y) => y[i] = x[i] > 0 ? x[i] : slope),
        new("Below zero comes −slope · x: the sign of x stays.", (i, x, slope, y) => y[i] = x[i] > 0 ? x[i] : -slope * x[i]),
        new("One item does the work of all. A kernel is the inside of the loop: each item looks after its own element.",
            (i, x, slope, y) => { if (i > 0) return; for (var j = 0; j < x.IntLength; j++) y[j] = x[j] > 0 ? x[j] : slope * x[j]; }),
        new("x comes out unchanged. Below zero it is multiplied by the slope.", (i, x, _, y) => y[i] = x[i]),
        new("The slope is fixed in yours. It is a parameter.", (i, x, _, y) => y[i] = x[i] > 0 ? x[i] : 0.1f * x[i]),
    ];

    private static void Loop(Index1D i, ArrayView<float> x, float slope, ArrayView<float> y)
    {
        for (var j = 0; j < x.IntLength; j++) y[j] = x[j] > 0 ? x[j] : slope * x[j];
    }

    private static TestCase<Answer> Case(string name, float[] values, float slope) => Launch(name, (kernel, gpu) =>
    {
        var y = Allocate(values.Length);
        gpu.Run(kernel, values.Length, Given("x", values), slope, y.View);
        return (y.GetAsArray1D(), gpu.LastWriters(y.View));
    });

    // <solution>
    private static void LeakyReLU(Index1D i, ArrayView<float> x, float slope, ArrayView<float> y)
    {
        y[i] = x[i] > 0 ? x[i] : slope * x[i];
    }
    // </solution>
}
