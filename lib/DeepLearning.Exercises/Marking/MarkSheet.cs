using System.Globalization;
using System.Net;
using System.Text;
using DeepLearning.Display;

namespace DeepLearning.Exercises.Marking;

/// <summary>A marked hand-in: points out of points, row by row, and for every row that lost some what is missing and how to gain it.</summary>
[TypeFormatterSource(typeof(RichOutputFormatters))]
public sealed class MarkSheet : IRichOutput
{
    internal MarkSheet(string title, IReadOnlyList<MarkRow> rows) => (Title, Rows) = (title, rows);

    /// <summary>What was marked.</summary>
    public string Title { get; }

    /// <summary>The rubric, row by row.</summary>
    public IReadOnlyList<MarkRow> Rows { get; }

    /// <summary>The points gained.</summary>
    public double Points => Rows.Sum(row => row.Points);

    /// <summary>The points that can be gained.</summary>
    public double Possible => Rows.Sum(row => row.Possible);

    /// <summary>The sheet as text: the sum, then a line for each row.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"{Title}: {Number(Points)} of {Number(Possible)} points");
        foreach (var part in Parts)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{part.Key}: {Number(part.Sum(row => row.Points))} of {Number(part.Sum(row => row.Possible))}");
            foreach (var row in part) text.Append(CultureInfo.InvariantCulture, $"\n  {Sign(row)} {Number(row.Points)}/{Number(row.Possible)} {row.Criterion}. {row.Finding}");
        }
        return text.ToString();
    }

    /// <summary>The sheet as a table.</summary>
    public string ToHtml()
    {
        var html = new StringBuilder("<div style=\"border:1px solid #8884;border-left:6px solid ").Append(Points >= Possible ? "#1a7f5a" : "#b35900")
            .Append("; border-radius:4px;padding:.6em .9em;max-width:60em;line-height:1.4\"><strong>").Append(Encoded(Title)).Append("</strong>: ")
            .Append("<span style=\"font-size:1.25em;font-weight:600\">").Append(Number(Points)).Append(" of ").Append(Number(Possible)).Append("</span> points")
            .Append("<table style=\"border-collapse:collapse;margin:.5em 0 0\"><tbody>");
        foreach (var part in Parts)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><th colspan=\"3\" style=\"text-align:left;padding:.5em .5em .1em 0;border-bottom:1px solid currentColor\">{Encoded(part.Key)}: {Number(part.Sum(row => row.Points))} of {Number(part.Sum(row => row.Possible))}</th></tr>");
            foreach (var row in part)
                html.Append(CultureInfo.InvariantCulture, $"<tr style=\"vertical-align:top\"><td style=\"padding:.15em .6em .15em 0;white-space:nowrap;font-variant-numeric:tabular-nums;color:{(row.IsGained ? "#1a7f5a" : "#b35900")};font-weight:600\">{Sign(row)} {Number(row.Points)} / {Number(row.Possible)}</td><td style=\"padding:.15em .8em .15em 0;text-align:left\">{Encoded(row.Criterion)}</td><td style=\"padding:.15em 0;text-align:left\">{Encoded(row.Finding)}</td></tr>");
        }
        return html.Append("</tbody></table></div>").ToString();
    }

    private IEnumerable<IGrouping<string, MarkRow>> Parts => Rows.GroupBy(row => row.Part);

    private static string Sign(MarkRow row) => row.IsGained ? "✓" : "✗";

    private static string Number(double points) => points.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}

/// <summary>One row of a rubric.</summary>
/// <param name="Part">The part of the work that it belongs to.</param>
/// <param name="Criterion">What is asked.</param>
/// <param name="Points">The points gained.</param>
/// <param name="Possible">The points that can be gained.</param>
/// <param name="Finding">What was found; where points were lost, what is missing and how to gain them.</param>
public sealed record MarkRow(string Part, string Criterion, double Points, double Possible, string Finding)
{
    /// <summary>Whether no point was lost.</summary>
    public bool IsGained => Points >= Possible;
}
