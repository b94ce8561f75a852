using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter05;

using Answer = Func<int, int, int, int, int>;

internal sealed class E05_1 : Definition<Answer>
{
    public override string Id => "05.1";
    public override string Title => "How many places?";
    public override string Signature => "int OutputLength(int length, int kernel, int padding, int stride)";
    public override string Praise => "Right: also where the last step would lead over the edge.";

    public override IReadOnlyList<string> Hints =>
    [
        "Draw a row of 7 boxes and a kernel of 3 above its left end. How many boxes can it still move to the right?",
        "The padded input has length + 2 · padding boxes, and the kernel covers some of them already.",
        "Steps: (length + 2 · padding − kernel) / stride, rounded down, which integer division does. Places are one more than steps.",
    ];

    public override string Explanation =>
        "The kernel stands at the left end, which is one place, and each further place is a step of 'stride' within what the kernel " +
        "leaves free.";

    public override Answer Right => OutputLength;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("28 pixels, kernel 5, padding 2, stride 1", f => f(28, 5, 2, 1)),
        new("28 pixels, kernel 3, padding 1, stride 2", f => f(28, 3, 1, 2)),
        new("7 pixels, kernel 3, no padding, stride 3", f => f(7, 3, 0, 3)),
        new("10 pixels, kernel 4, padding 1, stride 3", f => f(10, 4, 1, 3)),
        new("a kernel as long as the input", f => f(5, 5, 0, 1)),
        new("12 pixels, kernel 5, padding 0, stride 1", f => f(12, 5, 0, 1)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("You counted the steps. There is one more place than there are steps: the one before the first.",
            (n, k, p, s) => (n + 2 * p - k) / s),
        new("The padding stands on both sides: it counts twice.", (n, k, p, s) => (n + p - k) / s + 1),
        new("The padding is missing.", (n, k, p, s) => (n - k) / s + 1),
        new("The stride is missing.", (n, k, p, s) => n + 2 * p - k + 1),
        new("Rounded up: a last step that leads over the edge does not count.", (n, k, p, s) => (n + 2 * p - k + s - 1) / s + 1),
        new("The kernel's own length is missing: it covers the first places already.", (n, k, p, s) => (n + 2 * p) / s + 1),
        new("The 1 must not be divided by the stride: it is the place before the first step.", (n, k, p, s) => (n + 2 * p - k + 1) / s),
        new("The stride divides the padded length first in yours; take the kernel off before you divide.",
            (n, k, p, s) => (n + 2 * p) / s - k + 1),
        new("The kernel is taken off twice.", (n, k, p, s) => (n + 2 * p - 2 * k) / s + 1),
        new("One place too many: places are steps + 1, not steps + 2.", (n, k, p, s) => (n + 2 * p - k) / s + 2),
        new("The padding is taken off where it is added: it makes the row longer.", (n, k, p, s) => (n - 2 * p - k) / s + 1),
        new("You multiplied by the stride. Longer steps lead to fewer places: divide.", (n, k, p, s) => (n + 2 * p - k) * s + 1),
    ];

    // <solution>
    private static int OutputLength(int length, int kernel, int padding, int stride) =>
        (length + 2 * padding - kernel) / stride + 1;
    // </solution>
}
