using DeepLearning.Exercises.Checking;
using DeepLearning.Tensors;

namespace DeepLearning.Exercises.Chapter04;

using Answer = Func<Tensor, Tensor, Tensor>;

internal sealed class E04_8 : Definition<Answer>
{
    public override string Id => "04.8";
    public override string Title => "Challenge: the gradient of a normalised error";
    public override string Signature => "Tensor NormalizedErrorGrad(Tensor prediction, Tensor target)";
    public override string Praise => "Right, and better than the published code, which forgets that every output of a row takes part in the sum.";
    public override IReadOnlyList<string> Axes => ["batch", "classes"];

    public override IReadOnlyList<string> Hints =>
    [
        "Two machines in a row: first q = p / s with s = Σ p of the row, then the squared error of q. You know the gradient with respect to q: g = 2 (q − t) / N.",
        "p_j moves q_j directly, by 1/s. It also moves s, and with it every q_i of the row, by −q_i / s. Where paths meet, gradients add.",
        "So dL/dp_j = (g_j − Σ_i g_i q_i) / s: one number for each row is subtracted from g, and all is divided by s.",
    ];

    public override string Explanation =>
        "dq_i/dp_j = (δ_ij − q_i) / s. Adding up the paths from p_j to all q_i of its row gives (g_j − Σ g_i q_i) / s. The sum is the same for the whole row.";

    public override Answer Right => NormalizedErrorGrad;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        Case("one row", [0.5f, 0.8f, 0.3f], [0, 1, 0], 1),
        Case("three rows", [0.5f, 0.8f, 0.3f, 0.9f, 0.2f, 0.4f, 0.1f, 0.6f, 0.6f], [0, 1, 0, 1, 0, 0, 0, 0, 1], 3),
        Case("two classes", [0.5f, 2, 0.3f, 0.4f, 1, 0.25f, 0.7f, 0.9f], [1, 0, 0, 1, 0, 1, 1, 0], 4),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("This is the published gradient: it stops at q = p / s, as if q were what training moves. Go on through the division, back to p.", (p, t) => G(p, t)),
        new("You ignored the normalisation altogether: this is the gradient of the plain squared error.", (p, t) => (p - t) * (2f / p.Shape[0])),
        new("One path is missing: p_j also moves the sum s, and with it every q of the row.", (p, t) => G(p, t) / S(p)),
        new("Both paths are there, but the factor 1/s is missing.", (p, t) => G(p, t) - Dot(p, t)),
        new("The two paths have different signs: a larger sum makes every q smaller. Subtract the second one.", (p, t) => (G(p, t) + Dot(p, t)) / S(p)),
        new("The second path is a sum over the whole row: you took only the term of the entry itself.", (p, t) => (G(p, t) - G(p, t) * (p / S(p))) / S(p)),
        new("You divided by s twice. 1/s stands in front of both paths once.", (p, t) => (G(p, t) - Dot(p, t)) / S(p) / S(p)),
        new("The sum runs down the columns. Each row is an image of its own: sum along axis 1.", (p, t) => Down(p, t)),
    ];

    private static TestCase<Answer> Case(string name, float[] prediction, float[] target, int rows) =>
        new(name, f => f(Tensor.FromArray(prediction, [rows, prediction.Length / rows]), Tensor.FromArray(target, [rows, target.Length / rows])), rows);

    private static Tensor S(Tensor p) => p.Sum(1, keepAxis: true);

    private static Tensor G(Tensor p, Tensor t) => (p / S(p) - t) * (2f / p.Shape[0]);

    private static Tensor Dot(Tensor p, Tensor t) => (G(p, t) * (p / S(p))).Sum(1, keepAxis: true);

    private static Tensor Down(Tensor p, Tensor t)
    {
        var s = p.Sum(0, keepAxis: true);
        var g = (p / s - t) * (2f / p.Shape[0]);
        return (g - (g * (p / s)).Sum(0, keepAxis: true)) / s;
    }

    // <solution>
    private static Tensor NormalizedErrorGrad(Tensor prediction, Tensor target)
    {
        var sum = prediction.Sum(1, keepAxis: true);
        var q = prediction / sum;
        var g = (q - target) * (2f / prediction.Shape[0]);
        return (g - (g * q).Sum(1, keepAxis: true)) / sum;
    }
    // </solution>
}
