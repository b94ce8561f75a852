namespace DeepLearning.Data;

/// <summary>Boston housing: the median house price of 506 census tracts of 1970, and 13 facts about each.</summary>
/// <remarks>
/// Harrison and Rubinfeld (1978). Kept because the book's numbers are made of it; the column <c>black</c> encodes an assumption about race that we
/// don't share: read the card in <c>data/README.md</c> before using the set for anything else.
/// </remarks>
public sealed class Boston
{
    /// <summary>The name of the column to predict: the median value of owner-occupied homes, in 1000 dollars.</summary>
    public const string Target = "medv";

    private Boston(Table table)
    {
        Table = table;
        FeatureNames = [.. table.ColumnNames.Where(c => c != Target)];
        Features = table.ToMatrix([.. FeatureNames]);
        Targets = table.ToMatrix(Target);
    }

    /// <summary>The whole table, 506 rows and 14 columns.</summary>
    public Table Table { get; }

    /// <summary>The names of the 13 features, in the order of the columns of <see cref="Features"/>.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>The features [506, 13], as in the file.</summary>
    public double[,] Features { get; }

    /// <summary>The targets [506, 1], in 1000 dollars.</summary>
    public double[,] Targets { get; }

    /// <summary>Reads <c>data/boston.csv</c> and checks it.</summary>
    /// <exception cref="IOException">The folder or the file is missing.</exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static Boston Load() => DataFile.Boston.Load(Parse);

    /// <summary>The book's split: features standardised over all rows, then a random 30 % of the rows (152) set aside to test on.</summary>
    /// <remarks>Standardising before splitting lets the test rows in on the mean and the deviation. It is how the book's numbers were made.</remarks>
    /// <param name="seed">The seed of the permutation of the rows; the book's is 80718.</param>
    public Split<double[,]> StandardizedSplit(long seed = 80718) =>
        TrainTestSplit.Of(new StandardScaler().FitTransform(Features), Targets, 0.3, seed);

    internal static Boston Parse(byte[] bytes, string name)
    {
        using var reader = new StreamReader(new MemoryStream(bytes));
        var table = Table.ReadCsv(reader, name);
        if (table.Rows != 506 || table.ColumnNames.Count != 14 || !table.ColumnNames.Contains(Target))
        {
            throw new InvalidDataException($"{name}: expected 506 rows of 14 columns, one of them '{Target}'; " +
                $"found {table.Rows} rows of {table.ColumnNames.Count} columns ({string.Join(", ", table.ColumnNames)}).");
        }
        return new Boston(table);
    }
}
