using System.Globalization;

namespace DeepLearning.Plotting;

/// <summary>The page fragment of a map: the picture, and what the pointer finds on it.</summary>
internal static class PictureMapHtml
{
    private const int ThumbnailSide = 96;

    public static string Write(PictureMap map)
    {
        var drawing = new PictureMapSvg(map);
        return PictureHtml.WritePicture(drawing.Draw(), plotlyJson: null, map.ToString(),
            map.Sheet is { } sheet ? Data(map, drawing, sheet) : null);
    }

    // Numbers and a base64 text: nothing in it can end the script.
    private static string Data(PictureMap map, PictureMapSvg drawing, SpriteSheet sheet)
    {
        var scale = (double)ThumbnailSide / Math.Max(sheet.Width, sheet.Height);
        string Numbered(IEnumerable<double> values) =>
            "[" + string.Join(',', values.Select(v => Math.Round(v).ToString(CultureInfo.InvariantCulture))) + "]";
        return $"{{w:{SvgWriter.Number(drawing.Width)},a:{SvgWriter.Number(sheet.Width * scale)},b:{SvgWriter.Number(sheet.Height * scale)},c:{sheet.Columns},"
            + $"x:{Numbered(sheet.Points.Select(i => drawing.Place(i).X))},y:{Numbered(sheet.Points.Select(i => drawing.Place(i).Y))},"
            + $"g:{Numbered(sheet.Points.Select(i => (double)map.Groups[i]))},n:{Numbered(sheet.Points.Select(i => (double)i))},s:'{sheet.Source}'}}";
    }
}
