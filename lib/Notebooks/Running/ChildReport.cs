using System.Globalization;

namespace Notebooks.Running;

/// <summary>What the process that runs one notebook tells the runner on its standard output: marked lines for its progress and its end,
/// and what went wrong as plain text. A process that ends without the mark was ended by a cell.</summary>
internal static class ChildReport
{
    public const string Passed = "\u0001passed";
    public const string Failed = "\u0001failed";
    private const string CellMark = "\u0001cell ";
    private const string MemoryMark = "\u0001memory ";

    public static string Cell(int number) => string.Create(CultureInfo.InvariantCulture, $"{CellMark}{number}");

    public static int? CellNumber(string line) => (int?)Number(CellMark, line);

    /// <summary>The most memory that the process has had, in bytes; 0 where the system does not say.</summary>
    public static string Memory(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{MemoryMark}{bytes}");

    public static long? MemoryBytes(string line) => Number(MemoryMark, line);

    private static long? Number(string mark, string line) =>
        line.StartsWith(mark, StringComparison.Ordinal) ? long.Parse(line.AsSpan(mark.Length), CultureInfo.InvariantCulture) : null;
}
