using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using SkiaSharp;

namespace DeepLearning.Plotting;

/// <summary>Paints the elements that <see cref="SvgWriter"/> writes: nested svg, g, rect, path, text and image.</summary>
internal sealed class SvgPainter : IDisposable
{
    private readonly XElement _root;
    private readonly SKBitmap _bitmap;
    private readonly SKCanvas _canvas;
    private readonly int _scale;

    public SvgPainter(string svg, int scale)
    {
        _scale = scale;
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CheckCharacters = false };
        using var reader = XmlReader.Create(new StringReader(svg), settings);
        _root = XElement.Load(reader);
        int Pixels(string side) => (int)Math.Ceiling(Number(_root, side) * scale);
        _bitmap = new SKBitmap(new SKImageInfo(Pixels("width"), Pixels("height"), SKColorType.Rgba8888, SKAlphaType.Premul));
        _canvas = new SKCanvas(_bitmap);
        _canvas.Clear(SKColors.White);
        _canvas.Scale(scale);
    }

    /// <summary>Red, green, blue and nothing for each pixel.</summary>
    public (byte[] Pixels, int Width, int Height) Paint()
    {
        foreach (var child in _root.Elements()) Draw(child);
        _canvas.Flush();
        return (_bitmap.Bytes, _bitmap.Width, _bitmap.Height);
    }

    public void Dispose()
    {
        _canvas.Dispose();
        _bitmap.Dispose();
    }

    private void Draw(XElement element)
    {
        var state = _canvas.Save();
        if (Text(element, "transform") is { } transform) Transform(transform);
        if (Number(element, "opacity", 1) is var opacity and < 1)
        {
            using var layer = new SKPaint { Color = SKColors.Black.WithAlpha((byte)Math.Round(255 * opacity)) };
            _canvas.SaveLayer(layer);
        }
        Shape(element);
        _canvas.RestoreToCount(state);
    }

    private void Shape(XElement element)
    {
        switch (element.Name.LocalName)
        {
            case "svg":
                _canvas.Translate(Number(element, "x"), Number(element, "y"));
                var (width, height) = (Number(element, "width"), Number(element, "height"));
                _canvas.ClipRect(SKRect.Create(width, height), SKClipOperation.Intersect, antialias: true);
                goto case "g";
            case "g":
                foreach (var child in element.Elements()) Draw(child);
                break;
            case "rect":
                using (var path = new SKPath())
                {
                    path.AddRoundRect(Box(element), Number(element, "rx"), Number(element, "rx"));
                    Paint(element, path);
                }
                break;
            case "path":
                using (var path = SKPath.ParseSvgPathData(Text(element, "d") ?? ""))
                    if (path is not null) Paint(element, path);
                break;
            case "text":
                Write(element);
                break;
            case "image":
                using (var image = SKBitmap.Decode(Convert.FromBase64String(Text(element, "href")!.Split(',')[1])))
                using (var sharp = new SKPaint { FilterQuality = SKFilterQuality.None })
                    _canvas.DrawBitmap(image, Box(element), sharp);
                break;
        }
    }

    private void Paint(XElement element, SKPath path)
    {
        using var stroke = Stroke(element);
        var strokeFirst = Text(element, "paint-order") == "stroke";
        if (stroke is not null && strokeFirst) _canvas.DrawPath(path, stroke);
        if (Ink(element, "fill", "#000000") is { } fill)
        {
            using var paint = new SKPaint { IsAntialias = true, Color = fill };
            _canvas.DrawPath(path, paint);
        }
        if (stroke is not null && !strokeFirst) _canvas.DrawPath(path, stroke);
    }

    private static SKPaint? Stroke(XElement element)
    {
        // A width of zero is a hair line in Skia, nothing in SVG.
        if (Ink(element, "stroke", "none") is not { } color || Number(element, "stroke-width", 1) <= 0) return null;
        var paint = new SKPaint
        {
            IsAntialias = true,
            IsStroke = true,
            Color = color,
            StrokeWidth = Number(element, "stroke-width", 1),
            StrokeCap = Text(element, "stroke-linecap") == "round" ? SKStrokeCap.Round : SKStrokeCap.Butt,
            StrokeJoin = Text(element, "stroke-linejoin") == "round" ? SKStrokeJoin.Round : SKStrokeJoin.Miter,
        };
        if (Text(element, "stroke-dasharray") is { Length: > 0 } dashes)
            paint.PathEffect = SKPathEffect.CreateDash([.. Numbers(dashes)], 0);
        return paint;
    }

    private void Write(XElement element)
    {
        var bold = Number(element, "font-weight", 400) >= 600;
        using var paint = new SKPaint { IsAntialias = true, Typeface = StillFont.Of(bold), TextSize = Number(element, "font-size", 16) };
        paint.SubpixelText = true;
        var text = StillFont.Known(element.Value);
        var (x, y, width) = (Number(element, "x"), Number(element, "y"), paint.MeasureText(text));
        x -= Text(element, "text-anchor") switch { "middle" => width / 2, "end" => width, _ => 0 };
        using var outline = new SKPath();
        foreach (var letter in text.EnumerateRunes().Select(rune => rune.ToString()))
        {
            // On whole pixels of the PNG, equal letters are equal bytes.
            using var path = paint.GetTextPath(letter, MathF.Round(x * _scale) / _scale, MathF.Round(y * _scale) / _scale);
            outline.AddPath(path);
            x += paint.MeasureText(letter);
        }
        // A stroke around letters lies behind them (paint-order).
        using var stroke = Stroke(element);
        if (stroke is not null) _canvas.DrawPath(outline, stroke);
        paint.Color = Ink(element, "fill", "#000000") ?? SKColors.Transparent;
        _canvas.DrawPath(outline, paint);
    }

    private void Transform(string list)
    {
        foreach (var call in list.Split(')', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var numbers = Numbers(call[(call.IndexOf('(', StringComparison.Ordinal) + 1)..]);
            switch (call[..call.IndexOf('(', StringComparison.Ordinal)].Trim())
            {
                case "translate": _canvas.Translate(numbers[0], numbers[1]); break;
                case "rotate": _canvas.RotateDegrees(numbers[0], numbers[1], numbers[2]); break;
                case "scale": _canvas.Scale(numbers[0]); break;
                case "matrix":
                    var matrix = new SKMatrix(numbers[0], numbers[2], numbers[4], numbers[1], numbers[3], numbers[5], 0, 0, 1);
                    _canvas.Concat(ref matrix);
                    break;
            }
        }
    }

    private static SKColor? Ink(XElement element, string name, string otherwise)
    {
        if ((Text(element, name) ?? otherwise) is var color && color is "none" or "transparent") return null;
        var (red, green, blue, alpha) = CssColor.Parse(color);
        return new SKColor(red, green, blue, (byte)Math.Round(255 * alpha * Number(element, name + "-opacity", 1)));
    }

    private static SKRect Box(XElement element) =>
        SKRect.Create(Number(element, "x"), Number(element, "y"), Number(element, "width"), Number(element, "height"));

    private static string? Text(XElement element, string name) => (string?)element.Attribute(name);

    private static float Number(XElement element, string name, float otherwise = 0) =>
        float.TryParse(Text(element, name), CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static float[] Numbers(string list) =>
        [.. list.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(n => float.Parse(n, CultureInfo.InvariantCulture))];
}
