using DeepLearning.Tensors;
using ILGPU;

namespace DeepLearning.Gpu;

public sealed partial class GpuBackend
{
    private readonly ProductLauncher?[] _products = new ProductLauncher?[4];

    /// <inheritdoc/>
    public override void MatMul(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor result, bool accumulate)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(result);
        var shape = ProductShape.Of(result.Shape[0], result.Shape[1], transposeA ? a.Shape[0] : a.Shape[1], accumulate);
        var kind = (transposeA ? 2 : 0) + (transposeB ? 1 : 0);
        var launcher = _products[kind] ??= kind switch
        {
            0 => ProductLauncher.Of<PlainPlain>(_accelerator),
            1 => ProductLauncher.Of<PlainTransposed>(_accelerator),
            2 => ProductLauncher.Of<TransposedPlain>(_accelerator),
            _ => ProductLauncher.Of<TransposedTransposed>(_accelerator),
        };
        Product(launcher, View(a), View(b), null, View(result), shape);
    }

    private void Product(ProductLauncher launcher, ArrayView<float> a, ArrayView<float> b, Tensor? bias, ArrayView<float> result, ProductShape shape)
    {
        if (shape.Rows == 0 || shape.Columns == 0) return;
        shape.HasBias = bias is null ? 0 : 1;
        var biasView = bias is null ? result : View(bias);
        if (!_tuning.UsesTiles)
        {
            launcher.Simple(shape.Rows * shape.Columns, a, b, biasView, result, shape);
            return;
        }
        var isLarge = shape.Rows > ProductKernels.Tile * 4 && shape.Columns > ProductKernels.Tile * 4;
        var (block, items) = isLarge ? (BlockedProduct.Block, BlockedProduct.Items) : (ProductKernels.Tile, ProductKernels.Tile * ProductKernels.Tile);
        var grid = new Index3D((shape.Columns + block - 1) / block, (shape.Rows + block - 1) / block, 1);
        (isLarge ? launcher.Blocked : launcher.Tiled)(new KernelConfig(grid, new Index3D(items, 1, 1)), a, b, biasView, result, shape);
    }
}
