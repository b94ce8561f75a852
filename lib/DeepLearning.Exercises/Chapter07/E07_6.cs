using DeepLearning.Autograd;
using DeepLearning.Exercises.Checking;
using DeepLearning.Tensors;

namespace DeepLearning.Exercises.Chapter07;

using Answer = Func<Tensor, Tensor>;

internal sealed class E07_6 : Definition<Answer>
{
    public override string Id => "07.6";
    public override string Title => "Challenge: softmax out of the tensor's own operations";
    public override string Signature => "Tensor SoftmaxOf(Tensor logits)";
    public override string Praise => "Right: rows sum to 1, a thousand does not overflow, and the gradient comes for free.";
    public override IReadOnlyList<string> Parts => ["softmax", "gradient", "whether the library's softmax did it"];
    public override IReadOnlyList<string> AxesOf(string part) => part == Parts[2] ? [] : ["rows", "classes"];

    public override IReadOnlyList<string> Hints =>
    [
        "e to the power of each logit, divided by the sum of its row. Which axis is a row's?",
        "e¹⁰⁰⁰ is infinite. Softmax does not change when you subtract the same number from a whole row: which number keeps every " +
            "exponent at 0 or below?",
        "var shifted = logits - logits.Max(1, keepAxis: true); then shifted.Exp() / shifted.Exp().Sum(1, keepAxis: true).",
    ];

    public override string Explanation =>
        "Subtracting the row's maximum changes nothing, because it divides numerator and denominator by the same factor, but keeps " +
        "every exponent at 0 or below. As all operations are recorded, autograd differentiates the whole.";

    public override Answer Right => SoftmaxOf;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        Case("two rows of three classes", [1, 2, 3, 0, -1, 0.5f], 2),
        Case("one row", [0.2f, -0.7f, 1.5f], 1),
        Case("logits around a thousand", [1000, 1001, 998, -1000, -1001, -999], 2),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("It overflows for large logits: e¹⁰⁰⁰ is infinite, and infinity divided by infinity is not a number. Subtract something " +
            "from each row first.", x => x.Exp() / x.Exp().Sum(1, keepAxis: true)),
        new("You sum down the columns. Softmax is taken over each row: axis 1.", x => Of(x, 0)),
        new("You divide by the sum of everything; each row has a sum of its own.",
            x => { var e = (x - x.Max(1, keepAxis: true)).Exp(); return e / (Tensor.Zeros([1, 1]) + e.Sum().Reshape(1, 1)); }),
        new("Shares of the raw logits may be negative. Take the exponential first.", x => x / x.Sum(1, keepAxis: true)),
        new("Those are the exponentials; divide by the sum of each row, so that it becomes 1.", x => (x - x.Max(1, keepAxis: true)).Exp()),
        new("That is the library's own softmax. The exercise is to build it out of Max, Exp, Sum and the division.", Functional.Softmax),
        new("You pass the logits through the library's softmax first, and then through yours: softmax of softmax.",
            x => SoftmaxOf(Functional.Softmax(x))),
        new("You pass the logits through your softmax twice.", x => SoftmaxOf(SoftmaxOf(x))),
        new("The numbers are right, but the way back is cut: ToArray, Detach or FromArray leave the record. Use the tensor's own " +
            "operations only.",
            x => SoftmaxOf(x).Detach()),
        new("Those are the logarithms of softmax.", x => SoftmaxOf(x).Log()),
    ];

    private static Tensor Of(Tensor x, int axis)
    {
        var e = (x - x.Max(axis, keepAxis: true)).Exp();
        return e / e.Sum(axis, keepAxis: true);
    }

    private static TestCase<Answer> Case(string name, float[] values, int rows) => new(name, f =>
    {
        var logits = Tensor.FromArray(values, [rows, 3]);
        logits.RequiresGrad = true;
        var result = f(logits);
        if (result.Shape != logits.Shape || !result.RequiresGrad) return (result.Detach(), Tensor.Zeros(logits.Shape), false);
        var borrowed = result.Node is { } node && Borrows(node);
        result.Backward(Tensor.FromArray([.. values.Select((_, i) => (float)Math.Sin(i + 1))], logits.Shape));
        return (result.Detach(), logits.Grad!, borrowed);
    }, rows);

    private static bool Borrows(GradientNode node) => node.Operation == "Softmax"
        || node.Inputs.Any(input => input.Node is { } before && Borrows(before));

    // <solution>
    private static Tensor SoftmaxOf(Tensor logits)
    {
        var powers = (logits - logits.Max(1, keepAxis: true)).Exp();
        return powers / powers.Sum(1, keepAxis: true);
    }
    // </solution>
}
