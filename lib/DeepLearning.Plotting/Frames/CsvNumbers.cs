using System.Globalization;

namespace DeepLearning.Frames;

/// <summary>How a file writes numbers.</summary>
internal sealed class CsvNumbers
{
    private readonly NumberFormatInfo _format, _other;

    public CsvNumbers(char mark)
    {
        if (mark is not ('.' or ',')) throw new ArgumentException($"The decimal mark must be '.' or ','; it is '{mark}'.", nameof(mark));
        (Mark, OtherMark) = (mark, mark == '.' ? ',' : '.');
        (_format, _other) = (With(Mark), With(OtherMark));
    }

    public char Mark { get; }

    public char OtherMark { get; }

    /// <summary>Whether the cell is a finite number.</summary>
    public bool TryParse(string cell, out double number) => TryParse(cell, _format, out number);

    /// <summary>Whether the cell is a number with the other decimal mark.</summary>
    public bool IsOtherwise(string cell) => TryParse(cell, _other, out _);

    private static bool TryParse(string cell, NumberFormatInfo format, out double number) =>
        double.TryParse(cell, NumberStyles.Float, format, out number) && double.IsFinite(number);

    private static NumberFormatInfo With(char mark) => new() { NumberDecimalSeparator = mark.ToString(), NumberGroupSeparator = " " };
}
