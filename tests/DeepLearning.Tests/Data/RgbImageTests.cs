using System.Text;
using DeepLearning.Data;

namespace DeepLearning.Tests.Data;

public class RgbImageTests
{
    private static RgbImage Parse(string text) => RgbImage.ParsePpm(Encoding.Latin1.GetBytes(text), "a.ppm");

    [Fact]
    public void The_raccoon_is_read_in_colour()
    {
        var raccoon = RgbImage.Raccoon();
        Assert.Equal((256, 192), (raccoon.Width, raccoon.Height));
        var colours = raccoon.ToArray();
        Assert.Equal((192, 256, 3), (colours.GetLength(0), colours.GetLength(1), colours.GetLength(2)));
        Assert.Equal((0x74, 0x6d, 0x80, 0x8b), (colours[0, 0, 0], colours[0, 0, 1], colours[0, 0, 2], colours[0, 1, 0]));
    }

    [Fact]
    public void Rows_columns_and_colours_keep_their_places()
    {
        var image = Parse("P6 # a comment\n#another\n2 3\n255\nabcdefghijklmnopqr");
        var colours = image.ToArray();
        Assert.Equal(('d', 'h', 'r'), ((char)colours[0, 1, 0], (char)colours[1, 0, 1], (char)colours[2, 1, 2]));
        Assert.Equal(0.299 * 'd' + 0.587 * 'e' + 0.114 * 'f', image.ToGray()[0, 1], 4);
    }

    [Theory]
    [InlineData("", "a.ppm: expected a binary PPM picture, which begins with P6; found an empty file.")]
    [InlineData("P3\n1 1\n255\n0 0 0", "a.ppm: expected a binary PPM picture, which begins with P6; found another kind of file.")]
    [InlineData("P6\nx 1\n255\nabc", "a.ppm: the header of the picture has no valid width.")]
    [InlineData("P6\n1 0\n255\nabc", "a.ppm: the header of the picture has no valid height.")]
    [InlineData("P6\n1 1", "a.ppm: the header of the picture has no valid greatest value.")]
    [InlineData("P6\n1 1\n65535\nabcdef", "a.ppm: expected one byte a colour (greatest value 255), found greatest value 65535.")]
    [InlineData("P6\n1 2\n255\nabcde", "a.ppm: expected 6 bytes of colour for 1x2 pixels, found 5: the file is cut short.")]
    [InlineData("P6\n1 1\n255", "a.ppm: expected 3 bytes of colour for 1x1 pixels, found 0: the file is cut short.")]
    [InlineData("P6\n1 1\n255\nabcd", "a.ppm: expected 3 bytes of colour for 1x1 pixels, found 4: something follows the picture.")]
    public void A_damaged_picture_is_refused(string text, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => Parse(text)).Message);
}
