using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace DeepLearning.Plotting.Tests;

public class PictureMapTests
{
    private const string Hostile = "</script><script>alert(1)</script>\" onload=\"x\"";

    // Four points at the corners of a rectangle twice as wide as high, in three groups.
    private static readonly float[,] Corners = { { 0, 0 }, { 4, 0 }, { 0, 2 }, { 4, 2 } };
    private static readonly int[] Groups = [7, 7, 1, 3];

    [Fact]
    public void The_static_picture_has_a_dot_for_each_point_and_a_name_for_each_group()
    {
        var svg = Svg(Map().WithTitle("Corners").WithAxes("across", "up"));
        Assert.Equal("img", svg.Attribute("role")!.Value);
        Assert.Equal("Corners. 4 points in 3 groups.", svg.Attribute("aria-label")!.Value);
        var paths = svg.All("path").Where(p => p.Attribute("stroke-linecap") is not null).ToArray();
        Assert.Equal([1, 1, 2], paths.Select(p => Regex.Count(p.Attribute("d")!.Value, "h0")));
        Assert.Equal(3, paths.Select(p => p.Attribute("stroke")!.Value).Distinct().Count());
        Assert.Equal(["1", "3", "7"], svg.All("text").Where(t => t.Attribute("paint-order") is not null).Select(t => t.Value));
        Assert.Contains("across", svg.Texts());
        Assert.Contains("up", svg.Texts());
    }

    [Fact]
    public void Ten_groups_have_ten_colours()
    {
        var svg = Svg(new PictureMap(new float[10, 2], Enumerable.Range(0, 10)));
        Assert.Equal(10, svg.All("path").Select(p => p.Attribute("stroke")!.Value).Distinct().Count());
    }

    [Fact]
    public void A_length_is_the_same_on_both_axes_and_up_is_up()
    {
        var drawing = new PictureMapSvg(Map());
        Assert.Equal(drawing.Place(1).X - drawing.Place(0).X, 2 * (drawing.Place(0).Y - drawing.Place(2).Y), 1e-6);
        Assert.True(drawing.Place(1).X > drawing.Place(0).X && drawing.Place(2).Y < drawing.Place(0).Y);
        for (var i = 0; i < 4; i++)
        {
            Assert.InRange(drawing.Place(i).X, 0, drawing.Width);
            Assert.InRange(drawing.Place(i).Y, 0, drawing.Height);
        }
    }

    [Fact]
    public void Dots_lie_where_their_points_do()
    {
        var map = Map();
        var (drawing, seen) = (new PictureMapSvg(map), new List<(double, double)>());
        foreach (var path in Svg(map).All("path"))
        {
            var (x, y) = (0.0, 0.0);
            foreach (Match move in Regex.Matches(path.Attribute("d")!.Value, @"m(-?\d+) ?(-?\d+)h0"))
            {
                (x, y) = (x + Number(move.Groups[1].Value) / 10, y + Number(move.Groups[2].Value) / 10);
                seen.Add((x, y));
            }
        }
        for (var i = 0; i < 4; i++)
            Assert.Contains(seen, dot => Math.Abs(dot.Item1 - drawing.Place(i).X) < 0.1 && Math.Abs(dot.Item2 - drawing.Place(i).Y) < 0.1);
    }

    [Fact]
    public void The_sheet_holds_the_pictures_of_points_spread_over_all_numbers()
    {
        var sheet = SpriteSheet.Of(i => new float[,] { { i, 0, 120 } }, points: 120, pictures: 60)!;
        Assert.Equal(Enumerable.Range(0, 60).Select(i => 2 * i), sheet.Points);
        Assert.Equal((3, 1, 50), (sheet.Width, sheet.Height, sheet.Columns));
        var rows = Unpacked(sheet.Source, 150);
        // Sixteen greys: 15 steps of 17.
        Assert.Equal([0, 0, 255], rows[0][..3]);
        Assert.Equal(17 * Math.Round(15 * 98 / 120.0), rows[0][49 * 3]);
        Assert.Equal(17 * Math.Round(15 * 118 / 120.0), rows[1][9 * 3]);
        Assert.Equal(0, rows[1][10 * 3 + 2]);
    }

