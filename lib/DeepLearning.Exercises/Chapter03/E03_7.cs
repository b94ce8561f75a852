using DeepLearning.Exercises.Checking;
using DeepLearning.Tensors;
using static DeepLearning.Exercises.Checking.Inputs;

namespace DeepLearning.Exercises.Chapter03;

using Answer = Func<Tensor, Tensor, int, Tensor>;

internal sealed class E03_7 : Definition<Answer>
{
    public override string Id => "03.7";
    public override string Title => "Challenge: one layer, used again and again";
    public override string Signature => "Tensor SharedWeightsGrad(Tensor x, Tensor w, int times)";
    public override string Praise =>
        "Right, for one use and for many. A network that reads a text letter by letter uses its weights just like this; you will meet " +
        "it as recurrent.";
    public override IReadOnlyList<string> Axes => ["features in", "features out"];

    public override IReadOnlyList<string> Hints =>
    [
        "How many paths lead from one entry of W to the loss? What does the chain rule do where paths meet?",
        "Forward: keep every Y. Backward: at each use do as in a dense layer, and ADD what you get for W to what you have.",
        "From the last use to the first: n = g * (1 − y²); dW += (what this use received)ᵀ · n; g = n · Wᵀ.",
    ];

    public override string Explanation =>
        "W is one knob in several places. Each use contributes its own gradient, and they add up; overwriting instead would keep only " +
        "the use that the way back came to last, which is the first.";

    public override Answer Right => SharedWeightsGrad;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("used twice", f => f(Floats(2, 3, 1), Half(3, 2), 2)),
        new("used four times", f => f(Floats(3, 2, 3), Half(2, 4), 4)),
        new("a batch of one, three times", f => f(Floats(1, 3, 5), Half(3, 6), 3)),
        new("used once", f => f(Floats(4, 3, 7), Half(3, 8), 1)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Only the first use counts: on the way back each contribution overwrites the one before. Add them.",
            (x, w, n) => Pieces(x, w, n)[^1]),
        new("Only the last use counts. The gradient goes on, to all the uses before it.", (x, w, n) => Pieces(x, w, n)[0]),
        new("You took the mean of the contributions. Where paths meet, they add.", (x, w, n) => Total(Pieces(x, w, n)) / n),
        new("Every use meets x in your function. Each one meets what it received, the output of the one before.",
            (x, w, n) => Total(Pieces(x, w, n, received: (all, k) => all[0]))),
        new("Each use meets its own output. It should meet what it received.",
            (x, w, n) => Total(Pieces(x, w, n, received: (all, k) => all[k + 1]))),
        new("The slope of tanh is missing: 1 − y².", (x, w, n) => Total(Pieces(x, w, n, slope: y => Tensor.Ones(y.Shape)))),
        new("The slope of tanh is 1 − y², not 1 − y.", (x, w, n) => Total(Pieces(x, w, n, slope: y => 1 - y))),
        new("y (1 − y) is the slope of the sigmoid. That of tanh is 1 − y².", (x, w, n) => Total(Pieces(x, w, n, slope: y => y * (1 - y)))),
        new("On the way back from use to use W has to be transposed. As it is square, nothing complains.",
            (x, w, n) => Total(Pieces(x, w, n, transpose: false))),
        new("You took the last use times the number of uses. Each use has a gradient of its own; add those.",
            (x, w, n) => Pieces(x, w, n)[0] * n),
        new("You divided by the number of rows. L is a sum, so nothing is averaged: no mean over the rows.",
            (x, w, n) => Total(Pieces(x, w, n)) / x.Shape[0]),
        new("You pass W one use too many: it is used 'times' times.", (x, w, n) => Total(Pieces(x, w, n + 1))),
        new("You pass W one use too few: it is used 'times' times.", (x, w, n) => Total([Tensor.Zeros(w.Shape), .. Pieces(x, w, n - 1)])),
    ];

    // <solution>
    private static Tensor SharedWeightsGrad(Tensor x, Tensor w, int times)
    {
        var y = new List<Tensor> { x };
        for (var k = 0; k < times; k++) y.Add(y[^1].MatMul(w).Tanh());

        var (dw, g) = (Tensor.Zeros(w.Shape), Tensor.Ones(y[^1].Shape));
        for (var k = times; k > 0; k--)
        {
            var n = g * (1 - y[k].Square());
            dw.AddInPlace(y[k - 1].MatMul(n, transposeThis: true));     // one more path to W
            g = n.MatMul(w, transposeOther: true);
        }
        return dw;
    }
    // </solution>

    private static Tensor Half(int size, int seed) => Floats(size, size, seed) * 0.6f;

    private static Tensor Total(List<Tensor> pieces) => pieces.Aggregate((a, b) => a + b);

    /// <summary>What each use contributes, the last use first.</summary>
    private static List<Tensor> Pieces(Tensor x, Tensor w, int times, Func<Tensor, Tensor>? slope = null,
        Func<IReadOnlyList<Tensor>, int, Tensor>? received = null, bool transpose = true)
    {
        var (y, pieces) = (new List<Tensor> { x }, new List<Tensor>());
        for (var k = 0; k < times; k++) y.Add(y[^1].MatMul(w).Tanh());
        var g = Tensor.Ones(y[^1].Shape);
        for (var k = times - 1; k >= 0; k--)
        {
            var n = g * (slope is null ? 1 - y[k + 1].Square() : slope(y[k + 1]));
            pieces.Add((received is null ? y[k] : received(y, k)).MatMul(n, transposeThis: true));
            g = n.MatMul(w, transposeOther: transpose);
        }
        return pieces;
    }
}
