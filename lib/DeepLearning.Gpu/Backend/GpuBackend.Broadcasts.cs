using DeepLearning.Gpu.Kernels;
using DeepLearning.Tensors;
using ILGPU;

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
            BinaryOperation.Add => BinaryLauncher.Of<Add>(_loader),
            BinaryOperation.Subtract => BinaryLauncher.Of<Subtract>(_loader),
            BinaryOperation.Multiply => BinaryLauncher.Of<Multiply>(_loader),
            BinaryOperation.Divide => BinaryLauncher.Of<Divide>(_loader),
            BinaryOperation.Maximum => BinaryLauncher.Of<Maximum>(_loader),
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
    private sealed class BinaryLauncher(IKernelLoader loader, Delegate same, Delegate repeated, Delegate strided)
    {
        public Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>> Same =>
            field ??= loader.Load<Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>>>(same);

        public Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, int, int> Repeated =>
            field ??= loader.Load<Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, int, int>>(repeated);

        public Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, Axes, int> Strided =>
            field ??= loader.Load<Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, Axes, int>>(strided);

        public static BinaryLauncher Of<TFunction>(IKernelLoader loader) where TFunction : struct, IBinary =>
            new(loader, ElementKernels.Binary<TFunction>, ElementKernels.BinaryRepeated<TFunction>, ElementKernels.BinaryStrided<TFunction>);
    }
}
