using ILGPU;

namespace DeepLearning.Gpu.Kernels;

/// <summary>One item for each element of the result.</summary>
public static class ElementKernels
{
    /// <summary>x = value.</summary>
    public static void Fill(Index1D i, ArrayView<float> x, float value) => x[i] = value;

    /// <summary>result = x.</summary>
    public static void Copy(Index1D i, ArrayView<float> x, ArrayView<float> result) => result[i] = x[i];

    /// <summary>result = scale · x + shift.</summary>
    public static void Affine(Index1D i, ArrayView<float> x, ArrayView<float> result, float scale, float shift) =>
        result[i] = scale * x[i] + shift;

    /// <summary>accumulator += scale · x.</summary>
    public static void AddScaled(Index1D i, ArrayView<float> x, ArrayView<float> accumulator, float scale) =>
        accumulator[i] += scale * x[i];

    /// <summary>result = f(x).</summary>
    public static void Unary<TFunction>(Index1D i, ArrayView<float> x, ArrayView<float> result, float parameter) where TFunction : struct,
        IUnary =>
        result[i] = TFunction.Apply(x[i], parameter);

    /// <summary>inputGrad = f′ · outputGrad.</summary>
    public static void UnaryGrad<TFunction>(
        Index1D i, ArrayView<float> input, ArrayView<float> output, ArrayView<float> outputGrad, ArrayView<float> inputGrad,
            float parameter)
        where TFunction : struct, IUnary =>
        inputGrad[i] = TFunction.Derivative(input[i], output[i], parameter) * outputGrad[i];

    /// <summary>result = f(a, b), operands of the same shape.</summary>
    public static void Binary<TFunction>(Index1D i, ArrayView<float> a, ArrayView<float> b, ArrayView<float> result) where TFunction
        : struct, IBinary =>
        result[i] = TFunction.Apply(a[i], b[i]);

    /// <summary>result = f(a, b) where b is repeated; its element is (i / inner) mod its length. That covers a row, a column, a channel
    /// and a single number.</summary>
    public static void BinaryRepeated<TFunction>(Index1D i, ArrayView<float> a, ArrayView<float> b, ArrayView<float> result, int inner,
        int isSwapped)
        where TFunction : struct, IBinary
    {
        var other = b[i / inner % b.IntLength];
        result[i] = isSwapped != 0 ? TFunction.Apply(other, a[i]) : TFunction.Apply(a[i], other);
    }

    /// <summary>As above for any broadcast.</summary>
    public static void BinaryStrided<TFunction>(Index1D i, ArrayView<float> a, ArrayView<float> b, ArrayView<float> result, Axes axes,
        int isSwapped)
        where TFunction : struct, IBinary
    {
        var other = b[axes.Offset(i)];
        result[i] = isSwapped != 0 ? TFunction.Apply(other, a[i]) : TFunction.Apply(a[i], other);
    }

    /// <summary>mask = 0 with a probability of 1 − keep, else 1 / keep.</summary>
    public static void DropoutMask(Index1D i, ArrayView<float> mask, uint seed, float keep, float kept) =>
        mask[i] = Maths.Uniform(seed, (uint)(int)i) < keep ? kept : 0f;
}
