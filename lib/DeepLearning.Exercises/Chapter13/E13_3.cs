using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter13;

using Answer = Func<double[,], double[,]>;

internal sealed class E13_3 : Definition<Answer>
{
    public override string Id => "13.3";
    public override string Title => "No looking ahead";
    public override string Signature => "double[,] CausalWeights(double[,] scores)";
    public override string Praise =>
        "Right: every row sums to 1 over its past, nothing leaks from ahead, and ten thousand does not overflow.";
    public override IReadOnlyList<string> Axes => ["positions", "positions looked at"];

    public override IReadOnlyList<string> Hints =>
    [
        "Take one row at a time. Row 0 may see a single column: what must its weight be, whatever the scores are?",
        "In row t everything runs over the columns 0 to t: the largest score, the powers, their sum. A score ahead must touch none of them.",
        "Find the largest of scores[t, 0..t]; sum Math.Exp(scores[t, s] - largest) over s <= t; divide each of these powers by the " +
            "sum. A new array holds 0 everywhere else.",
    ];

    public override string Explanation =>
        "Each row is a softmax over the past and itself only. The largest score is subtracted so that no power overflows, and it must " +
        "be the largest of those that count: a far larger one ahead would press all powers down to 0, and 0/0 is not a number.";

    public override Answer Right => CausalWeights;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("three positions", f => f(new[,] { { 0.5, 2, -1 }, { 1, -0.5, 3 }, { 0, 1, -1.5 } })),
        new("a single position", f => f(new[,] { { 5.0 } })),
        new("equal scores", f => f(new double[4, 4])),
        new("scores of ten thousand", f => f(new[,] { { 1e4, 9999, 10001 }, { 9999.5, 1e4, 9998 }, { 9999, 10000.5, 1e4 } })),
        new("scores of minus ten thousand", f => f(new[,] { { -1e4, -9999, -10002 }, { -9999, -1e4, -9999 }, { -10000.5, -1e4, -10001 } })),
        // e⁷²⁰ overflows, e⁻⁷²⁰ does not vanish: that tells apart who multiplies what is ahead by 0, and who subtracts the largest of the
        // whole row.
        new("a far larger score ahead", f => f(new[,] { { -1e4, 1e4, 0 }, { 1, 2, 722 }, { 1e4, 9999, 9998 } })),
        new("scores far apart", f => f(new[,] { { 0.0, 5, 5 }, { 1e4, -1e4, 0 }, { -1e4, 1e4, 9999 } })),
        new("rows of very different size", f => f(new[,] { { -1e4, 0, 0 }, { 1, 0.5, 0 }, { 1e4, 9999, 9998 } })),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Every position looks at all others, those ahead included: row t may use the columns 0 to t only.",
            s => Soft(s, (_, _) => true)),
        new("You set weights to 0 after the softmax. The scores ahead are still in the sum below, so the rows do not sum to 1.",
            MaskedAfterwards),
        new("Right unless a score ahead is far larger: you subtract the largest of the whole row. Then all powers of the past are 0, " +
            "and 0/0 is not a number. Take the largest of the columns 0 to t.",
            s => Soft(s, (t, c) => c <= t, t => Row(s, t).Max())),
        new("The scores ahead are set to 0, but e⁰ is 1: they still get weight. A score of minus infinity gets none.",
            s => Soft(Map(s, (t, c, score) => c <= t ? score : 0), (_, _) => true)),
        new("The scores ahead are set to 0 before the softmax, and their weights to 0 after it. But e⁰ = 1 is still in each sum: the " +
            "rows do not sum to 1.",
            s => MaskedAfterwards(Map(s, (t, c, score) => c <= t ? score : 0))),
        new("A position may look at itself, too: the columns 0 to t, t included. In row 0 yours has nothing to divide by.",
            s => Soft(s, (t, c) => c < t)),
        new("A position may look at itself, too: the columns 0 to t, t included. Your row 0 has no weight at all.",
            s => Map(Soft(s, (t, c) => c < t), (t, _, weight) => t == 0 ? 0 : weight)),
        new("It is the wrong way round: row t looks at t and what comes after. It may look at t and what came before.",
            s => Soft(s, (t, c) => c >= t)),
        new("Each position looks one place ahead: the last column of row t is t, not t + 1.", s => Soft(s, (t, c) => c <= t + 1)),
        new("Right for small scores, but e to the power of ten thousand is infinite, and ∞/∞ is not a number. Subtract the largest " +
            "score of the past from each row first.",
            s => Soft(s, (t, c) => c <= t, _ => 0)),
        new("The search for the largest score begins at 0. If all scores are far below 0, so are all exponents, and 0/0 comes out: " +
            "begin with the row's first score.",
            s => Soft(s, (t, c) => c <= t, t => Math.Max(0, Past(s, t).Max()))),
        new("You subtract the largest score of the whole table. A row far below it has powers of 0 only, and 0/0 is not a number: each " +
            "row has a largest of its own.",
            s => Soft(s, (t, c) => c <= t, _ => s.Cast<double>().Max())),
        new("You subtract the smallest score. The largest must go, or its power overflows.",
            s => Soft(s, (t, c) => c <= t, t => Past(s, t).Min())),
        new("The powers ahead are multiplied by 0, but the power of a large score is infinite, and 0 · ∞ is not a number. Leave them " +
            "out instead.", TimesZero),
        new("10,000 below is not low enough: you only lower the scores ahead, and one that is far larger still gets weight. Use minus " +
            "infinity, or leave them out.",
            s => Soft(Map(s, (t, c, score) => c <= t ? score : score - 1e4), (_, _) => true)),
        new("−10,000 in place of the scores ahead is not low enough, where the others are as low. Use minus infinity, or leave them out.",
            s => Soft(Map(s, (t, c, score) => c <= t ? score : -1e4), (_, _) => true)),
        new("Softmax is taken down the columns. Each row is shared out: its weights sum to 1.",
            s => Turned(Soft(Turned(s), (c, t) => c <= t))),
        new("The softmax runs over the right positions, but you divide by sums down the columns. Each row is divided by its own.",
            ByColumns),
        new("Those are the powers. Divide each row by its sum.",
            s => Map(s, (t, c, score) => c <= t ? Math.Exp(score - Past(s, t).Max()) : 0)),
        new("You divided by the sum of the whole table; each row has a sum of its own.", ByAll),
        new("Shares of the raw scores may be negative. Take the power of e first.",
            s => Map(s, (t, c, score) => c <= t ? score / Past(s, t).Sum() : 0)),
        new("Each row gives equal weights. The scores say how much each position counts.",
            s => Map(s, (t, c, _) => c <= t ? 1.0 / (t + 1) : 0)),
        new("Only the largest score of a row gets weight. Softmax gives the others a share as well.",
            s => Map(s, (t, c, score) => c <= t && score == Past(s, t).Max() ? 1 : 0)),
        new("You divided by √D once more. The scores that come in are scaled already.",
            s => Soft(Map(s, (_, _, score) => score / Math.Sqrt(s.GetLength(1))), (t, c) => c <= t)),
        new("Minus infinity stands where a weight of 0 belongs: it is a score for what lies ahead, before the softmax.",
            s => Map(CausalWeights(s), (t, c, weight) => c <= t ? weight : double.NegativeInfinity)),
    ];

    /// <summary>A row that holds a NaN counts as broken, wherever in it the NaN stands.</summary>
    protected override bool IsSame(Run run, Checking.Answer mistaken) => SameRows(run.Got, mistaken);

    // <solution>
    private static double[,] CausalWeights(double[,] scores)
    {
        int positions = scores.GetLength(0);
        var weights = new double[positions, positions];
        for (int t = 0; t < positions; t++)
        {
            double largest = scores[t, 0], sum = 0;
            for (int s = 1; s <= t; s++) largest = Math.Max(largest, scores[t, s]);
            for (int s = 0; s <= t; s++) sum += weights[t, s] = Math.Exp(scores[t, s] - largest);
            for (int s = 0; s <= t; s++) weights[t, s] /= sum;
        }
        return weights;
    }
    // </solution>

    internal static bool SameRows(Checking.Answer got, Checking.Answer mistaken)
    {
        if (got.Parts is not [{ Shape: [var rows, var columns] } one] || mistaken.Parts is not [var other]
            || !one.Shape.SequenceEqual(other.Shape))
            return got.Equals(mistaken);
        return Enumerable.Range(0, rows).All(t =>
        {
            var (a, b) = (one.Values.AsSpan(t * columns, columns).ToArray(), other.Values.AsSpan(t * columns, columns).ToArray());
            return Array.Exists(a, double.IsNaN) ? Array.Exists(b, double.IsNaN) : a.Zip(b)
                .All(pair => Part.Close(pair.First, pair.Second));
        });
    }

    internal static double[,] Map(double[,] table, Func<int, int, double, double> change)
    {
        var result = new double[table.GetLength(0), table.GetLength(1)];
        for (var t = 0; t < result.GetLength(0); t++)
            for (var c = 0; c < result.GetLength(1); c++) result[t, c] = change(t, c, table[t, c]);
        return result;
    }

    /// <summary>Softmax of each row over the columns that it sees, with the largest of them, or another number, taken off.</summary>
    internal static double[,] Soft(double[,] scores, Func<int, int, bool> sees, Func<int, double>? largest = null)
    {
        double[] Exponentials(int t)
        {
            var seen = Row(scores, t).Where((_, c) => sees(t, c)).ToArray();
            var most = largest?.Invoke(t) ?? seen.DefaultIfEmpty().Max();
            return [.. Row(scores, t).Select((score, c) => sees(t, c) ? Math.Exp(score - most) : 0)];
        }
        return Map(scores, (t, c, _) => Exponentials(t)[c] / Exponentials(t).Sum());
    }

    internal static double[,] MaskedAfterwards(double[,] scores) =>
        Map(Soft(scores, (_, _) => true), (t, c, weight) => c <= t ? weight : 0);

    internal static double[] Row(double[,] table, int t) => [.. Enumerable.Range(0, table.GetLength(1)).Select(c => table[t, c])];

    private static double[] Past(double[,] table, int t) => Row(table, t)[..(t + 1)];

    private static double[,] Turned(double[,] table)
    {
        var turned = new double[table.GetLength(1), table.GetLength(0)];
        return Map(turned, (t, c, _) => table[c, t]);
    }

    private static double[,] Powers(double[,] scores) => Map(scores, (t, c, score) => c <= t ? Math.Exp(score - Past(scores, t).Max()) : 0);

    private static double[,] ByColumns(double[,] scores)
    {
        var powers = Powers(scores);
        return Map(powers, (_, c, power) => power / Row(Turned(powers), c).Sum());
    }

    private static double[,] ByAll(double[,] scores)
    {
        var powers = Powers(scores);
        return Map(powers, (_, _, power) => power / powers.Cast<double>().Sum());
    }

    private static double[,] TimesZero(double[,] scores)
    {
        var powers = Map(scores, (t, c, score) => Math.Exp(score - Past(scores, t).Max()) * (c <= t ? 1 : 0));
        return Map(powers, (t, _, power) => power / Row(powers, t).Sum());
    }
}
