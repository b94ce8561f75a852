using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter06;

using Answer = Func<double[], double, double[]>;

internal sealed class E06_3 : Definition<Answer>
{
    public override string Id => "06.3";
    public override string Title => "Clipping by norm";
    public override string Signature => "double[] ClipByNorm(double[] gradient, double maximum)";
    public override string Praise => "Right: long gradients are shortened, short ones are left alone, and the direction always stays.";

    public override IReadOnlyList<string> Hints =>
    [
        "How long is the gradient? The norm is the root of the sum of squares.",
        "If it is longer than the maximum, by which one factor must all numbers be multiplied?",
        "The factor is maximum / norm, but never more than 1.",
    ];

    public override string Explanation =>
        "All numbers are multiplied by the same factor, so the direction stays; the factor is at most 1, so a short gradient is not " +
        "made longer.";

    public override Answer Right => ClipByNorm;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("longer than the maximum", f => f([3, -4], 2)),
        new("shorter than the maximum", f => f([0.3, 0.1, -0.2], 2)),
        new("long, though every number is small", f => f([0.9, 0.9, 0.9, 0.9], 1)),
        new("a gradient of zeros", f => f([0, 0], 1)),
        new("a large maximum", f => f([30, 40, -120], 65)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("You clipped each number by itself, which bends the direction. Multiply all of them by one factor.",
            (g, max) => [.. g.Select(v => Math.Clamp(v, -max, max))]),
        new("A gradient that is short enough must stay as it is; yours is made longer.", (g, max) => [.. g.Select(v => v * max / Norm(g))]),
        new("You compared and divided by the sum of squares. The norm is its square root.",
            (g, max) => [.. g.Select(v => v * Math.Min(1, max / (Norm(g) * Norm(g))))]),
        new("That is a gradient of norm 1, whatever the maximum is. Multiply by the maximum.",
            (g, max) => [.. g.Select(v => Norm(g) > max ? v / Norm(g) : v)]),
        new("You measured by the largest number. A gradient of many middling numbers is long, too: take the root of the sum of squares.",
            (g, max) => [.. g.Select(v => v * Math.Min(1, max / g.Max(Math.Abs)))]),
        new("Nothing is clipped.", (g, _) => g),
        new("The sum of the sizes is not the norm: that is the root of the sum of squares.",
            (g, max) => [.. g.Select(v => g.Sum(Math.Abs) > max ? v * max / g.Sum(Math.Abs) : v)]),
        new("The factor is upside down: it makes a long gradient longer. Multiply by maximum / norm.",
            (g, max) => [.. g.Select(v => Norm(g) > max ? v * Norm(g) / max : v)]),
        new("A gradient that is too long becomes zero in yours. Shorten it.", (g, max) => [.. g.Select(v => Norm(g) > max ? 0 : v)]),
        new("You compare with the maximum the wrong way round: short gradients are changed, long ones left alone.",
            (g, max) => [.. g.Select(v => Norm(g) < max && Norm(g) > 0 ? v * max / Norm(g) : v)]),
        new("You divided by the root of n as well. The norm is a sum, not a mean.",
            (g, max) => [.. g.Select(v => v * (Norm(g) / Math.Sqrt(g.Length) is var r && r > max ? max / r : 1))]),
        new("You subtracted the maximum from each number. Multiply all of them by maximum / norm.",
            (g, max) => [.. g.Select(v => Norm(g) > max ? v - max : v)]),
    ];

    // <solution>
    private static double[] ClipByNorm(double[] gradient, double maximum)
    {
        var norm = Math.Sqrt(gradient.Sum(g => g * g));
        var factor = norm > maximum ? maximum / norm : 1;
        return [.. gradient.Select(g => g * factor)];
    }
    // </solution>

    private static double Norm(double[] g) => Math.Sqrt(g.Sum(v => v * v));
}
