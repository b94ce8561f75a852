using Plotly.NET;
using Plotly.NET.LayoutObjects;

namespace DeepLearning.Plotting;

/// <summary>What Plotly.NET's own methods for C# lack, for every chart; each returns a changed copy.</summary>
public static partial class ChartExtensions
{
    private const string Ink = "#333333";
    private const string Veil = "rgba(255,255,255,0.8)";

    /// <summary>The headline; long ones are wrapped.</summary>
    public static GenericChart WithTitle(this GenericChart chart, string title) => chart.With((data, layout) =>
    {
        var before = FigureModel.RoomForTitle(layout);
        Props.Child<Title>(layout, "title").Set(("text", PlotlyText.Encode(title)));
        // Pictures are as high as their pixels, unless a size was asked for: a headline must not flatten them.
        if (data.Count == 0 && Props.Get(layout, "images") is not null && Props.NumberArray(layout, "yaxis", "range") is [var pixels, _]
            && Props.Number(layout, "height") == pixels + 2 * FigureModel.EdgeMargin + before)
            layout.Set(("height", pixels + 2 * FigureModel.EdgeMargin + FigureModel.RoomForTitle(layout)));
    });

    /// <summary>A sentence that says what the chart shows, for people who can't see it, and for plain text, in place of the one made from
    /// the data.</summary>
    public static GenericChart WithDescription(this GenericChart chart, string sentence) =>
        chart.With((_, layout) => layout.Set(("meta", new DynamicObj.DynamicObj().Set(("description", sentence)))));

    /// <summary>Width and height in pixels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is not between 100 and 4000.</exception>
    public static GenericChart WithSize(this GenericChart chart, int width, int height)
    {
        foreach (var (pixels, name) in new[] { (width, nameof(width)), (height, nameof(height)) })
            if (pixels is < 100 or > 4000)
                throw new ArgumentOutOfRangeException(name, pixels, $"WithSize: '{name}' must be between 100 and 4000 pixels.");
        return chart.With((_, layout) => layout.Set(("width", width), ("height", height)));
    }

    /// <summary>Title, range and scale of the horizontal axis; an end left out follows the data.</summary>
    /// <exception cref="ArgumentException">An end is not a number, <paramref name="min"/> is not below <paramref name="max"/>, or not
    /// positive on a logarithmic axis.</exception>
    public static GenericChart WithXAxis(this GenericChart chart, string? title = null, double? min = null, double? max = null,
        bool log = false) =>
        chart.WithAxis("WithXAxis", 'x', title, min, max, log);

    /// <summary>Title, range and scale of the vertical axis; an end left out follows the data.</summary>
    /// <exception cref="ArgumentException">An end is not a number, <paramref name="min"/> is not below <paramref name="max"/>, or not
    /// positive on a logarithmic axis.</exception>
    public static GenericChart WithYAxis(this GenericChart chart, string? title = null, double? min = null, double? max = null,
        bool log = false) =>
        chart.WithAxis("WithYAxis", 'y', title, min, max, log);

    /// <summary>A text at a point, with a short arrow to it.</summary>
    public static GenericChart WithAnnotation(this GenericChart chart, double x, double y, string text) => chart.With((_, layout) =>
        Note(layout, x, y, text).Set(("showarrow", true), ("arrowhead", 2), ("ax", 0), ("ay", -30)));

    /// <summary>An arrow from one point to another, with a text at its tail.</summary>
    public static GenericChart WithArrow(this GenericChart chart, double fromX, double fromY, double toX, double toY, string text = "") =>
        chart.With((_, layout) => Note(layout, toX, toY, text).Set(("showarrow", true), ("arrowhead", 2), ("axref", "x"), ("ayref", "y"),
            ("ax", LogIf(layout, 'x', fromX)), ("ay", LogIf(layout, 'y', fromY))));

    /// <summary>A dotted line across the chart at one height.</summary>
    public static GenericChart WithHorizontalLine(this GenericChart chart, double y, string? label = null) => chart.WithRule('y', y, label);

    /// <summary>A dotted line from bottom to top at one place.</summary>
    public static GenericChart WithVerticalLine(this GenericChart chart, double x, string? label = null) => chart.WithRule('x', x, label);

    /// <summary>A marker at every point of every line.</summary>
    public static GenericChart WithMarkers(this GenericChart chart) => chart.With((data, _) =>
    {
        foreach (var trace in data.Where(t => t.type == "scatter" && !IsBand(t))) trace.Set(("mode", "lines+markers"));
    });

    /// <summary>The dash of each line in turn: solid, dash, dot, dashdot, longdash or longdashdot.</summary>
    /// <exception cref="ArgumentException">A name is none of these.</exception>
    public static GenericChart WithDashes(this GenericChart chart, params string[] dashes)
    {
        if (Array.Find(dashes, dash => !SeriesStyle.IsDash(dash)) is { } wrong)
            throw new ArgumentException($"WithDashes: '{wrong}' is no dash; use solid, dash, dot, dashdot, longdash or longdashdot.",
                nameof(dashes));
        return chart.With((data, _) =>
        {
            var lines = data.Where(t => Props.Text(t, "mode")?.Contains("lines", StringComparison.Ordinal) == true && !IsBand(t));
            foreach (var (trace, dash) in lines.Zip(dashes)) Props.Child<Line>(trace, "line").Set(("dash", dash));
        });
    }

