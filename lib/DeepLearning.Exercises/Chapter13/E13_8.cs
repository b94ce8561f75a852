using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter13;

using static E13_3;
using Answer = Func<double[,], double[,], double[,]>;

internal sealed class E13_8 : Definition<Answer>
{
    public override string Id => "13.8";
    public override string Title => "Find the bug: a head that looks ahead";
    public override string Signature => "double[,] HeadWeights(double[,] queries, double[,] keys)";
    public override string Praise =>
        "Right: whatever the future holds, the past stays as it is; and long vectors score no more evenly than short ones.";
    public override IReadOnlyList<string> Axes => ["positions", "positions looked at"];

    public override IReadOnlyList<string> Hints =>
    [
        "Add up each row of the weights. Which rows sum to 1, and which do not? Then change the last key, and see which rows move.",
        "Everything that a row uses must stop at column t, not only the line that writes the weights. And what does the formula divide " +
            "the product of query and key by?",
        "Three places run over all columns: the loop of the scores may, but the largest and the sum must be taken over 0 to t. And " +
            "scores[s] is divided by Math.Sqrt(depth).",
    ];

    public override string Explanation =>
        "Masked after the softmax, the scores ahead still stand below the line: they take weight away from the past, and so tell it " +
        "something. The test that finds this changes the future and looks at the past. " +
        "Dividing by D makes all scores small and the weights nearly even; no test of the mask can show that, only the formula, or a " +
        "look at how even the weights are.";

