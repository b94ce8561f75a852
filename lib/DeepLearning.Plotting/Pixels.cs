namespace DeepLearning.Plotting;

/// <summary>A picture of <c>Channels</c> 1 (values) or 3 (red, green, blue), row by row.</summary>
internal sealed record Picture(int Height, int Width, int Channels, float[] Values)
{
    public static Picture Of(float[,] image) =>
        new(image.GetLength(0), image.GetLength(1), 1, [.. image.Cast<float>()]);

    public static Picture Of(float[,,] image) => image.GetLength(2) == 3
        ? new(image.GetLength(0), image.GetLength(1), 3, [.. image.Cast<float>()])
        : throw new ArgumentException(
            $"A colour picture has shape [height, width, 3]; this one has [{image.GetLength(0)}, {image.GetLength(1)}, " +
                $"{image.GetLength(2)}].", nameof(image));
}

/// <summary>From values to pixels.</summary>
internal static class Pixels
{
    /// <summary>The ends of the colour scale; decides <see cref="ColorMap.Auto"/>.</summary>
    public static (double Min, double Max) Limits(IEnumerable<double> values, ref ColorMap map, ColorMap oneSided)
    {
        var (min, max) = Numbers.Range(values);
        if (min > max)
            (min, max) = (0, 1);
        if (map == ColorMap.Auto)
            map = min < 0 && max > 0 ? ColorMap.Diverging : oneSided;
        if (map == ColorMap.Diverging)
        {
            var size = Math.Max(Math.Abs(min), Math.Abs(max));
            return size == 0 ? (-1, 1) : (-size, size);
        }
        return min < max ? (min, max) : (min - 0.5, max + 0.5);
    }

    /// <summary>Paints a picture, scaled to <paramref name="width"/> by <paramref name="height"/>, onto an RGB canvas.</summary>
    public static void Paint(
        byte[] canvas, int canvasWidth, int left, int top, int width, int height, Picture picture, Func<double,
            (byte R, byte G, byte B)> color)
    {
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var pixel = picture.Channels == 3
                    ? ((byte)Mean(picture, x, y, width, height, 0), (byte)Mean(picture, x, y, width, height, 1),
                        (byte)Mean(picture, x, y, width, height, 2))
                    : color(Mean(picture, x, y, width, height, 0));
                (canvas[3 * ((top + y) * canvasWidth + left + x)],
                 canvas[3 * ((top + y) * canvasWidth + left + x) + 1],
                 canvas[3 * ((top + y) * canvasWidth + left + x) + 2]) = pixel;
            }
    }

    // The nearest pixel when enlarging, the mean of those that fall together when reducing.
    private static double Mean(Picture picture, int x, int y, int width, int height, int channel)
    {
        var (x0, y0) = (x * picture.Width / width, y * picture.Height / height);
        var x1 = Math.Max(x0 + 1, (x + 1) * picture.Width / width);
        var y1 = Math.Max(y0 + 1, (y + 1) * picture.Height / height);
        var sum = 0.0;
        for (var row = y0; row < y1; row++)
            for (var column = x0; column < x1; column++)
                sum += picture.Values[(row * picture.Width + column) * picture.Channels + channel];
        return sum / ((x1 - x0) * (y1 - y0));
    }
}
