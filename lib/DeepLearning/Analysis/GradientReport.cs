using System.Globalization;
using System.Net;
using System.Text;
using DeepLearning.Display;

namespace DeepLearning.Analysis;

/// <summary>What a gradient check found.</summary>
[TypeFormatterSource(typeof(RichOutputFormatters))]
public sealed class GradientReport : IRichOutput
{
    private const int Shown = 8;

    internal GradientReport(IReadOnlyList<CheckedGradient> gradients) => Gradients = gradients;

    /// <summary>The gradients that were checked, each a tensor.</summary>
    public IReadOnlyList<CheckedGradient> Gradients { get; }

    /// <summary>Whether finite differences confirm every entry that was looked at.</summary>
    public bool Passed => Gradients.All(gradient => gradient.Mismatches.Count == 0);

    /// <summary>The entries that they do not confirm.</summary>
    public IReadOnlyList<GradientMismatch> Mismatches => [.. Gradients.SelectMany(gradient => gradient.Mismatches)];

    /// <summary>The verdict in a sentence, and the first mismatches.</summary>
    public string Message
    {
        get
        {
            if (Passed) return $"All gradients agree with finite differences: {string.Join(", ", Gradients.Select(g => g.Name))}.";
            var lines = Mismatches.Take(Shown).Select(mismatch => mismatch.ToString());
            return string.Join('\n', Mismatches.Count > Shown ? lines.Append($"… and {Mismatches.Count - Shown} more") : lines);
        }
    }

    /// <summary>Does nothing if the check passed.</summary>
    /// <exception cref="InvalidOperationException">It did not; the message names the entries.</exception>
    public void ThrowIfFailed()
    {
        if (!Passed) throw new InvalidOperationException(Message);
    }

    /// <summary>The message.</summary>
    public override string ToString() => Message;

    /// <summary>A row for each gradient, and the first mismatches.</summary>
    public string ToHtml()
    {
        var html = new StringBuilder("<table style=\"border-collapse:collapse;font-variant-numeric:tabular-nums\"><thead>");
        Row(html, "th", "border-bottom:1px solid currentColor;", "gradient", "entries checked", "largest error", "verdict");
        html.Append("</thead><tbody>");
        foreach (var gradient in Gradients)
            Row(html, "td", "", gradient.Name, $"{gradient.Entries}", gradient.LargestError.ToString("0.0e+0", CultureInfo.InvariantCulture),
                gradient.Mismatches.Count == 0 ? "✓ agrees" : $"✗ {gradient.Mismatches.Count} differ");
        html.Append("</tbody></table>");
        if (!Passed) html.Append("<pre style=\"margin:.4em 0\">").Append(WebUtility.HtmlEncode(Message)).Append("</pre>");
        return html.ToString();
    }

    private static void Row(StringBuilder html, string tag, string style, params ReadOnlySpan<string> cells)
    {
        html.Append("<tr>");
        for (var j = 0; j < cells.Length; j++)
            html.Append(CultureInfo.InvariantCulture, $"<{tag} style=\"{style}padding:.15em .7em;text-align:{(j is 1 or 2 ? "right" : "left")}\">")
                .Append(WebUtility.HtmlEncode(cells[j])).Append("</").Append(tag).Append('>');
        html.Append("</tr>");
    }
}

/// <summary>One gradient of a check.</summary>
/// <param name="Name">Such as <c>Dense.InputGrad</c>.</param>
/// <param name="Entries">How many of its entries were compared.</param>
/// <param name="LargestError">The largest difference, relative to the size of the gradient.</param>
/// <param name="Mismatches">The entries beyond the tolerance.</param>
public sealed record CheckedGradient(string Name, int Entries, double LargestError, IReadOnlyList<GradientMismatch> Mismatches);

/// <summary>One entry of a gradient that a finite difference does not confirm.</summary>
/// <param name="Entry">Which one, such as <c>Conv2D.InputGrad[1,0,2,3]</c>.</param>
/// <param name="Got">What the backward pass says.</param>
/// <param name="FiniteDifference">What moving the number a little to both sides says.</param>
/// <param name="Tolerance">How far apart they may be, relative to the size of the gradient.</param>
public sealed record GradientMismatch(string Entry, double Got, double FiniteDifference, double Tolerance)
{
    /// <summary><c>Conv2D.InputGrad[1,0,2,3]: got 0.4127, finite difference 0.3981 (tolerance 1e-3)</c></summary>
    public override string ToString() => $"{Entry}: got {Number(Got)}, finite difference {Number(FiniteDifference)} (tolerance {Scientific(Tolerance)})";

    internal static string Number(double value) => value.ToString(Math.Abs(value) is 0 or >= 1e-3 and < 1e6 ? "0.0000" : "0.0000e+0", CultureInfo.InvariantCulture);

    internal static string Scientific(double value) => value.ToString("0.#e-0", CultureInfo.InvariantCulture);
}
