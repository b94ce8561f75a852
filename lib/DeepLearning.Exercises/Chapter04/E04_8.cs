using DeepLearning.Exercises.Checking;
using DeepLearning.Tensors;

namespace DeepLearning.Exercises.Chapter04;

using Answer = Func<Tensor, Tensor, Tensor>;

internal sealed class E04_8 : Definition<Answer>
{
    public override string Id => "04.8";
    public override string Title => "Challenge: the gradient of a direction";
    public override string Signature => "Tensor DirectionErrorGrad(Tensor prediction, Tensor target)";
    public override string Praise =>
        "Right. Along its own row the gradient has no part left: making a row longer does not change its direction.";
    public override IReadOnlyList<string> Axes => ["batch", "classes"];

    public override IReadOnlyList<string> Hints =>
    [
        "Two machines in a row: first q = p / ‖p‖ with ‖p‖ = √Σ p² of the row, then the squared error of q. You know the gradient with " +
            "respect to q: g = 2 (q − t) / N.",
        "p_j moves q_j directly, by 1/‖p‖. It also moves the length, by p_j / ‖p‖ = q_j, and with it every q_i of the row, by −q_i / " +
            "‖p‖. Where paths meet, gradients add.",
        "So dL/dp_j = (g_j − q_j Σ_i g_i q_i) / ‖p‖: the sum runs along the row, and each entry subtracts its own share q_j of it.",
    ];

    public override string Explanation =>
        "dq_i/dp_j = (δ_ij − q_i q_j) / ‖p‖. Adding up the paths from p_j to all q_i of its row gives (g_j − q_j Σ g_i q_i) / ‖p‖: " +
        "what g has along q is taken out.";

    public override Answer Right => DirectionErrorGrad;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        Case("one row", [0.5f, 0.8f, -0.3f], [0, 1, 0], 1),
        Case("three rows", [0.5f, 0.8f, 0.3f, 0.9f, -0.2f, 0.4f, 0.1f, 0.6f, 0.6f], [0, 1, 0, 1, 0, 0, 0, 0, 1], 3),
        Case("two classes", [0.5f, 2, 0.3f, 0.4f, -1, 0.25f, 0.7f, 0.9f], [1, 0, 0, 1, 0, 1, 1, 0], 4),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Your gradient stops at q = p / ‖p‖, as if q were what training moves. Go on through the division, back to p.",
            (p, t) => G(p, t)),
        new("You ignored the normalisation altogether: this is the gradient of the plain squared error.",
            (p, t) => (p - t) * (2f / p.Shape[0])),
        new("One path is missing: p_j also moves the length, and with it every q of the row.", (p, t) => G(p, t) / Length(p)),
        new("Both paths are there, but the factor 1/‖p‖ is missing.", (p, t) => G(p, t) - Q(p) * Dot(p, t)),
        new("The two paths have different signs: a greater length makes every q smaller. Subtract the second one.",
            (p, t) => (G(p, t) + Q(p) * Dot(p, t)) / Length(p)),
        new("The second path forgets the factor q_j: an entry moves the length only as far as it has a share in it.",
            (p, t) => (G(p, t) - Dot(p, t)) / Length(p)),
        new("The second path is a sum over the whole row: you took only the term of the entry itself.",
            (p, t) => (G(p, t) - Q(p) * G(p, t) * Q(p)) / Length(p)),
        new("You divided by the length twice. 1/‖p‖ stands in front of both paths once.",
            (p, t) => (G(p, t) - Q(p) * Dot(p, t)) / Length(p) / Length(p)),
        new("p where q belongs, in the second path: divide it by the length first.",
            (p, t) => (G(p, t) - p * (G(p, t) * p).Sum(1, keepAxis: true)) / Length(p)),
        new("That is the gradient of exercise 03.5, where a row is divided by its sum. Here it is divided by its length.",
            (p, t) => Through(p, t, p.Sum(1, keepAxis: true), (q, along) => along)),
        new("The root is missing: the length is √Σ p².",
            (p, t) => Through(p, t, p.Square().Sum(1, keepAxis: true), (q, along) => q * along)),
        new("The lengths run down the columns. Each row is an image of its own: sum along axis 1.", Down),
    ];

    private static TestCase<Answer> Case(string name, float[] prediction, float[] target, int rows) =>
        new(name, f => f(Tensor.FromArray(prediction, [rows, prediction.Length / rows]),
            Tensor.FromArray(target, [rows, target.Length / rows])), rows);

    private static Tensor Length(Tensor p) => p.Square().Sum(1, keepAxis: true).Sqrt();

    private static Tensor Q(Tensor p) => p / Length(p);

    private static Tensor G(Tensor p, Tensor t) => (Q(p) - t) * (2f / p.Shape[0]);

    private static Tensor Dot(Tensor p, Tensor t) => (G(p, t) * Q(p)).Sum(1, keepAxis: true);

    private static Tensor Through(Tensor p, Tensor t, Tensor s, Func<Tensor, Tensor, Tensor> second)
    {
        var q = p / s;
        var g = (q - t) * (2f / p.Shape[0]);
        return (g - second(q, (g * q).Sum(1, keepAxis: true))) / s;
    }

    private static Tensor Down(Tensor p, Tensor t)
    {
        var length = p.Square().Sum(0, keepAxis: true).Sqrt();
        var g = (p / length - t) * (2f / p.Shape[0]);
        return (g - p / length * (g * (p / length)).Sum(0, keepAxis: true)) / length;
    }

    // <solution>
    private static Tensor DirectionErrorGrad(Tensor prediction, Tensor target)
    {
        var length = prediction.Square().Sum(1, keepAxis: true).Sqrt();
        var q = prediction / length;
        var g = (q - target) * (2f / prediction.Shape[0]);
        return (g - q * (g * q).Sum(1, keepAxis: true)) / length;
    }
    // </solution>
}
