namespace DeepLearning.Plotting;

/// <summary>Many small pictures in one PNG: of which points, how large, how many in a row.</summary>
/// <param name="Points">The point that each picture belongs to.</param>
/// <param name="Width">Pixels of one picture.</param>
/// <param name="Height">Pixels of one picture.</param>
/// <param name="Columns">Pictures in a row.</param>
/// <param name="Source">The PNG as a data URI.</param>
internal sealed record SpriteSheet(int[] Points, int Width, int Height, int Columns, string Source)
{
    private const int InARow = 50;

    // Sixteen greys are enough for a thumbnail and take half the bytes of 256.
    private const int Greys = 15;

    public static SpriteSheet? Of(Func<int, float[,]>? picture, int points, int pictures)
    {
        var count = Math.Min(points, pictures);
        if (picture is null || count == 0) return null;
        int[] chosen = [.. Enumerable.Range(0, count).Select(i => (int)((long)i * points / count))];
        float[][,] images = [.. chosen.Select(picture)];
        var (height, width) = (images[0].GetLength(0), images[0].GetLength(1));
        if (height == 0 || width == 0) throw new ArgumentException("PictureMap: a picture has no pixels.", nameof(picture));
        foreach (var image in images)
            if ((image.GetLength(0), image.GetLength(1)) != (height, width))
                throw new ArgumentException(
                    $"PictureMap: one picture has {height} × {width} pixels, another {image.GetLength(0)} × {image.GetLength(1)}; all " +
                        "must have the same size.", nameof(picture));
        var (min, max) = Numbers.Range(images.SelectMany(image => image.Cast<float>()).Select(v => (double)v));
        var (columns, rows) = (Math.Min(count, InARow), (count + InARow - 1) / InARow);
        var canvas = new byte[3 * columns * width * rows * height];
        for (var i = 0; i < count; i++)
            for (var y = 0; y < height; y++)
                for (var x = 0; x < width; x++)
                {
                    var share = max > min && float.IsFinite(images[i][y, x]) ? (images[i][y, x] - min) / (max - min) : 0;
                    var at = 3 * ((i / columns * height + y) * columns * width + i % columns * width + x);
                    canvas[at] = canvas[at + 1] = canvas[at + 2] = (byte)(Math.Round(share * Greys) * (255 / Greys));
                }
        return new(chosen, width, height, columns, PngEncoder.DataUri(canvas, columns * width, rows * height));
    }
}
