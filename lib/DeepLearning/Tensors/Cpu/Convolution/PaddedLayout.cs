using System.Runtime.CompilerServices;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>How the padded planes (channels) of an image, or of a block of images, lie in memory while they are convolved.</summary>
/// <remarks>
/// With one lane, a row of an image is a row of memory, and vectors run along the row. With a stride s, each plane falls into s² planes of
/// every s-th
/// row and column, so that the pixels that a tap meets still lie side by side. With several lanes, as many images are interleaved: the
/// same pixel of all of them lies side by side, and vectors run across images, whatever the width and the stride.
/// </remarks>
internal readonly unsafe struct PaddedLayout
{
    private readonly int _height, _width, _before, _columns, _split, _planeSize;

    /// <param name="channels">Planes of an image.</param>
    /// <param name="height">Rows of a plane.</param>
    /// <param name="width">Columns of a plane.</param>
    /// <param name="before">Zeros above and to the left.</param>
    /// <param name="paddedHeight">Rows with the zeros above and below.</param>
    /// <param name="paddedWidth">Columns with the zeros on both sides.</param>
    /// <param name="split">The stride by which planes are split; 1 where there are lanes.</param>
    /// <param name="lanes">Interleaved images.</param>
    public PaddedLayout(int channels, int height, int width, int before, int paddedHeight, int paddedWidth, int split, int lanes)
    {
        (Channels, _height, _width, _before, _split, Lanes) = (channels, height, width, before, split, lanes);
        _columns = (paddedWidth + split - 1) / split;
        _planeSize = Spread((paddedHeight + split - 1) / split * _columns * lanes);
    }

    public int Channels { get; }

    public int Lanes { get; }

    /// <summary>Floats of an image or block, with room for a vector that reads past the last row.</summary>
    public int Size => Channels * _split * _split * _planeSize + 64;

    /// <summary>Where a padded pixel lies.</summary>
    public int Offset(int channel, int row, int column) =>
        ((channel * _split + row % _split) * _split + column % _split) * _planeSize + (row / _split * _columns + column / _split) * Lanes;

    /// <summary>Where the pixels of an output position begin, seen from the first.</summary>
    public int Position(int row, int column, int stride) =>
        _split > 1 ? row * _columns + column : (row * stride * _columns + column * stride) * Lanes;

    /// <summary>Copies images into place; what lies around them must be zero already. Missing images are zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill<TVector>(float* images, int count, float* target, float* scratch) where TVector : unmanaged, ISimd<TVector>
    {
        var size = Channels * _height * _width;
        if (Lanes > 1)
        {
            // All pixels × images, turned around; then row by row to the place between the zeros.
            if (count < Lanes) new Span<float>(scratch, size * Lanes).Clear();
            Transposer.Transpose(images, size, count, size, scratch, Lanes);
            images = scratch;
        }
        var length = _width * Lanes;
        for (var c = 0; c < Channels; c++, images += _height * length)
            if (_split == 1)
                Packing<TVector>.CopyRows(images, length, target + Offset(c, _before, _before), _columns * Lanes, _height, length);
            else
                for (var y = 0; y < _height; y++)
                    for (var first = 0; first < Math.Min(_split, _width); first++)
                    {
                        var to = target + Offset(c, y + _before, first + _before);
                        for (var x = first; x < _width; x += _split) *to++ = images[y * length + x];
                    }
    }

    // The first-level cache has 64 places for lines of 16 floats, each for a few lines that lie a multiple of 4096 bytes apart. Planes
    // that far apart
    // would push each other out while the rest of the cache stays empty; so keep their distance away from such multiples.
    private static int Spread(int floats)
    {
        var lines = (floats + 15) / 16;
        if (lines < 32) return floats;
        while (lines % 16 is < 4 or > 12) lines++;
        return lines * 16;
    }
}
