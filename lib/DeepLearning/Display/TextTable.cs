using System.Globalization;
using System.Net;
using System.Text;

namespace DeepLearning.Display;

/// <summary>Texts in rows and columns, with a line below them: as aligned text and as HTML.</summary>
/// <param name="head">The columns' names.</param>
/// <param name="rows">The cells, row by row.</param>
/// <param name="isNumber">Which columns are aligned at the right.</param>
/// <param name="note">The line below.</param>
internal sealed class TextTable(string[] head, IReadOnlyList<string[]> rows, Func<int, bool> isNumber, string note)
{
    public override string ToString()
    {
        int[] widths = [.. head.Select((name, j) => rows.Select(row => row[j].Length).Append(name.Length).Max())];
        string Aligned(string[] line) => string.Join("  ",
            line.Select((cell, j) => isNumber(j) ? cell.PadLeft(widths[j]) : cell.PadRight(widths[j]))).TrimEnd();
        return string.Join('\n', rows.Prepend(head).Select(Aligned).Append(note));
    }

    public string ToHtml()
    {
        // Padding by the attribute: in the style of each cell it would take half of a table's bytes.
        const string style = "border-collapse:collapse;line-height:1.1;font-variant-numeric:tabular-nums";
        var html = new StringBuilder($"<table cellpadding=\"6\" style=\"{style}\"><thead>");
        Row(html, "th", head, " style=\"border-bottom:1px solid currentColor\"");
        html.Append("</thead><tbody>");
        foreach (var row in rows) Row(html, "td", row, "");
        return html.Append("</tbody></table>").ToString();
    }

    /// <summary>The line below the table, as HTML; our own words, so only what HTML reserves is escaped.</summary>
    public string NoteHtml => $"<p style=\"opacity:.7;margin:.3em 0\">{note.Replace("&", "&amp;").Replace("<", "&lt;")}</p>";

    private void Row(StringBuilder html, string tag, string[] cells, string attribute)
    {
        html.Append("<tr").Append(attribute).Append('>');
        for (var j = 0; j < cells.Length; j++)
            html.Append($"<{tag} style=\"text-align:{(isNumber(j) ? "right" : "left")}\">{WebUtility.HtmlEncode(cells[j])}</{tag}>");
        html.Append("</tr>");
    }
}

/// <summary>Writes a column of numbers.</summary>
internal static class Decimals
{
    private const int Most = 4;

    /// <summary>Strings to show, all with the same number of decimals: as many as the values need, four at most.</summary>
    /// <remarks>A missing value is empty.</remarks>
    public static string[] Format(IReadOnlyList<double?> values)
    {
        double[] known = [.. values.OfType<double>().Where(double.IsFinite)];
        double largest = known.Select(Math.Abs).DefaultIfEmpty().Max();
        double smallest = known.Where(v => v != 0).Select(Math.Abs).DefaultIfEmpty(1).Min();
        int decimals = Enumerable.Range(0, Most).FirstOrDefault(d => known.All(v => Math.Abs(v - Math.Round(v, d)) <= 1e-9 * Math.Abs(v)),
            Most);
        bool whole = decimals == 0 && largest < 1e15;
        string format = !whole && largest >= 1e9 || smallest < 1e-4 ? "G4" : "F" + decimals.ToString(CultureInfo.InvariantCulture);
        return [.. values.Select(v => v?.ToString(format, CultureInfo.InvariantCulture) ?? "")];
    }
}
