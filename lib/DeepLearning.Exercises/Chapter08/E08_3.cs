using DeepLearning.Exercises.Checking;
using DeepLearning.Tensors;

namespace DeepLearning.Exercises.Chapter08;

using Answer = Func<Tensor, Tensor, int, Tensor>;

internal sealed class E08_3 : Definition<Answer>
{
    public override string Id => "08.3";
    public override string Title => "A walk from one code to another";
    public override string Signature => "Tensor MyWalk(Tensor from, Tensor to, int steps)";
    public override string Praise => "Right: it begins at the first code, ends at the second, and every step is as long as the next.";
    public override IReadOnlyList<string> Axes => ["steps", "numbers"];

    public override IReadOnlyList<string> Hints =>
    [
        "At the beginning you are all first code, at the end all second. In between you are a mixture: how much of which?",
        "Step k of n is a share t = k / (n − 1) of the way. Where are you for t = 0, t = 1 and t = ½?",
        "Put all t into a column [steps, 1]. A column times a row [1, D] is a matrix [steps, D]: (1 - t).MatMul(from) + t.MatMul(to).",
    ];

    public override string Explanation =>
        "A straight line from a to b is (1 − t) a + t b. With n points there are n − 1 steps between them, so t grows by 1 / (n − 1). " +
        "The column [steps, 1] of all t times the row [1, D] of a code gives a matrix [steps, D], one point of the walk in each row.";

    public override Answer Right => MyWalk;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("five points between codes of three numbers", f => f(Inputs.Floats(1, 3, 5), Inputs.Floats(1, 3, 6), 5)),
        new("two points: both ends", f => f(Inputs.Floats(1, 2, 7), Inputs.Floats(1, 2, 8), 2)),
        new("four points, long codes", f => f(Inputs.Floats(1, 5, 9), Inputs.Floats(1, 5, 10), 4)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("The walk stops one step early: n points have n − 1 steps between them.", (a, b, n) => Mixture(a, b, n, k => (float)k / n)),
        new("The walk starts one step late: the first point is the first code itself.", (a, b, n) => Mixture(a, b, n, k => (k + 1f) / n)),
        new("You walk from the second code to the first.", (a, b, n) => Mixture(b, a, n, k => k / (n - 1f))),
        new("You add the second code to the first. As you take on more of the one, give up as much of the other.",
            (a, b, n) => Mixture(Tensor.Zeros(a.Shape), b, n, k => k / (n - 1f)) + a),
        new("k / (steps − 1) of two whole numbers is 0 in C# until the last point. Write k / (steps - 1f).",
            (a, b, n) => Mixture(a, b, n, k => k / (n - 1))),
        new("k / steps of two whole numbers is 0 in C#, so you never leave the first code. Write k / (steps - 1f).",
            (a, b, n) => Mixture(a, b, n, _ => 0)),
        new("Those are the points in between. Both ends are included.", (a, b, n) => Mixture(a, b, n, k => (k + 1f) / (n + 1))),
        new("All points are the middle. The share must grow from 0 to 1.", (a, b, n) => Mixture(a, b, n, _ => 0.5f)),
        new("You multiplied the direction alone: start from the first code and add the share of the way.",
            (a, b, n) => Mixture(Tensor.Zeros(a.Shape), b - a, n, k => k / (n - 1f))),
        new("The points stand in columns. Give one point in each row: [steps, D].", (a, b, n) => MyWalk(a, b, n).Transpose()),
        new("There is one point too many: 'steps' points, both ends included.", (a, b, n) => MyWalk(a, b, n + 1)),
    ];

    private static Tensor Mixture(Tensor from, Tensor to, int steps, Func<int, float> share)
    {
        var t = Tensor.FromArray([.. Enumerable.Range(0, steps).Select(share)], [steps, 1]);
        return (1 - t).MatMul(from) + t.MatMul(to);
    }

    // <solution>
    private static Tensor MyWalk(Tensor from, Tensor to, int steps)
    {
        float[] shares = [.. Enumerable.Range(0, steps).Select(k => k / (steps - 1f))];
        var t = Tensor.FromArray(shares, [steps, 1]);
        return (1 - t).MatMul(from) + t.MatMul(to);
    }
    // </solution>
}
