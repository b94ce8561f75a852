using System.Globalization;
using System.Net;
using System.Text;

namespace DeepLearning.Data;

public sealed partial class Table
{
    private const int ShownRows = 30;

    /// <summary>The table as HTML; of a long one the first 30 rows.</summary>
    public string ToHtml()
    {
        var html = new StringBuilder("<div style=\"overflow-x:auto\"><table style=\"border-collapse:collapse;font-variant-numeric:tabular-nums\"><thead><tr>");
        string[][] cells = ShownCells();
        for (int j = 0; j < _names.Length; j++) Cell(html, "th", _names[j], j, "border-bottom:1px solid currentColor;");
        html.Append("</tr></thead><tbody>");
        for (int i = 0; i < Math.Min(Rows, ShownRows); i++)
        {
            html.Append("<tr>");
            for (int j = 0; j < _names.Length; j++) Cell(html, "td", cells[j][i], j, "");
            html.Append("</tr>");
        }
        return html.Append("</tbody></table></div><p style=\"opacity:.7;margin:.3em 0\">").Append(Size()).Append("</p>").ToString();
    }

    /// <summary>The table as text in aligned columns; of a long one the first 30 rows.</summary>
    public override string ToString()
    {
        string[][] cells = ShownCells();
        int[] widths = [.. _names.Select((name, j) => cells[j].Append(name).Max(c => c.Length))];
        IEnumerable<string[]> lines = [_names, .. Enumerable.Range(0, Math.Min(Rows, ShownRows)).Select(i => cells.Select(c => c[i]).ToArray())];
        string Aligned(string[] line) => string.Join("  ", line.Select((c, j) => IsText(j) ? c.PadRight(widths[j]) : c.PadLeft(widths[j]))).TrimEnd();
        return string.Join('\n', lines.Select(Aligned).Append(Size()));
    }

    private string[][] ShownCells() => [.. _columns.Select(c => c.Take(Math.Min(Rows, ShownRows)).Format())];

    private bool IsText(int column) => _columns[column].Texts is not null;

    private void Cell(StringBuilder html, string tag, string text, int column, string style) =>
        html.Append(CultureInfo.InvariantCulture, $"<{tag} style=\"{style}padding:.15em .7em;text-align:{(IsText(column) ? "left" : "right")}\">")
            .Append(WebUtility.HtmlEncode(text)).Append("</").Append(tag).Append('>');

    private string Size()
    {
        string size = $"{Rows} row{(Rows == 1 ? "" : "s")} × {_names.Length} column{(_names.Length == 1 ? "" : "s")}";
        return Rows > ShownRows ? $"{size}; the first {ShownRows} shown" : size;
    }
}
