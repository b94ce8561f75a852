using System.Runtime.CompilerServices;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>A row of logits that fits into one vector: minus infinity fills it up.</summary>
internal static unsafe class ShortRow<TVector> where TVector : unmanaged, ISimd<TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (float Largest, float Sum) Exponentials(float* x, float* result, int count)
    {
        var row = TVector.Select(TVector.Lanes(0, count), TVector.Load(x, count), TVector.Broadcast(float.NegativeInfinity));
        var largest = TVector.MaxAcross(row);
        var exponentials = VectorMath.Exp(row - TVector.Broadcast(largest));
        exponentials.Store(result, count);
        return (largest, TVector.Sum(exponentials));
    }
}

/// <summary>Softmax and cross-entropy of one row at a time.</summary>
/// <remarks>The largest logit is subtracted first: softmax stays the same, and no exponential can overflow.</remarks>
internal static unsafe class SoftmaxKernel<TVector> where TVector : unmanaged, ISimd<TVector>
{
    // result[i] = exp(x[i] − largest); returns the largest and the sum of the results.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (float Largest, float Sum) Exponentials(float* x, float* result, int count)
    {
        if (count < TVector.Count) return ShortRow<TVector>.Exponentials(x, result, count);
        if (TVector.Count == 8 && count < 16) return ShortRow<Pair<TVector>>.Exponentials(x, result, count);
        var largest = Reductions<TVector>.Max(x, count);
        // A row of minus infinities has no softmax: leave the difference NaN.
        Map<TVector>.Range(new ShiftedExp(largest), x, result, count);
        return (largest, (float)Sums<TVector>.Sum(result, count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Softmax(float* x, float* result, int count)
    {
        var (_, sum) = Exponentials(x, result, count);
        Map<TVector>.Range(new AffineFunction(1 / sum, 0), result, result, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LogSoftmax(float* x, float* result, float* scratch, int count)
    {
        var (largest, sum) = Exponentials(x, scratch, count);
        Map<TVector>.Range(new AffineFunction(1, -(largest + (float)PortableMath.Log(sum))), x, result, count);
    }

    // inputGrad = y · (g − Σ y·g).
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SoftmaxGrad(float* y, float* g, float* inputGrad, int count)
    {
        var dot = (float)Sums<TVector>.Dot(y, g, count);
        Map<TVector>.Range(new CenteredProduct(dot), y, g, inputGrad, count);
    }

    /// <summary>The loss against probabilities; grad = scale · (softmax · Σ targets − targets).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float CrossEntropy(float* logits, float* targets, float scale, float* grad, int count)
    {
        var (largest, sum) = Exponentials(logits, grad, count);
        var weight = Sums<TVector>.Sum(targets, count);
        // Measured from the largest logit, both terms are small where the prediction is right.
        double dot = 0;
        for (var i = 0; i < count; i++)
            if (targets[i] != 0) dot += (double)targets[i] * (logits[i] - largest);
        var factor = (float)(weight / sum);
        Map<TVector>.Range(new ScaledDifference(factor, scale), grad, targets, grad, count);
        return (float)(weight * PortableMath.Log(sum) - dot);
    }

    /// <summary>The loss against one right class; grad = scale · (softmax − one-hot).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float CrossEntropy(float* logits, int label, float scale, float* grad, int count)
    {
        var (largest, sum) = Exponentials(logits, grad, count);
        var loss = (float)PortableMath.Log(sum) - (logits[label] - largest);
        Map<TVector>.Range(new AffineFunction(scale / sum, 0), grad, grad, count);
        grad[label] -= scale;
        return loss;
    }

    private readonly struct ShiftedExp(float shift) : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Apply<T>(T x) where T : unmanaged, ISimd<T> => VectorMath.Exp(x - T.Broadcast(shift));
    }

    private readonly struct CenteredProduct(float center) : IFunction2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Apply<T>(T a, T b) where T : unmanaged, ISimd<T> => a * (b - T.Broadcast(center));
    }

    private readonly struct ScaledDifference(float factor, float scale) : IFunction2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Apply<T>(T a, T b) where T : unmanaged, ISimd<T> => T.Broadcast(scale) * (a * T.Broadcast(factor) - b);
    }
}
