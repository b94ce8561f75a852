using DeepLearning.Exercises.Checking;
using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Exercises.Chapter06;

using Answer = Func<Tensor, Tensor, Tensor, Tensor>;

internal sealed class E06_4 : Definition<Answer>
{
    public override string Id => "06.4";
    public override string Title => "One node back";
    public override string Signature => "Tensor StateGrad(Tensor grad, Tensor after, Tensor wh)";
    public override string Praise => "Right, for one row and for several: first back through tanh, then back through the product.";

    public override IReadOnlyList<string> Hints =>
    [
        "The way back meets the operations in reverse: which was the last one on the way forward?",
        "Back through tanh: multiply by its slope, which can be written with its output, 'after'.",
        "Back through h W: the product with W transposed, as in chapter 3. MatMul has a flag for that.",
    ];

    public override string Explanation =>
        "The slope of tanh is 1 − after². What comes out of that is the gradient of the sum, and the sum contains h W, whose gradient " +
        "with respect to h is a product with W transposed.";

    public override IReadOnlyList<string> Axes => ["batch", "hidden"];

    public override Answer Right => StateGrad;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
        [Case("a batch of three", 3, 4, 1), Case("a batch of one", 1, 5, 2), Case("as many rows as units", 4, 4, 3)];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Tanh is missing: on its way back the gradient passes it first, and is multiplied by its slope.",
            (g, _, w) => g.MatMul(w, transposeOther: true)),
        new("Back through h W needs W transposed: unit j's gradient collects from all units that it fed, along row j of W.",
            (g, a, w) => (g * (1 - a.Square())).MatMul(w)),
        new("That is the slope of a sigmoid, y (1 − y). The slope of tanh is 1 − y².",
            (g, a, w) => (g * a * (1 - a)).MatMul(w, transposeOther: true)),
        new("The slope of tanh is 1 − y², not 1 − y.", (g, a, w) => (g * (1 - a)).MatMul(w, transposeOther: true)),
        new("'after' is already the output of tanh; you applied tanh to it again.",
            (g, a, w) => (g * (1 - a.Tanh().Square())).MatMul(w, transposeOther: true)),
        new("The slope of tanh belongs before the product: forward it came last, so backward it comes first.",
            (g, a, w) => g.MatMul(w, transposeOther: true) * (1 - a.Square())),
        new("That is the gradient of the sum inside tanh. One step is left: back through the product with W.",
            (g, a, _) => g * (1 - a.Square())),
        new("The gradient from above is missing: multiply by grad.", (g, a, w) => (1 - a.Square()).MatMul(w, transposeOther: true)),
        new("You sent the state forward: grad passes tanh itself, where its slope belongs.",
            (g, a, w) => (g * a).MatMul(w, transposeOther: true)),
        new("The slope of tanh is 1 − after². The 1 − is missing.", (g, a, w) => (g * a.Square()).MatMul(w, transposeOther: true)),
        new("The factors of the product stand in the wrong order: the sum's gradient comes first, then W transposed.",
            (g, a, w) => w.MatMul(g * (1 - a.Square()), transposeOther: true)),
    ];

    // <solution>
    private static Tensor StateGrad(Tensor grad, Tensor after, Tensor wh)
    {
        var sumGrad = grad * (1 - after.Square());
        return sumGrad.MatMul(wh, transposeOther: true);
    }
    // </solution>

    private static TestCase<Answer> Case(string name, int batch, int hidden, int seed) => new(name, f =>
    {
        var random = new RandomState(seed);
        Tensor Draw(int rows) => Tensor.FromArray(random.Randn(rows, hidden));
        return f(Draw(batch), Draw(batch).Tanh(), Draw(hidden));
    });
}
