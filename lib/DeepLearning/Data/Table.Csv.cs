using System.Globalization;
using CsvHelper;

namespace DeepLearning.Data;

public sealed partial class Table
{
    /// <summary>Reads a CSV file: a header line with the names of the columns, then a line a row.</summary>
    /// <remarks>
    /// A column whose first value is a number holds numbers (with a decimal point, whatever the machine's language), any other holds texts.
    /// A cell that is empty, <c>NA</c> or <c>NaN</c> is a missing value.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="textColumns">Columns that hold texts although they begin with a number, such as postcodes.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is empty, the header has an empty or a double name, a row has too few or too many cells, or a cell in
    /// a column of numbers is something else; the message names the line.</exception>
    public static Table ReadCsv(string path, params string[] textColumns)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"{path}: there is no such file; the current folder is {Environment.CurrentDirectory}.", path);
        using var reader = new StreamReader(path);
        return ReadCsv(reader, Path.GetFileName(path), textColumns);
    }

    /// <summary>Reads CSV from an open text, as <see cref="ReadCsv(string, string[])"/> does from a file.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <param name="textColumns">Columns that hold texts although they begin with a number.</param>
    /// <exception cref="InvalidDataException">As for a file.</exception>
    public static Table ReadCsv(TextReader reader, string name, params string[] textColumns)
    {
        using var csv = CsvReader.Create(reader, Options, leaveOpen: true);
        try
        {
            return ReadCsv(csv, name, textColumns);
        }
        catch (CsvFormatException error)
        {
            throw new InvalidDataException($"{name}, line {error.LineNumber}: {error.Message}", error);
        }
    }

    private static readonly CsvReaderOptions Options = new()
    {
        Separator = ',',
        HasHeader = false,
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    private static Table ReadCsv(CsvReader csv, string name, string[] textColumns)
    {
        if (!csv.Read()) throw new InvalidDataException($"{name}: the file is empty; expected a header line with the names of the columns.");
        string[] names = Header([.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)], name);
        foreach (string text in textColumns)
        {
            if (!names.Contains(text))
                throw new ArgumentException($"{name}: there is no column '{text}'; there are {string.Join(", ", names)}.", nameof(textColumns));
        }

        var builders = names.Select(column => new CsvColumn(name, column, textColumns.Contains(column))).ToArray();
        while (csv.Read())
        {
            if (csv.FieldCount != names.Length)
                throw new InvalidDataException($"{name}, line {csv.LineNumber}: {csv.FieldCount} {(csv.FieldCount == 1 ? "cell" : "cells")}; the header names {names.Length} columns.");
            for (int j = 0; j < names.Length; j++) builders[j].Add(csv.GetString(j), csv.LineNumber);
        }
        return new Table(names, [.. builders.Select(b => b.Build())]);
    }

    private static string[] Header(string[] record, string file)
    {
        string[] names = [.. record.Select(n => n.Trim())];
        for (int j = 0; j < names.Length; j++)
        {
            if (names[j].Length == 0) throw new InvalidDataException($"{file}, line 1: column {j + 1} has no name.");
            int first = Array.IndexOf(names, names[j]);
            if (first < j) throw new InvalidDataException($"{file}, line 1: columns {first + 1} and {j + 1} are both called '{names[j]}'.");
        }
        return names;
    }

    /// <summary>Collects the cells of one column; the first value decides what it holds.</summary>
    private sealed class CsvColumn(string file, string name, bool isText)
    {
        private readonly List<string?> _cells = [];
        private readonly List<double> _numbers = [];
        private bool _isText = isText, _isNumbers;

        public void Add(string cell, long line)
        {
            bool missing = cell.Trim() is "" or "NA" or "NaN";
            double number = double.NaN;
            bool isNumber = !missing && double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
            if (!missing && !_isText && !isNumber)
            {
                if (_isNumbers)
                {
                    throw new InvalidDataException($"{file}, line {line}, column '{name}': '{cell}' is not a number, but the values above it are. " +
                        $"Correct the cell, or name '{name}' as a column of texts.");
                }
                _isText = true;
            }
            _isNumbers |= isNumber && !_isText;
            _cells.Add(missing ? null : cell);
            _numbers.Add(isNumber ? number : double.NaN);
        }

        public TableColumn Build() => _isText ? _cells.ToArray() : _numbers.ToArray();
    }
}
