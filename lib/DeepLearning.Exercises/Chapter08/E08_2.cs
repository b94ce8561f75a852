using DeepLearning.Exercises.Checking;
using DeepLearning.Tensors;

namespace DeepLearning.Exercises.Chapter08;

using Answer = Func<Tensor, Tensor, Tensor>;

internal sealed class E08_2 : Definition<Answer>
{
    public override string Id => "08.2";
    public override string Title => "Which pictures are rebuilt badly?";
    public override string Signature => "Tensor ErrorOfEach(Tensor originals, Tensor rebuilt)";
    public override string Praise =>
        "Right: one number for each picture, also for a single one. Sort by it, and the strangest digits come first.";
    public override IReadOnlyList<string> Axes => ["pictures"];

    public override IReadOnlyList<string> Hints =>
    [
        "The loss is one number for the whole batch. Here each row keeps its own.",
        "Square the differences as always; then take the mean along the axis of the pixels only.",
        "(rebuilt - originals).Square().Mean(1) drops axis 1 and leaves one number a row.",
    ];

    public override string Explanation =>
        "The mean over all elements is the mean of these numbers. Stop one axis earlier, and you see how the error is spread over the pictures.";

    public override Answer Right => ErrorOfEach;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("three pictures of four pixels", f => f(Inputs.Floats(3, 4, 1), Inputs.Floats(3, 4, 2))),
        new("a single picture", f => f(Inputs.Floats(1, 5, 3), Inputs.Floats(1, 5, 4))),
        new("as many pictures as pixels", f => f(Inputs.Floats(3, 3, 5), Inputs.Floats(3, 3, 6))),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("That is one number for all pictures together. Take the mean along the pixels only: axis 1.",
            (a, b) => (b - a).Square().Mean()),
        new("You averaged over the pictures: that tells which pixels are hard. Average along the other axis.",
            (a, b) => (b - a).Square().Mean(0)),
        new("Those are squared errors of single pixels. Take the mean of each row.", (a, b) => (b - a).Square()),
        new("Differences of both signs cancel. Square them before you take the mean.", (a, b) => (b - a).Mean(1)),
        new("You squared the mean difference; it is the mean of the squares.", (a, b) => (b - a).Mean(1).Square()),
        new("You summed over the pixels. The mean divides by their number.", (a, b) => (b - a).Square().Sum(1)),
        new("You divided by the number of pictures. The mean runs over the pixels of each.",
            (a, b) => (b - a).Square().Sum(1) / a.Shape[0]),
        new("The root is too much: the mean squared error is asked.", (a, b) => (b - a).Square().Mean(1).Sqrt()),
        new("You took the mean of the sizes of the differences. Square them.",
            (a, b) => Tensor.FromArray([.. (b - a).ToArray().Select(MathF.Abs)], a.Shape).Mean(1)),
        new("You kept the axis of the pixels: one number a picture, of shape [N].", (a, b) => (b - a).Square().Mean(1, keepAxis: true)),
        new("You squared the pixels and subtracted then. Subtract first.", (a, b) => (b.Square() - a.Square()).Mean(1)),
    ];

    // <solution>
    private static Tensor ErrorOfEach(Tensor originals, Tensor rebuilt) => (rebuilt - originals).Square().Mean(1);
    // </solution>
}
