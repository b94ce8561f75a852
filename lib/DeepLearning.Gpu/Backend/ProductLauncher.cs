using DeepLearning.Gpu.Kernels;
using ILGPU;

namespace DeepLearning.Gpu;

using Launch = Action<KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<Place>, ArrayView<float>, ProductShape>;

/// <summary>The forms of one product, each compiled when it is first needed, for so many items in a group, and with registers for so many groups on a multiprocessor.</summary>
internal sealed class ProductLauncher(IKernelLoader loader, Delegate tiled, Delegate medium, Delegate blocked)
{
    public Launch Tiled => field ??= loader.Load<Launch>(tiled);

    public Launch Medium => field ??= loader.Load<Launch>(medium, new(Tiles.Items, 3));

    public Launch Blocked => field ??= loader.Load<Launch>(blocked, new(Tiles.Items, 2));

    public static ProductLauncher Of<TProduct>(IKernelLoader loader) where TProduct : struct, IProduct =>
        new(loader, ProductKernels.Tiled<TProduct>, MediumProduct.Run<TProduct>, BlockedProduct.Run<TProduct>);
}
