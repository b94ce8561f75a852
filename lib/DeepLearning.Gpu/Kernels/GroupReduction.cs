using ILGPU;

namespace DeepLearning.Gpu.Kernels;

/// <summary>One number from all items of a group.</summary>
public static class GroupReduction
{
    /// <summary>The most items of a group that works on a row.</summary>
    public const int MostItems = 512;

    /// <summary>Joins the items' numbers in a tree: each step halves them. The number of items must be a power of two.</summary>
    /// <returns>The result, the same for every item.</returns>
    public static float Join<TReduction>(ArrayView<float> shared, float value) where TReduction : struct, IReduction
    {
        var item = Group.IdxX;
        shared[item] = value;
        Group.Barrier();
        for (var half = Group.DimX / 2; half > 0; half /= 2)
        {
            if (item < half) shared[item] = TReduction.Join(shared[item], shared[item + half]);
            Group.Barrier();
        }
        var result = shared[0];
        // Nobody may write the next round's numbers before all have read this round's.
        Group.Barrier();
        return result;
    }
}
