using DeepLearning.Exercises.Checking;
using ILGPU;
using ILGPU.Runtime;

namespace DeepLearning.Gpu.Emulation.Exercises;

using Answer = Action<ArrayView<float>, ArrayView<float>>;

internal sealed class E11_3 : KernelDefinition<Answer>
{
    public override string Id => "11.3";
    public override string Title => "Groups by hand: back to front";
    public override string Signature => "public static void Reverse(ArrayView<float> x, ArrayView<float> y)";
    public override string Praise => "Right: with several groups, with idle items, and with groups of another size.";

    public override IReadOnlyList<string> Hints =>
    [
        "Which number has an item among all items, if it knows its group, its place, and how large a group is?",
        "i = Grid.IdxX * Group.DimX + Group.IdxX. There may be more items than elements.",
        "if (i < x.IntLength) y[x.IntLength - 1 - i] = x[i];",
    ];

    public override string Explanation => "The guard stands around reading and writing, so an item too many does nothing at all.";

    public override Answer Right => Reverse;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        Case("8 elements, one group of 8", 8, 8),
        Case("20 elements, groups of 8", 20, 8),
        Case("10 elements, groups of 5", 10, 5),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Items of different groups get the same number. Group.IdxX is only the place in the group: add the items of all groups before, Grid.IdxX * Group.DimX.", PlaceOnly),
        new("No guard: the last group has items without an element. Which ones?", NoGuard),
        new("The last element is number length − 1, so element 0 goes to length − 1 − 0.", OffByOne),
        new("That copies from front to front. Element i belongs to place length − 1 − i.", (x, y) => { var i = Grid.IdxX * Group.DimX + Group.IdxX; if (i < x.IntLength) y[i] = x[i]; }),
        new("You reverse each group by itself. Element i of all belongs to place length − 1 − i of all.", EachGroup),
    ];

    private static void PlaceOnly(ArrayView<float> x, ArrayView<float> y)
    {
        var i = Group.IdxX;
        if (i < x.IntLength) y[x.IntLength - 1 - i] = x[i];
    }

    private static void NoGuard(ArrayView<float> x, ArrayView<float> y)
    {
        var i = Grid.IdxX * Group.DimX + Group.IdxX;
        y[x.IntLength - 1 - i] = x[i];
    }

    private static void OffByOne(ArrayView<float> x, ArrayView<float> y)
    {
        var i = Grid.IdxX * Group.DimX + Group.IdxX;
        if (i < x.IntLength) y[x.IntLength - i] = x[i];
    }

    private static void EachGroup(ArrayView<float> x, ArrayView<float> y)
    {
        var i = Grid.IdxX * Group.DimX + Group.IdxX;
        var there = Grid.IdxX * Group.DimX + Group.DimX - 1 - Group.IdxX;
        if (i < x.IntLength && there < x.IntLength) y[there] = x[i];
    }

    private static TestCase<Answer> Case(string name, int length, int size) => Launch(name, (kernel, gpu) =>
    {
        var (x, y) = (gpu.Allocate1D(Enumerable.Range(1, length).Select(v => v * v + 0.5f).ToArray()), gpu.Allocate1D<float>(length));
        gpu.LoadStreamKernel(kernel)(((length + size - 1) / size, size), x.View, y.View);
        return y.GetAsArray1D();
    });

    // <solution>
    private static void Reverse(ArrayView<float> x, ArrayView<float> y)
    {
        var i = Grid.IdxX * Group.DimX + Group.IdxX;
        if (i < x.IntLength) y[x.IntLength - 1 - i] = x[i];
    }
    // </solution>
}
