using DeepLearning.Autograd;
using DeepLearning.Exercises.Checking;
using DeepLearning.Tensors;

namespace DeepLearning.Exercises.Chapter07;

using Answer = Func<Tensor, Tensor, Tensor, float, int, Tensor>;

internal sealed class E07_5 : Definition<Answer>
{
    public override string Id => "07.5";
    public override string Title => "Find the bug: a loop that trains, but not by its gradient";
    public override string Signature => "Tensor TrainLoop(Tensor weights, Tensor x, Tensor y, float rate, int steps)";
    public override string Praise => "Right: every step follows the gradient of its own loss, and the tensor that came in is left alone.";
    public override IReadOnlyList<string> Axes => ["features", "outputs"];

    public override IReadOnlyList<string> Hints =>
    [
        "Compare the gradient that the second step uses with a central difference of the loss at the second step's weights.",
        "Which gradient is still in w.Grad when the second step calls Backward?",
        "Gradients add up from one backward pass to the next: w.Grad?.Fill(0) before each Backward.",
    ];

    public override string Explanation =>
        "Backward adds to the gradient that is there. Without setting it to zero, each step follows the sum of all gradients so far: a " +
        "momentum that never fades, which trains for a while and then overshoots.";

    public override Answer Right => TrainLoop;

    public override IReadOnlyList<TestCase<Answer>> Cases => [Case("one step", 1), Case("two steps", 2), Case("five steps", 5)];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("The first step is right, the later ones are not: they still carry the gradients of the steps before. What must happen " +
            "before each Backward?",
            (weights, x, y, rate, steps) => Run(weights, x, y, rate, steps, (p, t) => (p - t).Square().Mean(), zero: false)),
        new("You sum the squared errors; the loss of this loop is their mean.",
            (weights, x, y, rate, steps) => Run(weights, x, y, rate, steps, (p, t) => (p - t).Square().Sum(), zero: true)),
        new("The weights move uphill: subtract the gradient.",
            (weights, x, y, rate, steps) => Run(weights, x, y, -rate, steps, (p, t) => (p - t).Square().Mean(), zero: true)),
        new("The weights come back as they went in. Either you return the old ones, or the gradient is set to zero between Backward " +
            "and the step, so that every step is 0: set it to zero before Backward.",
            (weights, _, _, _, _) => weights.Clone()),
        new("w = w − rate · w.Grad makes a new tensor, made from the old one; its own Grad is null. Move the tensor itself: " +
            "w.AddInPlace(w.Grad!, -rate).",
            NewTensor),
        new("Only one step is taken, whatever 'steps' says.",
            (weights, x, y, rate, _) => Run(weights, x, y, rate, 1, (p, t) => (p - t).Square().Mean(), zero: true)),
        new("One step too many is taken.",
            (weights, x, y, rate, steps) => Run(weights, x, y, rate, steps + 1, (p, t) => (p - t).Square().Mean(), zero: true)),
        new("The rate is missing: the step is the whole gradient.",
            (weights, x, y, rate, steps) => Run(weights, x, y, 1, steps, (p, t) => (p - t).Square().Mean(), zero: true)),
    ];

    private static TestCase<Answer> Case(string name, int steps) => new(name, f => f(
        Tensor.FromArray([0.5f, -1, 2, 0.1f], [2, 2]), Tensor.FromArray([1, 2, -1, 0.5f, 3, 1], [3, 2]),
            Tensor.FromArray([1, 0, 2, -1, 0, 1], [3, 2]), 0.05f, steps).Detach(), 3);

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

    private static Tensor NewTensor(Tensor weights, Tensor x, Tensor y, float rate, int steps)
    {
        var w = weights.Clone();
        w.RequiresGrad = true;
        for (var step = 0; step < steps; step++)
        {
            (x.MatMul(w) - y).Square().Mean().Backward();
            w = w - rate * w.Grad!;
        }
        return w;
    }

    // <solution>
    private static Tensor TrainLoop(Tensor weights, Tensor x, Tensor y, float rate, int steps)
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
