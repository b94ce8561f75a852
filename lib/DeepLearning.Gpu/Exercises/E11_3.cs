using DeepLearning.Exercises.Checking;
using ILGPU;
using ILGPU.Runtime;

namespace DeepLearning.Gpu.Exercises;

using Answer = Action<ArrayView<float>, ArrayView<float>>;

internal sealed class E11_3 : KernelDefinition<Answer>
{
    public override string Id => "11.3";
    public override string Title => "Groups by hand: back to front";
    public override string Signature => "public static void Reverse(ArrayView<float> x, ArrayView<float> y)";
    public override string Praise => "Right: with several groups, with idle items, and with groups of another size.";

    public override IReadOnlyList<string> Parts => ["y", "items that write"];

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
        new("Items of different groups get the same number. Group.IdxX is only the place in the group: add the items of all groups " +
            "before it, Grid.IdxX * Group.DimX, where Group.DimX is how large a group is.",
            PlaceOnly),
        new("The last group has items without an element, and one of them gets through: is there a guard, and is it i < length, not i <= length?",
            NoGuard),
        new("The last element is number length − 1, so element 0 goes to length − 1 − 0.", OffByOne),
        new("That copies from front to front. Element i belongs to place length − 1 − i.",
            (x, y) => { var i = Grid.IdxX * Group.DimX + Group.IdxX; if (i < x.IntLength) y[i] = x[i]; }),
        new("You reverse each group by itself. Element i of all belongs to place length − 1 − i of all.", EachGroup),
        new("One item does the work of all. Let each item move one element.", Serial),
        new("The groups are counted with 8 items in yours. They may have another size: Group.DimX.", Eights),
        new("Place and group are exchanged: Grid.IdxX * Group.DimX + Group.IdxX.", Swapped),
        new("The guard is too strict: the last element has no item.",
            (x, y) => { var i = Grid.IdxX * Group.DimX + Group.IdxX; if (i < x.IntLength - 1) y[x.IntLength - 1 - i] = x[i]; }),
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

    private static void Serial(ArrayView<float> x, ArrayView<float> y)
    {
        if (Grid.IdxX > 0 || Group.IdxX > 0) return;
        for (var i = 0; i < x.IntLength; i++) y[x.IntLength - 1 - i] = x[i];
    }

    private static void Eights(ArrayView<float> x, ArrayView<float> y) => Move(x, y, Grid.IdxX * 8 + Group.IdxX);

    private static void Swapped(ArrayView<float> x, ArrayView<float> y) => Move(x, y, Group.IdxX * Group.DimX + Grid.IdxX);

    private static void Move(ArrayView<float> x, ArrayView<float> y, int i)
    {
        if (i < x.IntLength) y[x.IntLength - 1 - i] = x[i];
    }

    private static TestCase<Answer> Case(string name, int length, int size) => Launch(name, (kernel, gpu) =>
    {
        var y = Allocate(length);
        gpu.Run(kernel, ((length + size - 1) / size, size), Given("x", [.. Enumerable.Range(1, length).Select(v => v * v + 0.5f)]), y.View);
        return (y.GetAsArray1D(), gpu.LastWriters(y.View));
    });

    // <solution>
    private static void Reverse(ArrayView<float> x, ArrayView<float> y)
    {
        var i = Grid.IdxX * Group.DimX + Group.IdxX;
        if (i < x.IntLength) y[x.IntLength - 1 - i] = x[i];
    }
    // </solution>
}
