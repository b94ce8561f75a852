using CsvHelper;
using Microsoft.Data.Analysis;

namespace DeepLearning.Frames;

/// <summary>Reads one CSV text into a data frame.</summary>
internal sealed class CsvFrameReader
{
    private readonly string _file;
    private readonly string[] _texts, _numbers;
    private readonly char? _separator;
    private readonly CsvNumbers _format;

    public CsvFrameReader(string file, string[]? texts, string[]? numbers, char? separator, char decimalMark)
    {
        (_file, _texts, _numbers, _separator, _format) = (file, texts ?? [], numbers ?? [], separator, new CsvNumbers(decimalMark));
        if (_texts.Intersect(_numbers).FirstOrDefault() is { } both)
            throw new ArgumentException($"{file}: column '{both}' is named in texts and in numbers; name it in one.", nameof(texts));
    }

    public DataFrame Read(string csv)
    {
        var options = new CsvReaderOptions
        {
            Separator = _separator ?? ',',
            HasHeader = false,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
        };
        using var reader = CsvReader.FromText(csv, options);
        try
        {
            return Read(reader);
        }
        catch (CsvFormatException error)
        {
            throw new InvalidDataException($"{_file}, line {error.LineNumber}: {error.Message}", error);
        }
    }

    private DataFrame Read(CsvReader csv)
    {
        if (!csv.Read()) throw Invalid(null, "the file is empty; expected a header line with the names of the columns.");
        string[] names = Header([.. Enumerable.Range(0, csv.FieldCount).Select(j => csv.GetString(j).Trim())], csv.LineNumber);
        if (_texts.Concat(_numbers).FirstOrDefault(name => !names.Contains(name)) is { } absent)
            throw new ArgumentException($"{_file}: there is no column '{absent}'; there are {string.Join(", ", names)}.");
        CsvColumn[] columns =
            [.. names.Select(name => new CsvColumn(_file, name, _format, _texts.Contains(name), _numbers.Contains(name)))];
        while (csv.Read())
        {
            if (csv.FieldCount != names.Length)
            {
                throw Invalid(csv.LineNumber,
                    $"{csv.FieldCount} cell{(csv.FieldCount == 1 ? "" : "s")}; the header names {names.Length} columns.");
            }
            for (int j = 0; j < names.Length; j++) columns[j].Add(csv.GetString(j), csv.LineNumber);
        }
        return new DataFrame(columns.Select(column => column.Build()));
    }

    private string[] Header(string[] names, long line)
    {
        if (_separator is null && names.Length == 1 && names[0].IndexOfAny([';', '\t', '|']) is >= 0 and var place)
        {
            string found = names[0][place] == '\t' ? "\\t" : names[0][place].ToString();
            throw Invalid(line, $"no comma in the header '{names[0]}'. Pass separator: '{found}' if that stands between the cells, " +
                "or separator: ',' if it is the name of one column.");
        }
        for (int j = 0; j < names.Length; j++)
        {
            if (names[j].Length == 0) throw Invalid(line, $"column {j + 1} has no name.");
            int first = Array.IndexOf(names, names[j]);
            if (first < j) throw Invalid(line, $"columns {first + 1} and {j + 1} are both called '{names[j]}'.");
        }
        return names;
    }

    private InvalidDataException Invalid(long? line, string why) => new($"{_file}{(line is null ? "" : $", line {line}")}: {why}");
}
