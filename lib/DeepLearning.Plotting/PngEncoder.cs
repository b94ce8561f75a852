using System.Buffers.Binary;
using System.IO.Compression;

namespace DeepLearning.Plotting;

/// <summary>Writes 8-bit RGB pixels as a PNG (ISO/IEC 15948), as grey-scale where every pixel is grey, or pixels by their numbers in a
/// palette.</summary>
internal static class PngEncoder
{
    private static readonly uint[] CrcTable = BuildCrcTable();

    public static string DataUri(byte[] rgb, int width, int height) =>
        "data:image/png;base64," + Convert.ToBase64String(Encode(rgb, width, height));

    public static byte[] Encode(byte[] rgb, int width, int height)
    {
        var gray = IsGray(rgb);
        var bytesPerPixel = gray ? 1 : 3;
        return Write(width, height, 8, (byte)(gray ? 0 : 2), Filter(rgb, width, height, bytesPerPixel));
    }

    /// <summary>Writes a picture of few colours.</summary>
    /// <param name="palette">Red, green and blue of at most 256 colours.</param>
    /// <param name="places">For each pixel the number of its colour.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    public static byte[] Encode(byte[] palette, byte[] places, int width, int height)
    {
        // Up to sixteen colours share a byte by two.
        var bits = palette.Length <= 3 * 16 ? 4 : 8;
        var stride = 1 + (width * bits + 7) / 8;
        var rows = new byte[height * stride];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                rows[y * stride + 1 + x * bits / 8] |= (byte)(places[y * width + x] << (bits == 4 && x % 2 == 0 ? 4 : 0));
        return Write(width, height, (byte)bits, 3, rows, palette);
    }

    private static byte[] Write(int width, int height, byte bits, byte colorType, byte[] rows, byte[]? palette = null)
    {
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (bits, colorType);
        WriteChunk(png, "IHDR"u8, header);
        if (palette is not null) WriteChunk(png, "PLTE"u8, palette);
        WriteChunk(png, "IDAT"u8, Compress(rows));
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    // Filter 2 stores the difference to the row above: enlarged pixels become zeros, which deflate to nothing.
    private static byte[] Filter(byte[] rgb, int width, int height, int bytesPerPixel)
    {
        var stride = width * bytesPerPixel;
        var step = 3 / bytesPerPixel;
        var rows = new byte[height * (stride + 1)];
        for (var y = 0; y < height; y++)
        {
            rows[y * (stride + 1)] = 2;
            for (var i = 0; i < stride; i++)
            {
                var above = y == 0 ? 0 : rgb[((y - 1) * stride + i) * step];
                rows[y * (stride + 1) + 1 + i] = (byte)(rgb[(y * stride + i) * step] - above);
            }
        }
        return rows;
    }

    private static bool IsGray(byte[] rgb)
    {
        for (var i = 0; i + 2 < rgb.Length; i += 3)
            if (rgb[i] != rgb[i + 1] || rgb[i] != rgb[i + 2])
                return false;
        return true;
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize))
            zlib.Write(bytes);
        return packed.ToArray();
    }

    private static void WriteChunk(Stream png, ReadOnlySpan<byte> type, byte[] content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        png.Write(number);
        png.Write(type);
        png.Write(content);
        var crc = Crc(Crc(0xFFFFFFFF, type), content) ^ 0xFFFFFFFF;
        BinaryPrimitives.WriteUInt32BigEndian(number, crc);
        png.Write(number);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
            crc = CrcTable[(crc ^ value) & 0xFF] ^ (crc >> 8);
        return crc;
    }

    private static uint[] BuildCrcTable()
    {
        var table = new uint[256];
        for (uint n = 0; n < 256; n++)
        {
            var c = n;
            for (var bit = 0; bit < 8; bit++)
                c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
            table[n] = c;
        }
        return table;
    }
}
