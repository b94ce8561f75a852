using Microsoft.Data.Analysis;

namespace DeepLearning.Frames;

/// <summary>Collects the cells of one column; unless told what it holds, the first value decides.</summary>
internal sealed class CsvColumn(string file, string name, CsvNumbers format, bool isText, bool isNumbers)
{
    private readonly List<string?> _texts = [];
    private readonly List<double?> _values = [];
    private readonly bool _wasAsked = isNumbers;
    private bool _isText = isText, _isNumbers = isNumbers;

    public void Add(string cell, long line)
    {
        if (!_isText && cell.Trim() is not ("" or "NA" or "NaN") && !Take(cell, line)) return;
        if (!_isNumbers) _texts.Add(string.IsNullOrWhiteSpace(cell) ? null : cell);
        if (!_isText) _values.Add(null);
    }

    public DataFrameColumn Build() => _isText ? new StringDataFrameColumn(name, _texts) : new DoubleDataFrameColumn(name, _values);

    /// <returns>Whether it was a text, with which the column turns out to hold texts.</returns>
    private bool Take(string cell, long line)
    {
        if (format.TryParse(cell, out double number))
        {
            _isNumbers = true;
            _values.Add(number);
            return false;
        }
        if (format.IsOtherwise(cell))
        {
            throw Refused(cell, line, $" as long as the decimal mark is '{format.Mark}'",
                $"Pass decimalMark: '{format.OtherMark}' if it is one, or name '{name}' in texts.");
        }
        if (_isNumbers)
        {
            throw Refused(cell, line, _wasAsked ? "" : ", but the values above it are",
                $"Correct the cell, or name '{name}' in texts{(_wasAsked ? " instead of numbers" : "")}.");
        }
        return _isText = true;
    }

    private InvalidDataException Refused(string cell, long line, string why, string advice) =>
        new($"{file}, line {line}, column '{name}': '{(cell.Length > 40 ? cell[..40] + "…" : cell)}' is not a number{why}. {advice}");
}
