using DeepLearning.Gpu.Kernels;
using DeepLearning.Tensors;
using ILGPU;

namespace DeepLearning.Gpu;

public sealed partial class GpuBackend
{
    /// <summary>With fewer elements than this for each result, an item can sum them alone.</summary>
    private const int FewElements = 32;

    private Action<Index1D, ArrayView<float>, ArrayView<float>, ReductionShape>? _sumByItem, _maxByItem;
    private Action<KernelConfig, ArrayView<float>, ArrayView<float>, ReductionShape>? _sumByGroup, _maxByGroup;
    private Action<Index1D, ArrayView<float>, ArrayView<float>, Axes, Axes, int>? _sumStrided;
    private Action<Index1D, ArrayView<float>, ArrayView<int>, int>? _argMax;

    /// <inheritdoc/>
    public override void Reduce(Reduction kind, Tensor x, int axis, Tensor result)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(result);
        var inner = 1;
        for (var i = axis + 1; i < x.Rank; i++) inner *= x.Shape[i];
        Reduce(kind, View(x), View(result), ReductionShape.Axis(x.Shape[axis], inner));
    }

    /// <inheritdoc/>
    public override void SumTo(Tensor x, Tensor result)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(result);
        if (x.Size == 0 || result.Size == 0)
        {
            Fill(result, 0);
            return;
        }
        var broadcast = new BroadcastPlan(x.Shape, result.Shape);
        var count = x.Size / result.Size;
        if (broadcast.IsOneBlock)
            Reduce(Reduction.Sum, View(x), View(result), ReductionShape.AllBut(count / broadcast.Inner, result.Size, broadcast.Inner));
        else
            Load(ref _sumStrided, ReductionKernels.SumStrided)(
                result.Size, View(x), View(result), broadcast.ToLarge(kept: true), broadcast.ToLarge(kept: false), count);
    }

    /// <inheritdoc/>
    public override int[] ArgMax(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var result = new int[x.Shape[0]];
        if (x.Size == 0) return result;
        var buffer = _integers.Rent(result.Length);
        ArrayView<int> view = buffer.View;
        view = view.SubView(0, result.Length);
        Load(ref _argMax, ReductionKernels.ArgMax)(
            result.Length, View(x), view, x.Shape[1]);
        Download<int>(view, result);
        _integers.Return(buffer);
        return result;
    }

    private void Reduce(Reduction kind, ArrayView<float> x, ArrayView<float> result, ReductionShape shape)
    {
        if (result.IntLength == 0) return;
        if (_tuning.RowItems == 1 || shape.Count <= FewElements || (shape.Step != 1 && result.IntLength >= shape.Count))
        {
            var byItem = kind == Reduction.Sum ? Load(ref _sumByItem, ReductionKernels.ByItem<SumOf>) : Load(ref _maxByItem, ReductionKernels.ByItem<MaxOf>);
            byItem(result.IntLength, x, result, shape);
            return;
        }
        var byGroup = kind == Reduction.Sum ? Load(ref _sumByGroup, ReductionKernels.ByGroup<SumOf>) : Load(ref _maxByGroup, ReductionKernels.ByGroup<MaxOf>);
        var items = ItemsFor(shape.Count);
        // Few results with long sums would leave most of the card idle: several groups share each.
        var parts = Math.Clamp(shape.Count / (16 * items), 1, Math.Max(1, 512 / result.IntLength));
        if (parts == 1)
        {
            byGroup(new KernelConfig(new Index2D(result.IntLength, 1), new Index2D(items, 1)), x, result, shape);
            return;
        }
        var buffer = _pool.Rent(result.IntLength * parts);
        ArrayView<float> partial = buffer.View;
        partial = partial.SubView(0, result.IntLength * parts);
        byGroup(new KernelConfig(new Index2D(result.IntLength, parts), new Index2D(items, 1)), x, partial, shape);
        byGroup(new KernelConfig(new Index2D(result.IntLength, 1), new Index2D(ItemsFor(parts), 1)), partial, result, ReductionShape.Axis(parts, 1));
        _pool.Return(buffer);
    }

    /// <summary>How many items work on so many elements together: a power of two, at least a warp on a card.</summary>
    private int ItemsFor(int count)
    {
        var items = Math.Min(_tuning.RowItems, 32);
        while (items < _tuning.RowItems && items < count) items *= 2;
        return items;
    }
}
