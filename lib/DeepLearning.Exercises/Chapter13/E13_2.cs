using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter13;

using Answer = Func<double[], double[,], double[]>;

internal sealed class E13_2 : Definition<Answer>
{
    public override string Id => "13.2";
    public override string Title => "Scores";
    public override string Signature => "double[] ScoreKeys(double[] query, double[,] keys)";
    public override string Praise => "Right: one score for each key, and of the same size however long the vectors are.";
    public override IReadOnlyList<string> Axes => ["keys"];

    public override IReadOnlyList<string> Hints =>
    [
        "A score is one number for one key. How many keys are there, and which of the two lengths of 'keys' says so?",
        "The product of two vectors: multiply place by place and add up. Then divide by the root of the number of places, the length " +
            "of the query.",
        "For each s: add up query[d] * keys[s, d] over d, then divide by Math.Sqrt(query.Length).",
    ];

    public override string Explanation =>
        "Where query and key point the same way, the product is large. Of D independent numbers of spread 1 it has a spread of √D; " +
        "dividing by √D brings it back to 1, so that softmax neither picks a single key nor needs to know D.";

    public override Answer Right => ScoreKeys;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("three keys of two numbers", f => f([1, -2], new double[,] { { 3, -1 }, { 0.5, 2 }, { 2, 3 } })),
        new("a single key", f => f([1, -2, 3], new double[,] { { 2, 0.5, -1 } })),
        new("as many keys as numbers", f => f([0.5, 1, -1], new double[,] { { 2, 1, 0 }, { -1, 3, 2 }, { 4, -2, 1 } })),
        new("vectors of a single number", f => f([3], new double[,] { { 2 }, { -1.5 } })),
        new("two keys of five numbers", f => f([1, 2, -1, 0.5, 2], new double[,] { { 1, 0, 2, -2, 3 }, { -1, 1, 0.5, 4, -2 } })),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Those are the products; they grow with the length of the vectors. Divide by its root. (1 / 2 as an exponent is the whole " +
            "number 0: write 0.5, or Math.Sqrt.)",
            (q, k) => Each(q, k, dot => dot)),
        new("You divided by D. The products spread as √D does.", (q, k) => Each(q, k, dot => dot / q.Length)),
        new("You multiplied by √D. The products are too large already: divide.", (q, k) => Each(q, k, dot => dot * Math.Sqrt(q.Length))),
        new("You divided by the root of the number of keys. D is the length of a vector.",
            (q, k) => Each(q, k, dot => dot / Math.Sqrt(k.GetLength(0)))),
        new("You divided by the number of keys. D is the length of a vector, and its root is asked.",
            (q, k) => Each(q, k, dot => dot / k.GetLength(0))),
        new("You divided by the root of how many numbers 'keys' holds. D is the length of one vector.",
            (q, k) => Each(q, k, dot => dot / Math.Sqrt(k.Length))),
        new("1 / D of whole numbers is cut off to 0 in C#: divide by Math.Sqrt(D), or write 1.0.",
            (q, k) => Each(q, k, dot => dot * (q.Length == 1 ? 1 : 0))),
        new("The root is cut to a whole number. Divide by Math.Sqrt(D) as it is.",
            (q, k) => Each(q, k, dot => dot / (int)Math.Sqrt(q.Length))),
        new("Those are weights already: softmax was taken. Here the scores themselves are asked.", (q, k) => Softmax(ScoreKeys(q, k))),
        new("You divided by the query's own length in space, its norm. √D depends on how many numbers it has, and on nothing else.",
            (q, k) => Each(q, k, dot => dot / Norm(q))),
        new("That is the cosine of the angle: you divided by both norms. Only √D divides.",
            (q, k) => Every(q, k, key => Dot(q, key) / Norm(q) / Norm(key))),
        new("That is a distance between query and key. Their product is asked.",
            (q, k) => Every(q, k, key => Math.Sqrt(q.Zip(key, (a, b) => (a - b) * (a - b)).Sum()))),
        new("That is a squared distance over √D. The product of query and key is asked.",
            (q, k) => Every(q, k, key => q.Zip(key, (a, b) => (a - b) * (a - b)).Sum() / Math.Sqrt(q.Length))),
        new("The query is not used: multiply each number of a key by the query's number at the same place.",
            (q, k) => Every(q, k, key => key.Sum() / Math.Sqrt(q.Length))),
        new("Only the last product counts: = stands where += belongs.",
            (q, k) => Every(q, k, key => q[^1] * key[^1] / Math.Sqrt(q.Length))),
        new("The sum goes on from key to key. Begin each score with 0.", GoesOn),
        new("Query and key are added before they are multiplied with anything. Multiply place by place, then add up.",
            (q, k) => Every(q, k, key => q.Sum() * key.Sum() / Math.Sqrt(q.Length))),
        new("You took the root of the whole, the product included. Only D stands under the root.",
            (q, k) => Each(q, k, dot => Math.Sqrt(dot / q.Length))),
        new("The last key is left out: does the loop end too early?",
            (q, k) => [.. ScoreKeys(q, k).Select((score, s) => s == k.GetLength(0) - 1 ? 0 : score)]),
    ];

    // <solution>
    private static double[] ScoreKeys(double[] query, double[,] keys)
    {
        var scores = new double[keys.GetLength(0)];
        for (int s = 0; s < scores.Length; s++)
        {
            double product = 0;
            for (int d = 0; d < query.Length; d++) product += query[d] * keys[s, d];
            scores[s] = product / Math.Sqrt(query.Length);
        }
        return scores;
    }
    // </solution>

    private static double[] Every(double[] query, double[,] keys, Func<double[], double> score) =>
        [.. Enumerable.Range(0, keys.GetLength(0)).Select(s => score([.. query.Select((_, d) => keys[s, d])]))];

    private static double[] Each(double[] query, double[,] keys, Func<double, double> scale) =>
        Every(query, keys, key => scale(Dot(query, key)));

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static double Norm(double[] a) => Math.Sqrt(Dot(a, a));

    private static double[] Softmax(double[] scores) => [.. scores.Select(score => Math.Exp(score) / scores.Sum(Math.Exp))];

    private static double[] GoesOn(double[] query, double[,] keys)
    {
        var products = Each(query, keys, dot => dot);
        return [.. products.Select((_, s) => products[..(s + 1)].Sum() / Math.Sqrt(query.Length))];
    }
}
