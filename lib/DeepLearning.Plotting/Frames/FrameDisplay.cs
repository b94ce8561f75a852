using System.Globalization;
using DeepLearning.Display;
using Microsoft.Data.Analysis;

namespace DeepLearning.Frames;

/// <summary>A data frame as a short table: in HTML and in aligned text.</summary>
/// <remarks>
/// Up to 20 rows are shown whole, of more the first and the last 5; of more than 20 columns the first and the last 10; of a long
/// cell 119 characters. All numbers of a column have the same decimals: as many as those shown need, four at most. A missing value
/// is an empty cell.
/// </remarks>
public static class FrameDisplay
{
    private const int MaxRows = 20, EndRows = 5, MaxColumns = 20, EndColumns = 10, MaxCharacters = 120;

    /// <summary>The frame as HTML: a plain table, which reads well without any style too.</summary>
    public static string ToHtml(this DataFrame frame) => Html(Shown([.. frame.Columns]));

    /// <summary>The frame as text in aligned columns.</summary>
    public static string ToText(this DataFrame frame) => Shown([.. frame.Columns]).ToString();

    /// <summary>The column as HTML: a table of one column.</summary>
    public static string ToHtml(this DataFrameColumn column) => Html(Shown([column]));

    /// <summary>The column as text, a line for each row.</summary>
    public static string ToText(this DataFrameColumn column) => Shown([column]).ToString();

    private static string Html(TextTable table) => $"<div style=\"overflow-x:auto\">{table.ToHtml()}</div>{table.NoteHtml}";

    private static TextTable Shown(DataFrameColumn[] columns)
    {
        long rows = columns.Length == 0 ? 0 : columns[0].Length;
        long?[] places = Places(rows, MaxRows, EndRows);
        DataFrameColumn?[] shown = [.. Places(columns.Length, MaxColumns, EndColumns).Select(j => j is { } place ? columns[place] : null)];
        string[][] cells = [.. shown.Select(column => column is null ? [.. places.Select(_ => "…")] : Cells(column, places))];
        return new TextTable([.. shown.Select(column => column is null ? "…" : Shorten(column.Name))],
            [.. places.Select((_, i) => cells.Select(column => column[i]).ToArray())],
            j => shown[j]?.IsNumericColumn() ?? true, Size(rows, columns.Length));
    }

    // Null stands for what is left out between the first and the last.
    private static long?[] Places(long count, int most, int ends)
    {
        IEnumerable<long?> From(long start, long length) => Enumerable.Range(0, (int)length).Select(i => (long?)(start + i));
        return count <= most ? [.. From(0, count)] : [.. From(0, ends), null, .. From(count - ends, ends)];
    }

    private static string[] Cells(DataFrameColumn column, long?[] places)
    {
        object?[] values = [.. places.OfType<long>().Select(i => column[i])];
        var texts = new Queue<string>(column.IsNumericColumn()
            ? Decimals.Format([.. values.Select(Number)])
            : values.Select(Text));
        return [.. places.Select(place => place is null ? "…" : texts.Dequeue())];
    }

    // A float is as exact as its shortest text says: 0.1f is shown as 0.1.
    private static double? Number(object? value) => value switch
    {
        null => null,
        float single => double.Parse(single.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
        _ => Convert.ToDouble(value, CultureInfo.InvariantCulture),
    };

    private static string Text(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        _ => Shorten(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };

    private static string Shorten(string text)
    {
        string line = text.ReplaceLineEndings(" ");
        return line.Length <= MaxCharacters ? line : $"{line.AsSpan(0, MaxCharacters - 1)}…";
    }

    private static string Size(long rows, int columns)
    {
        string size = $"{rows} row{(rows == 1 ? "" : "s")} × {columns} column{(columns == 1 ? "" : "s")}";
        return (rows > MaxRows, columns > MaxColumns) switch
        {
            (true, true) => $"{size}; the first and last {EndRows} rows and {EndColumns} columns shown",
            (true, false) => $"{size}; the first and the last {EndRows} shown",
            (false, true) => $"{size}; the first and the last {EndColumns} columns shown",
            _ => size,
        };
    }
}
