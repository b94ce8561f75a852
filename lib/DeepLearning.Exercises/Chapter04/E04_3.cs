using DeepLearning.Exercises.Checking;
using DeepLearning.Tensors;

namespace DeepLearning.Exercises.Chapter04;

using Answer = Func<Tensor, Tensor, float, Tensor>;

internal sealed class E04_3 : Definition<Answer>
{
    public override string Id => "04.3";
    public override string Title => "Cross-entropy at a temperature";
    public override string Signature => "Tensor TemperedGrad(Tensor scores, Tensor targets, float temperature)";
    public override string Praise =>
        "Right: for one row and for many, hot and cold, and for scores so large that a plain softmax overflows.";
    public override IReadOnlyList<string> Axes => ["batch", "classes"];

    public override IReadOnlyList<string> Hints =>
    [
        "Call u = z / T. You know the gradient with respect to u: it is the one of the chapter. How does u move when z moves?",
        "p = softmax(z / T), row by row; dL/du = (p − t) / N; and the chain rule adds du/dz.",
        "du/dz = 1 / T. So: (softmax(z / T) − t) / (N · T), with the maximum of each row subtracted before the powers.",
    ];

    public override string Explanation =>
        "The temperature stands in the formula twice: inside softmax, and once more outside, " +
        "because nudging z by h nudges z / T only by h / T.";

    public override Answer Right => TemperedGrad;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        Case("one row, temperature 2", [2, -1, 0.5f], [0, 0, 1], 1, 2),
        Case("four rows, temperature 2", [2, -1, 0.5f, 0.3f, 1.2f, -0.7f, -2, 0.4f, 1, 0.2f, 0.1f, 0.9f],
            [0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 1, 0], 4, 2),
        Case("three rows, temperature 0.5", [1.5f, -0.5f, -1, 0.7f, 0.1f, -0.4f], [0, 1, 0, 1, 1, 0], 3, 0.5f),
        Case("scores around 1000", [1000, 1001, 998, 500, 501, 503], [1, 0, 0, 0, 0, 1], 2, 2),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Right up to large scores: e^500 is more than a float can hold. Subtract the maximum of each row before taking powers.",
            (z, t, k) => (Naive(z / k) - t) / (z.Shape[0] * k)),
        new("The inner derivative is missing: nudging z by h nudges z / T only by h / T, so the gradient carries one more 1/T.",
            (z, t, k) => (Softmax(z / k) - t) / z.Shape[0]),
        new("You multiplied by T where the chain rule asks for 1/T: z / T moves less than z when T is large.",
            (z, t, k) => (Softmax(z / k) - t) * (k / z.Shape[0])),
        new("The temperature is missing inside softmax: the probabilities are those of z / T.",
            (z, t, k) => (Softmax(z) - t) / (z.Shape[0] * k)),
        new("The temperature is missing altogether: this is the gradient for T = 1.", (z, t, k) => (Softmax(z) - t) / z.Shape[0]),
        new("You multiplied the scores by T. A high temperature makes them smaller: z / T.",
            (z, t, k) => (Softmax(z * k) - t) / (z.Shape[0] * k)),
        new("The mean over the batch and the inner derivative are both missing: divide by N and by T.", (z, t, k) => Softmax(z / k) - t),
        new("You divided by the number of entries, rows times classes. The mean goes over the rows only.",
            (z, t, k) => (Softmax(z / k) - t) / (z.Size * k)),
        new("You divided by the number of classes. The mean goes over the rows of the batch.",
            (z, t, k) => (Softmax(z / k) - t) / (z.Shape[1] * k)),
        new("Softmax is forgotten: scores minus targets is the gradient of a squared error. Turn the scores into probabilities first.",
            (z, t, k) => (z / k - t) / (z.Shape[0] * k)),
        new("You took the sigmoid of each score. With softmax the probabilities of a row share one sum.",
            (z, t, k) => ((z / k).Sigmoid() - t) / (z.Shape[0] * k)),
        new("Your softmax runs down the columns. The classes of one image stand in a row: sum along axis 1.",
            (z, t, k) => (Softmax((z / k).Transpose()).Transpose() - t) / (z.Shape[0] * k)),
        new("Your softmax takes all rows together. Each row is an image of its own and sums to 1.",
            (z, t, k) => (Softmax((z / k).Reshape(1, z.Size)).Reshape(z.Shape[0], z.Shape[1]) - t) / (z.Shape[0] * k)),
        new("You multiplied by the slope p(1 − p) once more. Softmax is already contained in p − t.",
            (z, t, k) => Slope(Softmax(z / k), t) / (z.Shape[0] * k)),
        new("The targets are missing: probabilities alone say nothing about what is right.",
            (z, t, k) => Softmax(z / k) / (z.Shape[0] * k)),
        new("The targets are divided by the temperature as well. Only the scores are.",
            (z, t, k) => (Softmax(z / k) - t / k) / (z.Shape[0] * k)),
    ];

    private static TestCase<Answer> Case(string name, float[] scores, float[] targets, int rows, float temperature) =>
        new(name, f => f(Tensor.FromArray(scores, [rows, scores.Length / rows]), Tensor.FromArray(targets, [rows, scores.Length / rows]),
            temperature), rows);

    private static Tensor Slope(Tensor p, Tensor t) => (p - t) * p * (1 - p);

    private static Tensor Naive(Tensor z) => z.Exp() / z.Exp().Sum(1, keepAxis: true);

    private static Tensor Softmax(Tensor z) => Naive(z - z.Max(1, keepAxis: true));

    // <solution>
    private static Tensor TemperedGrad(Tensor scores, Tensor targets, float temperature)
    {
        var u = scores / temperature;
        var powers = (u - u.Max(1, keepAxis: true)).Exp();
        var p = powers / powers.Sum(1, keepAxis: true);
        return (p - targets) / (scores.Shape[0] * temperature);
    }
    // </solution>
}
