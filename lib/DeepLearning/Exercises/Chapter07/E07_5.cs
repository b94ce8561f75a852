using DeepLearning.Autograd;
using DeepLearning.Exercises.Checking;
using DeepLearning.Tensors;

namespace DeepLearning.Exercises.Chapter07;

using Answer = Func<Tensor, Tensor, Tensor, float, int, Tensor>;

internal sealed class E07_5 : Definition<Answer>
{
    public override string Id => "07.5";
    public override string Title => "Find the bug: a loop that trains, but not by its gradient";
    public override string Signature => "Tensor Train(Tensor weights, Tensor x, Tensor y, float rate, int steps)";
    public override string Praise => "Right: every step follows the gradient of its own loss, and the tensor that came in is left alone.";
    public override IReadOnlyList<string> Axes => ["features", "outputs"];

    public override IReadOnlyList<string> Hints =>
    [
        "Compare the gradient that the second step uses with a central difference of the loss at the second step's weights.",
        "Which gradient is still in w.Grad when the second step calls Backward?",
        "Gradients add up from one backward pass to the next: w.Grad?.Fill(0) before each Backward.",
    ];

    public override string Explanation =>
        "Backward adds to the gradient that is there. Without setting it to zero, each step follows the sum of all gradients so far: a momentum that never fades, which trains for a while and then overshoots.";

    public override Answer Right => Train;

    public override IReadOnlyList<TestCase<Answer>> Cases => [Case("one step", 1), Case("two steps", 2), Case("five steps", 5)];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("The first step is right, the later ones are not: they still carry the gradients of the steps before. What must happen before each Backward?",
            (weights, x, y, rate, steps) => Run(weights, x, y, rate, steps, (p, t) => (p - t).Square().Mean(), zero: false)),
        new("You sum the squared errors; the loss of this loop is their mean.", (weights, x, y, rate, steps) => Run(weights, x, y, rate, steps, (p, t) => (p - t).Square().Sum(), zero: true)),
        new("The weights move uphill: subtract the gradient.", (weights, x, y, rate, steps) => Run(weights, x, y, -rate, steps, (p, t) => (p - t).Square().Mean(), zero: true)),
        new("The weights come back as they went in. Return the ones that you trained.", (weights, _, _, _, _) => weights.Clone()),
    ];

    private static TestCase<Answer> Case(string name, int steps) => new(name, f => f(
        Tensor.FromArray([0.5f, -1, 2, 0.1f], [2, 2]), Tensor.FromArray([1, 2, -1, 0.5f, 3, 1], [3, 2]), Tensor.FromArray([1, 0, 2, -1, 0, 1], [3, 2]), 0.05f, steps).Detach(), 3);

    private static Tensor Run(Tensor weights, Tensor x, Tensor y, float rate, int steps, Func<Tensor, Tensor, Tensor> loss, bool zero)
    {
        var w = weights.Clone();
        w.RequiresGrad = true;
        for (var step = 0; step < steps; step++)
        {
            if (zero) w.Grad?.Fill(0);
            loss(x.MatMul(w), y).Backward();
            w.AddInPlace(w.Grad!, -rate);
        }
        return w;
    }

    // <solution>
    private static Tensor Train(Tensor weights, Tensor x, Tensor y, float rate, int steps)
    {
        var w = weights.Clone();
        w.RequiresGrad = true;
        for (int step = 0; step < steps; step++)
        {
            w.Grad?.Fill(0);                                  // the line that was missing
            (x.MatMul(w) - y).Square().Mean().Backward();
            w.AddInPlace(w.Grad!, -rate);
        }
        return w;
    }
    // </solution>
}
