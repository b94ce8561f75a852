using DeepLearning.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace DeepLearning.Gpu;

using Launch = Action<KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ProductShape>;

/// <summary>The forms of one product, each compiled when it is first needed.</summary>
internal sealed class ProductLauncher(IKernelLoader loader, Delegate tiled, Delegate medium, Delegate blocked)
{
    public Launch Tiled => field ??= loader.Load<Launch>(tiled);

    public Launch Medium => field ??= loader.Load<Launch>(medium);

    public Launch Blocked => field ??= loader.Load<Launch>(blocked);

    public static ProductLauncher Of<TProduct>(IKernelLoader loader) where TProduct : struct, IProduct =>
        new(loader, ProductKernels.Tiled<TProduct>, MediumProduct.Run<TProduct>, BlockedProduct.Run<TProduct>);
}
