using System.Globalization;
using System.Text;
using DeepLearning.Display;
using DeepLearning.Tensors;

namespace DeepLearning.Training;

/// <summary>How often each class was taken for which: a row for each right class, a column for each predicted one.</summary>
[TypeFormatterSource(typeof(RichOutputFormatters))]
public sealed class ConfusionMatrix : IRichOutput
{
    /// <summary>Counts predictions; the largest number of a row wins.</summary>
    /// <param name="prediction">Logits or probabilities [N, classes].</param>
    /// <param name="target">One-hot rows [N, classes].</param>
    /// <exception cref="ShapeException">Not two matrices of the same shape.</exception>
    public ConfusionMatrix(Tensor prediction, Tensor target)
    {
        var (predicted, right) = Metrics.Classes(prediction, target, "ConfusionMatrix");
        Counts = new int[prediction.Shape[1], prediction.Shape[1]];
        for (var i = 0; i < right.Length; i++) Counts[right[i], predicted[i]]++;
    }

    /// <summary>Counts[right, predicted].</summary>
    public int[,] Counts { get; }

    /// <summary>The number of classes.</summary>
    public int Classes => Counts.GetLength(0);

    /// <summary>The share of right predictions.</summary>
    public double Accuracy => (double)Enumerable.Range(0, Classes).Sum(i => Counts[i, i]) / Counts.Cast<int>().Sum();

    /// <summary>Of the rows of this class, the share that was found; not a number if there are none.</summary>
    public double Recall(int label) => (double)Counts[label, label] / Enumerable.Range(0, Classes).Sum(j => Counts[label, j]);

    /// <summary>Of the rows that were taken for this class, the share that was; not a number if there are none.</summary>
    public double Precision(int label) => (double)Counts[label, label] / Enumerable.Range(0, Classes).Sum(i => Counts[i, label]);

    /// <summary>The counts as text in aligned columns.</summary>
    public override string ToString()
    {
        var width = Math.Max(4, Counts.Cast<int>().Max().ToString(CultureInfo.InvariantCulture).Length + 1);
        var text = new StringBuilder("right ↓ predicted →\n").Append(' ', width);
        for (var j = 0; j < Classes; j++) text.Append(Cell(j));
        for (var i = 0; i < Classes; i++)
        {
            text.Append('\n').Append(Cell(i));
            for (var j = 0; j < Classes; j++) text.Append(Cell(Counts[i, j]));
        }
        return text.ToString();

        string Cell(int value) => value.ToString(CultureInfo.InvariantCulture).PadLeft(width);
    }

    /// <summary>The counts as a table; the more often a mistake was made, the darker its cell.</summary>
    public string ToHtml()
    {
        const string Style = "padding:.2em .6em;text-align:right";
        var html = new StringBuilder("<table style=\"border-collapse:collapse;font-variant-numeric:tabular-nums\"><thead><tr><th " +
            "style=\"padding:.2em .6em\">right ↓ predicted →</th>");
        for (var j = 0; j < Classes; j++) html.Append(CultureInfo.InvariantCulture, $"<th style=\"{Style}\">{j}</th>");
        html.Append("</tr></thead><tbody>");
        double worst = Math.Max(1, Enumerable.Range(0, Classes * Classes).Max(k => k / Classes == k % Classes ? 0
            : Counts[k / Classes, k % Classes]));
        for (var i = 0; i < Classes; i++)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><th style=\"{Style}\">{i}</th>");
            for (var j = 0; j < Classes; j++)
            {
                var colour = i == j ? "font-weight:bold"
                    : $"background:rgba(213,94,0,{(0.75 * Counts[i, j] / worst).ToString("0.##", CultureInfo.InvariantCulture)})";
                html.Append(CultureInfo.InvariantCulture, $"<td style=\"{Style};{colour}\">{Counts[i, j]}</td>");
            }
            html.Append("</tr>");
        }
        return html.Append("</tbody></table>").ToString();
    }
}
