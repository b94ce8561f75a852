using DeepLearning.Exercises.Checking;

namespace DeepLearning.Gpu.Exercises;

using Answer = Func<int, int, int, (double GlobalBytes, double SharedBytes, double Intensity)>;

internal sealed class E11_7 : Definition<Answer>
{
    public override string Id => "11.7";
    public override string Title => "What a product fetches";
    public override string Signature =>
        "(double GlobalBytes, double SharedBytes, double Intensity) Traffic(int n, int block, int register)";
    public override string Praise => "Right: with these three numbers you can place any tiled product on the roofline.";
    public override IReadOnlyList<string> Parts => ["bytes from global memory", "bytes from shared memory", "operations per global byte"];

    public override IReadOnlyList<string> Hints =>
    [
        "Start with one group: for each k, how many numbers of A and of B does it need for its block × block elements? How many groups are there?",
        "Global: 2 · block · n numbers for each of (n / block)² groups. Shared: for each k an item reads 2 · register numbers, and " +
            "there are (n / register)² items.",
        "2n³/block and 2n³/register numbers of 4 bytes each; a product is 2n³ operations.",
    ];

    public override string Explanation =>
        "Both numbers fall with the side of the square, not with its area: a square of side B needs 2B numbers for B² multiplications.";

    public override Answer Right => Traffic;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("n 64, blocks of 16, 2 × 2 in registers", f => f(64, 16, 2)),
        new("n 4096, blocks of 128, 8 × 8 in registers", f => f(4096, 128, 8)),
        new("n 32, blocks of 8, 1 × 1 in registers", f => f(32, 8, 1)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Those are numbers, not bytes: a float has 4.", (n, block, register) => Times(Traffic(n, block, register), 0.25, 0.25, 1)),
        new("Bytes are right. The operations: each multiplication comes with an addition, so a product has 2n³.",
            (n, block, register) => Times(Traffic(n, block, register), 1, 1, 0.5)),
        new("You count one matrix; both A and B are read.", (n, block, register) => Times(Traffic(n, block, register), 0.5, 0.5, 1)),
        new("You count one matrix, and so the intensity doubles; both A and B are read.",
            (n, block, register) => Times(Traffic(n, block, register), 0.5, 0.5, 2)),
        new("A square of side B does save reads, but by a factor of B, not B²: it needs 2B numbers for B² multiplications.",
            (n, block, register) => Times(Traffic(n, block, register), 1.0 / block, 1.0 / register, block)),
        new("The intensity is operations for each byte, not for each number.",
            (n, block, register) => Times(Traffic(n, block, register), 1, 1, 4)),
        new("The intensity is upside down: operations divided by bytes.",
            (n, block, register) => (Traffic(n, block, register).GlobalBytes, Traffic(n, block, register).SharedBytes,
                1 / Traffic(n, block, register).Intensity)),
        new("Block and register are exchanged: global memory is read once for each block, shared memory once for each register square.",
            (n, block, register) => Traffic(n, register, block)),
        new("You count the way without tiles: each item would read whole rows and columns.",
            (n, block, register) => Times(Traffic(n, block, register), block, register, 1.0 / block)),
        new("Shared memory is read with the block, too, in yours. An item reads for its register square.",
            (n, block, register) => Times(Traffic(n, block, register), 1, (double)register / block, 1)),
        new("The intensity counts the bytes of shared memory. Those of global memory are asked.",
            (n, block, register) => Times(Traffic(n, block, register), 1, 1, (double)register / block)),
        new("n · n · n in whole numbers is too large for an int where n is 4096: it wraps round. Compute with double.", Wrapped),
    ];

    private static (double GlobalBytes, double SharedBytes,
        double Intensity) Times((double GlobalBytes, double SharedBytes, double Intensity) right, double first, double second,
            double third) =>
        (right.GlobalBytes * first, right.SharedBytes * second, right.Intensity * third);

    private static (double GlobalBytes, double SharedBytes, double Intensity) Wrapped(int n, int block, int register)
    {
        var operations = unchecked(2 * n * n * n);
        double globalBytes = unchecked(4 * operations) / block;
        return (globalBytes, unchecked(4 * operations) / register, operations / globalBytes);
    }

    // <solution>
    private static (double GlobalBytes, double SharedBytes, double Intensity) Traffic(int n, int block, int register)
    {
        var operations = 2 * Math.Pow(n, 3);
        var globalBytes = 4 * operations / block;
        return (globalBytes, 4 * operations / register, operations / globalBytes);
    }
    // </solution>
}
