using ILGPU;

namespace DeepLearning.Gpu.Kernels;

/// <summary>Sums and largest elements over some axes.</summary>
public static class ReductionKernels
{
    /// <summary>One item walks all elements of a result: for many results, or few elements.</summary>
    public static void ByItem<TReduction>(Index1D i, ArrayView<float> x, ArrayView<float> result, ReductionShape s) where TReduction
        : struct, IReduction
    {
        var start = s.Start(i);
        var value = TReduction.Nothing;
        // Sums of sums lose less to rounding than one long one.
        for (var block = 0; block < s.Count; block += 64)
        {
            var part = TReduction.Nothing;
            var end = block + 64 < s.Count ? block + 64 : s.Count;
            for (var e = block; e < end; e++) part = TReduction.Join(part, x[start + s.Offset(e)]);
            value = TReduction.Join(value, part);
        }
        result[i] = value;
    }

    /// <summary>A group walks the elements of a result together: for long sums. With more than one group in Y each makes a partial
    /// result.</summary>
    public static void ByGroup<TReduction>(ArrayView<float> x, ArrayView<float> result, ReductionShape s) where TReduction : struct,
        IReduction
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MostItems);
        var start = s.Start(Grid.IdxX);
        var value = TReduction.Nothing;
        for (var e = Grid.IdxY * Group.DimX + Group.IdxX; e < s.Count; e += Grid.DimY * Group.DimX)
            value = TReduction.Join(value, x[start + s.Offset(e)]);
        value = GroupReduction.Join<TReduction>(shared, value);
        if (Group.IdxX == 0) result[Grid.IdxX * Grid.DimY + Grid.IdxY] = value;
    }

    /// <summary>result[i] = Σ over the axes that are dropped, for any set of them: kept axes give the start, dropped ones the way from
    /// there.</summary>
    public static void SumStrided(Index1D i, ArrayView<float> x, ArrayView<float> result, Axes kept, Axes dropped, int count)
    {
        var start = kept.Offset(i);
        var sum = 0f;
        for (var e = 0; e < count; e++) sum += x[start + dropped.Offset(e)];
        result[i] = sum;
    }

    /// <summary>The first of the largest elements of each row.</summary>
    public static void ArgMax(Index1D row, ArrayView<float> x, ArrayView<int> result, int columns)
    {
        var best = 0;
        for (var column = 1; column < columns; column++)
            if (Maths.IsLarger(x[row * columns + column], x[row * columns + best])) best = column;
        result[row] = best;
    }
}
