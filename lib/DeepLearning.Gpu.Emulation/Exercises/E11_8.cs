using DeepLearning.Exercises.Checking;
using ILGPU;
using ILGPU.Runtime;

namespace DeepLearning.Gpu.Emulation.Exercises;

using Answer = Action<ArrayView<float>, int, ArrayView<float>>;

internal sealed class E11_8 : KernelDefinition<Answer>
{
    public override string Id => "11.8";
    public override string Title => "Softmax, one group for each row";
    public override string Signature => "public static void Softmax(ArrayView<float> x, int columns, ArrayView<float> y)";
    public override string Praise => "Right: rows narrower and wider than the group, and a thousand does not overflow.";
    public override IReadOnlyList<string> Axes => ["rows", "columns"];

    public override IReadOnlyList<string> Hints =>
    [
        "The group of row r has 8 items. Item i looks after the columns i, i + 8, i + 16 and so on. Two tournaments: one for the largest number, one for the sum.",
        "Shared memory of 8 numbers. Before the second tournament overwrites what the first has left, everybody must have read its result: a barrier.",
        "An item that has no column brings −∞ (float.NegativeInfinity) to the first tournament and 0 to the second. Then y = MathF.Exp(x − largest) / sum for its columns.",
    ];

    public override string Explanation =>
        "Each item first reduces its own columns without talking to anybody, so the tournaments have 8 participants however wide the row is. Three barriers that are easy to forget: before each tournament's first round, and between reading a result and reusing its memory.";

    public override Answer Right => Softmax;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        Case("2 rows of 8", 2, 8, 1),
        Case("3 rows of 5", 3, 5, 1),
        Case("2 rows of 20", 2, 20, 1),
        Case("numbers around a thousand", 1, 11, 400),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("It overflows: e¹⁰⁰⁰ is infinite. Subtract the largest number of the row first; it takes a tournament of its own.", NotShifted),
        new("Each item divides by its own sum. The sum of the whole row takes a tournament.", OwnSum),
        new("Those are the exponentials; divide by the sum of the row.", NotDivided),
    ];

    private static void NotShifted(ArrayView<float> x, int columns, ArrayView<float> y) => Plain(x, columns, y, 0, isShared: true);

    private static void OwnSum(ArrayView<float> x, int columns, ArrayView<float> y) => Plain(x, columns, y, Largest(x, columns), isShared: false);

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

    private static TestCase<Answer> Case(string name, int rows, int columns, float scale) => Launch(name, (kernel, gpu) =>
    {
        var values = Enumerable.Range(0, rows * columns).Select(v => scale * (v * v % 7 - 2.5f)).ToArray();
        var (x, y) = (gpu.Allocate1D(values), gpu.Allocate1D<float>(rows * columns));
        gpu.LoadStreamKernel(kernel)((rows, 8), x.View, columns, y.View);
        var (flat, result) = (y.GetAsArray1D(), new float[rows, columns]);
        for (var i = 0; i < flat.Length; i++) result[i / columns, i % columns] = flat[i];
        return result;
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
