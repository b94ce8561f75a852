using DeepLearning.Exercises.Checking;
using ILGPU;
using ILGPU.Runtime;

namespace DeepLearning.Gpu.Exercises;

using Answer = Action<ArrayView<float>, ArrayView<float>>;

internal sealed class E11_6 : KernelDefinition<Answer>
{
    public override string Id => "11.6";
    public override string Title => "Find the bug: the group that never comes back";
    public override string Signature => "public static void GroupSums(ArrayView<float> x, ArrayView<float> sums)";
    public override string Praise => "Right: all items meet at every barrier, and those without an element bring a 0.";

    public override IReadOnlyList<string> Parts => ["sums", "whether the group works together"];

    public override IReadOnlyList<string> Hints =>
    [
        "It works for 16 elements in groups of 8 and not for 20. What do the last four items do?",
        "An item that returns never reaches the barrier at which the others wait. It has to stay, and needs something to add.",
        "Without the return: shared[i] = at < x.IntLength ? x[at] : 0;",
    ];

    public override string Explanation =>
        "The guard moves from the item to the reading. A 0 changes no sum, so an item without an element can take part like all others.";

    public override Answer Right => GroupSums;

    public override IReadOnlyList<TestCase<Answer>> Cases => [Case("16 elements", 16), Case("20 elements", 20), Case("3 elements", 3)];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Nothing has changed yet: in the last group some items return, and the others wait for them at the barrier for ever.", Broken),
        new("An item adds a number of shared memory that nobody has written. Either no barrier stands between writing and reading, or " +
            "the items without an element have put nothing there: what does no sum mind?", NotFilled),
        new("No guard at all: the last group reads behind the end of x.", NoGuard),
        new("One item adds up its whole group. The tournament was right: all items take part in it.", Serial),
        new("A 1 stands where nothing is. What changes no sum is 0.", Ones),
        new("The last, short group is left out.", Whole),
        new("The last round is missing: half runs down to 1.", Short),
    ];

    private static void Broken(ArrayView<float> x, ArrayView<float> sums)
    {
        var shared = SharedMemory.Allocate<float>(8);
        var (i, at) = (Group.IdxX, Grid.IdxX * 8 + Group.IdxX);
        if (at >= x.IntLength) return;
        shared[i] = x[at];
        Tournament(shared, i, sums);
    }

    private static void NotFilled(ArrayView<float> x, ArrayView<float> sums)
    {
        var shared = SharedMemory.Allocate<float>(8);
        var (i, at) = (Group.IdxX, Grid.IdxX * 8 + Group.IdxX);
        if (at < x.IntLength) shared[i] = x[at];
        Tournament(shared, i, sums);
    }

    private static void NoGuard(ArrayView<float> x, ArrayView<float> sums)
    {
        var shared = SharedMemory.Allocate<float>(8);
        shared[Group.IdxX] = x[Grid.IdxX * 8 + Group.IdxX];
        Tournament(shared, Group.IdxX, sums);
    }

    private static void Tournament(ArrayView<float> shared, int i, ArrayView<float> sums)
    {
        for (var half = 4; half > 0; half /= 2)
        {
            Group.Barrier();
            if (i < half) shared[i] += shared[i + half];
        }
        if (i == 0) sums[Grid.IdxX] = shared[0];
    }

    private static void Serial(ArrayView<float> x, ArrayView<float> sums)
    {
        if (Group.IdxX > 0) return;
        var sum = 0f;
        for (var at = Grid.IdxX * 8; at < Math.Min(x.IntLength, Grid.IdxX * 8 + 8); at++) sum += x[at];
        sums[Grid.IdxX] = sum;
    }

    private static void Ones(ArrayView<float> x, ArrayView<float> sums) => Filled(x, sums, x.IntLength, 1, last: 0);

    private static void Whole(ArrayView<float> x, ArrayView<float> sums) => Filled(x, sums, x.IntLength / 8 * 8, 0, last: 0);

    private static void Short(ArrayView<float> x, ArrayView<float> sums) => Filled(x, sums, x.IntLength, 0, last: 1);

    private static void Filled(ArrayView<float> x, ArrayView<float> sums, int length, float nothing, int last)
    {
        var shared = SharedMemory.Allocate<float>(8);
        var (i, at) = (Group.IdxX, Grid.IdxX * 8 + Group.IdxX);
        shared[i] = at < length ? x[at] : nothing;
        for (var half = 4; half > last; half /= 2)
        {
            Group.Barrier();
            if (i < half) shared[i] += shared[i + half];
        }
        if (i == 0) sums[Grid.IdxX] = shared[0];
    }

    private static TestCase<Answer> Case(string name, int length) => Launch(name, (kernel, gpu) =>
    {
        var groups = (length + 7) / 8;
        var sums = Allocate(groups);
        gpu.Run(kernel, (groups, 8), Given("x", [.. Enumerable.Range(1, length).Select(v => v * v / 2f)]), sums.View);
        return (sums.GetAsArray1D(), gpu.LastLaunch.Barriers > 0);
    });

    // <solution>
    private static void GroupSums(ArrayView<float> x, ArrayView<float> sums)
    {
        var shared = SharedMemory.Allocate<float>(8);
        var (i, at) = (Group.IdxX, Grid.IdxX * 8 + Group.IdxX);
        shared[i] = at < x.IntLength ? x[at] : 0f;
        for (var half = 4; half > 0; half /= 2)
        {
            Group.Barrier();
            if (i < half) shared[i] += shared[i + half];
        }
        if (i == 0) sums[Grid.IdxX] = shared[0];
    }
    // </solution>
}
