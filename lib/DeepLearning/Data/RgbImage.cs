using System.Text;

namespace DeepLearning.Data;

/// <summary>A colour picture: red, green and blue bytes of each pixel, row by row.</summary>
public sealed class RgbImage
{
    private readonly byte[] _bytes;

    private RgbImage(int width, int height, byte[] bytes)
    {
        (Width, Height, _bytes) = (width, height, bytes);
    }

    /// <summary>The number of columns.</summary>
    public int Width { get; }

    /// <summary>The number of rows.</summary>
    public int Height { get; }

    /// <summary>The photograph of a raccoon in <c>data/raccoon.ppm</c>, 256 × 192.</summary>
    /// <exception cref="IOException">The folder or the file is missing.</exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static RgbImage Raccoon() => DataFile.Raccoon.Load(ParsePpm);

    /// <summary>Reads a binary PPM file (P6) with one byte a colour.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is of another kind or damaged; the message says what was expected and
    /// found.</exception>
    public static RgbImage ReadPpm(string path) => ParsePpm(File.ReadAllBytes(path), Path.GetFileName(path));

    /// <summary>The colours [height, width, 3] from 0 to 255, as <c>Chart.Image</c> draws them.</summary>
    public float[,,] ToArray()
    {
        var values = new float[Height, Width, 3];
        for (int i = 0; i < _bytes.Length; i++) values[i / 3 / Width, i / 3 % Width, i % 3] = _bytes[i];
        return values;
    }

    /// <summary>The brightness [height, width] from 0 to 255: <c>0.299 red + 0.587 green + 0.114 blue</c>.</summary>
    public float[,] ToGray()
    {
        var values = new float[Height, Width];
        for (int i = 0; i < Width * Height; i++)
            values[i / Width, i % Width] = 0.299f * _bytes[3 * i] + 0.587f * _bytes[3 * i + 1] + 0.114f * _bytes[3 * i + 2];
        return values;
    }

    internal static RgbImage ParsePpm(byte[] bytes, string name)
    {
        if (bytes is not [(byte)'P', (byte)'6', ..])
            throw new InvalidDataException($"{name}: expected a binary PPM picture, which begins with P6; found " +
                $"{(bytes.Length == 0 ? "an empty file" : "another kind of file")}.");
        int position = 2;
        int width = Number(bytes, ref position, name, "width"), height = Number(bytes, ref position, name, "height");
        int most = Number(bytes, ref position, name, "greatest value");
        if (most != 255) throw new InvalidDataException($"{name}: expected one byte a colour (greatest value 255), found greatest " +
            $"value {most}.");
        position++; // one blank ends the header
        long expected = 3L * width * height, found = bytes.Length - position;
        if (found != expected)
        {
            throw new InvalidDataException($"{name}: expected {expected} bytes of colour for {width}x{height} pixels, found " +
                $"{Math.Max(found, 0)}: " +
                (found < expected ? "the file is cut short." : "something follows the picture."));
        }
        return new RgbImage(width, height, bytes[position..]);
    }

    private static int Number(byte[] bytes, ref int position, string name, string what)
    {
        while (position < bytes.Length && (bytes[position] == '#' || char.IsWhiteSpace((char)bytes[position])))
        {
            if (bytes[position++] != '#') continue;
            while (position < bytes.Length && bytes[position] != '\n') position++;
        }
        int start = position;
        while (position < bytes.Length && char.IsAsciiDigit((char)bytes[position])) position++;
        string digits = Encoding.ASCII.GetString(bytes, start, position - start);
        return int.TryParse(digits, out int number) && number > 0 ? number
            : throw new InvalidDataException($"{name}: the header of the picture has no valid {what}.");
    }
}
