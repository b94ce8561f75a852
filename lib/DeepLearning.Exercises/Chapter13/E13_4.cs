using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter13;

using Answer = Func<double[], double[,], double[,], double[]>;

internal sealed class E13_4 : Definition<Answer>
{
    public override string Id => "13.4";
    public override string Title => "One head";
    public override string Signature => "double[] Attend(double[] query, double[,] keys, double[,] values)";
    public override string Praise =>
        "Right: keys say how much, values say what. With equal scores it is a mean; with one far above the others, it looks a value up.";
    public override IReadOnlyList<string> Axes => ["numbers of a value"];

    public override IReadOnlyList<string> Hints =>
    [
        "Three steps: a score for each key, a weight for each score, and one mean of all values. Which of them have you written before?",
        "The scores are those of 13.2, the weights their softmax, with the largest score taken off first. The result is as long as a " +
            "row of values.",
        "result[j] is the sum over s of weights[s] * values[s, j], with j up to values.GetLength(1).",
    ];

    public override string Explanation =>
        "Weights that sum to 1 make a mean: of one position its own value, of equal scores the plain mean, and of scores far apart " +
        "nearly one of the values. Keys and values are different, as what something is found by differs from what it says.";

    public override Answer Right => Attend;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("two positions", f => f([1, -1], new double[,] { { 2, 0.5 }, { -1, 1 } }, new double[,] { { 1, 2, -3 }, { 4, -5, 6 } })),
        new("a single position", f => f([1, 2], new[,] { { 0.5, -1 } }, new double[,] { { 3, -2, 7 } })),
        new("equal keys", f => f([1, 2, 0.5], new[,] { { 0.5, -1, 2 }, { 0.5, -1, 2 }, { 0.5, -1, 2 }, { 0.5, -1, 2 } },
            new double[,] { { 1, 4, 0 }, { 2, -4, 1 }, { 6, 8, 0 }, { -1, 2, 1 } })),
        new("three positions of four numbers", f => f([1, -1, 0.5, 2], new[,] { { 0.5, 1, -2, 1 }, { 1, -1, 0, 0.5 }, { -1, 0.5, 1, 0 } },
            new double[,] { { 1, 0, 2, 5, -1 }, { -3, 4, 1, 0, 2 }, { 2, 2, -2, 1, 6 } })),
        new("scores of ten thousand",
            f => f([100, -100], new double[,] { { 100, -50 }, { 100.01, -50 }, { 99, -51.005 } },
                new double[,] { { 1, 4 }, { -2, 0 }, { 5, 3 } })),
        new("scores of minus ten thousand",
            f => f([100, -100], new double[,] { { -100, 50 }, { -100.01, 50 }, { -99, 51.005 } },
                new double[,] { { 1, 4 }, { -2, 0 }, { 5, 3 } })),
        new("scores far apart", f => f([100], new double[,] { { -100 }, { 100 }, { 2 } }, new double[,] { { 3 }, { -1.5 }, { 8 } })),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("The scores are not scaled: divide the products by √D. (1 / 2 as an exponent is the whole number 0: write 0.5, or Math.Sqrt.)",
            (q, k, v) => Mean(Softmax(Products(q, k)), v)),
        new("You divided the products by D. By its root they are scaled.", (q, k, v) => Mean(Softmax(Products(q, k, q.Length)), v)),
        new("You multiplied the products by √D. Divide.", (q, k, v) => Mean(Softmax(Products(q, k, 1 / Math.Sqrt(q.Length))), v)),
        new("You took √ of the number of positions. D is the length of the query.",
            (q, k, v) => Mean(Softmax(Products(q, k, Math.Sqrt(k.GetLength(0)))), v)),
        new("You took √ of the length of a value. D is the length of the query, and of each key.",
            (q, k, v) => Mean(Softmax(Products(q, k, Math.Sqrt(v.GetLength(1)))), v)),
        new("You scaled the weights by √D in place of the scores: they no longer sum to 1.",
            (q, k, v) => Mean(Divided(Softmax(Products(q, k)), Math.Sqrt(q.Length)), v)),
        new("The scores themselves weigh the values. Softmax makes weights of them first.", (q, k, v) => Mean(Scores(q, k), v)),
        new("The scores are only divided by their sum. Softmax takes powers of e first, so that no weight is negative.",
            (q, k, v) => Mean(Divided(Scores(q, k), Scores(q, k).Sum()), v)),
        new("The powers are not divided by their sum yet, so the weights do not sum to 1.",
            (q, k, v) => Mean(Powers(Scores(q, k), Scores(q, k).Max()), v)),
        new("Right for small scores, but e to the power of ten thousand is infinite, and ∞/∞ is not a number. Subtract the largest " +
            "score first.",
            (q, k, v) => Mean(Softmax(Scores(q, k), _ => 0), v)),
        new("The search for the largest score begins at 0. If all are far below 0, so are all exponents, and 0/0 comes out: begin with " +
            "the first score.",
            (q, k, v) => Mean(Softmax(Scores(q, k), s => Math.Max(0, s.Max())), v)),
        new("You subtract the smallest score. The largest must go, or its power overflows.",
            (q, k, v) => Mean(Softmax(Scores(q, k), s => s.Min()), v)),
        new("You averaged the keys. Keys are what positions are found by; what they hand over are their values.",
            (q, k, v) => Mean(Softmax(Scores(q, k)), k)),
        new("Keys and values are exchanged: the query is compared with keys, and values are averaged.",
            (q, k, v) => Mean(Softmax(Scores(q, v)), k)),
        new("The query is compared with the values. It looks for keys.", (q, k, v) => Mean(Softmax(Scores(q, v)), v)),
        new("That is the plain mean of the values. The scores say how much each one counts.",
            (q, k, v) => Mean(Powers(Scores(q, k), 0, 0, 1.0 / k.GetLength(0)), v)),
        new("That is the sum of the values. Each is multiplied by its weight.", (q, k, v) => Mean(Powers(Scores(q, k), 0, 0, 1), v)),
        new("Only the value with the largest score comes out. Softmax gives the others a share as well.",
            (q, k, v) => Mean(Best(Scores(q, k)), v)),
        new("You divided by the number of positions once more. The weights sum to 1 already, so their sum is the mean.",
            (q, k, v) => Divided(Mean(Softmax(Scores(q, k)), v), k.GetLength(0))),
        new("Those are the weights. The last step is missing: the mean of the values with these weights.",
            (q, k, v) => Softmax(Scores(q, k))),
        new("Those are the scores. Two steps are missing: weights by softmax, and the mean of the values.", Scores4),
        new("Softmax is taken twice.", (q, k, v) => Mean(Softmax(Softmax(Scores(q, k))), v)),
        new("Only the last value counts: = stands where += belongs.",
            (q, k, v) => Mean([.. Softmax(Scores(q, k)).Select((w, s) => s == k.GetLength(0) - 1 ? w : 0)], v)),
        new("Each product ends after its first number: add up over all D places.",
            (q, k, v) => Mean(Softmax([.. Enumerable.Range(0, k.GetLength(0)).Select(s => q[0] * k[s, 0] / Math.Sqrt(q.Length))]), v)),
        new("The result has the length of the query. It is as long as a row of values.",
            (q, k, v) => Cut(Mean(Softmax(Scores(q, k)), v), q.Length)),
    ];

    // <solution>
    private static double[] Attend(double[] query, double[,] keys, double[,] values)
    {
        int positions = keys.GetLength(0), depth = query.Length;
        var scores = new double[positions];
        for (int s = 0; s < positions; s++)
        {
            for (int d = 0; d < depth; d++) scores[s] += query[d] * keys[s, d];
            scores[s] /= Math.Sqrt(depth);
        }

        double largest = scores.Max();
        double[] powers = [.. scores.Select(score => Math.Exp(score - largest))];
        double sum = powers.Sum();

        var result = new double[values.GetLength(1)];
        for (int s = 0; s < positions; s++)
            for (int j = 0; j < result.Length; j++) result[j] += powers[s] / sum * values[s, j];
        return result;
    }
    // </solution>

    private static double[] Products(double[] query, double[,] keys, double over = 1) =>
        [.. Enumerable.Range(0, keys.GetLength(0)).Select(s => query.Select((q, d) => q * keys[s, d]).Sum() / over)];

    private static double[] Scores(double[] query, double[,] keys) => Products(query, keys, Math.Sqrt(query.Length));

    private static double[] Scores4(double[] query, double[,] keys, double[,] values) => Scores(query, keys);

    private static double[] Powers(double[] scores, double largest, double exponent = 1, double times = 1) =>
        [.. scores.Select(score => times * Math.Exp(exponent * (score - largest)))];

    private static double[] Softmax(double[] scores, Func<double[], double>? largest = null)
    {
        var powers = Powers(scores, largest is null ? scores.Max() : largest(scores));
        return Divided(powers, powers.Sum());
    }

    private static double[] Divided(double[] numbers, double by) => [.. numbers.Select(number => number / by)];

    private static double[] Best(double[] scores) => [.. scores.Select((_, s) => s == Array.IndexOf(scores, scores.Max()) ? 1.0 : 0)];

    private static double[] Mean(double[] weights, double[,] values) =>
        [.. Enumerable.Range(0, values.GetLength(1)).Select(j => weights.Select((weight, s) => weight * values[s, j]).Sum())];

    private static double[] Cut(double[] result, int length) => [.. result.Concat(new double[length]).Take(length)];
}
