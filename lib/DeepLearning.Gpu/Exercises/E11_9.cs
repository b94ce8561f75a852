using DeepLearning.Exercises.Checking;
using ILGPU;
using ILGPU.Runtime;

namespace DeepLearning.Gpu.Exercises;

using Answer = Action<ArrayView<float>, ArrayView<float>, ArrayView<float>, int, int, int>;

internal sealed class E11_9 : KernelDefinition<Answer>
{
    public override string Id => "11.9";
    public override string Title => "Challenge: a tiled product of any size";
    public override string Signature =>
        "public static void Product(ArrayView<float> a, ArrayView<float> b, ArrayView<float> c, int rows, int inner, int columns)";
    public override string Praise => "Right: any size, every number fetched once for each group, and no item leaves before a barrier.";
    public override IReadOnlyList<string> Parts => ["C", "whether numbers are fetched once for each group"];
    public override IReadOnlyList<string> AxesOf(string part) => part == "C" ? ["rows", "columns"] : [];

    public override IReadOnlyList<string> Hints =>
    [
        "Take TiledProduct with T = 4. Three lines know that n is a multiple of T: the two that fetch, and the one that stores.",
        "Where a tile sticks out of the matrix, put a 0 into it. The loop over tiles runs while k < inner, and its last round may be " +
            "partly empty.",
        "tileA[y * 4 + x] = row < rows && k + x < inner ? a[row * inner + k + x] : 0; the same for B with k + y < inner and column < " +
            "columns; and if (row < rows && column < columns) around the store. No return before a barrier.",
    ];

    public override string Explanation =>
        "Zeros beyond the edges change no sum. All guards are around reading and writing; every item of the group walks through every " +
        "round and meets every barrier.";

    public override Answer Right => Product;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
        [Case("8 × 8 times 8 × 8", 8, 8, 8), Case("5 × 7 times 7 × 6", 5, 7, 6), Case("3 × 9 times 9 × 10", 3, 9, 10)];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("The product is right, but every item fetches its whole row and column from global memory. Let the group fetch tiles into " +
            "shared memory.", Simple),
        new("It still expects sizes that are multiples of 4: where a tile sticks out of the matrix, it needs zeros.", NoGuard),
        new("Items outside C return before a barrier at which the others wait. They have to stay: they also help to fetch the tiles.",
            Returning),
        new("The second barrier of a round is missing: the next tile may overwrite this one while others still compute with it.",
            OneBarrier),
        new("The last, partly filled tiles are left out: the loop runs while k < inner, also where less than a whole tile is left.",
            WholeTiles),
        new("Only the last tile is left: the sum is set back to 0 in each round. Make it before the loop.", LastTile),
    ];

    private static void Simple(ArrayView<float> a, ArrayView<float> b, ArrayView<float> c, int rows, int inner, int columns)
    {
        var (row, column, sum) = (Grid.IdxY * 4 + Group.IdxY, Grid.IdxX * 4 + Group.IdxX, 0f);
        if (row >= rows || column >= columns) return;
        for (var k = 0; k < inner; k++) sum += a[row * inner + k] * b[k * columns + column];
        c[row * columns + column] = sum;
    }

    private static void NoGuard(ArrayView<float> a, ArrayView<float> b, ArrayView<float> c, int rows, int inner, int columns) =>
        Variant(a, b, c, rows, inner, columns, isGuarded: false, hasSecondBarrier: true);

    private static void OneBarrier(ArrayView<float> a, ArrayView<float> b, ArrayView<float> c, int rows, int inner, int columns) =>
        Variant(a, b, c, rows, inner, columns, isGuarded: true, hasSecondBarrier: false);

    private static void Returning(ArrayView<float> a, ArrayView<float> b, ArrayView<float> c, int rows, int inner, int columns)
    {
        if (Grid.IdxY * 4 + Group.IdxY >= rows || Grid.IdxX * 4 + Group.IdxX >= columns) return;
        Variant(a, b, c, rows, inner, columns, isGuarded: true, hasSecondBarrier: true);
    }

    private static void Variant(ArrayView<float> a, ArrayView<float> b, ArrayView<float> c, int rows, int inner, int columns,
        bool isGuarded, bool hasSecondBarrier, bool isCut = false, bool forgets = false)
    {
        var (tileA, tileB) = (SharedMemory.Allocate<float>(16), SharedMemory.Allocate<float>(16));
        var (y, x) = (Group.IdxY, Group.IdxX);
        var (row, column, sum) = (Grid.IdxY * 4 + y, Grid.IdxX * 4 + x, 0f);
        for (var k = 0; k < (isCut ? inner / 4 * 4 : inner); k += 4)
        {
            if (forgets) sum = 0;
            tileA[y * 4 + x] = !isGuarded || (row < rows && k + x < inner) ? a[row * inner + k + x] : 0;
            tileB[y * 4 + x] = !isGuarded || (k + y < inner && column < columns) ? b[(k + y) * columns + column] : 0;
            Group.Barrier();
            for (var i = 0; i < 4; i++) sum += tileA[y * 4 + i] * tileB[i * 4 + x];
            if (hasSecondBarrier) Group.Barrier();
        }
        if (!isGuarded || (row < rows && column < columns)) c[row * columns + column] = sum;
    }

    private static void WholeTiles(ArrayView<float> a, ArrayView<float> b, ArrayView<float> c, int rows, int inner, int columns) =>
        Variant(a, b, c, rows, inner, columns, isGuarded: true, hasSecondBarrier: true, isCut: true);

    private static void LastTile(ArrayView<float> a, ArrayView<float> b, ArrayView<float> c, int rows, int inner, int columns) =>
        Variant(a, b, c, rows, inner, columns, isGuarded: true, hasSecondBarrier: true, forgets: true);

    private static TestCase<Answer> Case(string name, int rows, int inner, int columns) => Launch(name, (kernel, gpu) =>
    {
        var a = Given("a", [.. Enumerable.Range(0, rows * inner).Select(v => v * v % 9 - 3.5f)]);
        var b = Given("b", [.. Enumerable.Range(0, inner * columns).Select(v => v * v % 5 - 1.25f)]);
        var c = Allocate(rows * columns);
        gpu.Run(kernel, (new Index2D((columns + 3) / 4, (rows + 3) / 4), new Index2D(4, 4)), a, b, c.View, rows, inner, columns);
        var (flat, result) = (c.GetAsArray1D(), new float[rows, columns]);
        for (var i = 0; i < flat.Length; i++) result[i / columns, i % columns] = flat[i];
        return (result, gpu.LastLaunch.GlobalReads < rows * inner * columns);
    });

    // <solution>
    private static void Product(ArrayView<float> a, ArrayView<float> b, ArrayView<float> c, int rows, int inner, int columns)
    {
        var (tileA, tileB) = (SharedMemory.Allocate<float>(16), SharedMemory.Allocate<float>(16));
        var (y, x) = (Group.IdxY, Group.IdxX);
        var (row, column) = (Grid.IdxY * 4 + y, Grid.IdxX * 4 + x);
        var sum = 0f;
        for (var k = 0; k < inner; k += 4)
        {
            tileA[y * 4 + x] = row < rows && k + x < inner ? a[row * inner + k + x] : 0;
            tileB[y * 4 + x] = k + y < inner && column < columns ? b[(k + y) * columns + column] : 0;
            Group.Barrier();
            for (var i = 0; i < 4; i++) sum += tileA[y * 4 + i] * tileB[i * 4 + x];
            Group.Barrier();
        }
        if (row < rows && column < columns) c[row * columns + column] = sum;
    }
    // </solution>
}
