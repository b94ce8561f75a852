using DeepLearning.Exercises.Checking;
using DeepLearning.Tensors;

namespace DeepLearning.Exercises.Chapter10;

using Answer = Func<Tensor, int, Tensor, int, Tensor>;

internal sealed class E10_7 : Definition<Answer>
{
    public override string Id => "10.7";
    public override string Title => "Challenge: a large batch in two halves";
    public override string Signature => "Tensor WholeGradient(Tensor first, int firstRows, Tensor second, int secondRows)";
    public override string Praise => "Right: also where the halves are no halves.";

    public override IReadOnlyList<string> Hints =>
    [
        "The loss of the whole batch is a mean over all its rows. What does the sum of losses over the first rows look like, written " +
            "with their mean?",
        "A mean gradient times its number of rows is the sum of their gradients; sums can be added.",
        "(first * firstRows + second * secondRows) / (firstRows + secondRows).",
    ];

    public override string Explanation =>
        "Gradients of sums add; gradients of means must be turned into sums first. With two equal halves the result is the plain " +
        "average, which is what adding up and halving the rate would do.";

    public override IReadOnlyList<string> Axes => ["inputs", "outputs"];

    public override Answer Right => WholeGradient;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        Case("40 rows and 20 rows", 40, 20),
        Case("two equal halves", 30, 30),
        Case("one row left over", 59, 1),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("That is what two Backward calls leave in Grad: the sum of two means, about twice too large.", (a, n, b, m) => a + b),
        new("A plain average is right for equal halves only: the part with more rows must weigh more.", (a, n, b, m) => (a + b) / 2),
        new("Sums of rows, not yet their mean: divide by the number of all rows.", (a, n, b, m) => a * n + b * m),
        new("The weights are exchanged: each part counts with its own number of rows.", (a, n, b, m) => (a * m + b * n) / (n + m)),
        new("n / (n + m) of two whole numbers is 0 in C#. Multiply first, or make one a float.",
            (a, n, b, m) => a * (n / (n + m)) + b * (m / (n + m))),
        new("Only the first part counts.", (a, n, b, m) => a),
        new("Only the second part counts: it has overwritten the first.", (a, n, b, m) => b),
        new("You divided by the number of rows once more. Both are means already.", (a, n, b, m) => (a + b) / (n + m)),
        new("Each mean is divided by its rows. To get its sum back, multiply.", (a, n, b, m) => (a / n + b / m) / (n + m)),
        new("You subtract the second part. Gradients add.", (a, n, b, m) => (a * n - b * m) / (n + m)),
        new("You divided by the rows of one part: the whole batch has firstRows + secondRows rows.", (a, n, b, m) => (a * n + b * m) / n),
        new("You divided by 2 after weighing. The weights are rows; divide by all rows.", (a, n, b, m) => (a * n + b * m) / 2),
    ];

    private static TestCase<Answer> Case(string name, int first, int second) =>
        new(name, f => f(Inputs.Floats(2, 3, 1), first, Inputs.Floats(2, 3, 2), second), first + second);

    // <solution>
    private static Tensor WholeGradient(Tensor first, int firstRows, Tensor second, int secondRows) =>
        (first * firstRows + second * secondRows) / (firstRows + secondRows);
    // </solution>
}