    /// <summary>Names of the places on an axis, such as <c>(0, "low"), (10, "high")</c>, instead of its numbers.</summary>
    internal static GenericChart WithTicks(this GenericChart chart, string axis, IEnumerable<(double At, string Text)> ticks) =>
        chart.With((_, layout) =>
        Props.Child<LinearAxis>(layout, axis).Set(
            ("tickvals", ticks.Select(t => t.At).ToArray()), ("ticktext", ticks.Select(t => PlotlyText.Encode(t.Text)).ToArray())));

    /// <summary>Both ends of an axis, as powers of ten on a logarithmic one.</summary>
    internal static GenericChart WithRange(this GenericChart chart, string axis, double start, double end) =>
        chart.With((_, layout) => Props.Child<LinearAxis>(layout, axis).Set(("range", (double[])[start, end])));

    /// <summary>The numbers at both ends of a colour scale.</summary>
    internal static GenericChart WithColorRange(this GenericChart chart, int trace, double low, double high) =>
        chart.With((data, _) => data[trace].Set(("zmin", low), ("zmax", high)));

    private static bool IsBand(Plotly.NET.Trace trace) => Props.Text(trace, "fill") == "toself";

    private static GenericChart With(this GenericChart chart, Action<List<Plotly.NET.Trace>, Layout> change)
    {
        ArgumentNullException.ThrowIfNull(chart);
        var data = GenericChart.getTraces(chart).Select(Props.Copy).ToList();
        var layout = Props.Copy(GenericChart.getLayout(chart));
        change(data, layout);
        return GenericChart.NewMultiChart(
            Microsoft.FSharp.Collections.ListModule.OfSeq(data), layout, GenericChart.getConfig(chart),
                GenericChart.getDisplayOptions(chart));
    }

    private static GenericChart WithAxis(this GenericChart chart, string method, char letter, string? title, double? min, double? max,
        bool log)
    {
        ArgumentNullException.ThrowIfNull(chart);
        foreach (var (end, name) in new[] { (min, nameof(min)), (max, nameof(max)) })
            if (end is { } value && !double.IsFinite(value))
                throw new ArgumentException($"{method}: '{name}' is {Numbers.Text(value)}; an axis ends at a number. Leave it out to " +
                    "follow the data.", name);
        if (min >= max)
            throw new ArgumentException($"{method}: 'min' is {min}, 'max' is {max}; min must be below max.", nameof(min));
        var isLog = log || IsLog(GenericChart.getLayout(chart), letter);
        if (isLog && (min <= 0 || max <= 0))
            throw new ArgumentException($"{method}: a logarithmic axis has no place for zero or below; give positive ends.", nameof(min));
        return chart.With((_, layout) =>
        {
            if (log && !IsLog(layout, letter)) PlaceByPowers(layout, letter);
            var axis = Props.Child<LinearAxis>(layout, letter + "axis").Set(("type", log ? "log" : null));
            if (title is not null) Props.Child<Title>(axis, "title").Set(("text", PlotlyText.Encode(title)));
            if (min is null && max is null) return;
            // plotly.js wants the ends of a logarithmic axis as powers of ten.
            object? End(double? value) => value is { } v && isLog ? Math.Log10(v) : value;
            var upsideDown = Props.NumberArray(axis, "range") is [var first, var second] && first > second;
            axis.Set(("range", upsideDown ? (object?[])[End(max), End(min)] : [End(min), End(max)]));
        });
    }

    // plotly.js places annotations on a logarithmic axis by powers of ten: those made before the axis became one move.
    private static void PlaceByPowers(Layout layout, char letter)
    {
        Annotation[] notes = [.. Props.Objects(layout, "annotations").OfType<Annotation>().Select(Props.Copy)];
        foreach (var note in notes)
            foreach (var (place, reference) in new[] { (letter.ToString(), letter + "ref"), ("a" + letter, "a" + letter + "ref") })
                if (Props.Text(note, reference) == letter.ToString() && Props.Number(note, place) is { } value)
                    note.Set((place, Math.Log10(value)));
        if (notes.Length > 0) layout.Set(("annotations", notes));
    }

    private static Annotation Note(Layout layout, double x, double y, string text)
    {
        var note = new Annotation().Set(("xref", "x"), ("yref", "y"), ("x", LogIf(layout, 'x', x)), ("y", LogIf(layout, 'y', y)),
            ("text", PlotlyText.Encode(text)), ("bgcolor", Veil));
        Chart.Add<Annotation>(layout, "annotations", [note]);
        return note;
    }

    private static GenericChart WithRule(this GenericChart chart, char letter, double at, string? label) => chart.With((_, layout) =>
    {
        var (along, across) = (letter.ToString(), letter == 'x' ? "y" : "x");
        var line = new Line().Set(("color", Ink), ("width", 1.2), ("dash", "dot"));
        Chart.Add<Shape>(layout, "shapes", [new Shape().Set(("type", "line"), (along + "ref", along), (across + "ref", across + " domain"),
            (along + "0", at), (along + "1", at), (across + "0", 0), (across + "1", 1), ("line", line))]);
        if (label is null) return;
        Chart.Add<Annotation>(layout, "annotations", [new Annotation().Set((along + "ref", along), (across + "ref", across + " domain"),
            (along, LogIf(layout, letter, at)), (across, 1), ("xanchor", letter == 'x' ? "left" : "right"),
                ("yanchor", letter == 'x' ? "top" : "bottom"),
            ("text", PlotlyText.Encode(label)), ("showarrow", false), ("bgcolor", Veil))]);
    });

    // In plotly.js annotations on a logarithmic axis are placed by powers of ten, shapes by values.
    private static double LogIf(Layout layout, char letter, double value) => IsLog(layout, letter) ? Math.Log10(value) : value;

    private static bool IsLog(Layout layout, char letter) => Props.Text(layout, letter + "axis", "type") == "log";
}
