using DeepLearning.Tensors;

namespace DeepLearning.Data;

/// <summary>Handwritten digits or pieces of clothing: images of 28 × 28 grey values, and the class from 0 to 9 that each shows.</summary>
public sealed class MnistSet
{
    /// <summary>The height and the width of an image.</summary>
    public const int Side = 28;

    /// <summary>The number of pixels of an image, 784.</summary>
    public const int PixelCount = Side * Side;

    /// <summary>The number of classes, 10.</summary>
    public const int Classes = 10;

    private readonly byte[] _pixels;
    private readonly int[] _labels;

    internal MnistSet(byte[] pixels, int[] labels)
    {
        _pixels = pixels;
        _labels = labels;
    }

    /// <summary>The number of images.</summary>
    public int Count => _labels.Length;

    /// <summary>The digit or the kind of clothing that each image shows.</summary>
    public IReadOnlyList<int> Labels => _labels;

    /// <summary>The pixels of all images, row by row from the top left, from 0 (background) to 255.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>One image [28, 28], from 0 (background) to 255, as <c>Chart.Image</c> draws it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public float[,] Image(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        var image = new float[Side, Side];
        for (int i = 0; i < PixelCount; i++) image[i / Side, i % Side] = _pixels[index * PixelCount + i];
        return image;
    }

    /// <summary>The first images.</summary>
    /// <param name="count">How many; all of them if there are fewer.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public MnistSet Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        count = Math.Min(count, Count);
        return new MnistSet(_pixels[..(count * PixelCount)], _labels[..count]);
    }

    /// <summary>Only the images of the given classes, in the order of the set.</summary>
    public MnistSet Only(params int[] classes)
    {
        int[] kept = [.. Enumerable.Range(0, Count).Where(i => classes.Contains(_labels[i]))];
        var pixels = new byte[kept.Length * PixelCount];
        for (int i = 0; i < kept.Length; i++)
            _pixels.AsSpan(kept[i] * PixelCount, PixelCount).CopyTo(pixels.AsSpan(i * PixelCount));
        return new MnistSet(pixels, [.. kept.Select(i => _labels[i])]);
    }

    /// <summary>All images as rows [Count, 784], each pixel as <c>(pixel − mean) / scale</c>.</summary>
    /// <param name="mean">What to subtract; 0 leaves the pixels as they are.</param>
    /// <param name="scale">What to divide by; 255 brings the pixels to 0 … 1.</param>
    /// <exception cref="ArgumentException">A parameter is not finite, or the scale is 0.</exception>
    public Tensor Images(double mean = 0, double scale = 1)
    {
        if (!double.IsFinite(mean) || !double.IsFinite(scale) || scale == 0)
            throw new ArgumentException($"MnistSet.Images: mean and scale must be finite and scale not 0, got {mean} and {scale}.");
        float[] values = [.. Enumerable.Range(0, 256).Select(pixel => (float)((pixel - mean) / scale))];
        var images = Tensor.Zeros([Count, PixelCount]);
        // Piece by piece: a second copy of all images would take 190 MB more.
        var piece = new float[Math.Min(_pixels.Length, 1000 * PixelCount)];
        for (int start = 0; start < _pixels.Length; start += piece.Length)
        {
            int length = Math.Min(piece.Length, _pixels.Length - start);
            for (int i = 0; i < length; i++) piece[i] = values[_pixels[start + i]];
            images.Backend.Upload(piece.AsSpan(0, length), images.View(start, [length]));
        }
        return images;
    }

    /// <summary>The labels as rows [Count, 10] that are 0 but for a 1 at the class.</summary>
    public Tensor OneHotLabels() => OneHot.Encode(_labels, Classes);

    /// <summary>Mean and standard deviation of all pixels.</summary>
    internal (double Mean, double StandardDeviation) Statistics()
    {
        // There are only 256 values: counting them is quick, and the sums of whole numbers are exact.
        var counts = new long[256];
        foreach (byte pixel in _pixels) counts[pixel]++;
        double mean = counts.Select((count, value) => (double)count * value).Sum() / _pixels.Length;
        return (mean, Math.Sqrt(counts.Select((count, value) => count * (value - mean) * (value - mean)).Sum() / _pixels.Length));
    }
}
