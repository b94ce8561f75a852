using DeepLearning.Tensors;

namespace DeepLearning.Layers;

/// <summary>A square that slides over an image in steps, with zeros around the image.</summary>
internal readonly record struct Window
{
    public Window(int size, int stride, int padding, string owner, bool halfPadding = false)
    {
        if (size < 1 || stride < 1) throw new ArgumentOutOfRangeException(nameof(size),
            $"{owner}: size and stride must be 1 or more, got {size} and {stride}.");
        if (padding < 0) throw new ArgumentOutOfRangeException(nameof(padding), padding, $"{owner}: the padding must be 0 or more.");
        if (halfPadding && padding > size / 2)
            throw new ArgumentOutOfRangeException(nameof(padding), padding,
                $"{owner}: the padding may be at most half of the window of {size}, else a window sees nothing but padding.");
        (Size, Stride, Padding, Owner) = (size, stride, padding, owner);
    }

    public int Size { get; }

    public int Stride { get; }

    public int Padding { get; }

    private string Owner { get; }

    /// <summary>How many steps fit: (length + 2 · padding − size) / stride + 1.</summary>
    public int OutputLength(int length) => (length + 2 * Padding - Size) / Stride + 1;

    /// <summary>Throws unless the square fits into an image of this shape [N, C, H, W] (or a sequence [N, C, L]).</summary>
    public void RequireFits(Shape input)
    {
        for (var axis = 2; axis < input.Rank; axis++)
        {
            if (input[axis] + 2L * Padding > int.MaxValue)
                throw new ShapeException($"{Owner}.Forward: 'input' has shape {input}; axis {axis} with padding {Padding} is longer " +
                    $"than {int.MaxValue}.");
            if (input[axis] + 2 * Padding < Size)
                throw new ShapeException($"{Owner}.Forward: 'input' has shape {input}; axis {axis} with padding {Padding} is shorter " +
                    $"than the window of {Size}.");
        }
    }
}
