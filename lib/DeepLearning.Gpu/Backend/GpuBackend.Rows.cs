using DeepLearning.Gpu.Kernels;
using DeepLearning.Tensors;
using ILGPU;

namespace DeepLearning.Gpu;

public sealed partial class GpuBackend
{
    private Action<Index1D, ArrayView<float>, ArrayView<int>, ArrayView<float>, int>? _gather;
    private Action<Index1D, ArrayView<float>, ArrayView<int>, ArrayView<float>, int, int>? _addToRows;
    private Action<Index1D, ArrayView<float>, ArrayView<float>, int, int, int, int, int>? _copyColumns;
    private Action<Index1D, ArrayView<float>, ArrayView<float>, Axes>? _permute;

    /// <inheritdoc/>
    public override void GatherRows(Tensor x, ReadOnlySpan<int> rows, Tensor result)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (result is null || result.Size == 0) return;
        var indices = UploadIntegers(rows);
        Load(ref _gather, RowKernels.Gather)(
            result.Size, View(x), indices.View, View(result), result.Size / rows.Length);
        _integers.Return(indices);
    }

    /// <inheritdoc/>
    public override void AddToRows(Tensor x, ReadOnlySpan<int> rows, Tensor result)
    {
        if (x is null || x.Size == 0) return;
        var (plan, targets) = PlanFor(rows);
        var width = x.Size / rows.Length;
        var indices = UploadIntegers(plan);
        Load(ref _addToRows, RowKernels.AddTo)(
            targets * width, View(x), indices.View, View(result), width, targets);
        _integers.Return(indices);
    }

    /// <inheritdoc/>
    public override void CopyColumns(Tensor source, int sourceStart, Tensor destination, int destinationStart, int columns)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (destination is null || columns == 0 || destination.Size == 0) return;
        var (from, to) = (source.Shape[^1], destination.Shape[^1]);
        Load(ref _copyColumns, RowKernels.CopyColumns)(
            destination.Size / to * columns, View(source), View(destination), columns, from, sourceStart, to, destinationStart);
    }

    /// <inheritdoc/>
    public override void Permute(Tensor x, ReadOnlySpan<int> axes, Tensor result)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (result is null || result.Size == 0) return;
        var plan = default(Axes);
        for (var i = 0; i < axes.Length; i++)
        {
            if (result.Shape[i] == 1) continue;
            var stride = 1;
            for (var axis = axes[i] + 1; axis < x.Rank; axis++) stride *= x.Shape[axis];
            BroadcastPlan.AddAxis(ref plan, result.Shape[i], stride);
        }
        Load(ref _permute, RowKernels.Permute)(
            result.Size, View(x), View(result), plan);
    }

    /// <summary>Sorts sources by their target, in the order in which the processor would add them (see <see cref="RowKernels.AddTo"/>).</summary>
    private static (int[] Plan, int Targets) PlanFor(ReadOnlySpan<int> rows)
    {
        var groups = rows.ToArray().Select((target, source) => (target, source)).GroupBy(pair => pair.target).ToArray();
        var (targets, at) = (groups.Length, 2 * groups.Length + 1);
        var plan = new int[at + rows.Length];
        for (var i = 0; i < targets; i++)
        {
            (plan[i], plan[targets + i]) = (groups[i].Key, at);
            foreach (var (_, source) in groups[i]) plan[at++] = source;
        }
        plan[2 * targets] = at;
        return (plan, targets);
    }
}
