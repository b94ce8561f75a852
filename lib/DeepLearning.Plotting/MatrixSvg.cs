using System.Globalization;

namespace DeepLearning.Plotting;

/// <summary>Draws a row of matrices.</summary>
internal sealed class MatrixSvg
{
    private const double Margin = 18;
    private const double Cell = 30;
    private static readonly string[] SideColors = ["#0072b2", "#c14f00", "#00805d", "#a3427c", "#7a5c00", "#4a5568"];

    private readonly MatrixDiagram _diagram;
    private readonly List<string> _sides;
    private readonly double _cellWidth;

    public MatrixSvg(MatrixDiagram diagram)
    {
        _diagram = diagram;
        _sides = [.. diagram.Parts.SelectMany(p => new[] { p.Rows, p.Columns }).OfType<string>().Distinct()];
        _cellWidth = diagram.Parts.Where(p => p.Texts is not null).SelectMany(p => p.Texts!.Cast<string>())
            .Select(t => TextMetrics.Width(t, 12.5) + 14).Append(34).Max();
    }

    public string Draw()
    {
        var title = _diagram.Title.Length == 0 ? [] : TextMetrics.Wrap(_diagram.Title, 680, 15, bold: true);
        var titleWidth = title.Select(t => TextMetrics.Width(t, 15, bold: true) + 2 * Margin).DefaultIfEmpty(120).Max();
        var width = Math.Max(2 * Margin + _diagram.Parts.Sum(Advance), titleWidth);
        var tallest = _diagram.Parts.Where(p => p.Rows is not null).Select(Height).DefaultIfEmpty(20).Max();
        var top = Margin + title.Count * 21 + 20;
        var svg = new SvgWriter();
        svg.Root(width, top + tallest + 22 + Margin, _diagram.Title, _diagram.Description);
        for (var i = 0; i < title.Count; i++)
            svg.Text(title[i], Margin, Margin + 12 + i * 21, 15, "start", "#1f2328", ("font-weight", 600));
        var (x, middle) = ((width - _diagram.Parts.Sum(Advance)) / 2, top + tallest / 2);
        foreach (var part in _diagram.Parts)
        {
            if (part.Rows is null)
                svg.Text(part.Name, x + Advance(part) / 2, middle + 7, 20, "middle", "#333333");
            else
                DrawMatrix(svg, part, x + RowLabel(part), middle - Height(part) / 2);
            x += Advance(part);
        }
        return svg.ToString();
    }

    private void DrawMatrix(SvgWriter svg, MatrixPart part, double x, double y)
    {
        var (w, h) = (Width(part), Height(part));
        svg.Empty("rect", ("x", x), ("y", y), ("width", w), ("height", h), ("fill", "#f2f7fb"), ("stroke", "#4a5568"),
            ("stroke-width", 1.4));
        svg.Line(x, y, x + w, y, Color(part.Columns!), 3);
        svg.Line(x, y, x, y + h, Color(part.Rows!), 3);
        svg.Text(part.Columns!, x + w / 2, y - 7, 12.5, "middle", Color(part.Columns!));
        svg.Text(part.Rows!, x - 7, y + h / 2 + 4, 12.5, "end", Color(part.Rows!));
        if (part.Texts is not { } texts)
        {
            svg.Text(part.Name, x + w / 2, y + h / 2 + 5, 15, "middle", "#1f2328", ("font-weight", 600));
            return;
        }
        svg.Text(part.Name, x + w / 2, y + h + 17, 13, "middle", "#1f2328", ("font-weight", 600));
        for (var r = 0; r < texts.GetLength(0); r++)
            for (var c = 0; c < texts.GetLength(1); c++)
            {
                svg.Rect(x + c * _cellWidth, y + r * Cell, _cellWidth, Cell, "none", ("stroke", "#b8c2cc"), ("stroke-width", 0.7));
                svg.Text(texts[r, c], x + (c + 0.5) * _cellWidth, y + (r + 0.5) * Cell + 4.5, 12.5, "middle", "#1f2328");
            }
    }

    private double Advance(MatrixPart part) =>
        part.Rows is null ? TextMetrics.Width(part.Name, 20) + 26 : RowLabel(part) + Width(part) + 4;

    private static double RowLabel(MatrixPart part) => TextMetrics.Width(part.Rows!, 12.5) + 12;

    private double Width(MatrixPart part) => part.Texts is { } texts
        ? texts.GetLength(1) * _cellWidth
        : Math.Max(Length(part.Columns!), TextMetrics.Width(part.Name, 15) + 16);

    private double Height(MatrixPart part) => part.Texts is { } texts ? texts.GetLength(0) * Cell : Length(part.Rows!);

    private string Color(string side) => SideColors[_sides.IndexOf(side) % SideColors.Length];

    // A number grows with its logarithm; names get lengths that differ, so that equal ones stand out.
    private double Length(string side) => int.TryParse(side, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var size)
        ? 30 + 34 * Math.Log10(Math.Max(1, size))
        : new[] { 110.0, 80, 56, 96, 68 }[_sides.IndexOf(side) % 5];
}
