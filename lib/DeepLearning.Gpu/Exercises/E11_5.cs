using DeepLearning.Exercises.Checking;
using ILGPU;
using ILGPU.Runtime;

namespace DeepLearning.Gpu.Exercises;

using Answer = Action<ArrayView<float>>;

internal sealed class E11_5 : KernelDefinition<Answer>
{
    public override string Id => "11.5";
    public override string Title => "Find the missing barrier: smoothing in a ring";
    public override string Signature => "public static void Smooth(ArrayView<float> x)";
    public override string Praise => "Right: nobody reads a neighbour's number too early or too late.";

    public override IReadOnlyList<string> Parts => ["x", "items that write"];

    public override IReadOnlyList<string> Hints =>
    [
        "Between two barriers everything may happen in any order. Go through one round and write down who reads shared[3], and who writes it.",
        "Items 2 and 4 read shared[3] for their means. When may item 3 overwrite it?",
        "A Group.Barrier() between computing the mean and storing it. The one after storing stays.",
    ];

    public override string Explanation =>
        "Two barriers a round: the first waits until everybody has read, the second until everybody has written. The mean waits in a " +
        "register in between.";

    public override Answer Right => Smooth;

    public override IReadOnlyList<TestCase<Answer>> Cases => [Case("one group", 8), Case("three groups", 24)];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Nothing has changed yet. An item overwrites its number in shared memory; can it be sure that both neighbours have read " +
            "the old one?", Broken),
        new("Now everybody waits before storing, but nobody after it: in the next round a neighbour may read the old number.", NoneAfter),
        new("A barrier is missing before the first round: everybody has to wait until the ring is filled.", NoneBefore),
        new("Right numbers in every group's ring, but only one round: it shall be smoothed twice.", OneRound),
        new("One item does the work of its whole group. Let each smooth its own number, with a barrier between reading and storing.",
            Serial),
        new("Three rounds: it shall be smoothed twice.", x => Rounds(x, 3)),
        new("The ends of the ring are left out: the last and the first are neighbours, too.", Line),
        new("The mean is taken of the two neighbours alone. The number itself belongs to it.", TwoOnly),
        new("The three numbers are added, but not divided by 3.", SumOnly),
    ];

    private static void Broken(ArrayView<float> x)
    {
        var ring = SharedMemory.Allocate<float>(8);
        var (i, at) = (Group.IdxX, Grid.IdxX * 8 + Group.IdxX);
        ring[i] = x[at];
        Group.Barrier();
        for (var round = 0; round < 2; round++)
        {
            var mean = (ring[(i + 7) % 8] + ring[i] + ring[(i + 1) % 8]) / 3;
            ring[i] = mean;
            Group.Barrier();
        }
        x[at] = ring[i];
    }

    private static void NoneAfter(ArrayView<float> x)
    {
        var ring = SharedMemory.Allocate<float>(8);
        var (i, at) = (Group.IdxX, Grid.IdxX * 8 + Group.IdxX);
        ring[i] = x[at];
        Group.Barrier();
        for (var round = 0; round < 2; round++)
        {
            var mean = (ring[(i + 7) % 8] + ring[i] + ring[(i + 1) % 8]) / 3;
            Group.Barrier();
            ring[i] = mean;
        }
        x[at] = ring[i];
    }

    private static void NoneBefore(ArrayView<float> x)
    {
        var ring = SharedMemory.Allocate<float>(8);
        var (i, at) = (Group.IdxX, Grid.IdxX * 8 + Group.IdxX);
        ring[i] = x[at];
        for (var round = 0; round < 2; round++)
        {
            var mean = (ring[(i + 7) % 8] + ring[i] + ring[(i + 1) % 8]) / 3;
            Group.Barrier();
            ring[i] = mean;
            Group.Barrier();
        }
        x[at] = ring[i];
    }

    private static void OneRound(ArrayView<float> x)
    {
        var ring = SharedMemory.Allocate<float>(8);
        var (i, at) = (Group.IdxX, Grid.IdxX * 8 + Group.IdxX);
        ring[i] = x[at];
        Group.Barrier();
        x[at] = (ring[(i + 7) % 8] + ring[i] + ring[(i + 1) % 8]) / 3;
    }

    private static void Serial(ArrayView<float> x)
    {
        if (Group.IdxX > 0) return;
        for (var round = 0; round < 2; round++)
        {
            var first = x[Grid.IdxX * 8];
            var before = x[Grid.IdxX * 8 + 7];
            for (var i = 0; i < 8; i++)
            {
                var (own, after) = (x[Grid.IdxX * 8 + i], i < 7 ? x[Grid.IdxX * 8 + i + 1] : first);
                x[Grid.IdxX * 8 + i] = (before + own + after) / 3;
                before = own;
            }
        }
    }

    private static void Line(ArrayView<float> x) => Rounds(x, 2, isRing: false);

    private static void TwoOnly(ArrayView<float> x) => Rounds(x, 2, own: 0, parts: 2);

    private static void SumOnly(ArrayView<float> x) => Rounds(x, 2, parts: 1);

    private static void Rounds(ArrayView<float> x, int rounds, bool isRing = true, float own = 1, float parts = 3)
    {
        var ring = SharedMemory.Allocate<float>(8);
        var (i, at) = (Group.IdxX, Grid.IdxX * 8 + Group.IdxX);
        ring[i] = x[at];
        Group.Barrier();
        for (var round = 0; round < rounds; round++)
        {
            var mean = !isRing && (i is 0 or 7) ? ring[i] : (ring[(i + 7) % 8] + own * ring[i] + ring[(i + 1) % 8]) / parts;
            Group.Barrier();
            ring[i] = mean;
            Group.Barrier();
        }
        x[at] = ring[i];
    }

    private static TestCase<Answer> Case(string name, int length) => Launch(name, (kernel, gpu) =>
    {
        var x = Allocate([.. Enumerable.Range(0, length).Select(v => v * v % 11f)]);
        gpu.Run(kernel, (length / 8, 8), x.View);
        return (x.GetAsArray1D(), gpu.LastWriters(x.View));
    });

    // <solution>
    private static void Smooth(ArrayView<float> x)
    {
        var ring = SharedMemory.Allocate<float>(8);
        var (i, at) = (Group.IdxX, Grid.IdxX * 8 + Group.IdxX);
        ring[i] = x[at];
        Group.Barrier();
        for (var round = 0; round < 2; round++)
        {
            var mean = (ring[(i + 7) % 8] + ring[i] + ring[(i + 1) % 8]) / 3;
            Group.Barrier();
            ring[i] = mean;
            Group.Barrier();
        }
        x[at] = ring[i];
    }
    // </solution>
}
