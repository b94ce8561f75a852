using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.AppendixA;

using Answer = Func<double[], double[]>;

internal sealed class EA_7 : Definition<Answer>
{
    private static readonly double[] s_kernel = [1, 2, 3];

    public override string Id => "A.7";
    public override string Title => "Challenge: several convolutions as one matrix";
    public override string Signature => "double[] TwiceGrad(double[] outputGrad)";
    public override string Praise =>
        "Right: Cᵀ twice. A deep network of linear layers is one big matrix, and its backward pass that matrix transposed.";
    protected override string? Nudged => Inputs.Nudged;
    public override IReadOnlyList<string> Axes => ["inputs"];

    public override IReadOnlyList<string> Hints =>
    [
        "Write y = C (C x). What does section A.5 say about the backward pass of a single C?",
        "dL/dx = Cᵀ Cᵀ g. Multiplying by Cᵀ is a convolution with the kernel turned round: 3 2 1.",
        "One backward step: input i collects w[u] · g[i − u + 1] over u = 0, 1, 2, where that lies inside. Do it twice, cutting to the " +
            "length of the input in between.",
    ];

    public override string Explanation =>
        "y = C C x, so dL/dx = Cᵀ Cᵀ g. Each Cᵀ is a pass of the turned kernel over the gradient. Turning once and convolving with a " +
        "kernel of width 5 is nearly the same, " +
        "but differs near the ends, where the first convolution had already been cut off.";

    public override Answer Right => TwiceGrad;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("six inputs", f => f([1, -1, 2, 0.5, 3, -2])),
        new("a single 1 in the middle", f => f([0, 0, 0, 1, 0, 0, 0])),
        new("a single 1 at the edge", f => f([1, 0, 0, 0, 0])),
        new("one input", f => f([2])),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("The kernel is not turned round: that is the forward pass of the gradient, C C g instead of Cᵀ Cᵀ g.",
            g => Slide(Slide(g, s_kernel), s_kernel)),
        new("Only one of the two convolutions was undone: the chain has two links.", g => Slide(g, [3, 2, 1])),
        new("One kernel is turned round, the other is not: both links of the chain go backwards.",
            g => Slide(Slide(g, [3, 2, 1]), s_kernel)),
        new("You merged the two kernels into one of width 5. In the middle that is right; near the ends it forgets that the first " +
            "convolution was cut to the length of the input.",
            g => Slide(g, [9, 12, 10, 4, 1])),
        new("That is the kernel's middle alone, twice.", g => [.. g.Select(v => 4 * v)]),
        new("The way back goes through one more convolution than there are.", g => Slide(Slide(Slide(g, [3, 2, 1]), [3, 2, 1]), [3, 2, 1])),
        new("Beyond the ends there are zeros; you went round to the other side.", g => Round(Round(g))),
        new("You merged the two kernels into one of width 5, and did not turn it round either.", g => Slide(g, [1, 4, 10, 12, 9])),
        new("Each product overwrites the one before: write += where you have =.", g => Last(Last(g))),
        new("The first link is turned round, the second is not: both links of the chain go backwards.",
            g => Slide(Slide(g, s_kernel), [3, 2, 1])),
    ];

    // <solution>
    private static double[] TwiceGrad(double[] outputGrad)
    {
        double[] w = [1, 2, 3];
        double[] Backward(double[] g)
        {
            var collected = new double[g.Length];
            for (var o = 0; o < g.Length; o++)
                for (var u = 0; u < 3; u++)
                    if (o + u - 1 >= 0 && o + u - 1 < g.Length) collected[o + u - 1] += w[u] * g[o];
            return collected;
        }
        return Backward(Backward(outputGrad));
    }
    // </solution>

    private static double[] Slide(double[] x, double[] kernel) => [.. x.Select((_, o) => kernel.Select((weight, u) =>
        o + u - kernel.Length / 2 is >= 0 and var i && i < x.Length ? weight * x[i] : 0).Sum())];

    private static double[] Round(double[] g) =>
        [.. g.Select((_, i) => s_kernel.Select((w, u) => w * g[((i - u + 1) % g.Length + g.Length) % g.Length]).Sum())];

    private static double[] Last(double[] g)
    {
        var collected = new double[g.Length];
        for (var o = 0; o < g.Length; o++)
            for (var u = 0; u < 3; u++)
                if (o + u - 1 >= 0 && o + u - 1 < g.Length) collected[o + u - 1] = s_kernel[u] * g[o];
        return collected;
    }
}
