using DeepLearning.Exercises.Checking;
using DeepLearning.Tensors;
using static DeepLearning.Exercises.Checking.Inputs;

namespace DeepLearning.Exercises.Chapter03;

using Answer = Func<Tensor, Tensor, Tensor, Tensor, (Tensor X, Tensor W, Tensor B)>;

internal sealed class E03_4 : Definition<Answer>
{
    public override string Id => "03.4";
    public override string Title => "A whole layer, backward";
    public override string Signature => "(Tensor X, Tensor W, Tensor B) DenseBackward(Tensor x, Tensor w, Tensor b, Tensor outputGrad)";
    public override string Praise => "Right: three gradients, each in the shape of what it belongs to. That is all that MyDense knew.";
    public override IReadOnlyList<string> Parts => ["dX", "dW", "db"];

    public override IReadOnlyList<string> AxesOf(string part) => part switch
    {
        "dX" => ["batch", "features"],
        "dW" => ["features", "neurons"],
        _ => ["one row", "neurons"],
    };

    public override IReadOnlyList<string> Hints =>
    [
        "Three operations: weigh, add, bend. The way back takes them in reverse; what does each do to the gradient that arrives?",
        "Bend: multiply by y (1 − y), where y is the layer's output. Add: db is the sum down the rows, with the shape [1, neurons].",
        "With n = outputGrad * y * (1 − y): dX = n · Wᵀ, dW = Xᵀ · n, db = n.Sum(axis: 0, keepAxis: true).",
    ];

    public override string Explanation =>
        "The gradient passes the sigmoid first; what is left, n, is the output gradient of the weighted sum. From there it goes to the " +
        "input, to the weights and, added up over the rows, to the biases.";

    public override Answer Right => DenseBackward;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("two rows, three features, four neurons", f => f(Floats(2, 3, 1), Floats(3, 4, 2), Floats(1, 4, 3), Floats(2, 4, 4)), 2),
        new("five rows, two features, one neuron", f => f(Floats(5, 2, 5), Floats(2, 1, 6), Floats(1, 1, 7), Floats(5, 1, 8)), 5),
        new("a batch of one", f => f(Floats(1, 3, 9), Floats(3, 2, 10), Floats(1, 2, 11), Floats(1, 2, 12)), 1),
        new("everything square", f => f(Floats(3, 3, 13), Floats(3, 3, 14), Floats(1, 3, 15), Floats(3, 3, 16)), 3),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("The gradient must pass the sigmoid before it reaches the weights: multiply by y (1 − y) first.",
            (x, w, b, g) => Back(x, w, g)),
        new("You multiplied by y where the slope y (1 − y) belongs.", (x, w, b, g) => Back(x, w, g * Y(x, w, b))),
        new("You multiplied by 1 − y only: the slope is y (1 − y).", (x, w, b, g) => Back(x, w, g * (1 - Y(x, w, b)))),
        new("The slope is taken at the sigmoid's input, as n (1 − n). It is y (1 − y), with the output y.",
            (x, w, b, g) => Back(x, w, g * N(x, w, b) * (1 - N(x, w, b)))),
        new("The bias is missing on the way forward: y = σ(XW + b).", (x, w, b, g) => Back(x, w, g * Slope(x.MatMul(w)))),
        new("That is the slope alone: the output gradient, which carries all that happens behind this layer, has been left out.",
            (x, w, b, g) => Back(x, w, Slope(N(x, w, b)))),
        new("db: the biases move all rows, so sum down the column. You have one number for each row and neuron.",
            (x, w, b, g) => With(x, w, b, g, db: n => n)),
        new("db is a mean over the rows. A bias reaches the loss through every row, so its effects add up.",
            (x, w, b, g) => With(x, w, b, g, db: n => n.Mean(axis: 0, keepAxis: true))),
        new("db is summed along the wrong axis: across the neurons instead of down the rows.",
            (x, w, b, g) => With(x, w, b, g, db: n => n.Sum(axis: 1, keepAxis: true))),
        new("db has lost an axis. Keep it (keepAxis: true), so that it has the shape of b.",
            (x, w, b, g) => With(x, w, b, g, db: n => n.Sum(axis: 0))),
        new("db took the gradient that arrives at the layer. The sigmoid lies between it and the bias.",
            (x, w, b, g) => With(x, w, b, g, db: _ => g.Sum(axis: 0, keepAxis: true))),
        new("db is only the last row: it was overwritten where it should be added to.",
            (x, w, b, g) => With(x, w, b, g, db: n => n.Rows(n.Shape[0] - 1, n.Shape[0]))),
        new("dW is divided by the number of rows. If the loss is a mean, the output gradient contains 1/N already.",
            (x, w, b, g) => With(x, w, b, g, dw: n => x.MatMul(n, transposeThis: true) / x.Shape[0])),
        new("dW lies on its side: Xᵀ · n, not nᵀ · X.", (x, w, b, g) => With(x, w, b, g, dw: n => n.MatMul(x, transposeThis: true))),
        new("dW: X has to be transposed. Only square matrices hide it.", (x, w, b, g) => With(x, w, b, g, dw: n => x.MatMul(n))),
        new("dX: W has to be transposed. Only square matrices hide it.", (x, w, b, g) => With(x, w, b, g, dx: n => n.MatMul(w))),
        new("The slope of the sigmoid is taken twice: with the output y in hand it is y (1 − y), once.",
            (x, w, b, g) => Back(x, w, g * Y(x, w, b) * (1 - Y(x, w, b)) * (1 - Y(x, w, b) * (1 - Y(x, w, b))))),
        new("dW took the gradient that arrives at the layer. The sigmoid lies between it and the weights.",
            (x, w, b, g) => With(x, w, b, g, dw: _ => x.MatMul(g, transposeThis: true))),
        new("dX took the gradient that arrives at the layer. The sigmoid lies between it and the input.",
            (x, w, b, g) => With(x, w, b, g, dx: _ => g.MatMul(w, transposeOther: true))),
    ];

    // <solution>
    private static (Tensor X, Tensor W, Tensor B) DenseBackward(Tensor x, Tensor w, Tensor b, Tensor outputGrad)
    {
        var y = (x.MatMul(w) + b).Sigmoid();
        var n = outputGrad * y * (1 - y);                               // through the bend
        return (n.MatMul(w, transposeOther: true),
                x.MatMul(n, transposeThis: true),
                n.Sum(axis: 0, keepAxis: true));
    }
    // </solution>

    private static Tensor N(Tensor x, Tensor w, Tensor b) => x.MatMul(w) + b;

    private static Tensor Y(Tensor x, Tensor w, Tensor b) => N(x, w, b).Sigmoid();

    private static Tensor Slope(Tensor n) => n.Sigmoid() * (1 - n.Sigmoid());

    private static (Tensor, Tensor, Tensor) Back(Tensor x, Tensor w, Tensor n) =>
        (n.MatMul(w, transposeOther: true), x.MatMul(n, transposeThis: true), n.Sum(axis: 0, keepAxis: true));

    private static (Tensor, Tensor, Tensor) With(Tensor x, Tensor w, Tensor b, Tensor g, Func<Tensor, Tensor>? dx = null, Func<Tensor,
        Tensor>? dw = null, Func<Tensor, Tensor>? db = null)
    {
        var n = g * Slope(N(x, w, b));
        var right = DenseBackward(x, w, b, g);
        return (dx is null ? right.X : dx(n), dw is null ? right.W : dw(n), db is null ? right.B : db(n));
    }
}
