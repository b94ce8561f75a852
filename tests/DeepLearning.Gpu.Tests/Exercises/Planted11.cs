using DeepLearning.Exercises.Tests.Planted;
using ILGPU;

namespace DeepLearning.Gpu.Tests.Exercises;

using View = ArrayView<float>;

internal static class Planted11
{
    public static IReadOnlyList<Plan> All =>
    [
        new Plan<Func<int, int, (int, int)>>("11.1",
            (n, s) => { var groups = n % s == 0 ? n / s : n / s + 1; return (groups, groups * s - n); },
            (n, s) => ((int)Math.Ceiling((double)n / s), (s - n % s) % s))
        {
            { "round down", (n, s) => (n / s, n / s * s - n) },
            { "One group too many", (n, s) => (n / s + 1, (n / s + 1) * s - n) },
            { "Idle are the items", (n, s) => ((n + s - 1) / s, n % s) },
            { "nobody is idle", (n, s) => ((n + s - 1) / s, s - n % s) },
            { "all items, not the idle", (n, s) => ((n + s - 1) / s, (n + s - 1) / s * s) },
            { "One too many is idle", (n, s) => ((n + s - 1) / s, (n + s - 1) / s * s - n + 1) },
            { "exchanged", (n, s) => ((n + s - 1) / s * s - n, (n + s - 1) / s) },
        },
        new Plan<Action<Index1D, View, float, View>>("11.2",
            (i, x, slope, y) => { if (x[i] > 0) y[i] = x[i]; else y[i] = x[i] * slope; },
            (i, x, slope, y) => { if (i >= y.IntLength) return; y[i] = MathF.Max(x[i], 0) + slope * MathF.Min(x[i], 0); })
        {
            { "plain ReLU", (i, x, slope, y) => y[i] = MathF.Max(0, x[i]) },
            { "sides are mixed up", (i, x, slope, y) => y[i] = x[i] < 0 ? x[i] : slope * x[i] },
            { "max(x, slope · x)", (i, x, slope, y) => y[i] = MathF.Max(x[i], slope * x[i]) },
            { "changed its argument 'x'", (i, x, slope, y) => x[i] = x[i] > 0 ? x[i] : slope * x[i] },
            { "changed its argument 'x'", (i, x, slope, y) => { if (x[i] < 0) x[i] *= slope; y[i] = x[i]; } },
            { "positive ones too", (i, x, slope, y) => y[i] = slope * x[i] },
            { "loop over all elements",
                (i, x, slope, y) => { for (var j = 0; j < y.IntLength; j++) y[j] = x[j] > 0 ? x[j] : slope * x[j]; } },
            { "work of all",
                (i, x, slope, y) => { if (i == 0) for (var j = 0; j < y.IntLength; j++) y[j] = x[j] > 0 ? x[j] : slope * x[j]; } },
            { "sign of x stays", (i, x, slope, y) => y[i] = x[i] > 0 ? x[i] : -slope * x[i] },
            { "is added", (i, x, slope, y) => y[i] = x[i] > 0 ? x[i] : x[i] + slope },
            { "slope alone", (i, x, slope, y) => y[i] = x[i] > 0 ? x[i] : slope },
            { "fixed in yours", (i, x, slope, y) => y[i] = x[i] > 0 ? x[i] : 0.1f * x[i] },
            { "outside an array", (i, x, slope, y) => y[i + 1] = x[i] > 0 ? x[i] : slope * x[i] },
        },
        new Plan<Action<View, View>>("11.3",
            (x, y) => { var i = Group.IdxX + Group.DimX * Grid.IdxX; if (i >= y.IntLength) return; y[i] = x[y.IntLength - i - 1]; })
        {
            { "only the place in the group", (x, y) => { var i = Group.IdxX; if (i < x.IntLength) y[x.IntLength - 1 - i] = x[i]; } },
            { "not i <= length", (x, y) => { var i = Grid.IdxX * Group.DimX + Group.IdxX; y[x.IntLength - 1 - i] = x[i]; } },
            { "not i <= length",
                (x, y) => { var i = Grid.IdxX * Group.DimX + Group.IdxX; if (i > x.IntLength) return; y[x.IntLength - 1 - i] = x[i]; } },
            { "not i <= length",
                (x, y) => { var i = Grid.IdxX * Group.DimX + Group.IdxX; if (i <= x.IntLength) y[x.IntLength - 1 - i] = x[i]; } },
            { "length − 1 − 0",
                (x, y) => { var i = Grid.IdxX * Group.DimX + Group.IdxX; if (i < x.IntLength) y[x.IntLength - i] = x[i]; } },
            { "front to front", (x, y) => { var i = Grid.IdxX * Group.DimX + Group.IdxX; if (i < x.IntLength) y[i] = x[i]; } },
            { "One item does the work of all",
                (x, y) => { if (Grid.IdxX == 0 && Group.IdxX == 0) for (var i = 0; i < x.IntLength; i++) y[i] = x[x.IntLength - 1 - i]; } },
            { "with 8 items", (x, y) => { var i = Grid.IdxX * 8 + Group.IdxX; if (i < x.IntLength) y[x.IntLength - 1 - i] = x[i]; } },
            { "get the same number",
                (x, y) => { var i = Grid.IdxX * Grid.DimX + Group.IdxX; if (i < x.IntLength) y[x.IntLength - 1 - i] = x[i]; } },
            { "exchanged", (x, y) => { var i = Group.IdxX * Group.DimX + Grid.IdxX; if (i < x.IntLength) y[x.IntLength - 1 - i] = x[i]; } },
            { "too strict",
                (x, y) => { var i = Grid.IdxX * Group.DimX + Group.IdxX; if (i < x.IntLength - 1) y[x.IntLength - 1 - i] = x[i]; } },
            { "changed its argument 'x'",
                (x, y) =>
                    { var i = Grid.IdxX * Group.DimX + Group.IdxX; if (i < x.IntLength) { y[x.IntLength - 1 - i] = x[i]; x[i] = 0; } } },
        },
        new Plan<Action<Index1D, View, int, int, View>>("11.4",
            (i, x, rows, columns, sums) => { if (i < columns) for (var row = 0; row < rows; row++) sums[i] += x[row * columns + i]; },
            (i, x, rows, columns, sums) => { if (i >= columns) return; var sum = 0f;
                for (int at = i; at < rows * columns; at += columns) sum += x[at]; sums[i] = sum; })
        {
            { "a race", (i, x, rows, columns, sums) => sums[i % columns] += x[i] },
            { "without groups", (i, x, rows, columns, sums) => { Group.Barrier(); sums[i % columns] += x[i]; } },
            { "One item does the work of all",
                (i, x, rows, columns, sums) =>
                    { if (i > 0) return; for (var row = 0; row < rows; row++) for (var c = 0; c < columns;
                        c++) sums[c] += x[row * columns + c]; } },
            { "sums of the rows",
                (i, x, rows, columns, sums) =>
                    { if (i >= rows || i >= columns) return; var sum = 0f; for (var c = 0; c < columns; c++) sum += x[i * columns + c];
                        sums[i] = sum; } },
            { "what shall the other items do",
                (i, x, rows, columns, sums) =>
                    { var sum = 0f; for (var row = 0; row < rows; row++) sum += x[row * columns + i]; sums[i] = sum; } },
            { "every row counts",
                (i, x, rows, columns, sums) =>
                    { if (i >= columns) return; for (var row = 1; row < rows; row++) sums[i] += x[row * columns + i]; } },
            { "not means",
                (i, x, rows, columns, sums) =>
                    { if (i >= columns) return; for (var row = 0; row < rows; row++) sums[i] += x[row * columns + i] / rows; } },
            { "Only one row", (i, x, rows, columns, sums) => { if (i < columns) sums[i] += x[i]; } },
            { "+= where you have =",
                (i, x, rows, columns, sums) => { if (i < columns) for (var row = 0; row < rows; row++) sums[i] = x[row * columns + i]; } },
            { "a race", (i, x, rows, columns, sums) => { if (i < rows) for (var c = 0; c < columns; c++) sums[c] += x[i * columns + c]; } },
            { "changed its argument 'x'",
                (i, x, rows, columns, sums) =>
                    { if (i >= columns) return; for (var row = 1; row < rows; row++) x[i] += x[row * columns + i]; sums[i] = x[i]; } },
        },
        new Plan<Action<View>>("11.5", x => Smooth(x), Twice)
        {
            { "Nothing has changed", x => Smooth(x, between: false) },
            { "nobody after it", x => Smooth(x, after: false) },
            { "before the first round", x => Smooth(x, before: false) },
            { "only one round", x => Smooth(x, rounds: 1) },
            { "Three rounds", x => Smooth(x, rounds: 3) },
            { "whole group", Alone },
            { "divided by 3", x => Smooth(x, parts: 1) },
            { "neighbours alone", x => Smooth(x, parts: 2, own: 0) },
            { "barrier is missing", x => Smooth(x, before: false, between: false, after: false) },
            { "inside an if",
                x =>
                    { var ring = SharedMemory.Allocate<float>(8); ring[Group.IdxX] = x[Grid.IdxX * 8 + Group.IdxX];
                        if (Group.IdxX > 0) Group.Barrier(); x[Grid.IdxX * 8 + Group.IdxX] = ring[Group.IdxX]; } },
        },
        new Plan<Action<View, View>>("11.6", (x, sums) => Sums(x, sums), (x, sums) => Sums(x, sums, ascending: true))
        {
            { "Nothing has changed", (x, sums) => { if (Grid.IdxX * 8 + Group.IdxX >= x.IntLength) return; Sums(x, sums); } },
            { "stand inside an if", (x, sums) => Sums(x, sums, inside: true) },
            { "nobody has written", (x, sums) => Sums(x, sums, fill: false) },
            { "reads behind the end", (x, sums) => Sums(x, sums, guard: false) },
            { "One item adds up",
                (x, sums) =>
                    { if (Group.IdxX > 0) return; var sum = 0f; for (var i = 0; i < 8; i++) if (Grid.IdxX * 8 +
                        i < x.IntLength) sum += x[Grid.IdxX * 8 + i]; sums[Grid.IdxX] = sum; } },
            { "changes no sum is 0", (x, sums) => Sums(x, sums, nothing: 1) },
            { "last round is missing", (x, sums) => Sums(x, sums, last: 1) },
            { "barrier is missing", (x, sums) => Sums(x, sums, barriers: false) },
        },
        new Plan<Func<int, int, int, (double, double, double)>>("11.7", (n, b, r) => (8.0 * n * n * n / b, 8.0 * n * n * n / r, b / 4.0))
        {
            { "not bytes", (n, b, r) => (2.0 * n * n * n / b, 2.0 * n * n * n / r, b / 4.0) },
            { "with an addition", (n, b, r) => (8.0 * n * n * n / b, 8.0 * n * n * n / r, b / 8.0) },
            { "count one matrix", (n, b, r) => (4.0 * n * n * n / b, 4.0 * n * n * n / r, b / 4.0) },
            { "not B²", (n, b, r) => (8.0 * n * n * n / b / b, 8.0 * n * n * n / r / r, b * b / 4.0) },
            { "not for each number", (n, b, r) => (8.0 * n * n * n / b, 8.0 * n * n * n / r, b) },
            { "upside down", (n, b, r) => (8.0 * n * n * n / b, 8.0 * n * n * n / r, 4.0 / b) },
            { "exchanged", (n, b, r) => (8.0 * n * n * n / r, 8.0 * n * n * n / b, r / 4.0) },
            { "without tiles", (n, b, r) => (8.0 * n * n * n, 8.0 * n * n * n, 0.25) },
            { "too large for an int",
                (n, b, r) =>
                    { var operations = 2 * n * n * n; double bytes = 4 * operations / b;
                        return (bytes, 4 * operations / r, operations / bytes); } },
        },
        new Plan<Action<View, int, View>>("11.8", (x, columns, y) => Softmax(x, columns, y))
        {
            { "start at float.NegativeInfinity", (x, columns, y) => Softmax(x, columns, y, start: 0) },
            { "It overflows", (x, columns, y) => Softmax(x, columns, y, shift: false) },
            { "divides by its own sum", (x, columns, y) => Softmax(x, columns, y, shareSum: false) },
            { "own columns only", (x, columns, y) => Softmax(x, columns, y, shareLargest: false) },
            { "divide by the sum", (x, columns, y) => Softmax(x, columns, y, divide: false) },
            { "work of its whole row", OneItem },
            { "whole row by itself", AllItems },
            { "barrier is missing", (x, columns, y) => Softmax(x, columns, y, barriers: false) },
            { "beyond the eighth", (x, columns, y) => Softmax(x, Math.Min(columns, 8), y, stride: columns) },
        },
        new Plan<Action<View, View, View, int, int, int>>("11.9", (a, b, c, rows, inner, columns) => Product(a, b, c, rows, inner, columns))
        {
            { "from global memory",
                (a, b, c, rows, inner, columns) =>
                    { var (row, column, sum) = (Grid.IdxY * 4 + Group.IdxY, Grid.IdxX * 4 + Group.IdxX, 0f);
                        if (row >= rows || column >= columns) return; for (var k = 0; k < inner; k++) sum += a[row * inner +
                            k] * b[k * columns + column]; c[row * columns + column] = sum; } },
            { "needs zeros", (a, b, c, rows, inner, columns) => Product(a, b, c, rows, inner, columns, guard: false) },
            { "return before a barrier",
                (a, b, c, rows, inner, columns) =>
                    { if (Grid.IdxY * 4 + Group.IdxY >= rows || Grid.IdxX * 4 + Group.IdxX >= columns) return;
                        Product(a, b, c, rows, inner, columns); } },
            { "second barrier", (a, b, c, rows, inner, columns) => Product(a, b, c, rows, inner, columns, second: false) },
            { "barrier is missing", (a, b, c, rows, inner, columns) => Product(a, b, c, rows, inner, columns, first: false) },
            { "partly filled tiles", (a, b, c, rows, inner, columns) => Product(a, b, c, rows, inner, columns, cut: true) },
            { "set back to 0", (a, b, c, rows, inner, columns) => Product(a, b, c, rows, inner, columns, forget: true) },
        },
    ];

