using DeepLearning.Exercises.Checking;
using ILGPU;
using ILGPU.Runtime;

namespace DeepLearning.Gpu.Exercises;

using Answer = Action<ArrayView<float>, int, ArrayView<float>>;

internal sealed class E11_8 : KernelDefinition<Answer>
{
    public override string Id => "11.8";
    public override string Title => "Softmax, one group for each row";
    public override string Signature => "public static void Softmax(ArrayView<float> x, int columns, ArrayView<float> y)";
    public override string Praise => "Right: rows narrower and wider than the group, and a thousand does not overflow.";
    public override IReadOnlyList<string> Parts => ["y", "items that write", "whether each number is read a few times only"];
    public override IReadOnlyList<string> AxesOf(string part) => part == "y" ? ["rows", "columns"] : [];

    public override IReadOnlyList<string> Hints =>
    [
        "The group of row r has 8 items. Item i looks after the columns i, i + 8, i + 16 and so on. Two tournaments: one for the " +
            "largest number, one for the sum.",
        "Shared memory of 8 numbers. Before the second tournament overwrites what the first has left, everybody must have read its " +
            "result: a barrier.",
        "An item that has no column brings −∞ (float.NegativeInfinity) to the first tournament and 0 to the second. Then y = " +
            "MathF.Exp(x − largest) / sum for its columns.",
    ];

    public override string Explanation =>
        "Each item first reduces its own columns without talking to anybody, so the tournaments have 8 participants however wide the " +
        "row is. Three barriers that are easy to forget: before each tournament's first round, and between reading a result and " +
        "reusing its memory.";

