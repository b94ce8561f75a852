using SkiaSharp;

namespace DeepLearning.Plotting.Tests;

public class StillPngTests
{
    private const string Start = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20">""";

    private static SKBitmap Paint(string elements)
    {
        var png = StillPng.Of(Start + elements + "</svg>") ?? throw new InvalidOperationException("The native library is missing.");
        return SKBitmap.Decode(png);
    }

    private static string At(SKBitmap picture, int x, int y) =>
        picture.GetPixel(2 * x, 2 * y) is var c ? $"#{c.Red:x2}{c.Green:x2}{c.Blue:x2}" : "";

    [Fact]
    public void It_is_painted_at_twice_the_size_on_white()
    {
        using var picture = Paint("");
        Assert.Equal((80, 40), (picture.Width, picture.Height));
        Assert.Equal("#ffffff", At(picture, 20, 10));
    }

    [Fact]
    public void Shapes_have_their_places_colours_and_transforms()
    {
        using var picture = Paint("""
            <rect x="0" y="0" width="10" height="10" fill="#0072b2"/><path d="M20 0h10v10h-10z" fill="#d55e00" fill-opacity="0.5"/>
            <g transform="translate(10 10)"><path d="M0 5L10 5" stroke="rgba(0,158,115,1)" stroke-width="6"/></g>
            <svg x="30" y="10" width="5" height="10"><rect x="0" y="0" width="100" height="100" fill="black"/></svg>
            """);
        Assert.Equal("#0072b2", At(picture, 5, 5));
        Assert.Equal("#ffffff", At(picture, 15, 5));
        Assert.Contains(At(picture, 25, 5), new[] { "#eaae7f", "#eaaf7f", "#eaae80", "#eaaf80" }); // halves are rounded up or down
        Assert.Equal("#009e73", At(picture, 15, 15));
        Assert.Equal("#000000", At(picture, 32, 15));
        Assert.Equal("#ffffff", At(picture, 37, 15));
    }

    [Fact]
    public void Dashes_leave_gaps_and_images_keep_their_pixels()
    {
        using var picture = Paint($"""
            <path d="M0 2L40 2" stroke="#000000" stroke-width="4" stroke-dasharray="10 10"/>
            <image href="{PngEncoder.DataUri([255, 0, 0, 0, 0, 255], 2, 1)}" x="0" y="10" width="40" height="10"/>
            """);
        Assert.Equal(("#000000", "#ffffff", "#000000"), (At(picture, 5, 2), At(picture, 15, 2), At(picture, 25, 2)));
        Assert.Equal(("#ff0000", "#0000ff"), (At(picture, 5, 15), At(picture, 35, 15)));
    }

    [Theory]
    [InlineData("start", 2, 20)]
    [InlineData("end", -18, 0)]
    [InlineData("middle", -8, 10)]
    public void Letters_stand_where_their_anchor_says(string anchor, int from, int to)
    {
        using var picture = Paint($"""<text x="20" y="18" font-size="20" text-anchor="{anchor}" fill="#000000">H</text>""");
        var dark = Enumerable.Range(0, 40).Where(x => At(picture, x, 15) != "#ffffff").ToArray();
        Assert.NotEmpty(dark);
        Assert.All(dark, x => Assert.InRange(x - 20, from, to));
    }

    [Fact]
    public void Every_sign_that_the_course_writes_can_be_painted()
    {
        foreach (var sign in StillFont.Known("aZ0αβγδεθλμπρστφω∂∑√∞≈≤≥−×·²₀⁻ₖ→←↑↓…∇∈∗⋅ŷ⊙ᵀ○±σᵏ"))
            Assert.True(StillFont.Of(bold: false).GetGlyph(sign) != 0,
                $"'{sign}' (U+{(int)sign:X4}) is in neither the font nor the table of closest signs.");
    }

    [Fact]
    public void A_picture_of_many_colours_keeps_them_nearly()
    {
        var pixels = new byte[4 * 64 * 64];
        for (var i = 0; i < 64 * 64; i++)
            (pixels[4 * i], pixels[4 * i + 1], pixels[4 * i + 2]) = ((byte)(i % 64 * 4), (byte)(i / 64 * 4), 128);
        var (colors, places) = Palette.Of(pixels);
        Assert.InRange(colors.Length / 3, 32, Palette.MostColors);
        Assert.All(Enumerable.Range(0, 64 * 64), i =>
        {
            Assert.InRange(colors[3 * places[i]] - pixels[4 * i], -32, 32);
            Assert.InRange(colors[3 * places[i] + 1] - pixels[4 * i + 1], -32, 32);
        });
    }

    [Theory]
    [InlineData("#08f", 0, 136, 255, 1)]
    [InlineData("#0072b2", 0, 114, 178, 1)]
    [InlineData("#0072b280", 0, 114, 178, 0.502)]
    [InlineData("rgb(1, 2, 3)", 1, 2, 3, 1)]
    [InlineData("rgba(255,255,255,0.8)", 255, 255, 255, 0.8)]
    [InlineData("rgb(100%, 0%, 50%)", 255, 0, 128, 1)]
    [InlineData("steelblue", 70, 130, 180, 1)]
    [InlineData("no colour", 128, 128, 128, 1)]
    public void Colours_are_read_as_style_sheets_write_them(string text, byte red, byte green, byte blue, double alpha)
    {
        var color = CssColor.Parse(text);
        Assert.Equal((red, green, blue), (color.R, color.G, color.B));
        Assert.Equal(alpha, color.Alpha, 2);
    }
}
