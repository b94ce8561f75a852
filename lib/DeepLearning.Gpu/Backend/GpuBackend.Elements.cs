using DeepLearning.Gpu.Kernels;
using DeepLearning.Tensors;
using ILGPU;

namespace DeepLearning.Gpu;

public sealed partial class GpuBackend
{
    private readonly Action<Index1D, ArrayView<float>, ArrayView<float>, float>?[] _unary = new Action<Index1D, ArrayView<float>, ArrayView<float>, float>?[Operations];
    private readonly Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, float>?[] _unaryGrad =
        new Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, float>?[Operations];
    private Action<Index1D, ArrayView<float>, ArrayView<float>, float, float>? _affine;
    private Action<Index1D, ArrayView<float>, ArrayView<float>, float>? _addScaled;

    private static int Operations => Enum.GetValues<UnaryOperation>().Length;

    /// <inheritdoc/>
    public override void Unary(UnaryOperation f, Tensor x, Tensor result, float parameter)
    {
        if (result is null || result.Size == 0) return;
        (_unary[(int)f] ??= f switch
        {
            UnaryOperation.Square => LoadUnary<Square>(),
            UnaryOperation.Sqrt => LoadUnary<Sqrt>(),
            UnaryOperation.Exp => LoadUnary<Exp>(),
            UnaryOperation.Log => LoadUnary<Log>(),
            UnaryOperation.Abs => LoadUnary<Abs>(),
            UnaryOperation.Sigmoid => LoadUnary<Sigmoid>(),
            UnaryOperation.Tanh => LoadUnary<Tanh>(),
            UnaryOperation.Relu => LoadUnary<Relu>(),
            UnaryOperation.LeakyRelu => LoadUnary<LeakyRelu>(),
            UnaryOperation.Gelu => LoadUnary<Gelu>(),
            _ => throw new ArgumentOutOfRangeException(nameof(f)),
        })(result.Size, View(x), View(result), parameter);
    }

    /// <inheritdoc/>
    public override void UnaryGrad(UnaryOperation f, Tensor input, Tensor output, Tensor outputGrad, Tensor inputGrad, float parameter)
    {
        if (inputGrad is null || inputGrad.Size == 0) return;
        (_unaryGrad[(int)f] ??= f switch
        {
            UnaryOperation.Square => LoadUnaryGrad<Square>(),
            UnaryOperation.Sqrt => LoadUnaryGrad<Sqrt>(),
            UnaryOperation.Exp => LoadUnaryGrad<Exp>(),
            UnaryOperation.Log => LoadUnaryGrad<Log>(),
            UnaryOperation.Abs => LoadUnaryGrad<Abs>(),
            UnaryOperation.Sigmoid => LoadUnaryGrad<Sigmoid>(),
            UnaryOperation.Tanh => LoadUnaryGrad<Tanh>(),
            UnaryOperation.Relu => LoadUnaryGrad<Relu>(),
            UnaryOperation.LeakyRelu => LoadUnaryGrad<LeakyRelu>(),
            UnaryOperation.Gelu => LoadUnaryGrad<Gelu>(),
            _ => throw new ArgumentOutOfRangeException(nameof(f)),
        })(inputGrad.Size, View(input), View(output), View(outputGrad), View(inputGrad), parameter);
    }

    /// <inheritdoc/>
    public override void Affine(Tensor x, float scale, float shift, Tensor result)
    {
        if (result is null || result.Size == 0) return;
        Load(ref _affine, ElementKernels.Affine)(
            result.Size, View(x), View(result), scale, shift);
    }

    /// <inheritdoc/>
    public override void AddScaled(Tensor x, float scale, Tensor accumulator)
    {
        if (accumulator is null || accumulator.Size == 0) return;
        AddScaled(View(x), scale, View(accumulator));
    }

    private void AddScaled(ArrayView<float> x, float scale, ArrayView<float> accumulator) =>
        Load(ref _addScaled, ElementKernels.AddScaled)(
            accumulator.IntLength, x, accumulator, scale);

    private Action<Index1D, ArrayView<float>, ArrayView<float>, float> LoadUnary<TFunction>() where TFunction : struct, IUnary =>
        _loader.Load<Action<Index1D, ArrayView<float>, ArrayView<float>, float>>(ElementKernels.Unary<TFunction>);

    private Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, float> LoadUnaryGrad<TFunction>() where TFunction : struct, IUnary =>
        _loader.Load<Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, float>>(ElementKernels.UnaryGrad<TFunction>);
}
