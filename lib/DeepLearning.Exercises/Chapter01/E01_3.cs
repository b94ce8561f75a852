using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter01;

using Answer = Func<double[,], double[,]>;

internal sealed class E01_3 : Definition<Answer>
{
    public override string Id => "01.3";
    public override string Title => "Sum down, broadcast back";
    public override string Signature => "double[,] Center(double[,] m)";
    public override string Praise =>
        "Right: every column now has the mean 0, whatever the number of rows, and the table you were given is as it was.";
    public override IReadOnlyList<string> Axes => ["observations", "features"];

    public override IReadOnlyList<string> Hints =>
    [
        "A feature is a column. So how many means are there: one for each row or one for each column?",
        "m.GetLength(0) is the number of rows, m.GetLength(1) the number of columns. To add up column j, let the row index run.",
        "First loop: mean[j] += m[i, j] / rows. Second loop: centred[i, j] = m[i, j] − mean[j], into a new array.",
    ];

    public override string Explanation =>
        "A mean down the rows leaves one number for each column; subtracting that row of means from every row is broadcasting. Chapter " +
        "2 prepares its data like this.";

    public override Answer Right => Center;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("three rows, two columns", f => f(Tall())),
        new("two rows, four columns", f => f(Wide())),
        new("a single row", f => f(new double[,] { { 3, -1, 4 } })),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Wrong axis: you subtracted from each row its own mean. Features are columns, so sum down the rows.",
            m => Shifted(m, (i, _) => -Row(m, i).Average())),
        new("You subtracted one mean of the whole table. Each column has its own.", m => Shifted(m, (_, _) => -m.Cast<double>().Average())),
        new("You subtracted the sum of each column. Divide it by the number of rows first.",
            m => Shifted(m, (_, j) => -Column(m, j).Sum())),
        new("You divided the sums by the number of columns. A column has as many entries as there are rows.",
            m => Shifted(m, (_, j) => -Column(m, j).Sum() / m.GetLength(1))),
        new("You added the mean instead of subtracting it.", m => Shifted(m, (_, j) => Column(m, j).Average())),
        new("Nothing was subtracted: the table comes back as it was.", m => Shifted(m, (_, _) => 0)),
        new("Those are the means. Subtract them from the entries.", m => Shifted(m, (i, j) => Column(m, j).Average() - m[i, j])),
        new("Sign: subtract the mean from the entry, not the entry from the mean.",
            m => Shifted(m, (i, j) => Column(m, j).Average() - 2 * m[i, j])),
        new("You subtracted the first row. Subtract the mean of each column.", m => Shifted(m, (_, j) => -m[0, j])),
        new("Your sum runs on from column to column. Set it back to 0 where a new column begins.",
            m => Shifted(m, (_, j) => -Enumerable.Range(0, j + 1).Sum(k => Column(m, k).Average()))),
        new("You divided by the deviation, too. Only the mean is to be subtracted.",
            m => Shifted(m, (i, j) => (m[i, j] - Column(m, j).Average()) / Deviation(Column(m, j)) - m[i, j])),
        new("Indices: m[row, column]. Yours run the other way round and leave the table where it is not square.",
            m => Shifted(m, (_, j) => -Enumerable.Range(0, m.GetLength(0)).Average(k => m[j, k]))),
        new("The mean is taken again after entries have changed, so it shifts from row to row. Take it once, of the table that came in.",
            Drifting),
    ];

    // <solution>
    private static double[,] Center(double[,] m)
    {
        var (rows, columns) = (m.GetLength(0), m.GetLength(1));
        var centred = new double[rows, columns];
        for (var j = 0; j < columns; j++)
        {
            double mean = 0;
            for (var i = 0; i < rows; i++) mean += m[i, j] / rows;
            for (var i = 0; i < rows; i++) centred[i, j] = m[i, j] - mean;
        }
        return centred;
    }
    // </solution>

    private static double[,] Tall() => new double[,] { { 1, 10 }, { 2, -4 }, { 6, 9 } };

    private static double[,] Wide() => new double[,] { { 5, 0.5, -3, 7 }, { -1, 2.5, 4, 8 } };

    private static IEnumerable<double> Row(double[,] m, int i) => Enumerable.Range(0, m.GetLength(1)).Select(j => m[i, j]);

    private static IEnumerable<double> Column(double[,] m, int j) => Enumerable.Range(0, m.GetLength(0)).Select(i => m[i, j]);

    private static double Deviation(IEnumerable<double> v) => Math.Sqrt(v.Average(x => (x - v.Average()) * (x - v.Average())));

    private static double[,] Shifted(double[,] m, Func<int, int, double> by)
    {
        var result = new double[m.GetLength(0), m.GetLength(1)];
        for (var i = 0; i < m.GetLength(0); i++)
            for (var j = 0; j < m.GetLength(1); j++) result[i, j] = m[i, j] + by(i, j);
        return result;
    }

    private static double[,] Drifting(double[,] m)
    {
        var result = (double[,])m.Clone();
        for (var j = 0; j < m.GetLength(1); j++)
            for (var i = 0; i < m.GetLength(0); i++) result[i, j] -= Column(result, j).Average();
        return result;
    }
}
