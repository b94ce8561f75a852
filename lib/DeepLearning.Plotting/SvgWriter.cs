using System.Globalization;
using System.Text;

namespace DeepLearning.Plotting;

/// <summary>Writes SVG elements, every text and attribute escaped.</summary>
internal sealed class SvgWriter
{
    public const string Font = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = new();

    public static string Number(double value)
    {
        var rounded = Math.Round(Math.Clamp(value, -1e7, 1e7), 2);
        return rounded == 0 || !double.IsFinite(rounded) ? "0" : rounded.ToString("0.##", CultureInfo.InvariantCulture);
    }

    /// <summary>The outermost element, with the sentence that says what the picture shows.</summary>
    public void Root(double width, double height, string title, string description)
    {
        Open("svg", ("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", $"0 0 {Number(width)} {Number(height)}"), ("width", width),
            ("height", height), ("role", "img"), ("aria-label", title.Length == 0 ? description : $"{title}. {description}"),
            ("font-family", Font), ("style", "max-width:100%;height:auto"));
        Element("desc", description);
        Empty("rect", ("width", width), ("height", height), ("rx", 6), ("fill", "#ffffff"));
    }

    public void Open(string name, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        Start(name, attributes);
        _text.Append('>');
        _open.Push(name);
    }

    public void Close() => _text.Append("</").Append(_open.Pop()).Append('>');

    public void Empty(string name, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        Start(name, attributes);
        _text.Append("/>");
    }

    public void Element(string name, string content, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        Start(name, attributes);
        _text.Append('>').Append(Escape(content)).Append("</").Append(name).Append('>');
    }

    /// <summary>Elements that another writer has written.</summary>
    public void Raw(string elements) => _text.Append(elements);

    public void Text(
        string content, double x, double y, double size, string anchor = "start", string fill = "#333333",
        params ReadOnlySpan<(string Name, object? Value)> more) =>
        Element("text", content, [("x", x), ("y", y), ("font-size", size), ("text-anchor", anchor == "start" ? null : anchor),
            ("fill", fill), .. more]);

    public void Rect(double x, double y, double width, double height, string fill,
        params ReadOnlySpan<(string Name, object? Value)> more) =>
        Empty("rect", [("x", x), ("y", y), ("width", width), ("height", height), ("fill", fill), .. more]);

    public void Line(double x1, double y1, double x2, double y2, string stroke, double width = 1, string? dash = null) =>
        Empty("path", ("d", $"M{Number(x1)} {Number(y1)}L{Number(x2)} {Number(y2)}"), ("stroke", stroke),
            ("stroke-width", width == 1 ? null : width),
            ("stroke-dasharray", dash));

    public override string ToString()
    {
        while (_open.Count > 0)
            Close();
        return _text.ToString();
    }

    public static string Escape(string content)
    {
        var escaped = new StringBuilder(content.Length);
        foreach (var rune in content.EnumerateRunes())
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                // XML has no place for control characters.
                < 32 and not '\n' or 0xFFFE or 0xFFFF => escaped.Append(' '),
                _ => escaped.Append(rune.ToString()),
            };
        return escaped.ToString();
    }

    private void Start(string name, ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        _text.Append('<').Append(name);
        foreach (var (key, value) in attributes)
        {
            if (value is null)
                continue;
            var written = value switch
            {
                double d => Number(d),
                int i => i.ToString(CultureInfo.InvariantCulture),
                _ => Escape(value.ToString() ?? "")
            };
            _text.Append(' ').Append(key).Append("=\"").Append(written).Append('"');
        }
    }
}
