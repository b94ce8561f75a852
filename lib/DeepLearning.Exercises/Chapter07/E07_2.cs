using DeepLearning.Exercises.Checking;
using DeepLearning.Tensors;

namespace DeepLearning.Exercises.Chapter07;

using Answer = Func<Tensor, Tensor, Tensor, (Tensor, Tensor)>;

internal sealed class E07_2 : Definition<Answer>
{
    public override string Id => "07.2";
    public override string Title => "Passing back through a product with a row";
    public override string Signature => "(Tensor, Tensor) PassBack(Tensor x, Tensor row, Tensor grad)";
    public override string Praise => "Right: for one row, for many, and for a single column.";
    public override IReadOnlyList<string> Parts => ["gradient of x", "gradient of the row"];

    public override IReadOnlyList<string> Hints =>
    [
        "Start with one entry: y = x · r. How far does y move when x moves? And when r does?",
        "The gradient of each factor is the arriving gradient times the other factor.",
        "The row took part in every line of the result, so its gradient is a sum over the lines: SumTo(row.Shape), or Sum(0, keepAxis: true).",
    ];

    public override string Explanation =>
        "In y = x · r each factor is the slope of the other. The row was stretched over all lines, so every line sends a gradient back " +
        "to it, and they add up.";

    public override Answer Right => PassBack;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        Case("three lines, two columns", [1, -2, 3, 4, 0.5f, -1], [2, -3], [1, 1, 0.5f, 2, -1, 3], 3),
        Case("one line", [1, -2], [2, -3], [4, 5], 1),
        Case("a single column", [1, 2, 3], [5], [1, 1, 1], 3),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("The factors are swapped: the gradient of x needs the row, that of the row needs x.",
            (x, row, grad) => (grad * x, (grad * row).SumTo(row.Shape))),
        new("The row's gradient must have the row's shape. Every line of the result used it: add their shares up.",
            (x, row, grad) => (grad * row, grad * x)),
        new("The row's shares must be added, not averaged: each line moves the result on its own.",
            (x, row, grad) => (grad * row, (grad * x).Mean(0, keepAxis: true))),
        new("These are the slopes alone. Multiply each by the gradient that arrives from above.",
            (x, row, grad) => (Tensor.Zeros(x.Shape) + row, x.SumTo(row.Shape))),
        new("The sum must run over the lines: axis 0. You summed along each line.",
            (x, row, grad) => (grad * row, (grad * x).Sum(1, keepAxis: true))),
        new("The row's gradient has lost an axis: keep it, so that it has the row's shape [1, columns].",
            (x, row, grad) => (grad * row, (grad * x).Sum(0))),
        new("The arriving gradient is missing in the row's: multiply x by it before you add up.",
            (x, row, grad) => (grad * row, x.SumTo(row.Shape))),
        new("The arriving gradient is missing in x's: multiply the row by it.",
            (x, row, grad) => (Tensor.Zeros(x.Shape) + row, (grad * x).SumTo(row.Shape))),
        new("You added the gradient and the factor. In a product the slope is a factor: multiply.",
            (x, row, grad) => (grad + row, (grad + x).SumTo(row.Shape))),
        new("The row's gradient counts one line only. Every line used the row: add them all.",
            (x, row, grad) => (grad * row, (grad * x).Rows(0, 1))),
        new("You added up the gradient and x on their own, and multiplied then. Multiply line by line first.",
            (x, row, grad) => (grad * row, grad.SumTo(row.Shape) * x.SumTo(row.Shape))),
    ];

    private static TestCase<Answer> Case(string name, float[] x, float[] row, float[] grad, int lines) =>
        new(name, f => f(Tensor.FromArray(x, [lines, row.Length]), Tensor.FromArray(row, [1, row.Length]),
            Tensor.FromArray(grad, [lines, row.Length])), lines);

    // <solution>
    private static (Tensor, Tensor) PassBack(Tensor x, Tensor row, Tensor grad) =>
        (grad * row, (grad * x).SumTo(row.Shape));
    // </solution>
}
