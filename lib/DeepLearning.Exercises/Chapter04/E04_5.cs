using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter04;

using Answer = Func<double[], double[], double[], double, double, (double[] Weights, double[] Velocity)>;

internal sealed class E04_5 : Definition<Answer>
{
    public override string Id => "04.5";
    public override string Title => "One step with momentum";
    public override string Signature =>
        "(double[] Weights, double[] Velocity) MomentumStep(double[] weights, double[] gradient, double[] velocity, double rate, " +
        "double momentum)";
    public override string Praise => "Right, with a velocity and without, and with momentum 0, where it is plain gradient descent.";
    public override IReadOnlyList<string> Parts => ["Weights", "Velocity"];

    public override IReadOnlyList<string> Hints =>
    [
        "Two lines: first the velocity, then the weights, for each entry.",
        "The new velocity is momentum times the old one plus rate times the gradient.",
        "The weights move by the new velocity, downhill: w − v. Return both.",
    ];

    public override string Explanation =>
        "The velocity is updated first, so that the newest gradient takes part in this very step; the rate is already inside it.";

    public override Answer Right => MomentumStep;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("from rest", f => f([1, -2], [4, 0.5], [0, 0], 0.1, 0.9)),
        new("already moving", f => f([1, -2, 0.5], [4, 0.5, -1], [0.2, -0.6, 0.3], 0.1, 0.9)),
        new("momentum 0", f => f([1, -2], [4, 0.5], [0.2, -0.6], 0.3, 0)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("The weights moved uphill: subtract the velocity.", (w, g, v, r, m) => (Add(w, New(v, g, m, r), 1), New(v, g, m, r))),
        new("You moved by the old velocity. Update it first, so that the newest gradient takes part in this step.",
            (w, g, v, r, m) => (Add(w, v, -1), New(v, g, m, r))),
        new("The rate is missing: the velocity gains rate times the gradient.",
            (w, g, v, r, m) => (Add(w, New(v, g, m, 1), -1), New(v, g, m, 1))),
        new("The rate counts twice: it is already in the velocity when the weights move.",
            (w, g, v, r, m) => (Add(w, New(v, g, m, r), -r), New(v, g, m, r))),
        new("You scaled the whole velocity by the rate when moving (as PyTorch does). Here the rate belongs to the gradient that " +
            "enters the velocity.",
            (w, g, v, r, m) => (Add(w, New(v, g, m, 1), -r), New(v, g, m, 1))),
        new("You weighed the new gradient by 1 − momentum, which makes an average of the gradients. Momentum adds them up.",
            (w, g, v, r, m) => (Add(w, New(v, g, m, r * (1 - m)), -1), New(v, g, m, r * (1 - m)))),
        new("The velocity is subtracted from the gradient's part: both push in the same direction, so add them.",
            (w, g, v, r, m) => (Add(w, New(v, g, -m, r), -1), New(v, g, -m, r))),
        new("The old velocity is forgotten: this is plain gradient descent.", (w, g, v, r, m) => (Add(w, g, -r), New(v, g, 0, r))),
        new("The weights are right, but you return the old velocity: the next step would forget this gradient.",
            (w, g, v, r, m) => (Add(w, New(v, g, m, r), -1), v)),
        new("The velocity is right, but the weights did not move.", (w, g, v, r, m) => (w, New(v, g, m, r))),
        new("The decay of momentum is forgotten: the old velocity counts only 'momentum' times.",
            (w, g, v, r, m) => (Add(w, New(v, g, 1, r), -1), New(v, g, 1, r))),
        new("Here the velocity points uphill, as the gradient does, and is subtracted; yours has the other sign.",
            (w, g, v, r, m) => (Add(w, New(v, g, m, -r), 1), New(v, g, m, -r))),
        new("The rate and the momentum are exchanged.", (w, g, v, r, m) => (Add(w, New(v, g, r, m), -1), New(v, g, r, m))),
        new("The gradient is multiplied by the momentum as well. Only the old velocity is.",
            (w, g, v, r, m) => (Add(w, New(v, g, m, m * r), -1), New(v, g, m, m * r))),
    ];

    private static double[] New(double[] velocity, double[] gradient, double momentum, double rate) =>
        Add(Add(new double[velocity.Length], velocity, momentum), gradient, rate);

    private static double[] Add(double[] a, double[] b, double scale) => [.. a.Zip(b, (x, y) => x + scale * y)];

    // <solution>
    private static (double[] Weights, double[] Velocity) MomentumStep(double[] weights, double[] gradient, double[] velocity, double rate, double momentum)
    {
        var newVelocity = velocity.Zip(gradient, (v, g) => momentum * v + rate * g).ToArray();
        var newWeights = weights.Zip(newVelocity, (w, v) => w - v).ToArray();
        return (newWeights, newVelocity);
    }
    // </solution>
}
