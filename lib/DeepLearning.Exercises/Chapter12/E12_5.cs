using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter12;

using Answer = Func<int, int, int, int>;

internal sealed class E12_5 : Definition<Answer>
{
    public override string Id => "12.5";
    public override string Title => "Count a block's parameters";
    public override string Signature => "int BlockParameters(int inputs, int outputs, int stride)";
    public override string Praise => "Right. The path costs nothing where the shape stays, and little where it changes.";

    public override IReadOnlyList<string> Hints =>
    [
        "List the parts: two convolutions of 3 × 3 without biases, a norm behind each, and, where it is needed, the shortcut. When is it needed?",
        "A convolution has outputs · inputs · places numbers. The second one goes from outputs to outputs. A norm has two numbers for " +
            "each channel.",
        "9·inputs·outputs + 9·outputs² + 4·outputs; and inputs·outputs + 2·outputs more if inputs != outputs or stride != 1.",
    ];

    public override string Explanation =>
        "The running averages of a norm are not learned; its scale and shift are. The shortcut, a convolution of one place with its " +
        "norm, is there as soon as the shape changes: by the number of channels, or by the stride.";

    public override Answer Right => BlockParameters;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("16 to 16", f => f(16, 16, 1)),
        new("16 to 32, stride 2", f => f(16, 32, 2)),
        new("8 to 8, stride 2", f => f(8, 8, 2)),
        new("5 to 3, stride 1", f => f(5, 3, 1)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("The shortcut is missing where the shape changes.", (i, o, _) => Body(i, o)),
        new("You counted a shortcut for every block. Where the shape stays, the path is the identity, which has nothing to learn.",
            (i, o, _) => Body(i, o) + Short(i, o)),
        new("A stride changes the shape as well: then the shortcut is needed, even if the channels stay.",
            (i, o, _) => Body(i, o) + (i != o ? Short(i, o) : 0)),
        new("A change of channels needs a shortcut, too, even with stride 1.", (i, o, s) => Body(i, o) + (s != 1 ? Short(i, o) : 0)),
        new("The shortcut is there only if both change in yours. One is enough.",
            (i, o, s) => Body(i, o) + (i != o && s != 1 ? Short(i, o) : 0)),
        new("The shortcut's norm is missing.", (i, o, s) => Body(i, o) + (Changes(i, o, s) ? i * o : 0)),
        new("The shortcut's convolution has one place, not 3 × 3.", (i, o, s) => Body(i, o) + (Changes(i, o, s) ? 9 * i * o + 2 * o : 0)),
        new("The norms are missing: each has a scale and a shift for every channel.",
            (i, o, s) => 9 * o * (i + o) + (Changes(i, o, s) ? i * o : 0)),
        new("A norm has two numbers for each channel, scale and shift; you counted one.",
            (i, o, s) => 9 * o * (i + o) + 2 * o + (Changes(i, o, s) ? i * o + o : 0)),
        new("The running averages are counted. They are measured, not learned.",
            (i, o, s) => 9 * o * (i + o) + 8 * o + (Changes(i, o, s) ? i * o + 4 * o : 0)),
        new("Only one norm in the body: there is one behind each convolution.",
            (i, o, s) => 9 * o * (i + o) + 2 * o + (Changes(i, o, s) ? Short(i, o) : 0)),
        new("The second convolution goes from outputs to outputs.", (i, o, s) => 18 * i * o + 4 * o + (Changes(i, o, s) ? Short(i, o) : 0)),
        new("The first convolution reads the inputs, not the outputs.",
            (i, o, s) => 18 * o * o + 4 * o + (Changes(i, o, s) ? Short(i, o) : 0)),
        new("Biases are counted. The convolutions have none: the norm behind them has a shift.",
            (i, o, s) => Body(i, o) + 2 * o + (Changes(i, o, s) ? Short(i, o) + o : 0)),
        new("A kernel has 3 · 3 = 9 places; you counted 3.", (i, o, s) => 3 * o * (i + o) + 4 * o + (Changes(i, o, s) ? Short(i, o) : 0)),
        new("The second convolution is missing.", (i, o, s) => 9 * i * o + 4 * o + (Changes(i, o, s) ? Short(i, o) : 0)),
        new("The first norm has as many channels as the first convolution's outputs, not its inputs.",
            (i, o, s) => 9 * o * (i + o) + 2 * i + 2 * o + (Changes(i, o, s) ? Short(i, o) : 0)),
        new("The stride is multiplied in. It says where a kernel is laid down, not how many numbers it has.",
            (i, o, s) => s * Body(i, o) + (Changes(i, o, s) ? Short(i, o) : 0)),
        new("The stride divides. It says where a kernel is laid down, not how many numbers it has.",
            (i, o, s) => (Body(i, o) + (Changes(i, o, s) ? Short(i, o) : 0)) / s),
    ];

    // <solution>
    private static int BlockParameters(int inputs, int outputs, int stride)
    {
        int body = 9 * inputs * outputs + 9 * outputs * outputs + 2 * 2 * outputs;
        bool changes = inputs != outputs || stride != 1;
        return body + (changes ? inputs * outputs + 2 * outputs : 0);
    }
    // </solution>

    private static int Body(int inputs, int outputs) => 9 * outputs * (inputs + outputs) + 4 * outputs;

    private static int Short(int inputs, int outputs) => inputs * outputs + 2 * outputs;

    private static bool Changes(int inputs, int outputs, int stride) => inputs != outputs || stride != 1;
}