    [Fact]
    public void The_page_holds_what_the_pointer_finds_only_where_there_is_something_to_find()
    {
        Assert.DoesNotContain(",map:", new PictureMap(Corners, Groups).ToHtml(), StringComparison.Ordinal);
        Assert.DoesNotContain(",map:", new PictureMap(Corners, Groups, i => new float[2, 2], pictures: 0).ToHtml(),
            StringComparison.Ordinal);
        var html = Map().ToHtml();
        Assert.StartsWith("<div class=\"dl-figure\"", html, StringComparison.Ordinal);
        Assert.Contains(",map:{w:", html, StringComparison.Ordinal);
        var drawing = new PictureMapSvg(Map());
        Assert.Contains($"x:[{string.Join(',', Enumerable.Range(0, 4).Select(i => Math.Round(drawing.Place(i).X)))}]", html,
            StringComparison.Ordinal);
        Assert.Contains("g:[7,7,1,3],n:[0,1,2,3]", html, StringComparison.Ordinal);
        Assert.Equal(html, Map().ToHtml());
    }

    [Fact]
    public void Text_from_outside_can_not_become_markup()
    {
        var html = Map().WithTitle(Hostile).WithDescription(Hostile).WithAxes(Hostile, Hostile).ToHtml();
        Assert.Single(Regex.Matches(html, "<script"));
        Assert.DoesNotContain("onload=\"x", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_text_is_one_line_in_words()
    {
        Assert.Equal("Map: 4 points in 3 groups.", Map().ToString());
        Assert.Equal("Map “Digits”: Sevens lie below.", Map().WithTitle("Digits").WithDescription("Sevens lie below.").ToString());
    }

    [Fact]
    public void The_picture_can_be_saved()
    {
        var path = Path.GetTempFileName();
        Map().SaveSvg(path);
        Assert.Equal(Map().ToSvg(), File.ReadAllText(path));
        File.Delete(path);
    }

    [Fact]
    public void Points_in_one_place_and_ten_thousand_points_can_be_drawn()
    {
        Assert.DoesNotContain("NaN", new PictureMap(new float[3, 2], [1, 1, 1]).ToSvg(), StringComparison.Ordinal);
        var many = new float[10_000, 2];
        for (var i = 0; i < 10_000; i++) (many[i, 0], many[i, 1]) = ((float)Math.Sin(i), (float)Math.Cos(2 * i));
        Assert.InRange(new PictureMap(many, Enumerable.Range(0, 10_000).Select(i => i % 10)).ToSvg().Length, 50_000, 150_000);
    }

    [Fact]
    public void Mistakes_are_named()
    {
        void Says(string part, Func<object> make) =>
            Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(make).Message, StringComparison.Ordinal);
        Says("PictureMap: 'points' has shape [2, 3]; expected [*, 2].", () => new PictureMap(new float[2, 3], [1, 2]));
        Says("PictureMap: there are no points", () => new PictureMap(new float[0, 2], []));
        Says("PictureMap: 4 points and 2 groups", () => new PictureMap(Corners, [1, 2]));
        Says("PictureMap: point 1 lies at (NaN, 0)", () => new PictureMap(new float[,] { { 0, 0 }, { float.NaN, 0 } }, [1, 2]));
        Says("PictureMap: expected 0 to 5000 pictures", () => new PictureMap(Corners, Groups, i => new float[2, 2], 5001));
        Says("one picture has 1 × 1 pixels, another 1 × 2", () => new PictureMap(Corners, Groups, i => new float[1, 1 + i]));
        Says("PictureMap: a picture has no pixels.", () => new PictureMap(Corners, Groups, i => new float[0, 1]));
    }

    private static PictureMap Map() => new(Corners, Groups, i => new float[,] { { i, 1 }, { 0, 3 } });

    private static XElement Svg(PictureMap map) => XDocument.Parse(map.ToSvg()).Root!;

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    // The rows of a grey PNG whose rows are stored as differences to the one above.
    private static byte[][] Unpacked(string dataUri, int width)
    {
        var png = Convert.FromBase64String(dataUri["data:image/png;base64,".Length..]);
        var at = png.AsSpan().IndexOf("IDAT"u8) + 4;
        using var unpacked = new MemoryStream();
        using (var zlib = new ZLibStream(new MemoryStream(png[at..^16]), CompressionMode.Decompress)) zlib.CopyTo(unpacked);
        var rows = unpacked.ToArray().Chunk(width + 1).Select(row => row[1..]).ToArray();
        for (var y = 1; y < rows.Length; y++)
            for (var x = 0; x < width; x++) rows[y][x] += rows[y - 1][x];
        return rows;
    }
}
