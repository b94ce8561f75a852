using System.Text.Json.Nodes;

namespace DeepLearning.Plotting;

public sealed partial class Figure
{
    private const string Ink = "#333333";
    private const string Veil = "rgba(255,255,255,0.8)";

    /// <summary>The headline; long ones are wrapped.</summary>
    public Figure WithTitle(string title) => With((data, layout) =>
    {
        var before = FigureModel.RoomForTitle(layout);
        Json.Child(layout, "title")["text"] = PlotlyText.Encode(title);
        // Pictures are as high as their pixels, unless a size was asked for: a headline must not flatten them.
        if (data.Count == 0 && layout["images"] is not null && Json.NumberArray(Json.Get(layout, "yaxis", "range")) is [var pixels, _]
            && Json.Number(layout["height"]) == pixels + 2 * FigureModel.EdgeMargin + before)
            layout["height"] = pixels + 2 * FigureModel.EdgeMargin + FigureModel.RoomForTitle(layout);
    });

    /// <summary>A sentence that says what the chart shows, for people who can't see it, and for plain text.</summary>
    public Figure WithDescription(string sentence) =>
        With((_, layout) => layout["meta"] = new JsonObject { ["description"] = sentence });

    /// <summary>Width and height in pixels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is not between 100 and 4000.</exception>
    public Figure WithSize(int width, int height)
    {
        RequireSide(width, nameof(width));
        RequireSide(height, nameof(height));
        return With((_, layout) => (layout["width"], layout["height"]) = (width, height));
    }

    /// <summary>Title, range and scale of the horizontal axis; an end left out follows the data.</summary>
    /// <exception cref="ArgumentException"><paramref name="min"/> is not below <paramref name="max"/>, or not positive on a logarithmic axis.</exception>
    public Figure WithXAxis(string? title = null, double? min = null, double? max = null, bool log = false) =>
        WithAxis("WithXAxis", 'x', title, min, max, log);

    /// <summary>Title, range and scale of the vertical axis; an end left out follows the data.</summary>
    /// <exception cref="ArgumentException"><paramref name="min"/> is not below <paramref name="max"/>, or not positive on a logarithmic axis.</exception>
    public Figure WithYAxis(string? title = null, double? min = null, double? max = null, bool log = false) =>
        WithAxis("WithYAxis", 'y', title, min, max, log);

    /// <summary>A text at a point, with a short arrow to it.</summary>
    public Figure WithAnnotation(double x, double y, string text) =>
        WithNote(x, y, text, note => (note["showarrow"], note["arrowhead"], note["ax"], note["ay"]) = (true, 2, 0, -30));

    /// <summary>An arrow from one point to another, with a text at its tail.</summary>
    public Figure WithArrow(double fromX, double fromY, double toX, double toY, string text = "") =>
        WithNote(toX, toY, text, note =>
        {
            (note["showarrow"], note["arrowhead"], note["axref"], note["ayref"]) = (true, 2, "x", "y");
            (note["ax"], note["ay"]) = (LogIf('x', fromX), LogIf('y', fromY));
        });

    /// <summary>A dotted line across the chart at one height.</summary>
    public Figure WithHorizontalLine(double y, string? label = null) => WithRule('y', y, label);

    /// <summary>A dotted line from bottom to top at one place.</summary>
    public Figure WithVerticalLine(double x, string? label = null) => WithRule('x', x, label);

    /// <summary>A marker at every point of every line.</summary>
    public Figure WithMarkers() => With((data, _) =>
    {
        foreach (var trace in data.OfType<JsonObject>().Where(t => Json.Text(t["type"]) is null or "scatter" && !IsBand(t)))
            trace["mode"] = "lines+markers";
    });

    /// <summary>The dash of each line in turn: solid, dash, dot, dashdot, longdash or longdashdot.</summary>
    /// <exception cref="ArgumentException">A name is none of these.</exception>
    public Figure WithDashes(params string[] dashes)
    {
        foreach (var dash in dashes)
            if (!SeriesStyle.IsDash(dash))
                throw new ArgumentException(
                    $"Figure.WithDashes: '{dash}' is no dash; use solid, dash, dot, dashdot, longdash or longdashdot.", nameof(dashes));
        return With((data, _) =>
        {
            var lines = data.OfType<JsonObject>().Where(t => Json.Text(t["mode"])?.Contains("lines", StringComparison.Ordinal) == true && !IsBand(t));
            foreach (var (trace, dash) in lines.Zip(dashes))
                Json.Child(trace, "line")["dash"] = dash;
        });
    }

