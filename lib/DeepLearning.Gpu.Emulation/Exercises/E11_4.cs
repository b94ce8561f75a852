using DeepLearning.Exercises.Checking;
using ILGPU;
using ILGPU.Runtime;

namespace DeepLearning.Gpu.Emulation.Exercises;

using Answer = Action<Index1D, ArrayView<float>, int, int, ArrayView<float>>;

internal sealed class E11_4 : KernelDefinition<Answer>
{
    public override string Id => "11.4";
    public override string Title => "Find the race: sums of columns";
    public override string Signature => "public static void ColumnSums(Index1D i, ArrayView<float> x, int rows, int columns, ArrayView<float> sums)";
    public override string Praise => "Right: every sum has one owner, whatever the number of rows, and neighbouring items read neighbouring numbers.";

    public override IReadOnlyList<string> Hints =>
    [
        "Who writes sums[0]? Count the items.",
        "Let an item own a column: items 0 to columns − 1 do a whole column each, and the others leave at once.",
        "if (i >= columns) return; then a loop over the rows, which adds x[row * columns + i] to a local variable; then sums[i] = that variable.",
    ];

    public override string Explanation =>
        "Item i owns sum i and walks down its column. In each step the items read one row side by side, which is what memory likes. Fewer items work, but each result is right.";

    public override Answer Right => ColumnSums;

    public override IReadOnlyList<TestCase<Answer>> Cases => [Case("3 rows, 4 columns", 3, 4), Case("one row", 1, 5), Case("5 rows, 2 columns", 5, 2)];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Nothing has changed yet: all items of a column add to the same sum. Who reads it while another one is about to write?", (i, x, _, columns, sums) => sums[i % columns] += x[i]),
        new("Those are the sums of the rows. An item walks down its column, whose numbers lie 'columns' apart.", Rows),
        new("There are rows · columns items, but only so many columns: what shall the other items do?", NoGuard),
        new("You start with the second row, or end before the last: every row counts.", (i, x, rows, columns, sums) => { if (i >= columns) return; var sum = 0f; for (var row = 1; row < rows; row++) sum += x[row * columns + i]; sums[i] = sum; }),
    ];

    private static void Rows(Index1D i, ArrayView<float> x, int rows, int columns, ArrayView<float> sums)
    {
        if (i >= rows || i >= columns) return;
        var sum = 0f;
        for (var column = 0; column < columns; column++) sum += x[i * columns + column];
        sums[i] = sum;
    }

    private static void NoGuard(Index1D i, ArrayView<float> x, int rows, int columns, ArrayView<float> sums)
    {
        var sum = 0f;
        for (var row = 0; row < rows; row++) sum += x[row * columns + i];
        sums[i] = sum;
    }

    private static TestCase<Answer> Case(string name, int rows, int columns) => Launch(name, (kernel, gpu) =>
    {
        var (x, sums) = (gpu.Allocate1D(Enumerable.Range(0, rows * columns).Select(v => v * v - 3.5f).ToArray()), gpu.Allocate1D(new float[columns]));
        gpu.LoadAutoGroupedStreamKernel(kernel)(rows * columns, x.View, rows, columns, sums.View);
        return sums.GetAsArray1D();
    });

    // <solution>
    private static void ColumnSums(Index1D i, ArrayView<float> x, int rows, int columns, ArrayView<float> sums)
    {
        if (i >= columns) return;
        var sum = 0f;
        for (var row = 0; row < rows; row++) sum += x[row * columns + i];
        sums[i] = sum;
    }
    // </solution>
}
