using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Data;

/// <summary>Changes that leave a picture what it shows, drawn anew for each picture: transforms for a <see cref="DataLoader"/>.</summary>
/// <remarks>
/// Batches [N, C, H, W]; each transform gives a new tensor. The generator says which pictures change how: the same seed gives the same
/// changes.
/// </remarks>
public static class Augmentation
{
    /// <summary>Exchanges left and right in half of the pictures.</summary>
    public static Func<Tensor, Tensor> Flip(RandomState random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return batch => Each(batch, "Augmentation.Flip", () => random.RandInt(0, 2) == 1, (mirrored, from, to, height, width) =>
        {
            from.CopyTo(to);
            if (!mirrored) return;
            for (var row = 0; row < height; row++) to.Slice(row * width, width).Reverse();
        });
    }

    /// <summary>Moves each picture by up to so many pixels along both axes.</summary>
    /// <param name="random">What draws the moves.</param>
    /// <param name="most">The longest move, along each axis.</param>
    /// <param name="fill">What comes in from outside: the value of the background.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="most"/> is negative.</exception>
    public static Func<Tensor, Tensor> Shift(RandomState random, int most, float fill = 0)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        (int Down, int Right) Draw() => (random.RandInt(-most, most + 1), random.RandInt(-most, most + 1));
        return batch => Each(batch, "Augmentation.Shift", Draw, (move, from, to, height, width) =>
        {
            to.Fill(fill);
            int length = width - Math.Abs(move.Right), left = Math.Max(0, move.Right);
            if (length <= 0) return;
            for (var row = Math.Max(0, move.Down); row < Math.Min(height, height + move.Down); row++)
                from.Slice((row - move.Down) * width + left - move.Right, length).CopyTo(to.Slice(row * width + left, length));
        });
    }

    /// <summary>Covers a square of each picture, with its centre anywhere in it; what reaches over the edge is cut off.</summary>
    /// <param name="random">What draws the places.</param>
    /// <param name="side">The side of the square.</param>
    /// <param name="fill">What covers: the value of the background, or the mean.</param>
    /// <remarks>Source: DeVries and Taylor (2017).</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="side"/> is not positive.</exception>
    public static Func<Tensor, Tensor> Cutout(RandomState random, int side, float fill = 0)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(side);
        (int Down, int Right) Draw(Tensor batch) => (random.RandInt(0, batch.Shape[2]), random.RandInt(0, batch.Shape[3]));
        return batch => Each(batch, "Augmentation.Cutout", () => Draw(batch), (centre, from, to, height, width) =>
        {
            from.CopyTo(to);
            int top = centre.Down - side / 2, left = centre.Right - side / 2, first = Math.Max(0, left);
            for (var row = Math.Max(0, top); row < Math.Min(height, top + side); row++)
                to.Slice(row * width + first, Math.Min(width, left + side) - first).Fill(fill);
        });
    }

    private delegate void Change<in TDraw>(TDraw draw, ReadOnlySpan<float> from, Span<float> to, int height, int width);

    /// <summary>All channels of a picture change alike.</summary>
    private static Tensor Each<TDraw>(Tensor batch, string operation, Func<TDraw> draw, Change<TDraw> change)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ShapeException.ThrowUnless(batch.Shape, [Dim.Any, Dim.Any, Dim.Any, Dim.Any], operation, nameof(batch));
        if (batch.Size == 0) return batch.Clone();
        int count = batch.Shape[0], channels = batch.Shape[1], height = batch.Shape[2], width = batch.Shape[3], places = height * width;
        var (from, to) = (batch.ToArray(), new float[batch.Size]);
        for (var picture = 0; picture < count; picture++)
        {
            var drawn = draw();
            for (var channel = 0; channel < channels; channel++)
            {
                var start = (picture * channels + channel) * places;
                change(drawn, from.AsSpan(start, places), to.AsSpan(start, places), height, width);
            }
        }
        return Tensor.FromArray(to, batch.Shape, batch.Device);
    }
}
