using DeepLearning.Display;

namespace DeepLearning.Data;

public sealed partial class Table
{
    private const int ShownRows = 30;

    /// <summary>Characters of a cell or a name that are shown: the text of a table is as wide in every row as its widest cell.</summary>
    private const int ShownCharacters = 120;

    /// <summary>The table as HTML; of a long one the first 30 rows, of a long cell the first 119 characters.</summary>
    public string ToHtml()
    {
        var table = Shown();
        return $"<div style=\"overflow-x:auto\">{table.ToHtml()}</div>{table.NoteHtml}";
    }

    /// <summary>The table as text in aligned columns; of a long one the first 30 rows, of a long cell the first 119 characters.</summary>
    public override string ToString() => Shown().ToString();

    private TextTable Shown()
    {
        string[][] columns = [.. _columns.Select(c => c.Take(Math.Min(Rows, ShownRows)).Format())];
        string[][] rows = [.. Enumerable.Range(0, Math.Min(Rows, ShownRows)).Select(i => columns.Select(c => Shorten(c[i])).ToArray())];
        return new TextTable([.. _names.Select(Shorten)], rows, j => _columns[j].Texts is null, Size());
    }

    private static string Shorten(string text) => text.Length <= ShownCharacters ? text : $"{text.AsSpan(0, ShownCharacters - 1)}…";

    private string Size()
    {
        string size = $"{Rows} row{(Rows == 1 ? "" : "s")} × {_names.Length} column{(_names.Length == 1 ? "" : "s")}";
        return Rows > ShownRows ? $"{size}; the first {ShownRows} shown" : size;
    }
}
