using DeepLearning.Exercises.Checking;
using ILGPU;
using ILGPU.Runtime;

namespace DeepLearning.Gpu.Exercises;

using Answer = Action<Index1D, ArrayView<float>, int, int, ArrayView<float>>;

internal sealed class E11_4 : KernelDefinition<Answer>
{
    public override string Id => "11.4";
    public override string Title => "Find the race: sums of columns";
    public override string Signature =>
        "public static void ColumnSums(Index1D i, ArrayView<float> x, int rows, int columns, ArrayView<float> sums)";
    public override string Praise =>
        "Right: every sum has one owner, whatever the number of rows, and neighbouring items read neighbouring numbers.";

    public override IReadOnlyList<string> Parts => ["sums", "items that write"];

    public override IReadOnlyList<string> Hints =>
    [
        "Who writes sums[0]? Count the items.",
        "Let an item own a column: items 0 to columns − 1 do a whole column each, and the others leave at once.",
        "if (i >= columns) return; then a loop over the rows, which adds x[row * columns + i] to a local variable; then sums[i] = that variable.",
    ];

    public override string Explanation =>
        "Item i owns sum i and walks down its column. In each step the items read one row side by side, which is what memory likes. " +
        "Fewer items work, but each result is right.";

    public override Answer Right => ColumnSums;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
        [Case("3 rows, 4 columns", 3, 4), Case("one row", 1, 5), Case("5 rows, 2 columns", 5, 2)];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Several items add to the same sum: a race. Who reads it while another one is about to write? Give each sum one owner.",
            (i, x, _, columns, sums) => sums[i % columns] += x[i]),
        new("Those are the sums of the rows. An item walks down its column, whose numbers lie 'columns' apart.", Rows),
        new("There are rows · columns items, but only so many columns: what shall the other items do?", NoGuard),
        new("You start with the second row, or end before the last: every row counts.",
            (i, x, rows, columns, sums) => { if (i >= columns) return; var sum = 0f;
                for (var row = 1; row < rows; row++) sum += x[row * columns + i]; sums[i] = sum; }),
        new("One item does the work of all. There is no race, but no speed either: give each column an item of its own.", Serial),
        new("Each sum is divided by the number of rows. Sums are asked, not means.", Means),
        new("Only one row is taken: walk down all rows, and add.", (i, x, _, columns, sums) => { if (i < columns) sums[i] = x[i]; }),
        new("Only the last row is left: each overwrites the one before. Write += where you have =.", Last),
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

    private static void Serial(Index1D i, ArrayView<float> x, int rows, int columns, ArrayView<float> sums)
    {
        if (i > 0) return;
        for (var at = 0; at < rows * columns; at++) sums[at % columns] += x[at];
    }

    private static void Means(Index1D i, ArrayView<float> x, int rows, int columns, ArrayView<float> sums)
    {
        if (i >= columns) return;
        for (var row = 0; row < rows; row++) sums[i] += x[row * columns + i] / rows;
    }

    private static void Last(Index1D i, ArrayView<float> x, int rows, int columns, ArrayView<float> sums)
    {
        if (i < columns) sums[i] = x[(rows - 1) * columns + i];
    }

    private static TestCase<Answer> Case(string name, int rows, int columns) => Launch(name, (kernel, gpu) =>
    {
        var sums = Allocate(new float[columns]);
        gpu.Run(kernel, rows * columns, Given("x", [.. Enumerable.Range(0, rows * columns).Select(v => v * v - 3.5f)]), rows, columns,
            sums.View);
        return (sums.GetAsArray1D(), gpu.LastWriters(sums.View));
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
