using System.Globalization;
using System.Text;

namespace DeepLearning.Plotting;

/// <summary>Draws the points of a map, group by group, and the names of the groups.</summary>
internal sealed class PictureMapSvg
{
    private const double MaxWidth = 720, MaxPlotHeight = 600, MinPlotHeight = 240;
    private const string Grid = "#e4e7eb", Ink = "#333333";

    // The colours of the series, and two more that stay apart from them: digits are ten.
    private static readonly string[] Colors =
        ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#333333", "#8c564b", "#7a42c8", "#9aa800"];

    private readonly PictureMap _map;
    private readonly List<string> _titleLines;
    private readonly double _left, _top, _plotWidth, _plotHeight, _scale, _minX, _maxY;

    public PictureMapSvg(PictureMap map)
    {
        _map = map;
        _titleLines = map.Title.Length == 0 ? [] : TextMetrics.Wrap(map.Title, MaxWidth - 2 * FigureModel.EdgeMargin, 16, bold: true);
        var (x, y) = (Range(map.Points.Select(p => p.X)), Range(map.Points.Select(p => p.Y)));
        _top = FigureModel.EdgeMargin + Frame.TitleRoom(_titleLines.Count);
        _left = FigureModel.EdgeMargin + (HasAxes ? 46 : 0);
        _plotWidth = MaxWidth - _left - FigureModel.EdgeMargin;
        _scale = Math.Min(_plotWidth / (x.Max - x.Min), MaxPlotHeight / (y.Max - y.Min));
        _plotHeight = Math.Max(MinPlotHeight, (y.Max - y.Min) * _scale);
        Width = MaxWidth;
        Height = _top + _plotHeight + FigureModel.EdgeMargin + (HasAxes ? 40 : 0);
        (_minX, _maxY) = ((x.Min + x.Max) / 2 - _plotWidth / 2 / _scale, (y.Min + y.Max) / 2 + _plotHeight / 2 / _scale);
    }

    public double Width { get; }

    public double Height { get; }

    private bool HasAxes => _map.XTitle is not null;

    private double Radius => _map.Points.Length > 3000 ? 1.4 : _map.Points.Length > 500 ? 2 : 3.2;

    /// <summary>Where a point lies, in pixels.</summary>
    public (double X, double Y) Place(int point) => Place(_map.Points[point]);

    public string Draw()
    {
        var svg = new SvgWriter();
        svg.Root(Width, Height, string.Join(" ", _titleLines), _map.Description);
        for (var i = 0; i < _titleLines.Count; i++)
            svg.Text(_titleLines[i], FigureModel.EdgeMargin, FigureModel.EdgeMargin + 15 + i * Frame.TitleLine, 16, "start", "#1f2328",
                ("font-weight", 600));
        if (HasAxes) DrawAxes(svg);
        int[][] groups = [.. Enumerable.Range(0, _map.Points.Length).GroupBy(i => _map.Groups[i]).OrderBy(group => group.Key)
            .Select(group => group.ToArray())];
        for (var i = 0; i < groups.Length; i++)
            svg.Empty("path", ("d", Dots(groups[i])), ("transform", "scale(.1)"), ("fill", "none"), ("stroke", Colors[i % Colors.Length]),
                ("stroke-width", 20 * Radius),
                ("stroke-linecap", "round"), ("opacity", 0.7));
        for (var i = 0; i < groups.Length && groups.Length > 1; i++)
        {
            var (x, y) = Densest(groups[i]);
            svg.Text(_map.Groups[groups[i][0]].ToString(CultureInfo.InvariantCulture), x, y + 8, 24, "middle", Colors[i % Colors.Length],
                ("font-weight", 700), ("stroke", "#ffffff"), ("stroke-width", 5), ("paint-order", "stroke"), ("stroke-linejoin", "round"));
        }
        return svg.ToString();
    }

    private void DrawAxes(SvgWriter svg)
    {
        foreach (var (at, label) in Ticks.Linear(_minX, _minX + _plotWidth / _scale, _plotWidth / 80))
        {
            var x = Place((at, 0)).X;
            svg.Line(x, _top, x, _top + _plotHeight, Grid);
            svg.Text(label, x, _top + _plotHeight + 17, Frame.TickSize, "middle", Ink);
        }
        foreach (var (at, label) in Ticks.Linear(_maxY - _plotHeight / _scale, _maxY, _plotHeight / 60))
        {
            var y = Place((0, at)).Y;
            svg.Line(_left, y, _left + _plotWidth, y, Grid);
            svg.Text(label, _left - 7, y + 4, Frame.TickSize, "end", Ink);
        }
        var middle = _top + _plotHeight / 2;
        svg.Text(_map.XTitle!, _left + _plotWidth / 2, _top + _plotHeight + 38, 13, "middle", Ink);
        svg.Text(_map.YTitle!, 17, middle, 13, "middle", Ink, ("transform", $"rotate(-90 17 {SvgWriter.Number(middle)})"));
    }

    // Each dot is a line of no length with round ends, ten units a pixel, told from the dot before: few characters, for ten thousand are
    // drawn.
    private string Dots(int[] group)
    {
        var path = new StringBuilder();
        var (lastX, lastY) = (0, 0);
        foreach (var (x, y) in group.Select(i => Place(i)).Select(p => (X: (int)Math.Round(10 * p.X), Y: (int)Math.Round(10 * p.Y)))
            .OrderBy(p => p.Y / 40).ThenBy(p => p.X))
        {
            path.Append(CultureInfo.InvariantCulture, $"m{x - lastX}{(y < lastY ? "" : " ")}{y - lastY}h0");
            (lastX, lastY) = (x, y);
        }
        return path.ToString();
    }

    // The point with the most others of its group around it.
    private (double X, double Y) Densest(int[] group)
    {
        (double X, double Y)[] places = [.. group.Select(i => Place(i))];
        var sample = places.Where((_, i) => i % Math.Max(1, places.Length / 400) == 0).ToArray();
        return sample.MaxBy(a => places.Sum(b => 1 / (1 + ((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y)) / 400)));
    }

    private (double X, double Y) Place((double X, double Y) point) =>
        (_left + (point.X - _minX) * _scale, _top + (_maxY - point.Y) * _scale);

    // A little room at the edges, and for points that all have the same coordinate.
    private static (double Min, double Max) Range(IEnumerable<double> values)
    {
        var (min, max) = Numbers.Range(values);
        var room = max > min ? 0.03 * (max - min) : Math.Max(1e-3, Math.Abs(max) * 1e-3);
        return (min - room, max + room);
    }
}
