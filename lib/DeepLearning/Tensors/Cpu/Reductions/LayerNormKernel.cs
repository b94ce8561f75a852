using System.Runtime.CompilerServices;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>Layer normalisation of one row at a time; the row stays in the first-level cache from the first pass to the last.</summary>
internal static unsafe class LayerNormKernel<TVector> where TVector : unmanaged, ISimd<TVector>
{
    /// <summary>normalized = (x − mean) · inverse, result = scale · normalized + shift; returns inverse = 1 / √(variance +
    /// epsilon).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Forward(float* x, float* scale, float* shift, float epsilon, float* normalized, float* result, int count)
    {
        var mean = (float)(Sums<TVector>.Sum(x, count) / count);
        Map<TVector>.Range(new AffineFunction(1, -mean), x, normalized, count);
        var inverse = 1 / MathF.Sqrt((float)(Sums<TVector>.Dot(normalized, normalized, count) / count) + epsilon);
        var factor = TVector.Broadcast(inverse);
        var i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count)
        {
            var unit = TVector.Load(normalized + i) * factor;
            unit.Store(normalized + i);
            TVector.Fma(unit, TVector.Load(scale + i), TVector.Load(shift + i)).Store(result + i);
        }
        if (i < count)
        {
            var (rest, unit) = (count - i, TVector.Load(normalized + i, count - i) * factor);
            unit.Store(normalized + i, rest);
            TVector.Fma(unit, TVector.Load(scale + i, rest), TVector.Load(shift + i, rest)).Store(result + i, rest);
        }
        return inverse;
    }

    /// <summary>With a = scale · g: inputGrad = inverse · (a − mean a − normalized · mean(a · normalized)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(float* normalized, float inverse, float* scale, float* g, float* inputGrad, int count)
    {
        Map<TVector>.Range(default(MultiplyFunction), g, scale, inputGrad, count);
        var mean = (float)(Sums<TVector>.Sum(inputGrad, count) / count);
        var along = (float)(Sums<TVector>.Dot(inputGrad, normalized, count) / count);
        Map<TVector>.Range(new Projection(mean, along, inverse), inputGrad, normalized, inputGrad, count);
    }

    /// <summary>Sums over the rows: scaleGrad = Σ g · normalized, shiftGrad = Σ g, for so many columns of rows of a width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ColumnSums(float* normalized, float* g, float* scaleGrad, float* shiftGrad, int rows, int width, int columns)
    {
        for (var i = 0; i < columns; i += TVector.Count)
        {
            var lanes = Math.Min(TVector.Count, columns - i);
            TVector scale = default, shift = default;
            for (nint row = 0; row < rows; row++)
            {
                var at = row * width + i;
                var grad = lanes == TVector.Count ? TVector.Load(g + at) : TVector.Load(g + at, lanes);
                scale = TVector.Fma(grad, lanes == TVector.Count ? TVector.Load(normalized + at) : TVector.Load(normalized + at, lanes),
                    scale);
                shift += grad;
            }
            scale.Store(scaleGrad + i, lanes);
            shift.Store(shiftGrad + i, lanes);
        }
    }

    private readonly struct Projection(float mean, float along, float inverse) : IFunction2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Apply<T>(T a, T unit) where T : unmanaged, ISimd<T> =>
            (a - T.Broadcast(mean) - unit * T.Broadcast(along)) * T.Broadcast(inverse);
    }
}
