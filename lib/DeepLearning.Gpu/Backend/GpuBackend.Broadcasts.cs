using DeepLearning.Gpu.Kernels;
using DeepLearning.Tensors;
using ILGPU;
using ILGPU.Runtime;

namespace DeepLearning.Gpu;

public sealed partial class GpuBackend
{
    private readonly BinaryLauncher?[] _binary = new BinaryLauncher?[Enum.GetValues<BinaryOperation>().Length];

    /// <inheritdoc/>
    public override void Binary(BinaryOperation f, Tensor a, Tensor b, Tensor result)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (result is null || result.Size == 0) return;
        var launcher = _binary[(int)f] ??= f switch
        {
            BinaryOperation.Add => BinaryLauncher.Of<Add>(_accelerator),
            BinaryOperation.Subtract => BinaryLauncher.Of<Subtract>(_accelerator),
            BinaryOperation.Multiply => BinaryLauncher.Of<Multiply>(_accelerator),
            BinaryOperation.Divide => BinaryLauncher.Of<Divide>(_accelerator),
            BinaryOperation.Maximum => BinaryLauncher.Of<Maximum>(_accelerator),
            _ => throw new ArgumentOutOfRangeException(nameof(f)),
        };
        if (a.Size == b.Size)
        {
            launcher.Same(result.Size, View(a), View(b), View(result));
            return;
        }
        var (large, small, isSwapped) = a.Size > b.Size ? (a, b, 0) : (b, a, 1);
        var broadcast = new BroadcastPlan(result.Shape, small.Shape);
        if (broadcast.IsOneBlock) launcher.Repeated(result.Size, View(large), View(small), View(result), broadcast.Inner, isSwapped);
        else launcher.Strided(result.Size, View(large), View(small), View(result), broadcast.ToSmall(), isSwapped);
    }

    /// <summary>The forms of one function, each compiled when it is first needed.</summary>
    private sealed class BinaryLauncher(
        Func<Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>>> same,
        Func<Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, int, int>> repeated,
        Func<Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, Axes, int>> strided)
    {
        private Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>>? _same;
        private Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, int, int>? _repeated;
        private Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, Axes, int>? _strided;

        public Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>> Same => _same ??= same();

        public Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, int, int> Repeated => _repeated ??= repeated();

        public Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, Axes, int> Strided => _strided ??= strided();

        public static BinaryLauncher Of<TFunction>(Accelerator accelerator) where TFunction : struct, IBinary => new(
            () => accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>>(ElementKernels.Binary<TFunction>),
            () => accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, int, int>(
                ElementKernels.BinaryRepeated<TFunction>),
            () => accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, Axes, int>(
                ElementKernels.BinaryStrided<TFunction>));
    }
}