    private static void Smooth(View x, bool before = true, bool between = true, bool after = true, int rounds = 2, float parts = 3,
        float own = 1)
    {
        var ring = SharedMemory.Allocate<float>(8);
        var (i, at) = (Group.IdxX, Grid.IdxX * 8 + Group.IdxX);
        ring[i] = x[at];
        if (before) Group.Barrier();
        for (var round = 0; round < rounds; round++)
        {
            var mean = (ring[(i + 7) % 8] + own * ring[i] + ring[(i + 1) % 8]) / parts;
            if (between) Group.Barrier();
            ring[i] = mean;
            if (after) Group.Barrier();
        }
        x[at] = ring[i];
    }

    // Two rings in turn need one barrier a round.
    private static void Twice(View x)
    {
        var (a, b) = (SharedMemory.Allocate<float>(8), SharedMemory.Allocate<float>(8));
        var (i, at) = (Group.IdxX, Grid.IdxX * 8 + Group.IdxX);
        a[i] = x[at];
        Group.Barrier();
        b[i] = (a[(i + 7) % 8] + a[i] + a[(i + 1) % 8]) / 3;
        Group.Barrier();
        x[at] = (b[(i + 7) % 8] + b[i] + b[(i + 1) % 8]) / 3;
    }

    private static void Alone(View x)
    {
        if (Group.IdxX > 0) return;
        var (ring, next) = (SharedMemory.Allocate<float>(8), SharedMemory.Allocate<float>(8));
        for (var i = 0; i < 8; i++) ring[i] = x[Grid.IdxX * 8 + i];
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 8; i++) next[i] = (ring[(i + 7) % 8] + ring[i] + ring[(i + 1) % 8]) / 3;
            for (var i = 0; i < 8; i++) ring[i] = next[i];
        }
        for (var i = 0; i < 8; i++) x[Grid.IdxX * 8 + i] = ring[i];
    }

    private static void Sums(View x, View sums, bool inside = false, bool fill = true, bool guard = true, float nothing = 0, int last = 0,
        bool barriers = true, bool ascending = false)
    {
        var shared = SharedMemory.Allocate<float>(8);
        var (i, at) = (Group.IdxX, Grid.IdxX * 8 + Group.IdxX);
        if (!guard || at < x.IntLength) shared[i] = x[at];
        else if (fill) shared[i] = nothing;
        for (var half = 4; half > last; half /= 2)
        {
            var step = ascending ? 4 / half : half;
            if (barriers && !inside) Group.Barrier();
            if (ascending ? i % (2 * step) == 0 : i < half)
            {
                if (inside) Group.Barrier();
                shared[i] += shared[i + step];
            }
        }
        if (i == 0) sums[Grid.IdxX] = shared[0];
    }

    private static void Softmax(View x, int columns, View y, float start = float.NegativeInfinity, bool shift = true, bool shareSum = true,
        bool shareLargest = true,
        bool divide = true, bool barriers = true, int? stride = null)
    {
        var (one, two) = (SharedMemory.Allocate<float>(8), SharedMemory.Allocate<float>(8));
        var (i, row, largest, sum) = (Group.IdxX, Grid.IdxX * (stride ?? columns), start, 0f);
        for (var j = i; j < columns; j += 8) largest = MathF.Max(largest, x[row + j]);
        one[i] = largest;
        if (barriers) Group.Barrier();
        if (shareLargest) for (var j = 0; j < 8; j++) largest = MathF.Max(largest, one[j]);
        if (!shift) largest = 0;
        for (var j = i; j < columns; j += 8) sum += MathF.Exp(x[row + j] - largest);
        two[i] = sum;
        if (barriers) Group.Barrier();
        if (shareSum)
        {
            sum = 0;
            for (var j = 0; j < 8; j++) sum += two[j];
        }
        for (var j = i; j < columns; j += 8) y[row + j] = MathF.Exp(x[row + j] - largest) / (divide ? sum : 1);
    }

    private static void OneItem(View x, int columns, View y)
    {
        if (Group.IdxX > 0) return;
        Row(x, columns, y, 0, 1);
    }

    private static void AllItems(View x, int columns, View y) => Row(x, columns, y, Group.IdxX, 8);

    private static void Row(View x, int columns, View y, int first, int step)
    {
        var (row, largest, sum) = (Grid.IdxX * columns, float.NegativeInfinity, 0f);
        for (var j = 0; j < columns; j++) largest = MathF.Max(largest, x[row + j]);
        for (var j = 0; j < columns; j++) sum += MathF.Exp(x[row + j] - largest);
        for (var j = first; j < columns; j += step) y[row + j] = MathF.Exp(x[row + j] - largest) / sum;
    }

    private static void Product(View a, View b, View c, int rows, int inner, int columns, bool guard = true, bool first = true,
        bool second = true, bool cut = false, bool forget = false)
    {
        var (tileA, tileB) = (SharedMemory.Allocate<float>(16), SharedMemory.Allocate<float>(16));
        var (y, x) = (Group.IdxY, Group.IdxX);
        var (row, column, sum) = (Grid.IdxY * 4 + y, Grid.IdxX * 4 + x, 0f);
        for (var k = 0; k < (cut ? inner / 4 * 4 : inner); k += 4)
        {
            if (forget) sum = 0;
            tileA[y * 4 + x] = !guard || (row < rows && k + x < inner) ? a[row * inner + k + x] : 0;
            tileB[y * 4 + x] = !guard || (k + y < inner && column < columns) ? b[(k + y) * columns + column] : 0;
            if (first) Group.Barrier();
            for (var i = 0; i < 4; i++) sum += tileA[y * 4 + i] * tileB[i * 4 + x];
            if (second) Group.Barrier();
        }
        if (!guard || (row < rows && column < columns)) c[row * columns + column] = sum;
    }
}
