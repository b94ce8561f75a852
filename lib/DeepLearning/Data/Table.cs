using DeepLearning.Display;

namespace DeepLearning.Data;

/// <summary>Named columns of equal length, of numbers or of texts.</summary>
/// <remarks>A missing number is NaN, a missing text null. A table does not change; <see cref="Select"/> and the like make new ones.</remarks>
[TypeFormatterSource(typeof(RichOutputFormatters))]
public sealed partial class Table : IRichOutput
{
    private readonly string[] _names;
    private readonly TableColumn[] _columns;
    private readonly Dictionary<string, TableColumn> _byName;

    private Table(string[] names, TableColumn[] columns)
    {
        _names = names;
        _columns = columns;
        _byName = names.Zip(columns).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal);
        Rows = columns.Length == 0 ? 0 : columns[0].Count;
    }

    /// <summary>How many rows there are.</summary>
    public int Rows { get; }

    /// <summary>The names of the columns, from left to right.</summary>
    public IReadOnlyList<string> ColumnNames => _names;

    /// <summary>Names and values of the columns, from left to right: what <see cref="FromColumns"/> takes.</summary>
    public (string Name, TableColumn Values)[] Columns => [.. _names.Zip(_columns)];

    /// <summary>The numbers in a column; a missing one is NaN.</summary>
    /// <param name="column">The column's name.</param>
    /// <exception cref="ArgumentException">There is no such column, or it holds texts.</exception>
    public double[] this[string column] => Column(column).Numbers is { } numbers ? [.. numbers] : throw new ArgumentException(
        $"Table: column '{column}' holds texts, not numbers; Text(\"{column}\") gives them.", nameof(column));

    /// <summary>The texts in a column; a missing one is null.</summary>
    /// <param name="column">The column's name.</param>
    /// <exception cref="ArgumentException">There is no such column, or it holds numbers.</exception>
    public string?[] Text(string column) => Column(column).Texts is { } texts ? [.. texts] : throw new ArgumentException(
        $"Table: column '{column}' holds numbers, not texts; table[\"{column}\"] gives them.", nameof(column));

    /// <summary>A table of the given columns: a name and an array of numbers or of texts each.</summary>
    /// <exception cref="ArgumentException">A name is empty or appears twice, or the columns differ in length.</exception>
    public static Table FromColumns(params (string Name, TableColumn Values)[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, values) in columns)
        {
            if (string.IsNullOrWhiteSpace(name)) throw new ArgumentException("Table.FromColumns: a column has no name.", nameof(columns));
            if (!seen.Add(name)) throw new ArgumentException($"Table.FromColumns: two columns are called '{name}'.", nameof(columns));
            if (values.Count != columns[0].Values.Count)
            {
                throw new ArgumentException($"Table.FromColumns: column '{name}' has {values.Count} values; expected " +
                    $"{columns[0].Values.Count}, as in column '{columns[0].Name}'.", nameof(columns));
            }
        }
        return new Table([.. columns.Select(c => c.Name)], [.. columns.Select(c => c.Values)]);
    }

    /// <summary>The first rows.</summary>
    /// <param name="count">How many; all of them if there are fewer.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public Table Head(int count = 5)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new Table(_names, [.. _columns.Select(c => c.Take(Math.Min(count, Rows)))]);
    }

    /// <summary>Only the named columns, in that order.</summary>
    /// <exception cref="ArgumentException">There is no such column, or it is named twice.</exception>
    public Table Select(params string[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return FromColumns([.. columns.Select(c => (c, Column(c)))]);
    }

    /// <summary>The numbers of the named columns, or of all, as a matrix [Rows, columns].</summary>
    /// <exception cref="ArgumentException">There is no such column, or it holds texts.</exception>
    public double[,] ToMatrix(params string[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Length == 0) columns = _names;
        var matrix = new double[Rows, columns.Length];
        for (int j = 0; j < columns.Length; j++)
        {
            double[] values = this[columns[j]];
            for (int i = 0; i < Rows; i++) matrix[i, j] = values[i];
        }
        return matrix;
    }

    private TableColumn Column(string name) => _byName.TryGetValue(name ?? "", out var column) ? column : throw new ArgumentException(
        $"Table: there is no column '{name}'; there are {string.Join(", ", _names)}.", nameof(name));
}
