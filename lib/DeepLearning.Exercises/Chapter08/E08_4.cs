using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter08;

using Answer = Func<double[], int, int>;

internal sealed class E08_4 : Definition<Answer>
{
    public override string Id => "08.4";
    public override string Title => "How many directions are enough?";
    public override string Signature => "int Needed(double[] singularValues, int percent)";
    public override string Praise => "Right: also where one direction does it all, and where the share is met exactly.";

    public override IReadOnlyList<string> Hints =>
    [
        "A singular value is a length, a variance is a squared length. Which of the two do shares of the variance add up?",
        "Square all values, add them up: that is the whole. Then add from the largest on until the sum is at least the share asked for.",
        "total = Σ s²; count k while the sum of the first k squares is below total · percent / 100.",
    ];

    public override string Explanation =>
        "The singular values of centred data are √(N − 1) times the standard deviations along the directions. Their squares are in " +
        "proportion to the variances, and variances along perpendicular directions add up to the whole.";

    public override Answer Right => Needed;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("half of the variance of 6, 5, 4, 3, 2, 1", f => f([6, 5, 4, 3, 2, 1], 50)),
        new("95 % of it", f => f([6, 5, 4, 3, 2, 1], 95)),
        new("exactly 64 % of 4, 3", f => f([4, 3], 64)),
        new("all of it", f => f([3, 2, 1], 100)),
        new("a single direction", f => f([5], 90)),
        new("exactly 80 % of 4, 2", f => f([4, 2], 80)),
        new("two directions alike", f => f([2, 2, 1, 1], 60)),
        new("exactly 75 % of 3, 1, 1, 1", f => f([3, 1, 1, 1], 75)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("You add up the singular values themselves. Shares of the variance need their squares.", (s, p) => Count(s, p, v => v, 0)),
        new("You count one direction too few: the last one that you add is needed, too. Or is it an index, counted from 0?",
            (s, p) => Count(s, p, v => v * v, -1)),
        new("You count one direction too many: stop as soon as the share is reached.", (s, p) => Count(s, p, v => v * v, 1)),
        new("You count directions, not variance: the first ones carry more than the last.",
            (s, p) => (int)Math.Ceiling(s.Length * p / 100.0)),
        new("Where the share is met exactly, yours goes on. At least so many percent: compare with <, not with <=.",
            (s, p) => Beyond(s, p, guarded: false)),
        new("Where the share is met exactly, yours goes on, if it can. At least so many percent: compare with <, not with <=.",
            (s, p) => Beyond(s, p, guarded: true)),
        new("percent / 100 of two whole numbers is 0 in C#, so any share will do. Write percent / 100.0.",
            (s, p) => p < 100 ? 0 : s.Length),
        new("percent / 100 of two whole numbers is 0 in C#, so the first direction is always enough. Write percent / 100.0.",
            (s, p) => p < 100 ? 1 : s.Length),
        new("You compare each direction's own share. Add the shares up.", (s, p) => s.Count(v => 100 * v * v >= p * s.Sum(x => x * x))),
        new("You begin with the smallest. The largest come first.", (s, p) => Count([.. s.Reverse()], p, v => v * v, 0)),
        new("You compare with the root of the whole. Both sides are sums of squares.",
            (s, p) =>
                { var (sum, count, total) = (0.0, 0, Math.Sqrt(s.Sum(v => v * v)));
                    while (100 * sum < p * total) sum += s[count] * s[count++]; return count; }),
    ];

    private static int Count(double[] values, int percent, Func<double, double> weight, int more)
    {
        var (sum, count, total) = (0.0, 0, values.Sum(weight));
        while (100 * sum < percent * total) sum += weight(values[count++]);
        return count + more;
    }

    private static int Beyond(double[] values, int percent, bool guarded)
    {
        var (sum, count, total) = (0.0, 0, values.Sum(v => v * v));
        while ((!guarded || count < values.Length) && 100 * sum <= percent * total) sum += values[count] * values[count++];
        return count;
    }

    // <solution>
    private static int Needed(double[] singularValues, int percent)
    {
        double total = singularValues.Sum(s => s * s), sum = 0;
        int count = 0;
        while (100 * sum < percent * total)
        {
            sum += singularValues[count] * singularValues[count];
            count++;
        }
        return count;
    }
    // </solution>
}