    public override Answer Right => Softmax;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        Case("2 rows of 8", 2, 8, 1),
        Case("3 rows of 5", 3, 5, 1),
        Case("2 rows of 20", 2, 20, 1),
        Case("numbers around a thousand", 1, 11, 400),
        Case("all numbers far below zero", 2, 9, 1, -1000),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("It overflows: e¹⁰⁰⁰ is infinite. Subtract the largest number of the row first; it takes a tournament of its own.", NotShifted),
        new("Each item divides by its own sum. The sum of the whole row takes a tournament.", OwnSum),
        new("Those are the exponentials; divide by the sum of the row.", NotDivided),
        new("The largest starts at 0 in yours. In a row of numbers far below 0 it stays there, and all powers become 0: start at " +
            "float.NegativeInfinity.",
            Zero),
        new("One item does the work of its whole row. Let each look after every eighth column.", Serial),
        new("The numbers are right, but every item goes through the whole row by itself. Share: each its own columns, then a tournament.",
            Everybody),
        new("The largest is taken over the item's own columns only. It needs a tournament, too, or items shift by different numbers.",
            OwnLargest),
        new("Every item takes one column: those beyond the eighth are left out. Walk on in steps of 8.", EightOnly),
        new("Those are the logarithms of softmax.", Logs),
    ];

    private static void NotShifted(ArrayView<float> x, int columns, ArrayView<float> y) => Together(x, columns, y, 0, isShifted: false);

    private static void OwnSum(ArrayView<float> x, int columns, ArrayView<float> y) =>
        Plain(x, columns, y, Largest(x, columns), isShared: false);

    private static void NotDivided(ArrayView<float> x, int columns, ArrayView<float> y)
    {
        var largest = Largest(x, columns);
        for (var j = Group.IdxX; j < columns; j += 8) y[Grid.IdxX * columns + j] = MathF.Exp(x[Grid.IdxX * columns + j] - largest);
    }

    private static float Largest(ArrayView<float> x, int columns)
    {
        var largest = float.NegativeInfinity;
        for (var j = 0; j < columns; j++) largest = MathF.Max(largest, x[Grid.IdxX * columns + j]);
        return largest;
    }

    private static void Plain(ArrayView<float> x, int columns, ArrayView<float> y, float shift, bool isShared)
    {
        var (sum, row) = (0f, Grid.IdxX * columns);
        for (var j = isShared ? 0 : Group.IdxX; j < columns; j += isShared ? 1 : 8) sum += MathF.Exp(x[row + j] - shift);
        for (var j = Group.IdxX; j < columns; j += 8) y[row + j] = MathF.Exp(x[row + j] - shift) / sum;
    }

    private static void Zero(ArrayView<float> x, int columns, ArrayView<float> y) => Together(x, columns, y, 0, isShifted: true);

    private static void Together(ArrayView<float> x, int columns, ArrayView<float> y, float largest, bool isShifted)
    {
        var shared = SharedMemory.Allocate<float>(8);
        var (row, sum) = (Grid.IdxX * columns, 0f);
        for (var j = Group.IdxX; isShifted && j < columns; j += 8) largest = MathF.Max(largest, x[row + j]);
        largest = Tournament(shared, largest, isSum: false);
        for (var j = Group.IdxX; j < columns; j += 8) sum += MathF.Exp(x[row + j] - largest);
        sum = Tournament(shared, sum, isSum: true);
        for (var j = Group.IdxX; j < columns; j += 8) y[row + j] = MathF.Exp(x[row + j] - largest) / sum;
    }

    private static void Serial(ArrayView<float> x, int columns, ArrayView<float> y)
    {
        if (Group.IdxX > 0) return;
        var (row, largest, sum) = (Grid.IdxX * columns, Largest(x, columns), 0f);
        for (var j = 0; j < columns; j++) sum += MathF.Exp(x[row + j] - largest);
        for (var j = 0; j < columns; j++) y[row + j] = MathF.Exp(x[row + j] - largest) / sum;
    }

    private static void Everybody(ArrayView<float> x, int columns, ArrayView<float> y) =>
        Plain(x, columns, y, Largest(x, columns), isShared: true);

    private static void OwnLargest(ArrayView<float> x, int columns, ArrayView<float> y)
    {
        var shared = SharedMemory.Allocate<float>(8);
        var (row, largest, sum) = (Grid.IdxX * columns, float.NegativeInfinity, 0f);
        for (var j = Group.IdxX; j < columns; j += 8) largest = MathF.Max(largest, x[row + j]);
        for (var j = Group.IdxX; j < columns; j += 8) sum += MathF.Exp(x[row + j] - largest);
        sum = Tournament(shared, sum, isSum: true);
        for (var j = Group.IdxX; j < columns; j += 8) y[row + j] = MathF.Exp(x[row + j] - largest) / sum;
    }

    private static void EightOnly(ArrayView<float> x, int columns, ArrayView<float> y)
    {
        var shared = SharedMemory.Allocate<float>(8);
        var (at, own) = (Grid.IdxX * columns + Group.IdxX, Group.IdxX < columns);
        var largest = Tournament(shared, own ? x[at] : float.NegativeInfinity, isSum: false);
        var sum = Tournament(shared, own ? MathF.Exp(x[at] - largest) : 0, isSum: true);
        if (own) y[at] = MathF.Exp(x[at] - largest) / sum;
    }

    private static void Logs(ArrayView<float> x, int columns, ArrayView<float> y)
    {
        var (sum, largest) = (0f, Largest(x, columns));
        for (var j = 0; j < columns; j++) sum += MathF.Exp(x[Grid.IdxX * columns + j] - largest);
        for (var j = Group.IdxX; j < columns; j += 8) y[Grid.IdxX * columns + j] = x[Grid.IdxX * columns + j] - largest - MathF.Log(sum);
    }

    private static TestCase<Answer> Case(string name, int rows, int columns, float scale, float shift = 0) => Launch(name, (kernel, gpu) =>
    {
        var values = Enumerable.Range(0, rows * columns).Select(v => scale * (v * v % 7 - 2.5f) + shift).ToArray();
        var y = Allocate(rows * columns);
        gpu.Run(kernel, (rows, 8), Given("x", values), columns, y.View);
        var (flat, result) = (y.GetAsArray1D(), new float[rows, columns]);
        for (var i = 0; i < flat.Length; i++) result[i / columns, i % columns] = flat[i];
        return (result, gpu.LastWriters(y.View), gpu.LastLaunch.GlobalReads <= 4 * rows * columns);
    });

    // <solution>
    private static void Softmax(ArrayView<float> x, int columns, ArrayView<float> y)
    {
        var shared = SharedMemory.Allocate<float>(8);
        var (i, row, largest, sum) = (Group.IdxX, Grid.IdxX * columns, float.NegativeInfinity, 0f);
        for (var j = i; j < columns; j += 8) largest = MathF.Max(largest, x[row + j]);
        largest = Tournament(shared, largest, isSum: false);
        for (var j = i; j < columns; j += 8) sum += MathF.Exp(x[row + j] - largest);
        sum = Tournament(shared, sum, isSum: true);
        for (var j = i; j < columns; j += 8) y[row + j] = MathF.Exp(x[row + j] - largest) / sum;
    }

    private static float Tournament(ArrayView<float> shared, float mine, bool isSum)
    {
        Group.Barrier();                                          // everybody has read the last result
        shared[Group.IdxX] = mine;
        for (var half = 4; half > 0; half /= 2)
        {
            Group.Barrier();
            if (Group.IdxX < half) shared[Group.IdxX] = isSum ? shared[Group.IdxX] + shared[Group.IdxX + half] : MathF.Max(shared[Group.IdxX], shared[Group.IdxX + half]);
        }
        Group.Barrier();
        return shared[0];
    }
    // </solution>
}
