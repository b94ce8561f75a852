using DeepLearning.Exercises.Checking;
using ILGPU;
using ILGPU.Runtime;

namespace DeepLearning.Gpu.Emulation.Exercises;

using Answer = Action<ArrayView<float>>;

internal sealed class E11_5 : KernelDefinition<Answer>
{
    public override string Id => "11.5";
    public override string Title => "Find the missing barrier: smoothing in a ring";
    public override string Signature => "public static void Smooth(ArrayView<float> x)";
    public override string Praise => "Right: nobody reads a neighbour's number too early or too late.";

    public override IReadOnlyList<string> Hints =>
    [
        "Between two barriers everything may happen in any order. Go through one round and write down who reads shared[3], and who writes it.",
        "Items 2 and 4 read shared[3] for their means. When may item 3 overwrite it?",
        "A Group.Barrier() between computing the mean and storing it. The one after storing stays.",
    ];

    public override string Explanation =>
        "Two barriers a round: the first waits until everybody has read, the second until everybody has written. The mean waits in a register in between.";

    public override Answer Right => Smooth;

    public override IReadOnlyList<TestCase<Answer>> Cases => [Case("one group", 8), Case("three groups", 24)];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Nothing has changed yet. An item overwrites its number in shared memory; can it be sure that both neighbours have read the old one?", Broken),
        new("Now everybody waits before storing, but nobody after it: in the next round a neighbour may read the old number.", NoneAfter),
        new("The barriers within the rounds are right. Before the first round, too, everybody has to wait until the ring is filled.", NoneBefore),
        new("Right numbers in every group's ring, but only one round: it shall be smoothed twice.", OneRound),
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

    private static TestCase<Answer> Case(string name, int length) => Launch(name, (kernel, gpu) =>
    {
        var x = gpu.Allocate1D(Enumerable.Range(0, length).Select(v => v * v % 11f).ToArray());
        gpu.LoadStreamKernel(kernel)((length / 8, 8), x.View);
        return x.GetAsArray1D();
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
