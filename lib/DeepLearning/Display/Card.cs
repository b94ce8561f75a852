using System.Net;
using System.Text;

namespace DeepLearning.Display;

/// <summary>The card that closes an experiment: what the reference says, what we got, and whether the two agree.</summary>
/// <remarks><c>Card.Of("Two matrices", Comparison.Of("L", book: 2.3755, ours: loss, decimals: 4))</c> as the last line of a cell shows
/// one.</remarks>
[TypeFormatterSource(typeof(RichOutputFormatters))]
public sealed class Card : IRichOutput
{
    private readonly Comparison[] _rows;
    private readonly string[] _header;
    private readonly string? _note;

    private Card(string title, Comparison[] rows, string[] header, string? note) =>
        (Title, _rows, _header, _note) = (title, rows, header, note);

    /// <summary>What was tried.</summary>
    public string Title { get; }

    /// <summary>The rows in order.</summary>
    public IReadOnlyList<Comparison> Rows => _rows;

    /// <summary>Whether every row agrees.</summary>
    public bool AllAgree => Array.TrueForAll(_rows, row => row.Agrees);

    /// <summary>A card with a row for each comparison; its columns are headed <c>book</c> and <c>ours</c>.</summary>
    /// <exception cref="ArgumentException">There is no row, or no title.</exception>
    public static Card Of(string title, params Comparison[] rows)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Length == 0)
            throw new ArgumentException($"Card '{title}': no comparison given; pass at least one Comparison.Of(…).", nameof(rows));
        return new(title, rows, ["", "book", "ours", "equal?"], null);
    }

    /// <summary>The same card with other names for its columns, such as <c>finite difference</c> and <c>backward pass</c>.</summary>
    public Card WithColumns(string reference, string ours) => new(Title, _rows, ["", reference, ours, "equal?"], _note);

    /// <summary>The same card with a remark below.</summary>
    public Card WithNote(string note) => new(Title, _rows, _header, note);

    /// <summary>The card as text in aligned columns.</summary>
    public override string ToString()
    {
        string[][] lines = [_header, .. _rows.Select(Cells)];
        int[] widths = [.. Enumerable.Range(0, _header.Length).Select(j => lines.Max(line => line[j].Length))];
        string Aligned(string[] line) => string.Join("  ",
            line.Select((cell, j) => j is 1 or 2 ? cell.PadLeft(widths[j]) : cell.PadRight(widths[j]))).TrimEnd();
        string[] note = _note is null ? [] : [_note];
        return string.Join('\n', [$"{Title}: {Summary}", .. lines.Select(Aligned), .. note]);
    }

    /// <summary>The card as HTML.</summary>
    public string ToHtml()
    {
        string colour = Colour(AllAgree);
        var html = new StringBuilder($"<div style=\"border-left:4px solid {colour};padding:.3em 1em;margin:.5em " +
            $"0\"><strong>{Encoded(Title)}</strong>: {Summary}");
        html.Append("<table style=\"border-collapse:collapse;font-variant-numeric:tabular-nums;margin:.4em 0\"><thead><tr>");
        foreach ((int j, string text) in _header.Index()) Append(html, "th", text, j, "border-bottom:1px solid currentColor;");
        html.Append("</tr></thead><tbody>");
        foreach (var row in _rows)
        {
            html.Append("<tr>");
            foreach ((int j, string text) in Cells(row).Index())
                Append(html, "td", text, j, j == 3 ? $"color:{Colour(row.Agrees)};font-weight:600;" : "");
            html.Append("</tr>");
        }
        html.Append("</tbody></table>");
        if (_note is not null) html.Append("<p style=\"opacity:.8;margin:.3em 0\">").Append(Encoded(_note)).Append("</p>");
        return html.Append("</div>").ToString();
    }

    private string Summary
    {
        get
        {
            int agreeing = _rows.Count(row => row.Agrees);
            return agreeing < _rows.Length ? $"≠ {agreeing} of {_rows.Length} rows agree."
                : agreeing == 1 ? "✓ it agrees." : agreeing == 2 ? "✓ both rows agree." : $"✓ all {agreeing} rows agree.";
        }
    }

    private static string[] Cells(Comparison row) => [row.Quantity, row.Book, row.Ours, row.Verdict];

    private static string Colour(bool agrees) => agrees ? "#1a7f5a" : "#b35900";

    // Rows of a matrix stand under each other.
    private static void Append(StringBuilder html, string tag, string text, int column, string style) =>
        html.Append($"<{tag} style=\"{style}padding:.15em .7em;text-align:{(column is 1 or 2 ? "right" : "left")}\">")
            .Append(column is 1 or 2 ? string.Join("<br>", text.Split("; ").Select(Encoded)) : Encoded(text)).Append("</").Append(tag)
                .Append('>');

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
