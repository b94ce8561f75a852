using System.Globalization;
using Plotly.NET;

namespace DeepLearning.Plotting;

/// <summary>The page fragment of a line that follows its points: a chart of two panels, and the numbers with which <c>line.js</c> draws
/// into them.</summary>
internal static class FittedLineHtml
{
    public static string Write(FittedLine line)
    {
        var panels = Panels(line);
        var still = Still(line, panels).ToSvg();
        var data = $"part:'line',x:{List(line.X)},y:{List(line.Y)},panels:[{List(panels[0])},{List(panels[1])}],"
            + $"fit:{List([line.Slope, line.Intercept, line.Loss])}";
        return PictureHtml.Write(still, $"svg:{PictureHtml.Quote(still)},{data}", line.ToString());
    }

    private static GenericChart Still(FittedLine line, double[][] panels)
    {
        var (plane, bowl) = (panels[0], panels[1]);
        double[] ends = [plane[0], plane[1]], slopes = Grid.Linear(bowl[0], bowl[1], 61);
        var left = Chart.Combine(Chart.Scatter(line.X, line.Y), Chart.Line(ends, ends.Select(x => line.Intercept + line.Slope * x)))
            .WithXAxis(line.XTitle, plane[0], plane[1]).WithYAxis(line.YTitle, plane[2], plane[3]).WithTitle("the line");
        var right = Chart.Combine(Chart.Scatter([line.Slope], [line.Loss]), Chart.Line(slopes, slopes.Select(line.LossOf)))
            .WithXAxis("slope", bowl[0], bowl[1]).WithYAxis("mean squared error", bowl[2], bowl[3]).WithTitle("its loss");
        return Chart.Subplots(2, left, right).WithSize(700, 360).WithDescription(line.Description);
    }

    // Ends of the axes: room to drag a point far out, and slopes up to the diagonal of that room.
    private static double[][] Panels(FittedLine line)
    {
        var (x, y) = (Numbers.Range(line.X), Numbers.Range(line.Y));
        var (wide, high) = (x.Max - x.Min, Math.Max(y.Max - y.Min, 1e-6 * Math.Max(1, Math.Abs(y.Max))));
        double[] plane = [x.Min - 0.1 * wide, x.Max + 0.1 * wide, y.Min - 0.5 * high, y.Max + 0.5 * high];
        var steepest = Math.Max(2 * Math.Abs(line.Slope), high / wide);
        return [plane, [-steepest, steepest, 0, 2.5 * Math.Max(line.LossOf(0), line.LossOf(2 * line.Slope))]];
    }

    private static string List(double[] values) => "["
        + string.Join(',', values.Select(v => v.ToString("G9", CultureInfo.InvariantCulture))) + "]";
}
