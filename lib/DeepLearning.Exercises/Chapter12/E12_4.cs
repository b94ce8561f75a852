using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter12;

using Answer = Func<double[,,], double[]>;

internal sealed class E12_4 : Definition<Answer>
{
    public override string Id => "12.4";
    public override string Title => "One number for each map";
    public override string Signature => "double[] GlobalMean(double[,,] maps)";
    public override string Praise => "Right: whatever the size of a map, one number is left of it, and nobody asks any more where it was.";
    public override IReadOnlyList<string> Axes => ["maps"];

    public override IReadOnlyList<string> Hints =>
    [
        "How many numbers come back for [channels, height, width]? Which axes disappear?",
        "For each channel, add up all places, and divide by how many they are. GetLength(1) and GetLength(2) may differ.",
        "result[c] += maps[c, y, x] / (maps.GetLength(1) * maps.GetLength(2)), summed over y and x.",
    ];

    public override string Explanation =>
        "Height and width disappear, the channels stay. The sum of a map grows with its size, its mean does not: so the layer behind " +
        "works for pictures of every size.";

    public override Answer Right => GlobalMean;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("two maps of 2 × 3", f => f(new[,,] { { { 1, 2, 3 }, { 4, 5, 9 } }, { { -1, 0, 0.5 }, { 2, -3, 4.5 } } })),
        new("three maps of 3 × 2",
            f => f(new[,,] { { { 1, 0 }, { 2, 5 }, { -3, 4 } }, { { 2, 2 }, { 2, 2 }, { 2, 2 } },
                { { -1, -2 }, { -3, -4 }, { -5, -7.5 } } })),
        new("four maps of one row", f => f(new[,,] { { { 1, 2, 3.0 } }, { { 4, 5, 6 } }, { { 7, 8, 12 } }, { { -1, 0, 1 } } })),
        new("a single place", f => f(new[,,] { { { 3.0 } }, { { -2 } } })),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Those are sums. Divide by the number of places.", m => Maps(m, v => v.Sum())),
        new("That is the largest of each map: max pooling. The mean is asked.", m => Maps(m, v => v.Max())),
        new("That is the smallest of each map. The mean is asked.", m => Maps(m, v => v.Min())),
        new("You divided by the height only.", m => Maps(m, v => v.Sum() / m.GetLength(1))),
        new("You divided by the width only.", m => Maps(m, v => v.Sum() / m.GetLength(2))),
        new("You divided by height + width. A map has height · width places.",
            m => Maps(m, v => v.Sum() / (m.GetLength(1) + m.GetLength(2)))),
        new("You divided by height². A map need not be a square.", m => Maps(m, v => v.Sum() / (m.GetLength(1) * m.GetLength(1)))),
        new("You divided by width². A map need not be a square.", m => Maps(m, v => v.Sum() / (m.GetLength(2) * m.GetLength(2)))),
        new("You divided by the number of maps. Each map is divided by the number of its own places.",
            m => Maps(m, v => v.Sum() / m.GetLength(0))),
        new("You divided by the number of all values, in all maps. Each map is divided by the number of its own places.",
            m => Maps(m, v => v.Sum() / m.Length)),
        new("Every map gets the mean of all maps. Each has one of its own.", m => Maps(m, _ => m.Cast<double>().Average())),
        new("A single number comes back: the mean of everything. One for each map is asked.", m => [m.Cast<double>().Average()]),
        new("The maps are averaged over each other, place by place. Here the places disappear, and the maps stay.", m =>
            [.. from y in Enumerable.Range(0, m.GetLength(1)) from x in Enumerable.Range(0, m.GetLength(2)) select Enumerable.Range(0,
                m.GetLength(0)).Average(c => m[c, y, x])]),
        new("That is the mean of the first row of each map only.", m => Maps(m, v => v[..m.GetLength(2)].Average())),
        new("That is the mean of the first column of each map only.",
            m => Maps(m, v => v.Where((_, i) => i % m.GetLength(2) == 0).Average())),
        new("The mean of each row comes back. A map's rows are averaged, too.", m =>
            [.. from c in Enumerable.Range(0, m.GetLength(0)) from y in Enumerable.Range(0, m.GetLength(1)) select Enumerable.Range(0,
                m.GetLength(2)).Average(x => m[c, y, x])]),
        new("The mean of each column comes back. A map's columns are averaged, too.", m =>
            [.. from c in Enumerable.Range(0, m.GetLength(0)) from x in Enumerable.Range(0, m.GetLength(2)) select Enumerable.Range(0,
                m.GetLength(1)).Average(y => m[c, y, x])]),
        new("Signs are lost: you averaged the sizes of the values.", m => Maps(m, v => v.Average(Math.Abs))),
        new("What is below 0 is left out. A mean takes all values.", m => Maps(m, v => v.Average(a => Math.Max(0, a)))),
        new("The sum goes on from map to map: set it to 0 for each.", m =>
        {
            double sum = 0;
            return Maps(m, v => (sum += v.Sum()) / v.Length);
        }),
        new("That is the middle value, the median. The mean is asked.", m => Maps(m, v => v.Order().ElementAt(v.Length / 2))),
    ];

    // <solution>
    private static double[] GlobalMean(double[,,] maps)
    {
        int channels = maps.GetLength(0), height = maps.GetLength(1), width = maps.GetLength(2);
        var means = new double[channels];
        for (int c = 0; c < channels; c++)
        {
            double sum = 0;
            for (int y = 0; y < height; y++)
                for (int x = 0; x < width; x++) sum += maps[c, y, x];
            means[c] = sum / (height * width);
        }
        return means;
    }
    // </solution>

    private static double[] Maps(double[,,] maps, Func<double[], double> of) =>
        [.. maps.Cast<double>().Chunk(maps.GetLength(1) * maps.GetLength(2)).Select(of)];
}
