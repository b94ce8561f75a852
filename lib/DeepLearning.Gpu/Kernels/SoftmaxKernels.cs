using ILGPU;

namespace DeepLearning.Gpu.Kernels;

/// <summary>Softmax and cross-entropy; a group for each row.</summary>
/// <remarks>The largest logit is subtracted first: softmax stays the same, and no exponential can overflow.</remarks>
public static class SoftmaxKernels
{
    /// <summary>result = exp(x − largest) / Σ exp(x − largest).</summary>
    public static void Softmax(ArrayView<float> x, ArrayView<float> result, int columns)
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MostItems);
        var start = Grid.IdxX * columns;
        var largest = Largest(shared, x, start, columns);
        var sum = SumOfExponentials(shared, x, start, columns, largest);
        for (var j = Group.IdxX; j < columns; j += Group.DimX) result[start + j] = Maths.Exp(x[start + j] - largest) / sum;
    }

    /// <summary>result = x − largest − ln Σ exp(x − largest).</summary>
    public static void LogSoftmax(ArrayView<float> x, ArrayView<float> result, int columns)
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MostItems);
        var start = Grid.IdxX * columns;
        var largest = Largest(shared, x, start, columns);
        var shift = largest + Maths.Log(SumOfExponentials(shared, x, start, columns, largest));
        for (var j = Group.IdxX; j < columns; j += Group.DimX) result[start + j] = x[start + j] - shift;
    }

    /// <summary>inputGrad = y · (g − Σ y·g).</summary>
    public static void SoftmaxGrad(ArrayView<float> y, ArrayView<float> g, ArrayView<float> inputGrad, int columns)
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MostItems);
        var start = Grid.IdxX * columns;
        var dot = 0f;
        for (var j = Group.IdxX; j < columns; j += Group.DimX) dot += y[start + j] * g[start + j];
        dot = GroupReduction.Join<SumOf>(shared, dot);
        for (var j = Group.IdxX; j < columns; j += Group.DimX) inputGrad[start + j] = y[start + j] * (g[start + j] - dot);
    }

    /// <summary>loss = weight · ln Σ exp(x − largest) − Σ t·(x − largest) with weight = Σ t; grad = scale · (softmax · weight −
    /// t).</summary>
    public static void CrossEntropy(
        ArrayView<float> logits, ArrayView<float> targets, ArrayView<float> losses, ArrayView<float> grad, int columns, float scale,
            int wantsGrad)
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MostItems);
        var start = Grid.IdxX * columns;
        var largest = Largest(shared, logits, start, columns);
        var sum = SumOfExponentials(shared, logits, start, columns, largest);
        var weight = 0f;
        var dot = 0f;
        for (var j = Group.IdxX; j < columns; j += Group.DimX)
        {
            var target = targets[start + j];
            weight += target;
            // Measured from the largest logit, both terms are small where the prediction is right. A target of 0 counts for nothing,
            // whatever the logit.
            if (target != 0f) dot += target * (logits[start + j] - largest);
        }
        weight = GroupReduction.Join<SumOf>(shared, weight);
        dot = GroupReduction.Join<SumOf>(shared, dot);
        if (Group.IdxX == 0) losses[Grid.IdxX] = weight * Maths.Log(sum) - dot;
        if (wantsGrad == 0) return;
        for (var j = Group.IdxX; j < columns; j += Group.DimX)
            grad[start + j] = scale * (Maths.Exp(logits[start + j] - largest) * (weight / sum) - targets[start + j]);
    }

    /// <summary>As above where each row has one right class: loss = ln Σ exp(x − largest) − (x[label] − largest).</summary>
    public static void CrossEntropyOfLabels(
        ArrayView<float> logits, ArrayView<int> labels, ArrayView<float> losses, ArrayView<float> grad, int columns, float scale,
            int wantsGrad)
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MostItems);
        var start = Grid.IdxX * columns;
        var largest = Largest(shared, logits, start, columns);
        var sum = SumOfExponentials(shared, logits, start, columns, largest);
        var label = labels[Grid.IdxX];
        if (Group.IdxX == 0) losses[Grid.IdxX] = Maths.Log(sum) - (logits[start + label] - largest);
        if (wantsGrad == 0) return;
        for (var j = Group.IdxX; j < columns; j += Group.DimX)
            grad[start + j] = scale * (Maths.Exp(logits[start + j] - largest) / sum - (j == label ? 1f : 0f));
    }

    private static float Largest(ArrayView<float> shared, ArrayView<float> x, int start, int columns)
    {
        var largest = float.NegativeInfinity;
        for (var j = Group.IdxX; j < columns; j += Group.DimX) largest = x[start + j] > largest ? x[start + j] : largest;
        return GroupReduction.Join<MaxOf>(shared, largest);
    }

    private static float SumOfExponentials(ArrayView<float> shared, ArrayView<float> x, int start, int columns, float largest)
    {
        var sum = 0f;
        for (var j = Group.IdxX; j < columns; j += Group.DimX) sum += Maths.Exp(x[start + j] - largest);
        return GroupReduction.Join<SumOf>(shared, sum);
    }
}
