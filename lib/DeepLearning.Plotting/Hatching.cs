using System.Text;

namespace DeepLearning.Plotting;

/// <summary>White lines or dots across a bar, so that groups differ not by colour alone.</summary>
internal static class Hatching
{
    private const double Gap = 7;

    public static void Draw(SvgWriter svg, string pattern, double x, double y, double width, double height)
    {
        if (pattern.Length == 0 || width <= 0 || height <= 0 || width * height > 4_000_000)
            return;
        svg.Open("svg", ("x", x), ("y", y), ("width", width), ("height", height), ("overflow", "hidden"));
        var path = new StringBuilder();
        if (pattern is "/" or "x")
            for (var d = Gap; d < width + height; d += Gap)
                Append(path, d, 0, d - height, height);
        if (pattern is "\\" or "x")
            for (var d = Gap - height; d < width; d += Gap)
                Append(path, d, 0, d + height, height);
        if (pattern is "-" or "+")
            for (var d = Gap; d < height; d += Gap)
                Append(path, 0, d, width, d);
        if (pattern is "|" or "+")
            for (var d = Gap; d < width; d += Gap)
                Append(path, d, 0, d, height);
        if (pattern == ".")
            for (var dy = Gap / 2; dy < height; dy += Gap)
                for (var dx = Gap / 2; dx < width; dx += Gap)
                    Append(path, dx - 1, dy, dx + 1, dy);
        svg.Empty("path", ("d", path.ToString()), ("stroke", "#ffffff"), ("stroke-width", pattern == "." ? 2 : 1.3),
            ("stroke-opacity", 0.85));
        svg.Close();
    }

    private static void Append(StringBuilder path, double x1, double y1, double x2, double y2) =>
        path.Append('M').Append(SvgWriter.Number(x1)).Append(' ').Append(SvgWriter.Number(y1))
            .Append('L').Append(SvgWriter.Number(x2)).Append(' ').Append(SvgWriter.Number(y2));
}
