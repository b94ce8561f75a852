namespace DeepLearning.Plotting;

/// <summary>Draws a figure as a static picture.</summary>
internal sealed class ChartSvg(FigureModel model)
{
    private const string GridColor = "#e4e7eb";
    private const string AxisColor = "#9aa0a6";
    private const string Ink = "#333333";

    private readonly SvgWriter _svg = new();
    private readonly Frame _frame = new(model);

    public string Draw()
    {
        _svg.Root(model.Width, model.Height, string.Join(" ", model.TitleLines), FigureDescription.Of(model));
        for (var i = 0; i < model.TitleLines.Count; i++)
            _svg.Text(model.TitleLines[i], FigureModel.EdgeMargin, FigureModel.EdgeMargin + 15 + i * Frame.TitleLine, 16, "start", "#1f2328",
                ("font-weight", 600));
        LegendSvg.Draw(_svg, _frame);
        foreach (var panel in model.Panels)
            DrawPanel(panel);
        var remarks = model.Remarks.Distinct().Select(text => (text, Live: (string?)null)).ToList();
        if (model.OnlyLive.Count > 0) remarks.Add(($"Drawn only live: {string.Join(", ", model.OnlyLive.Distinct())}", "true"));
        for (var i = 0; i < remarks.Count; i++)
            _svg.Text(remarks[i].text, model.Width / 2, model.Height / 2 + i * Frame.TitleLine, 13, "middle", Ink,
                ("data-dl-live", remarks[i].Live));
        return _svg.ToString();
    }

    private void DrawPanel(Panel panel)
    {
        var (left, top, width, height) = _frame.Of(panel);
        if (panel.X.IsVisible)
            DrawXAxis(panel.X, model.HasLabels(panel.X, panel), left, top, width, height);
        if (panel.Y.IsVisible)
            DrawYAxis(panel.Y, model.HasLabels(panel.Y, panel), left, top, width, height);
        // A nested svg cuts off what leaves the panel and needs no id, which two copies on a page would share.
        _svg.Open("svg", ("x", left), ("y", top), ("width", width), ("height", height),
            ("viewBox", $"0 0 {SvgWriter.Number(width)} {SvgWriter.Number(height)}"), ("overflow", "hidden"));
        new MatrixTraceSvg(_svg, panel, (width, height)).Draw();
        new BarSvg(_svg, panel, (width, height)).Draw();
        new BoxSvg(_svg, panel, (width, height)).Draw();
        foreach (var shape in panel.Shapes)
            new ShapeSvg(_svg, panel, (width, height)).Draw(shape);
        new SeriesSvg(_svg, panel, (width, height)).Draw();
        _svg.Close();
        foreach (var trace in panel.Traces.Where(t => t.Kind == TraceKind.Matrix && t.ColorBar).Take(1))
            DrawColorBar(trace, left + width + 12, top, height);
        foreach (var note in panel.Notes)
            new NoteSvg(_svg, panel, (left, top, width, height), (_frame.Left, _frame.Top, _frame.Width, _frame.Height), model.Width).Draw(note);
    }

    private void DrawXAxis(Axis axis, bool labels, double left, double top, double width, double height)
    {
        var turned = Frame.Turned(axis, width);
        foreach (var (place, label) in axis.Ticks(width))
        {
            var x = left + place * width;
            if (axis.ShowGrid)
                _svg.Line(x, top, x, top + height, GridColor);
            _svg.Line(x, top + height, x, top + height + 4, AxisColor);
            if (!axis.ShowLabels || !labels)
                continue;
            if (turned)
                _svg.Text(label, x + 4, top + height + 14, Frame.TickSize, "end", Ink, Turn(-40, x + 4, top + height + 14));
            else
                _svg.Text(label, x, top + height + 17, Frame.TickSize, "middle", Ink);
        }
        _svg.Line(left, top + height, left + width, top + height, AxisColor);
        if (axis.Title.Length > 0 && labels)
            _svg.Text(axis.Title, left + width / 2, BottomOfTitle(axis, top + height), 13, "middle", Ink);
    }

    private static (string Name, object? Value) Turn(double degrees, double x, double y) =>
        ("transform", $"rotate({SvgWriter.Number(degrees)} {SvgWriter.Number(x)} {SvgWriter.Number(y)})");

    private double BottomOfTitle(Axis axis, double bottom) =>
        axis.Domain.From < 0.02 && model.Panels.Count == 1 ? model.Height - FigureModel.EdgeMargin + 2 : bottom + 36;

    private void DrawYAxis(Axis axis, bool labels, double left, double top, double width, double height)
    {
        var widest = 0.0;
        var (side, outward) = axis.IsOpposite ? (left + width, -1) : (left, 1);
        foreach (var (place, label) in axis.Ticks(height))
        {
            var y = top + (1 - place) * height;
            if (axis.ShowGrid)
                _svg.Line(left, y, left + width, y, GridColor);
            _svg.Line(side - 4 * outward, y, side, y, AxisColor);
            if (!axis.ShowLabels || !labels)
                continue;
            var text = TextMetrics.Shorten(label, model.Width * 0.4, Frame.TickSize);
            widest = Math.Max(widest, TextMetrics.Width(text, Frame.TickSize));
            _svg.Text(text, side - 7 * outward, y + 4, Frame.TickSize, axis.IsOpposite ? "start" : "end", Ink);
        }
        _svg.Line(side, top, side, top + height, AxisColor);
        if (axis.Title.Length == 0 || !labels)
            return;
        var (tx, ty) = (Math.Max(12, side - (widest + 20) * outward), top + height / 2);
        _svg.Text(axis.Title, tx, ty, 13, "middle", Ink, Turn(-90, tx, ty));
    }

    private void DrawColorBar(Trace trace, double left, double top, double height)
    {
        const int Steps = 48;
        for (var i = 0; i < Steps; i++)
            _svg.Rect(left, top + height * (Steps - 1 - i) / Steps, 14, height / Steps + 0.5,
                MatrixTraceSvg.ScaleColor(trace, (i + 0.5) / Steps));
        foreach (var (at, label) in Ticks.Linear(trace.ZMin, trace.ZMax, Math.Max(2, height / 45)))
        {
            var y = top + height * (1 - (at - trace.ZMin) / (trace.ZMax - trace.ZMin));
            _svg.Text(label, left + 18, y + 4, 11, "start", Ink);
        }
    }
}
