namespace DeepLearning.Gpu.Kernels;

/// <summary>Up to eight axes of an array that is walked in row-major order, and how far a step along each goes in another one.</summary>
public unsafe struct Axes
{
    /// <summary>The most axes there can be.</summary>
    public const int Most = 8;

    /// <summary>The number of axes.</summary>
    public int Count;

    private fixed int _lengths[Most];
    private fixed int _strides[Most];

    /// <summary>Adds an axis behind the others.</summary>
    public void Add(int length, int stride)
    {
        _lengths[Count] = length;
        _strides[Count] = stride;
        Count++;
    }

    /// <summary>Where element i of the array that is walked lies in the other one.</summary>
    public int Offset(int i)
    {
        var offset = 0;
        for (var axis = Count - 1; axis >= 0; axis--)
        {
            var rest = i / _lengths[axis];
            offset += (i - rest * _lengths[axis]) * _strides[axis];
            i = rest;
        }
        return offset;
    }
}
