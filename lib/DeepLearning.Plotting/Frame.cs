namespace DeepLearning.Plotting;

/// <summary>Where things go, in pixels: margins around the panels, made as wide as title, legend and labels need.</summary>
internal sealed class Frame
{
    public const double TitleLine = 21;
    public const double LegendLine = 20;
    public const double TickSize = 12;
    public const double LegendSize = 12.5;
    private const double ColorBarRoom = 62;

    public Frame(FigureModel model)
    {
        var bare = model.Panels.TrueForAll(p => !p.X.IsVisible && !p.Y.IsVisible);
        Top = FigureModel.EdgeMargin + TitleRoom(model.TitleLines.Count);
        LegendRows = PlaceLegend(model);
        LegendTop = Top;
        Top += LegendRows.Count * LegendLine + (LegendRows.Count > 0 ? 6 : 0);
        Left = bare ? FigureModel.EdgeMargin : model.Panels.Where(p => p.X.Domain.From < 0.02 && !p.Y.IsOpposite)
            .Select(p => LeftOf(p, model)).DefaultIfEmpty(50).Max();
        Bottom = bare ? FigureModel.EdgeMargin : model.Panels.Where(p => p.Y.Domain.From < 0.02).Select(p => BottomOf(p, model, Left))
            .DefaultIfEmpty(40).Max();
        var hasColorBar = model.Panels.Exists(p => p.X.Domain.To > 0.98 && p.Traces.Exists(t => t.Kind == TraceKind.Matrix && t.ColorBar));
        Right = FigureModel.EdgeMargin + (bare ? 0 : 6) + (hasColorBar ? ColorBarRoom : 0)
            + model.Panels.Where(p => p.Y.IsOpposite && p.X.Domain.To > 0.98).Select(p => LeftOf(p, model) - FigureModel.EdgeMargin)
                .DefaultIfEmpty(0).Max();
        if (model.Panels.Exists(p => p.Y.Domain.To < 1 || p.X.Domain.To < 1 || p.X.Domain.From > 0))
            Top += 26 + (model.Panels.Where(p => p.Y.Domain.To > 0.98).SelectMany(p => p.Notes).Select(SubplotPlan.LinesAbove)
                .DefaultIfEmpty(1).Max() - 1) * SubplotPlan.TitleLine;
        (Width, Height) = (Math.Max(20, model.Width - Left - Right), Math.Max(20, model.Height - Top - Bottom));
    }

    public double Left { get; }

    public double Top { get; }

    public double Right { get; }

    public double Bottom { get; }

    public double Width { get; }

    public double Height { get; }

    public double LegendTop { get; }

    public List<List<(Trace Trace, string Text, double X)>> LegendRows { get; }

    /// <summary>How many pixels a headline of so many lines takes.</summary>
    public static double TitleRoom(int lines) => lines == 0 ? 0 : lines * TitleLine + 6;

    /// <summary>The rectangle of a panel.</summary>
    public (double Left, double Top, double Width, double Height) Of(Panel panel) => (
        Left + panel.X.Domain.From * Width, Top + (1 - panel.Y.Domain.To) * Height,
        (panel.X.Domain.To - panel.X.Domain.From) * Width, (panel.Y.Domain.To - panel.Y.Domain.From) * Height);

    /// <summary>Long labels below an axis are turned, when they would run into each other.</summary>
    public static bool Turned(Axis axis, double pixels)
    {
        var ticks = axis.Ticks(pixels).ToArray();
        return ticks.Length > 1 && ticks.Max(t =>
            TextMetrics.Width(t.Label, TickSize)) + 6 > pixels * Math.Abs(ticks[1].Place - ticks[0].Place);
    }

    private static List<List<(Trace, string, double)>> PlaceLegend(FigureModel model)
    {
        var rows = new List<List<(Trace, string, double)>>();
        var x = double.PositiveInfinity;
        foreach (var trace in model.Legend)
        {
            var text = TextMetrics.Shorten(trace.Name!, model.Width - 80, LegendSize);
            var width = 40 + TextMetrics.Width(text, LegendSize) + 18;
            if (x + width > model.Width - 10)
            {
                rows.Add([]);
                x = FigureModel.EdgeMargin;
            }
            rows[^1].Add((trace, text, x));
            x += width;
        }
        return rows;
    }

    private static double LeftOf(Panel panel, FigureModel model)
    {
        var axis = panel.Y;
        var labels = !axis.IsVisible || !axis.ShowLabels ? 0
            : axis.Ticks(model.Height * 0.7 * (axis.Domain.To - axis.Domain.From)).Select(t => TextMetrics.Width(t.Label, TickSize))
                .DefaultIfEmpty(0).Max();
        return Math.Min(FigureModel.EdgeMargin + labels + 10 + (axis.Title.Length > 0 ? 22 : 0), model.Width * 0.45);
    }

    private static double BottomOf(Panel panel, FigureModel model, double left)
    {
        var axis = panel.X;
        var pixels = (model.Width - left - 20) * (axis.Domain.To - axis.Domain.From);
        var labels = !axis.IsVisible || !axis.ShowLabels ? 0
            : Turned(axis, pixels) ? Math.Min(axis.Ticks(pixels).Max(t => TextMetrics.Width(t.Label, TickSize)) * 0.72 + 14,
                model.Height * 0.35) : 18;
        return FigureModel.EdgeMargin + labels + 4 + (axis.Title.Length > 0 ? 22 : 0);
    }
}
