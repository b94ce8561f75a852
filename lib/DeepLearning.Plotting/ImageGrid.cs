using Plotly.NET;
using Plotly.NET.LayoutObjects;

namespace DeepLearning.Plotting;

/// <summary>Pictures side by side, painted into one PNG that is a layout image of the figure.</summary>
internal static class ImageGrid
{
    private const int Gap = 4;
    private const int TitleHeight = 20;
    private const int MaxWidth = 680;

    public static GenericChart Draw(string caller, Picture[] pictures, int columns, string[]? titles, ColorMap map)
    {
        if (pictures.Length == 0)
            throw new ArgumentException($"{caller}: there is no picture to draw.", nameof(pictures));
        if (columns < 1)
            throw new ArgumentException($"{caller}: 'columns' is {columns}; at least one is needed.", nameof(columns));
        if (titles is not null && titles.Length != pictures.Length)
            throw new ArgumentException($"{caller}: {titles.Length} titles for {pictures.Length} pictures.", nameof(titles));
        if (Array.Exists(pictures, p => p.Width == 0 || p.Height == 0))
            throw new ArgumentException($"{caller}: a picture has no pixels.", nameof(pictures));
        columns = Math.Min(columns, pictures.Length);
        var rows = (pictures.Length + columns - 1) / columns;
        var scale = Scale(pictures, columns);
        var cellWidth = (int)Math.Ceiling(pictures.Max(p => p.Width) * scale);
        var cellHeight = (int)Math.Ceiling(pictures.Max(p => p.Height) * scale);
        var strip = titles is null ? 0 : TitleHeight;
        var (width, height) = (columns * (cellWidth + Gap) - Gap, rows * (cellHeight + Gap + strip) - Gap);
        var canvas = new byte[3 * width * height];
        Array.Fill(canvas, (byte)255);
        var (min, max) = Pixels.Limits(pictures.Where(p => p.Channels == 1).SelectMany(p => p.Values).Select(v => (double)v), ref map,
            ColorMap.Gray);
        var notes = new List<Annotation>();
        for (var i = 0; i < pictures.Length; i++)
        {
            var (left, top) = (i % columns * (cellWidth + Gap), i / columns * (cellHeight + Gap + strip) + strip);
            Paint(canvas, width, left, top, pictures[i], scale, v => ColorScale.At(map, (v - min) / (max - min)));
            if (titles is not null)
                notes.Add(Title(titles[i], left + cellWidth / 2.0, top - 3));
        }
        var empty = Enumerable.Range(0, columns * rows).SelectMany(i => Empty(i < pictures.Length ? Size(pictures[i], scale) : (0, 0),
            i % columns * (cellWidth + Gap), i / columns * (cellHeight + Gap + strip), (cellWidth + Gap, cellHeight + Gap + strip), strip));
        return Figure(canvas, width, height, [.. notes], [.. empty], Describe(pictures, map, min, max));
    }

    // What of a cell the picture leaves free, as rectangles that take the colour of the page.
    private static IEnumerable<Shape> Empty((int Width, int Height) picture, int left, int top, (int Width, int Height) cell, int strip)
    {
        if (strip > 0) yield return Free(left, top, cell.Width, strip);
        if (picture.Width < cell.Width) yield return Free(left + picture.Width, top + strip, cell.Width - picture.Width,
            cell.Height - strip);
        if (picture.Height < cell.Height - strip) yield return Free(left, top + strip + picture.Height, picture.Width,
            cell.Height - strip - picture.Height);
    }

    private static Shape Free(int left, int top, int width, int height) => new Shape().Set(("type", "rect"), ("xref", "x"), ("yref", "y"),
        ("x0", left), ("y0", top), ("x1", left + width), ("y1", top + height), ("fillcolor", "#ffffff"),
            ("line", new Line().Set(("width", 0))));

    private static (int Width, int Height) Size(Picture picture, double scale) =>
        ((int)Math.Max(1, picture.Width * scale), (int)Math.Max(1, picture.Height * scale));

    // Whole multiples keep the pixels of small pictures square.
    private static double Scale(Picture[] pictures, int columns)
    {
        var (widest, highest) = (pictures.Max(p => p.Width), pictures.Max(p => p.Height));
        var room = (MaxWidth - (columns - 1) * Gap) / (double)columns;
        var limit = columns == 1 ? 480 : 170;
        var scale = Math.Min(room / widest, Math.Min(limit / (double)widest, limit / (double)highest));
        return scale >= 1 ? Math.Floor(scale) : Math.Max(scale, 1.0 / Math.Min(widest, highest));
    }

    private static void Paint(
        byte[] canvas, int canvasWidth, int left, int top, Picture picture, double scale, Func<double, (byte R, byte G, byte B)> color)
    {
        var source = picture.Channels == 3 ? ToBytes(picture) : picture;
        var (width, height) = Size(picture, scale);
        Pixels.Paint(canvas, canvasWidth, left, top, width, height, source, color);
    }

    private static Picture ToBytes(Picture picture)
    {
        var factor = Array.Exists(picture.Values, v => v > 1) ? 1 : 255;
        return picture with { Values = Array.ConvertAll(picture.Values, v => Math.Clamp(v * factor, 0, 255)) };
    }

    private static Annotation Title(string text, double x, double y) => new Annotation().Set(
        ("xref", "x"), ("yref", "y"), ("x", x), ("y", y), ("xanchor", "center"), ("yanchor", "bottom"), ("showarrow", false),
        ("text", PlotlyText.Encode(text)), ("font", new Font().Set(("size", 12))));

    private static GenericChart Figure(byte[] canvas, int width, int height, Annotation[] notes, Shape[] empty, string description) =>
        Chart.Make([], new Layout().Set(
        ("width", width + 2 * FigureModel.EdgeMargin), ("height", height + 2 * FigureModel.EdgeMargin),
        ("meta", new DynamicObj.DynamicObj().Set(("autoDescription", description))), ("shapes", empty),
        ("xaxis", new LinearAxis().Set(("visible", false), ("range", (double[])[0, width]))),
        ("yaxis", new LinearAxis().Set(("visible", false), ("range", (double[])[height, 0]))),
        ("images", (LayoutImage[])[new LayoutImage().Set(("source", PngEncoder.DataUri(canvas, width, height)), ("xref", "x"),
            ("yref", "y"), ("x", 0), ("y", 0),
            ("sizex", width), ("sizey", height), ("sizing", "stretch"), ("layer", "below"))]),
        ("annotations", notes.Length > 0 ? notes : null)));

    private static string Describe(Picture[] pictures, ColorMap map, double min, double max)
    {
        var what = pictures.Length == 1 ? "A picture" : $"{pictures.Length} pictures";
        var size = $"{pictures[0].Height} by {pictures[0].Width} pixels";
        if (pictures[0].Channels == 3)
            return $"{what} of {size} in colour.";
        var colors = map == ColorMap.Diverging ? "blue for negative, orange for positive values" : "dark for small, light for large values";
        return $"{what} of {size}, {colors}, from {Numbers.Text(min)} to {Numbers.Text(max)}.";
    }
}
