using DeepLearning.Exercises.Checking;

namespace DeepLearning.Gpu.Exercises;

using Answer = Func<int, int, (int Groups, int Idle)>;

internal sealed class E11_1 : Definition<Answer>
{
    public override string Id => "11.1";
    public override string Title => "How many groups?";
    public override string Signature => "(int Groups, int Idle) Cover(int elements, int groupSize)";
    public override string Praise => "Right: also when the last group is full, and when there is less than one group's worth of work.";
    public override IReadOnlyList<string> Parts => ["groups", "idle items"];

    public override IReadOnlyList<string> Hints =>
    [
        "Every element needs an item, and groups come only as a whole.",
        "Divide and round up. In whole numbers, adding one less than the divisor first does that.",
        "var groups = (elements + groupSize - 1) / groupSize; the idle items are those beyond the elements.",
    ];

    public override string Explanation =>
        "Adding groupSize − 1 before dividing pushes every rest above the next whole number, and leaves exact multiples where they are.";

    public override Answer Right => Cover;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("20 elements in groups of 8", f => f(20, 8)),
        new("24 elements in groups of 8", f => f(24, 8)),
        new("3 elements in groups of 8", f => f(3, 8)),
        new("1,000,003 elements in groups of 256", f => f(1_000_003, 256)),
        new("1 element in groups of 1", f => f(1, 1)),
        new("100 elements in groups of 32", f => f(100, 32)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("You round down: the elements behind the last full group get no item.", (n, size) => (n / size, n / size * size - n)),
        new("One group too many when the elements fill the last group exactly. Add groupSize − 1 before you divide, instead of one " +
            "group after.", (n, size) => (n / size + 1, (n / size + 1) * size - n)),
        new("The groups are right. Idle are the items that have no element: all items less the elements.",
            (n, size) => ((n + size - 1) / size, n % size)),
        new("The groups are right, but when the last group is full nobody is idle: groupSize − (elements mod groupSize) then says groupSize.", (n, size) => ((n + size - 1) / size, size - n % size)),
        new("One too many is idle in yours: idle are groups · groupSize − elements.",
            (n, size) => ((n + size - 1) / size, (n + size - 1) / size * size - n + 1)),
        new("Those are all items, not the idle ones: take the elements off.",
            (n, size) => ((n + size - 1) / size, (n + size - 1) / size * size)),
    ];

    // <solution>
    private static (int Groups, int Idle) Cover(int elements, int groupSize)
    {
        var groups = (elements + groupSize - 1) / groupSize;
        return (groups, groups * groupSize - elements);
    }
    // </solution>
}
