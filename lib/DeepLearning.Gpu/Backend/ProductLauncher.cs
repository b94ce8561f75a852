using DeepLearning.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace DeepLearning.Gpu;

/// <summary>The forms of one product, each compiled when it is first needed.</summary>
internal sealed class ProductLauncher
{
    private readonly Lazy<Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ProductShape>> _simple;
    private readonly Lazy<Action<KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ProductShape>> _tiled, _blocked;

    private ProductLauncher(
        Func<Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ProductShape>> simple,
        Func<Action<KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ProductShape>> tiled,
        Func<Action<KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ProductShape>> blocked) =>
        (_simple, _tiled, _blocked) = (new(simple), new(tiled), new(blocked));

    public Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ProductShape> Simple => _simple.Value;

    public Action<KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ProductShape> Tiled => _tiled.Value;

    public Action<KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ProductShape> Blocked => _blocked.Value;

    public static ProductLauncher Of<TProduct>(Accelerator accelerator) where TProduct : struct, IProduct => new(
        () => accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ProductShape>(
            ProductKernels.Simple<TProduct>),
        () => accelerator.LoadStreamKernel<ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ProductShape>(ProductKernels.Tiled<TProduct>),
        () => accelerator.LoadStreamKernel<ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ProductShape>(BlockedProduct.Run<TProduct>));
}
