using System.Globalization;
using System.Net;
using System.Text;
using DeepLearning.Display;
using DeepLearning.Tensors;

namespace DeepLearning.Training;

/// <summary>The layers of a network as a table: what leaves each one, and how many numbers it learns.</summary>
[TypeFormatterSource(typeof(RichOutputFormatters))]
public sealed class NetworkSummary : IRichOutput
{
    private static readonly string[] Head = ["layer", "output shape", "parameters"];

    private readonly string[][] _rows;
    private readonly string _total;

    internal NetworkSummary(NeuralNetwork network)
    {
        _rows = [.. network.Layers.Select(layer => layer.IsBuilt
            ? new[] { layer.Description, Text(layer.OutputShape), Number(layer.Parameters.Sum(p => p.Value.Size)) }
            : [layer.Description, "?", "?"])];
        ParameterCount = network.Parameters.Sum(p => p.Value.Size);
        _total = network.Parameters.Count > 0
            ? $"{Number(ParameterCount)} parameters; loss: {network.Loss.Name}"
            : $"Not built yet: the first input decides the shapes. Loss: {network.Loss.Name}";
    }

    /// <summary>How many numbers the network learns; 0 before it met its first input.</summary>
    public int ParameterCount { get; }

    /// <summary>The table as text in aligned columns.</summary>
    public override string ToString()
    {
        int[] widths = [.. Head.Select((head, j) => _rows.Select(row => row[j].Length).Append(head.Length).Max())];
        return string.Join('\n', _rows.Prepend(Head)
            .Select(row => $"{row[0].PadRight(widths[0])}  {row[1].PadRight(widths[1])}  {row[2].PadLeft(widths[2])}").Append(_total));
    }

    /// <summary>The table for a notebook.</summary>
    public string ToHtml()
    {
        var html = new StringBuilder("<table style=\"border-collapse:collapse;font-variant-numeric:tabular-nums\"><thead>");
        Row(html, "th", Head, "border-bottom:1px solid currentColor;");
        html.Append("</thead><tbody>");
        foreach (var row in _rows) Row(html, "td", row, "");
        return html.Append("</tbody></table><p style=\"opacity:.7;margin:.3em 0\">").Append(WebUtility.HtmlEncode(_total)).Append("</p>").ToString();
    }

    private static void Row(StringBuilder html, string tag, string[] cells, string style)
    {
        html.Append("<tr>");
        for (var j = 0; j < cells.Length; j++)
            html.Append(CultureInfo.InvariantCulture, $"<{tag} style=\"{style}padding:.15em .7em;text-align:{(j == 2 ? "right" : "left")}\">")
                .Append(WebUtility.HtmlEncode(cells[j])).Append("</").Append(tag).Append('>');
        html.Append("</tr>");
    }

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    // The batch is not part of what the layer is, so its axis is shown as open.
    private static string Text(Shape? shape) => shape is null ? "?" : $"[{string.Join(", ", shape.Skip(1).Select(length => $"{length}").Prepend("N"))}]";
}
