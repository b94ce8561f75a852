using System.Globalization;

namespace Notebooks.Running;

/// <summary>What the process that runs one notebook tells the runner on its standard output: marked lines for its progress and its end,
/// and what went wrong as plain text. A process that ends without the mark was ended by a cell.</summary>
internal static class ChildReport
{
    public const string Passed = "\u0001passed";
    public const string Failed = "\u0001failed";
    private const string CellMark = "\u0001cell ";

    public static string Cell(int number) => string.Create(CultureInfo.InvariantCulture, $"{CellMark}{number}");

    public static int? CellNumber(string line) =>
        line.StartsWith(CellMark, StringComparison.Ordinal) ? int.Parse(line.AsSpan(CellMark.Length), CultureInfo.InvariantCulture) : null;
}
