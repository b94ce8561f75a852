using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter04;

using Answer = Func<double, int, int, int, double>;

internal sealed class E04_6 : Definition<Answer>
{
    public override string Id => "04.6";
    public override string Title => "Warm up, then cool down";
    public override string Signature => "double WarmUpRate(double peak, int warmUp, int epochs, int epoch)";
    public override string Praise => "Right: up to the peak in equal steps, down to 0 in equal steps, and no jump between.";

    public override IReadOnlyList<string> Hints =>
    [
        "Two straight lines that meet at epoch = warmUp, where the rate is peak. Which of them an epoch lies on is an if.",
        "Going up: epoch / warmUp of the peak. Mind that both are whole numbers in C#.",
        "Going down: the share of the way that is left, (epochs − epoch) / (epochs − warmUp), of the peak.",
    ];

    public override string Explanation =>
        "Each branch is a share of the peak. Multiplying by the double first keeps C# from dividing two whole numbers.";

    public override Answer Right => WarmUpRate;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("first epoch", f => f(0.2, 4, 20, 1)),
        new("epoch 3 of a warm-up of 4", f => f(0.2, 4, 20, 3)),
        new("at the peak", f => f(0.2, 4, 20, 4)),
        new("epoch 9 of 20", f => f(0.2, 4, 20, 9)),
        new("last epoch", f => f(0.2, 4, 20, 20)),
        new("a short warm-up", f => f(0.1, 1, 11, 6)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("A whole number divided by a whole number is cut off in C#: 3 / 4 is 0. Multiply by peak first, or write 4.0.",
            (p, w, n, e) => e <= w ? p * (e / w) : p * ((n - e) / (n - w))),
        new("You start from 0: the first epoch would learn nothing. It gets one step of the way, peak / warmUp.",
            (p, w, n, e) => e <= w ? p * (e - 1) / w : p * (n - e) / (n - w)),
        new("The way down is measured from epoch 0, so the rate jumps after the peak. It begins at warmUp.",
            (p, w, n, e) => e <= w ? p * e / w : p * (n - e) / n),
        new("The warm-up is missing: the rate starts at the peak.", (p, w, n, e) => e <= w ? p : p * (n - e) / (n - w)),
        new("It never cools down: after the peak the rate must fall to 0 at the last epoch.", (p, w, n, e) => e <= w ? p * e / w : p),
        new("Off by one on the way down: at the last epoch the rate is 0, at epoch warmUp it is the peak.",
            (p, w, n, e) => e <= w ? p * e / w : p * (n - e + 1) / (n - w + 1)),
        new("The way down is upside down: right after the peak you are near 0, and at the end at the peak.",
            (p, w, n, e) => e <= w ? p * e / w : p * (e - w) / (n - w)),
        new("There is no way up and no warmUp in it: that is a straight line down from the start.", (p, w, n, e) => p * (n - e) / n),
        new("Only the way up is cut off: in C# a whole number divided by a whole number is whole. Multiply by peak first.",
            (p, w, n, e) => e <= w ? p * (e / w) : p * (n - e) / (n - w)),
        new("Only the way down is cut off: in C# a whole number divided by a whole number is whole. Multiply by peak first.",
            (p, w, n, e) => e <= w ? p * e / w : p * ((n - e) / (n - w))),
        new("Your way down counts its steps from epoch 0, and goes below 0. After the peak e − warmUp steps have been taken.",
            (p, w, n, e) => e <= w ? p * e / w : p - p * e / (n - w)),
        new("The rate stays at peak / warmUp on the way up: multiply it by the epoch.",
            (p, w, n, e) => e <= w ? p / w : p * (n - e) / (n - w)),
    ];

    // <solution>
    private static double WarmUpRate(double peak, int warmUp, int epochs, int epoch) =>
        epoch <= warmUp ? peak * epoch / warmUp : peak * (epochs - epoch) / (epochs - warmUp);
    // </solution>
}
