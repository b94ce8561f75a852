using System.Globalization;
using System.Text;

namespace DeepLearning.Data;

/// <summary>Boston housing: the median house price of 506 census tracts of 1970, and 13 facts about each.</summary>
/// <remarks>
/// Harrison and Rubinfeld (1978). Kept because the book's numbers are made of it; the column <c>black</c> encodes an assumption about race
/// that we
/// don't share: read the card in <c>data/README.md</c> before using the set for anything else.
/// </remarks>
public sealed class Boston
{
    /// <summary>The name of the column to predict: the median value of owner-occupied homes, in 1000 dollars.</summary>
    public const string Target = "medv";

    private Boston(string[] names, double[][] rows)
    {
        FeatureNames = [.. names.Where(name => name != Target)];
        Features = Columns([.. FeatureNames]);
        Targets = Columns(Target);

        double[,] Columns(params string[] wanted)
        {
            var matrix = new double[rows.Length, wanted.Length];
            for (int j = 0; j < wanted.Length; j++)
                for (int i = 0; i < rows.Length; i++) matrix[i, j] = rows[i][Array.IndexOf(names, wanted[j])];
            return matrix;
        }
    }

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
    /// <remarks>Standardising before splitting lets the test rows in on the mean and the deviation. It is how the book's numbers were
    /// made.</remarks>
    /// <param name="seed">The seed of the permutation of the rows; the book's is 80718.</param>
    public Split<double[,]> StandardizedSplit(long seed = 80718) =>
        TrainTestSplit.Of(new StandardScaler().FitTransform(Features), Targets, 0.3, seed);

    // The file is ours and its checksum is known: no cell of it has a comma in it.
    internal static Boston Parse(byte[] bytes, string name)
    {
        string[][] lines = [.. Encoding.UTF8.GetString(bytes).TrimEnd().Split('\n').Select(line => line.TrimEnd('\r').Split(','))];
        string[] names = [.. lines[0].Select(cell => cell.Trim('"'))];
        double[][] rows = [.. lines.Skip(1).Select((cells, i) => Row(cells, names, $"{name}, line {i + 2}"))];
        if (rows.Length == 506 && names.Length == 14 && names.Contains(Target)) return new Boston(names, rows);
        throw new InvalidDataException($"{name}: expected 506 rows of 14 columns, one of them '{Target}'; " +
            $"found {rows.Length} rows of {names.Length} columns ({string.Join(", ", names)}).");
    }

    private static double[] Row(string[] cells, string[] names, string place)
    {
        if (cells.Length != names.Length)
            throw new InvalidDataException($"{place}: cells found: {cells.Length}; named in the header: {names.Length}.");
        return [.. cells.Select((cell, j) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value : throw new InvalidDataException($"{place}, column '{names[j]}': '{cell}' is not a number."))];
    }
}
