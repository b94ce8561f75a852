using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter03;

using Answer = Func<int, int, bool, int[]>;

internal sealed class E03_2 : Definition<Answer>
{
    public override string Id => "03.2";
    public override string Title => "The last, short batch";
    public override string Signature => "int[] BatchSizes(int rows, int size, bool dropShort)";
    public override string Praise => "Right, also when the rows divide evenly, and when there are fewer rows than one batch holds.";
    public override IReadOnlyList<string> Axes => ["batches"];

    public override IReadOnlyList<string> Hints =>
    [
        "How many full batches are there, and how many rows remain?",
        "rows / size full batches, and rows % size rows in the last one.",
        "Repeat 'size' rows / size times; append rows % size if it is above 0 and dropShort is false.",
    ];

    public override string Explanation =>
        "Whole division counts the full batches, the remainder is the short one. A remainder of 0 is no batch at all, so there is " +
        "nothing to append and nothing to drop.";

    public override Answer Right => BatchSizes;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("354 rows in 32s", f => f(354, 32, false)),
        new("354 rows in 32s, the short one dropped", f => f(354, 32, true)),
        new("64 rows in 32s", f => f(64, 32, false)),
        new("64 rows in 32s, a short one dropped", f => f(64, 32, true)),
        new("5 rows in 8s", f => f(5, 8, false)),
        new("5 rows in 8s, the short one dropped", f => f(5, 8, true)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("dropShort has no effect.", (rows, size, drop) => BatchSizes(rows, size, false)),
        new("You always drop the short batch.", (rows, size, drop) => BatchSizes(rows, size, true)),
        new("The two are exchanged: it drops when it should keep.", (rows, size, drop) => BatchSizes(rows, size, !drop)),
        new("If the rows divide evenly, an empty batch comes at the end.",
            (rows, size, drop) => drop ? BatchSizes(rows, size, true) : [.. BatchSizes(rows, size, true), rows % size]),
        new("You drop the last batch even if it is full.",
            (rows, size, drop) => drop ? BatchSizes(rows, size, false)[..^1] : BatchSizes(rows, size, false)),
        new("The last batch has 'size' rows in your count, though there are not that many left.",
            (rows, size, drop) => [.. BatchSizes(rows, size, drop).Select(_ => size)]),
        new("The short batch comes first. Batches are cut from the front, so the rest is at the end.",
            (rows, size, drop) => [.. BatchSizes(rows, size, drop).Reverse()]),
        new("That is the number of batches. List the size of each.", (rows, size, drop) => [BatchSizes(rows, size, drop).Length]),
        new("There is one batch too few where the rows divide evenly: the last full one. Is it < where <= belongs?",
            (rows, size, drop) => [.. BatchSizes(rows, size, true)[..((rows - 1) / size)], .. drop || rows % size == 0 ? Array.Empty<int>()
                : [rows % size]]),
        new("For each batch you give where it starts. Give how many rows it has.",
            (rows, size, drop) => [.. BatchSizes(rows, size, drop).Select((_, k) => k * size)]),
    ];

    // <solution>
    private static int[] BatchSizes(int rows, int size, bool dropShort)
    {
        var full = Enumerable.Repeat(size, rows / size);
        var rest = rows % size;
        return rest > 0 && !dropShort ? [.. full, rest] : [.. full];
    }
    // </solution>
}
