using DeepLearning.Gpu.Kernels;
using DeepLearning.Tensors;

namespace DeepLearning.Gpu;

/// <summary>How a small array is repeated to fill a large one: axes that are kept and axes that are repeated, neighbours of the same kind
/// as one.</summary>
internal readonly struct BroadcastPlan
{
    private readonly List<(int Length, bool IsKept)> _axes = [];

    public BroadcastPlan(Shape large, Shape small)
    {
        for (var i = 0; i < large.Rank; i++)
        {
            var at = i - (large.Rank - small.Rank);
            if (large[i] == 1) continue;
            var isKept = at >= 0 && small[at] != 1;
            if (_axes.Count > 0 && _axes[^1].IsKept == isKept) _axes[^1] = (_axes[^1].Length * large[i], isKept);
            else _axes.Add((large[i], isKept));
        }
    }

    /// <summary>Whether the kept axes lie side by side: the array is then [outer, kept, inner].</summary>
    public bool IsOneBlock => _axes.Count(axis => axis.IsKept) <= 1;

    /// <summary>The elements that repeat one element of the small array side by side; meaningful for one block.</summary>
    public int Inner => _axes.Count > 0 && !_axes[^1].IsKept ? _axes[^1].Length : 1;

    /// <summary>From a place in the large array to one in the small array.</summary>
    public Axes ToSmall()
    {
        var axes = default(Axes);
        var stride = 1;
        var strides = new int[_axes.Count];
        for (var i = _axes.Count - 1; i >= 0; i--)
        {
            strides[i] = _axes[i].IsKept ? stride : 0;
            if (_axes[i].IsKept) stride *= _axes[i].Length;
        }
        for (var i = 0; i < _axes.Count; i++) AddAxis(ref axes, _axes[i].Length, strides[i]);
        return axes;
    }

    /// <summary>From a place among the axes of one kind, all others 0, to one in the large array.</summary>
    public Axes ToLarge(bool kept)
    {
        var axes = default(Axes);
        var stride = 1;
        var strides = new int[_axes.Count];
        for (var i = _axes.Count - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= _axes[i].Length;
        }
        for (var i = 0; i < _axes.Count; i++)
            if (_axes[i].IsKept == kept) AddAxis(ref axes, _axes[i].Length, strides[i]);
        return axes;
    }

    /// <exception cref="NotSupportedException">There are more axes than a kernel takes.</exception>
    public static void AddAxis(ref Axes axes, int length, int stride)
    {
        if (axes.Count == Axes.Most)
            throw new NotSupportedException($"On a graphics card an array may have at most {Axes.Most} axes that can't be joined with " +
                "their neighbours. Reshape it first.");
        axes.Add(length, stride);
    }
}
