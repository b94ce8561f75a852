using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter07;

using Answer = Func<double, int, double>;

internal sealed class E07_1 : Definition<Answer>
{
    public override string Id => "07.1";
    public override string Title => "How far a text can be squeezed";
    public override string Signature => "double Bytes(double nats, int characters)";
    public override string Praise => "Right: no loss needs no bytes, and ln 256 nats need a whole byte for each character.";

    public override IReadOnlyList<string> Hints =>
    [
        "A choice between two equal chances costs ln 2 nats, and that is one bit. How many bits are 3 · ln 2 nats?",
        "Divide the nats by ln 2 to get bits for each character.",
        "nats / Math.Log(2) bits for each character, times the characters, divided by 8 bits a byte.",
    ];

    public override string Explanation =>
        "A bit is a choice between two equal chances, ln 2 nats. A network that predicts well leaves few choices open, so few bits " +
        "have to be stored: a language model is a compressor.";

    public override Answer Right => Bytes;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("1,000 characters at ln 2 nats", f => f(Math.Log(2), 1000)),
        new("no loss", f => f(0, 500)),
        new("10 characters at 2.331 nats", f => f(2.331, 10)),
        new("7 characters at ln 256 nats", f => f(Math.Log(256), 7)),
        new("3 characters at 1.2 nats", f => f(1.2, 3)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Those are bits. A byte has 8 of them.", (nats, n) => nats / Math.Log(2) * n),
        new("You took nats for bits: a bit is ln 2 nats, so divide by Math.Log(2).", (nats, n) => nats * n / 8),
        new("A bit is ln 2 nats: divide by it; you multiplied.", (nats, n) => nats * Math.Log(2) * n / 8),
        new("That is what a single character needs. Multiply by the number of characters.", (nats, n) => nats / Math.Log(2) / 8),
        new("You multiplied by 8. There are fewer bytes than bits: divide.", (nats, n) => nats / Math.Log(2) * n * 8),
        new("Divide by ln 2, not by 2.", (nats, n) => nats / 2 * n / 8),
        new("That is Math.Log2(nats), the logarithm of the loss. Bits are nats divided by ln 2.", (nats, n) => Math.Log2(nats) * n / 8),
        new("You took the perplexity. Bits add up from character to character; choices multiply.", (nats, n) => Math.Exp(nats) * n / 8),
        new("characters / 8 of two whole numbers is cut off in C#: multiply first, or write 8.0.",
            (nats, n) => nats / Math.Log(2) * (n / 8)),
        new("The bytes are rounded up. The number itself is asked, as an average over many texts.",
            (nats, n) => Math.Ceiling(nats / Math.Log(2) * n / 8)),
        new("The bytes are cut off. The number itself is asked, as an average over many texts.",
            (nats, n) => Math.Floor(nats / Math.Log(2) * n / 8)),
    ];

    // <solution>
    private static double Bytes(double nats, int characters)
    {
        var bits = nats / Math.Log(2);            // for each character
        return bits * characters / 8;
    }
    // </solution>
}