    private static bool IsBand(JsonObject trace) => Json.Text(trace["fill"]) == "toself";

    private static void RequireSide(int pixels, string name)
    {
        if (pixels is < 100 or > 4000)
            throw new ArgumentOutOfRangeException(name, pixels, $"Figure.WithSize: '{name}' must be between 100 and 4000 pixels.");
    }

    private Figure WithAxis(string method, char letter, string? title, double? min, double? max, bool log)
    {
        if (min >= max)
            throw new ArgumentException($"Figure.{method}: 'min' is {min}, 'max' is {max}; min must be below max.", nameof(min));
        if (log && (min <= 0 || max <= 0))
            throw new ArgumentException($"Figure.{method}: a logarithmic axis has no place for zero or below; give positive ends.", nameof(min));
        var wasLog = IsLog(letter);
        return With((_, layout) =>
        {
            var axis = Json.Child(layout, letter + "axis");
            if (title is not null)
                axis["title"] = new JsonObject { ["text"] = PlotlyText.Encode(title) };
            if (log)
                axis["type"] = "log";
            if (log && !wasLog)
                PlaceByPowers(layout, letter);
            if (min is null && max is null)
                return;
            // plotly.js wants the ends of a logarithmic axis as powers of ten.
            JsonNode? End(double? value) => value is not { } v ? null : log || wasLog ? Math.Log10(v) : v;
            var upsideDown = Json.Items(axis["range"]) is [{ } first, { } second] && Json.Number(first) > Json.Number(second);
            axis["range"] = upsideDown ? new JsonArray(End(max), End(min)) : new JsonArray(End(min), End(max));
        });
    }

    // plotly.js places annotations on a logarithmic axis by powers of ten: those made before the axis became one move.
    private static void PlaceByPowers(JsonObject layout, char letter)
    {
        foreach (var note in Json.Items(layout["annotations"]).OfType<JsonObject>())
            foreach (var (place, reference) in new[] { (letter.ToString(), letter + "ref"), ("a" + letter, "a" + letter + "ref") })
                if (Json.Text(note[reference]) == letter.ToString() && Json.Number(note[place]) is { } value)
                    note[place] = Numbers.ToJson(Math.Log10(value));
    }

    private Figure WithNote(double x, double y, string text, Action<JsonObject> finish) => With((_, layout) =>
    {
        var note = new JsonObject
        {
            ["xref"] = "x",
            ["yref"] = "y",
            ["x"] = LogIf('x', x),
            ["y"] = LogIf('y', y),
            ["text"] = PlotlyText.Encode(text),
            ["bgcolor"] = Veil,
        };
        finish(note);
        Json.ChildArray(layout, "annotations").Add((JsonNode)note);
    });

    private Figure WithRule(char letter, double at, string? label) => With((_, layout) =>
    {
        var across = letter == 'x' ? 'y' : 'x';
        Json.ChildArray(layout, "shapes").Add((JsonNode)new JsonObject
        {
            ["type"] = "line",
            [letter + "ref"] = letter.ToString(),
            [across + "ref"] = across + " domain",
            [letter + "0"] = Numbers.ToJson(at),
            [letter + "1"] = Numbers.ToJson(at),
            [across + "0"] = 0,
            [across + "1"] = 1,
            ["line"] = new JsonObject { ["color"] = Ink, ["width"] = 1.2, ["dash"] = "dot" },
        });
        if (label is null)
            return;
        Json.ChildArray(layout, "annotations").Add((JsonNode)new JsonObject
        {
            [letter + "ref"] = letter.ToString(),
            [across + "ref"] = across + " domain",
            [letter.ToString()] = LogIf(letter, at),
            [across.ToString()] = 1,
            ["xanchor"] = letter == 'x' ? "left" : "right",
            ["yanchor"] = letter == 'x' ? "top" : "bottom",
            ["text"] = PlotlyText.Encode(label),
            ["showarrow"] = false,
            ["bgcolor"] = Veil,
        });
    });

    // In plotly.js annotations on a logarithmic axis are placed by powers of ten, shapes by values.
    private JsonNode? LogIf(char letter, double value) => Numbers.ToJson(IsLog(letter) ? Math.Log10(value) : value);

    private bool IsLog(char letter) => Json.Text(Json.Get(Layout, letter + "axis", "type")) == "log";
}
