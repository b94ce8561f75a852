namespace DeepLearning.Plotting;

/// <summary>Says the pixels of a picture in a few colours: the box of colours that differ most is halved again and again (after Heckbert's
/// median cut, 1982).</summary>
internal static class Palette
{
    public const int MostColors = 64;
    private const int FewestColors = 8;

    // Squared error a pixel in the worst channel: with more colours one sees no difference, and the file grows.
    private const double Enough = 0.6;
    private const int Bits = 5, Cells = 1 << 3 * Bits;

    /// <param name="pixels">Red, green, blue and one more byte for each pixel.</param>
    /// <returns>The colours, three bytes each, and for each pixel the number of its colour.</returns>
    public static (byte[] Colors, byte[] Places) Of(ReadOnlySpan<byte> pixels)
    {
        var sums = new (long Count, long R, long G, long B)[Cells];
        for (var i = 0; i < pixels.Length; i += 4)
        {
            ref var sum = ref sums[Cell(pixels, i)];
            sum = (sum.Count + 1, sum.R + pixels[i], sum.G + pixels[i + 1], sum.B + pixels[i + 2]);
        }
        var boxes = new List<Box> { new([.. Enumerable.Range(0, Cells).Where(cell => sums[cell].Count > 0)], sums) };
        while (boxes.Count < MostColors && boxes.MaxBy(box => box.Error) is { Error: > 0 } worst
            && (boxes.Count < FewestColors || worst.Error > Enough * pixels.Length / 4))
        {
            boxes.Remove(worst);
            boxes.AddRange(worst.Split(sums));
        }
        var (colors, numbers) = (new byte[3 * boxes.Count], new byte[Cells]);
        // The most frequent colour first: rows of it are rows of zeros.
        boxes.Sort((a, b) => b.Count.CompareTo(a.Count));
        for (var n = 0; n < boxes.Count; n++)
        {
            (colors[3 * n], colors[3 * n + 1], colors[3 * n + 2]) = boxes[n].Mean;
            foreach (var cell in boxes[n].Cells) numbers[cell] = (byte)n;
        }
        var places = new byte[pixels.Length / 4];
        for (var i = 0; i < places.Length; i++) places[i] = numbers[Cell(pixels, 4 * i)];
        return (colors, places);
    }

    private static int Cell(ReadOnlySpan<byte> pixels, int at) =>
        (pixels[at] >> 8 - Bits) << 2 * Bits | (pixels[at + 1] >> 8 - Bits) << Bits | pixels[at + 2] >> 8 - Bits;

    private sealed class Box
    {
        private readonly int _channel;
        private readonly double _middle;

        public Box(int[] cells, (long Count, long R, long G, long B)[] sums)
        {
            Cells = cells;
            foreach (var cell in cells) Count += sums[cell].Count;
            Span<double> mean = stackalloc double[3], error = stackalloc double[3];
            for (var c = 0; c < 3; c++)
            {
                foreach (var cell in cells) mean[c] += Sum(sums[cell], c) / (double)Count;
                foreach (var cell in cells)
                    error[c] += sums[cell].Count * Math.Pow(Sum(sums[cell], c) / (double)sums[cell].Count - mean[c], 2);
                if (error[c] > error[_channel]) _channel = c;
            }
            (Error, _middle) = (cells.Length > 1 ? error[_channel] : 0, mean[_channel]);
            Mean = ((byte)Math.Round(mean[0]), (byte)Math.Round(mean[1]), (byte)Math.Round(mean[2]));
        }

        public int[] Cells { get; }

        public long Count { get; }

        public (byte R, byte G, byte B) Mean { get; }

        /// <summary>How wrong its mean is for all its pixels together, in the worst of the three channels.</summary>
        public double Error { get; }

        public List<Box> Split((long Count, long R, long G, long B)[] sums) =>
            [.. Cells.GroupBy(cell => Sum(sums[cell], _channel) > _middle * sums[cell].Count).Select(half => new Box([.. half], sums))];

        private static long Sum((long Count, long R, long G, long B) sum, int channel) =>
            channel switch { 0 => sum.R, 1 => sum.G, _ => sum.B };
    }
}
