using DeepLearning.Exercises.Checking;
using DeepLearning.Tensors;
using static DeepLearning.Exercises.Checking.Inputs;

namespace DeepLearning.Exercises.Chapter03;

using Answer = Func<Tensor, Tensor, Tensor>;

internal sealed class E03_1 : Definition<Answer>
{
    public override string Id => "03.1";
    public override string Title => "The way back of a kink";
    public override string Signature => "Tensor LeakyReluGrad(Tensor input, Tensor outputGrad)";
    public override string Praise => "Right: the input decides which slope holds, the output gradient is what gets multiplied.";
    public override IReadOnlyList<string> Axes => ["batch", "neurons"];

    public override IReadOnlyList<string> Hints =>
    [
        "Leaky ReLU has only two slopes. Which are they, and what decides between them?",
        "One step of the chain rule: input gradient = output gradient × slope at the input, entry by entry.",
        "Take both arrays with ToArray(). Entry i is g[i] where x[i] > 0, else 0.2 · g[i]. Then Tensor.FromArray(values, input.Shape).",
    ];

    public override string Explanation =>
        "Where the input was positive, the operation passed it on unchanged, so the gradient passes unchanged, too; elsewhere both are " +
        "shrunk to a fifth.";

    public override Answer Right => LeakyReluGrad;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("two rows, three neurons", f => f(Floats(2, 3, 1), Floats(2, 3, 2))),
        new("a batch of one", f => f(Floats(1, 4, 3), Floats(1, 4, 4))),
        new("five rows, one neuron", f => f(Floats(5, 1, 5), Floats(5, 1, 6))),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("The output gradient comes back unchanged, as if every slope were 1. What about negative inputs?", (x, g) => g * 1),
        new("For negative inputs nothing comes through. That is the plain ReLU; the leaky one lets a fifth pass.",
            (x, g) => Each(x, g, (v, o) => v > 0 ? o : 0)),
        new("Those are the slopes alone. The chain rule multiplies them by the gradient that arrives.",
            (x, g) => Each(x, g, (v, o) => v > 0 ? 1 : 0.2f)),
        new("The sign of the gradient decides in your function. It should be the sign of the input.",
            (x, g) => Each(x, g, (v, o) => o > 0 ? o : 0.2f * o)),
        new("You sent the gradient forward: multiplied by the output instead of by the slope.",
            (x, g) => Each(x, g, (v, o) => o * (v > 0 ? v : 0.2f * v))),
        new("The two slopes are exchanged.", (x, g) => Each(x, g, (v, o) => v > 0 ? 0.2f * o : o)),
        new("For negative inputs the slope is 0.2, not −0.2: the output still rises when the input does.",
            (x, g) => Each(x, g, (v, o) => v > 0 ? o : -0.2f * o)),
        new("That is the value of the leaky ReLU, on its way forward. Its slope is asked, times the output gradient.",
            (x, g) => Each(x, g, (v, o) => v > 0 ? v : 0.2f * v)),
        new("For negative inputs 0.2 is added or stands alone; the gradient is multiplied by 0.2 there.",
            (x, g) => Each(x, g, (v, o) => v > 0 ? o : 0.2f)),
        new("You multiplied by the input where its slope belongs: 1 or 0.2.", (x, g) => x * g),
        new("Yours has a slope of 0.01 for negative inputs, as is common elsewhere. Here it is 0.2.",
            (x, g) => Each(x, g, (v, o) => v > 0 ? o : 0.01f * o)),
    ];

    // <solution>
    private static Tensor LeakyReluGrad(Tensor input, Tensor outputGrad)
    {
        var (x, g) = (input.ToArray(), outputGrad.ToArray());
        var grad = x.Select((value, i) => value > 0 ? g[i] : 0.2f * g[i]).ToArray();
        return Tensor.FromArray(grad, input.Shape);
    }
    // </solution>

    private static Tensor Each(Tensor x, Tensor g, Func<float, float, float> f) =>
        Tensor.FromArray(x.ToArray().Zip(g.ToArray(), f).ToArray(), x.Shape);
}
