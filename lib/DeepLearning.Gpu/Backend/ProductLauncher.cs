using DeepLearning.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace DeepLearning.Gpu;

/// <summary>The forms of one product, each compiled when it is first needed.</summary>
internal sealed class ProductLauncher
{
    private readonly Lazy<Action<KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ProductShape>> _tiled, _medium, _blocked;

    private ProductLauncher(
        Func<Action<KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ProductShape>> tiled,
        Func<Action<KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ProductShape>> medium,
        Func<Action<KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ProductShape>> blocked) =>
        (_tiled, _medium, _blocked) = (new(tiled), new(medium), new(blocked));

    public Action<KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ProductShape> Tiled => _tiled.Value;

    public Action<KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ProductShape> Medium => _medium.Value;

    public Action<KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ProductShape> Blocked => _blocked.Value;

    public static ProductLauncher Of<TProduct>(Accelerator accelerator) where TProduct : struct, IProduct => new(
        () => accelerator.LoadStreamKernel<ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ProductShape>(ProductKernels.Tiled<TProduct>),
        () => accelerator.LoadStreamKernel<ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ProductShape>(MediumProduct.Run<TProduct>),
        () => accelerator.LoadStreamKernel<ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ProductShape>(BlockedProduct.Run<TProduct>));
}
