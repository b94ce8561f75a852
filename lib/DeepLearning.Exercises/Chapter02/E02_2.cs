using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter02;

using Answer = Func<int, int, int>;

internal sealed class E02_2 : Definition<Answer>
{
    public override string Id => "02.2";
    public override string Title => "Counting knobs";
    public override string Signature => "int Knobs(int features, int neurons)";
    public override string Praise => "Right. With 13 features and 13 neurons that is 196, as the chapter counted.";

    public override IReadOnlyList<string> Hints =>
    [
        "Four groups: W₁, B₁, W₂, B₂. What are their shapes?",
        "W₁ has a row for each feature and a column for each learned feature; B₁ has one number for each column.",
        "features · neurons + neurons + neurons + 1.",
    ];

    public override string Explanation =>
        "Each learned feature is a linear regression of its own, with a weight for each feature and an intercept; the last regression " +
        "has a weight for each learned feature and one intercept.";

    public override Answer Right => Knobs;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("13 features, 13 neurons", f => f(13, 13)),
        new("13 features, 5 neurons", f => f(13, 5)),
        new("2 features, 1 neuron", f => f(2, 1)),
        new("784 features, 89 neurons", f => f(784, 89)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Something is missing: that is W₁ with B₁ alone, or W₁ with W₂ alone. All four groups can be turned.", (f, n) => f * n + n),
        new("B₂ is missing: the guess has an intercept of its own.", (f, n) => f * n + n + n),
        new("B₁ is missing: each learned feature has its own intercept.", (f, n) => f * n + n + 1),
        new("Neither B₁ nor W₂ depends on how many features come in: both have one number for each learned feature.",
            (f, n) => f * n + f + n + 1),
        new("That is W₁ alone.", (f, n) => f * n),
        new("You counted a whole matrix for the second regression. It makes a single guess: W₂ is [neurons, 1].",
            (f, n) => f * n + n + n * n + n),
        new("You gave for each feature an intercept, too. Intercepts belong to the sums, of which there are neurons + 1.",
            (f, n) => f * n + f + n + n + 1),
        new("Those are the neurons, not knobs: each has a weight for everything that comes in, and an intercept.", (f, n) => n + 1),
    ];

    // <solution>
    private static int Knobs(int features, int neurons)
    {
        var first = features * neurons + neurons;    // W1 and B1
        var second = neurons + 1;                    // W2 and B2
        return first + second;
    }
    // </solution>
}