    public override Answer Right => HeadWeights;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("three positions of four numbers", f => f(new[,] { { 1, -1, 0.5, 2 }, { 0, 2, 1, -1 }, { 1.5, 1, -2, 0.5 } },
            new[,] { { 0.5, 1, -2, 1 }, { 1, -1, 0, 0.5 }, { -1, 2, 1, 1 } })),
        new("a single position", f => f(new[,] { { 2, -1.5 } }, new[,] { { 1, 0.5 } })),
        new("vectors of a single number", f => f(new[,] { { 1 }, { -0.5 }, { 2 } }, new[,] { { 0.5 }, { 1 }, { -1 } })),
        new("as many positions as numbers",
            f => f(new[,] { { 1, 2, 0 }, { -1, 0.5, 1 }, { 0.5, 0, 2 } }, new[,] { { 0.5, 1, -1 }, { 2, 0, 1 }, { 1, -1, 0.5 } })),
        new("scores of ten thousand",
            f => f(new double[,] { { 100, 100 }, { 100, -100 }, { -100, 100 } }, new[,] { { 99, -98.99 }, { 99, -99 }, { 98.995, -99 } })),
        new("a far larger score ahead",
            f => f(new double[,] { { 100, 0 }, { 100, 0 }, { 1, 0 } }, new double[,] { { -100, 1 }, { -100.01, 2 }, { 100, 0 } })),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Nothing is repaired yet: both bugs are left. Add up the rows; change the last key and look at the rows before it; and " +
            "compare the scores with the formula.",
            (q, k) => MaskedAfterwards(Scores(q, k, Depth(q)))),
        new("The scores are scaled by √D now. The mask is still laid on after the softmax: the scores ahead stand in each row's sum, " +
            "so change the future, and the past moves.",
            (q, k) => MaskedAfterwards(Scores(q, k, Math.Sqrt(Depth(q))))),
        new("Nothing looks ahead any more. One bug is left: compare what the scores are divided by with the formula.",
            (q, k) => Causal(Scores(q, k, Depth(q)))),
        new("The mask is right. The scores are no longer divided by anything: they are scaled by √D.", (q, k) => Causal(Scores(q, k, 1))),
        new("The scaling is gone altogether, and the mask is still laid on after the softmax.",
            (q, k) => MaskedAfterwards(Scores(q, k, 1))),
        new("Right unless a score ahead is far larger: the largest is still that of the whole row. Then all powers of the past are 0, " +
            "and 0/0 is not a number.",
            (q, k) => WholeRow(Scores(q, k, Math.Sqrt(Depth(q))))),
        new("Two things are left. The scores are divided by something else than the formula says; and the largest is still that of the " +
            "whole row, so a far larger score ahead gives 0/0.",
            (q, k) => WholeRow(Scores(q, k, Depth(q)))),
        new("The scores ahead are set to 0, but e⁰ is 1: they still get weight, or at least stand in the sum. The scaling is right.",
            (q, k) => ZeroAhead(Scores(q, k, Math.Sqrt(Depth(q))))),
        new("The scores ahead are set to 0, but e⁰ is 1: they still stand in the sum, even if their weights are set to 0 afterwards. " +
            "The scaling is right.",
            (q, k) => MaskedAfterwards(Map(Scores(q, k, Math.Sqrt(Depth(q))), (t, s, score) => s <= t ? score : 0))),
        new("The mask is gone: every position looks at all others. The scaling is right.",
            (q, k) => Soft(Scores(q, k, Math.Sqrt(Depth(q))), (_, _) => true)),
        new("The mask is gone: every position looks at all others. And the scores are not divided by what the formula says.",
            (q, k) => Soft(Scores(q, k, Depth(q)), (_, _) => true)),
        new("A position may look at itself, too: the columns 0 to t, t included.",
            (q, k) => Soft(Scores(q, k, Math.Sqrt(Depth(q))), (t, s) => s < t)),
        new("The mask is the wrong way round: row t looks at t and what comes after.",
            (q, k) => Soft(Scores(q, k, Math.Sqrt(Depth(q))), (t, s) => s >= t)),
        new("Each position still looks one place ahead: the last column of row t is t.",
            (q, k) => Soft(Scores(q, k, Math.Sqrt(Depth(q))), (t, s) => s <= t + 1)),
        new("The mask is right. √ of the number of positions divides the scores; D is the length of a query.",
            (q, k) => Causal(Scores(q, k, Math.Sqrt(q.GetLength(0))))),
        new("The mask is right. The scores are multiplied by √D: divide.", (q, k) => Causal(Scores(q, k, 1 / Math.Sqrt(Depth(q))))),
        new("The mask is right. The scores are divided by √D once for each number of a vector: the division belongs behind the loop over d.",
            (q, k) => Causal(InsideTheLoop(q, k))),
        new("Mask and scaling are right, but the largest score is no longer subtracted: e to the power of ten thousand is infinite.",
            (q, k) => Soft(Scores(q, k, Math.Sqrt(Depth(q))), (t, s) => s <= t, _ => 0)),
        new("Queries and keys are exchanged: row t holds the scores of query t with the keys.",
            (q, k) => Causal(Scores(k, q, Math.Sqrt(Depth(q))))),
        new("The powers are no longer divided by their sum.",
            (q, k) => Map(Scores(q, k, Math.Sqrt(Depth(q))), (t, s, score) => s <= t ? Math.Exp(score - Largest(q, k, t)) : 0)),
        new("The weights of the past are right, but those ahead are not 0.",
            (q, k) => Map(Scores(q, k, Math.Sqrt(Depth(q))), (t, s, score) => Math.Exp(score - Largest(q, k, t))
                / Row(Scores(q, k, Math.Sqrt(Depth(q))), t)[..(t + 1)].Sum(other => Math.Exp(other - Largest(q, k, t))))),
    ];

    /// <summary>A row that holds a NaN counts as broken, wherever in it the NaN stands.</summary>
    protected override bool IsSame(Run run, Checking.Answer mistaken) => SameRows(run.Got, mistaken);

    // <solution>
    private static double[,] HeadWeights(double[,] queries, double[,] keys)
    {
        int positions = queries.GetLength(0), depth = queries.GetLength(1);
        var weights = new double[positions, positions];
        for (int t = 0; t < positions; t++)
        {
            var scores = new double[t + 1];                     // what lies ahead gets no score at all
            for (int s = 0; s <= t; s++)
            {
                for (int d = 0; d < depth; d++) scores[s] += queries[t, d] * keys[s, d];
                scores[s] /= Math.Sqrt(depth);                  // and not by depth
            }
            double largest = scores.Max();
            double sum = scores.Sum(score => Math.Exp(score - largest));
            for (int s = 0; s <= t; s++) weights[t, s] = Math.Exp(scores[s] - largest) / sum;
        }
        return weights;
    }
    // </solution>

    private static int Depth(double[,] queries) => queries.GetLength(1);

    private static double[,] Scores(double[,] queries, double[,] keys, double over) =>
        Map(new double[queries.GetLength(0), keys.GetLength(0)],
            (t, s, _) => Row(queries, t).Zip(Row(keys, s), (a, b) => a * b).Sum() / over);

    private static double[,] InsideTheLoop(double[,] queries, double[,] keys) =>
        Map(new double[queries.GetLength(0), keys.GetLength(0)], (t, s, _) =>
            Row(queries, t).Zip(Row(keys, s), (a, b) => a * b)
                .Aggregate(0.0, (sum, product) => (sum + product) / Math.Sqrt(Depth(queries))));

    private static double[,] Causal(double[,] scores) => Soft(scores, (t, s) => s <= t);

    private static double[,] WholeRow(double[,] scores) => Soft(scores, (t, s) => s <= t, t => Row(scores, t).Max());

    private static double[,] ZeroAhead(double[,] scores) => Soft(Map(scores, (t, s, score) => s <= t ? score : 0), (_, _) => true);

    private static double Largest(double[,] queries, double[,] keys, int t) =>
        Row(Scores(queries, keys, Math.Sqrt(Depth(queries))), t)[..(t + 1)].Max();
}
