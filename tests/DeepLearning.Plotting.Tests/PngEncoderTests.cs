using System.Buffers.Binary;
using System.IO.Compression;

namespace DeepLearning.Plotting.Tests;

public class PngEncoderTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Pixels_come_back_from_the_file(bool gray)
    {
        byte[] rgb = gray ? [1, 1, 1, 2, 2, 2, 3, 3, 3, 250, 250, 250, 0, 0, 0, 9, 9, 9]
            : [.. Enumerable.Range(0, 18).Select(i => (byte)(i * 14))];
        Assert.Equal(rgb, Decode(PngEncoder.Encode(rgb, 3, 2), 3, 2));
    }

    private static byte[] Decode(byte[] png, int width, int height)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
        var channels = png[25] == 0 ? 1 : 3;
        var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(33));
        using var zlib = new ZLibStream(new MemoryStream(png, 41, length), CompressionMode.Decompress);
        var rows = new MemoryStream();
        zlib.CopyTo(rows);
        var raw = rows.ToArray();
        var stride = width * channels;
        var pixels = new byte[height * stride];
        for (var y = 0; y < height; y++)
            for (var i = 0; i < stride; i++)
                pixels[y * stride + i] = (byte)(raw[y * (stride + 1) + 1 + i] + (y == 0 ? 0 : pixels[(y - 1) * stride + i]));
        return channels == 3 ? pixels : [.. pixels.SelectMany(p => new[] { p, p, p })];
    }
}
