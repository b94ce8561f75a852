using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter12;

using Answer = Func<int, int, int, double>;

internal sealed class E12_3 : Definition<Answer>
{
    public override string Id => "12.3";
    public override string Title => "Kaiming's deviation";
    public override string Signature => "double Deviation(int inputs, int outputs, int kernel)";
    public override string Praise => "Right: two over the fan in, under a root. The number of outputs has no say in it.";

    public override IReadOnlyList<string> Hints =>
    [
        "How many products does one output add up? Think of a kernel that lies on one place, in all input channels.",
        "The fan in n is inputs times kernel times kernel. The variance is to be 2 / n; a deviation is the root of a variance.",
        "Math.Sqrt(2.0 / (inputs * kernel * kernel))",
    ];

    public override string Explanation =>
        "One output sums kernel² products in each of the input channels: the fan in. Its variance is n σ² times the mean square of " +
        "what comes in, and the ReLU takes half of that away; σ² = 2/n makes up for both. How many outputs there are changes nothing " +
        "for one of them.";

    public override Answer Right => Deviation;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("16 to 32 channels, 3 × 3", f => f(16, 32, 3)),
        new("3 to 8 channels, 5 × 5", f => f(3, 8, 5)),
        new("a kernel of one place", f => f(7, 5, 1)),
        new("a single channel", f => f(1, 4, 2)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("That is the fan out. What one output adds up depends on the inputs.", (_, o, k) => Math.Sqrt(2.0 / (o * k * k))),
        new("That is the variance. A deviation is its root.", (i, _, k) => 2.0 / (i * k * k)),
        new("The 2 is missing, so you have 1/√n: the ReLU takes half of the mean square away, and the 2 makes up for it.",
            (i, _, k) => Math.Sqrt(1.0 / (i * k * k))),
        new("The kernel has kernel · kernel places; you counted one side only.", (i, _, k) => Math.Sqrt(2.0 / (i * k))),
        new("The kernel's places are missing in the fan in.", (i, _, _) => Math.Sqrt(2.0 / i)),
        new("The input channels are missing in the fan in.", (_, _, k) => Math.Sqrt(2.0 / (k * k))),
        new("2 / n of whole numbers is cut off to 0. Write 2.0.", (i, _, k) => Math.Sqrt(2 / (i * k * k))),
        new("The root is taken of the fan in only; the 2 belongs under it, too.", (i, _, k) => 2 / Math.Sqrt(i * k * k)),
        new("Upside down: many inputs make small weights.", (i, _, k) => Math.Sqrt(i * k * k / 2.0)),
        new("That is the deviation of the usual start, uniform in ±1/√n. Kaiming's is asked.",
            (i, _, k) => Math.Sqrt(1.0 / (3 * i * k * k))),
        new("That is Glorot's: it takes the mean of fan in and fan out. Kaiming's has the fan in alone.",
            (i, o, k) => Math.Sqrt(2.0 / ((i + o) * k * k))),
        new("You multiplied inputs and outputs: that is how many weights there are. One output adds up inputs · kernel².",
            (i, o, k) => Math.Sqrt(2.0 / (i * o * k * k))),
        new("The bound of a uniform distribution with this deviation has √6. The deviation of a normal one is asked: √2.",
            (i, _, k) => Math.Sqrt(6.0 / (i * k * k))),
        new("The 2 stands in the fan in instead of above it.", (i, _, k) => Math.Sqrt(1.0 / (2 * i * k * k))),
        new("The kernel was added: a kernel has kernel · kernel places, not 2 · kernel.", (i, _, k) => Math.Sqrt(2.0 / (i * 2 * k))),
        new("The channels and the places are added. In each channel there are so many places: multiply.",
            (i, _, k) => Math.Sqrt(2.0 / (i + k * k))),
        new("A bias is counted. It starts at 0 and adds nothing to the spread.", (i, _, k) => Math.Sqrt(2.0 / (i * k * k + 1))),
        new("The fan in itself comes back. The deviation is asked.", (i, _, k) => i * k * k),
    ];

    // <solution>
    private static double Deviation(int inputs, int outputs, int kernel)
    {
        int fanIn = inputs * kernel * kernel;       // products that one output adds up
        return Math.Sqrt(2.0 / fanIn);
    }
    // </solution>
}
