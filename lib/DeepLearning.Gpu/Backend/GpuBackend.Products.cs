using DeepLearning.Gpu.Kernels;
using DeepLearning.Tensors;
using ILGPU;

namespace DeepLearning.Gpu;

public sealed partial class GpuBackend
{
    private readonly ProductLauncher?[] _products = new ProductLauncher?[8];
    private Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ProductShape, ProductSteps>? _simple;
    private Action<Index1D, ArrayView<float>, ArrayView<float>, int, int>? _addParts;

    /// <summary>Sums shorter than twice this are not worth sharing.</summary>
    private const int LeastDepth = 128;

    private const int MostParts = 64;

    /// <inheritdoc/>
    public override void MatMul(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor result, bool accumulate) =>
        MatMul(a, transposeA, b, transposeB, null, result, accumulate);

    /// <inheritdoc/>
    public override void MatMul(Tensor a, RightFactor b, Tensor bias, Tensor result)
    {
        ArgumentNullException.ThrowIfNull(b);
        MatMul(a, false, b.Matrix, b.IsTransposed, bias, result, accumulate: false);
    }

    private void MatMul(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor? bias, Tensor result, bool accumulate)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(result);
        var shape = ProductShape.Of(result.Shape[0], result.Shape[1], transposeA ? a.Shape[0] : a.Shape[1], accumulate ? 1 : 0);
        shape.Bias = bias is null ? ProductShape.NoBias : ProductShape.BiasOfColumns;
        if (!_tuning.UsesTiles)
        {
            Simple(View(a), transposeA, View(b), transposeB, bias, View(result), shape);
            return;
        }
        // The lengths in which neighbours lie side by side, and the starts, decide whether four can be fetched at once.
        var isWide = IsWide(a, transposeA ? shape.Rows : shape.Depth) && IsWide(b, transposeB ? shape.Depth : shape.Columns);
        var kind = (isWide ? 4 : 0) + (transposeA ? 2 : 0) + (transposeB ? 1 : 0);
        var launcher = _products[kind] ??= kind switch
        {
            0 => ProductLauncher.Of<PlainPlain>(_loader),
            1 => ProductLauncher.Of<PlainTransposed>(_loader),
            2 => ProductLauncher.Of<TransposedPlain>(_loader),
            3 => ProductLauncher.Of<TransposedTransposed>(_loader),
            4 => ProductLauncher.Of<Wide<PlainPlain>>(_loader),
            5 => ProductLauncher.Of<Wide<PlainTransposed>>(_loader),
            6 => ProductLauncher.Of<Wide<TransposedPlain>>(_loader),
            _ => ProductLauncher.Of<Wide<TransposedTransposed>>(_loader),
        };
        Product(launcher, View(a), View(b), bias, NoTaps, View(result), shape);
    }

    private void Simple(ArrayView<float> a, bool transposeA, ArrayView<float> b, bool transposeB, Tensor? bias, ArrayView<float> result, ProductShape shape)
    {
        if (result.IntLength == 0) return;
        var (rowOfA, depthOfA) = transposeA ? (1, shape.Rows) : (shape.Depth, 1);
        var (depthOfB, columnOfB) = transposeB ? (1, shape.Depth) : (shape.Columns, 1);
        var steps = new ProductSteps { RowOfA = rowOfA, DepthOfA = depthOfA, DepthOfB = depthOfB, ColumnOfB = columnOfB };
        Load(ref _simple, ProductKernels.Simple)(
            result.IntLength, a, b, bias is null ? result : View(bias), result, shape, steps);
    }

    private void Product(ProductLauncher launcher, ArrayView<float> a, ArrayView<float> b, Tensor? bias, ArrayView<Place> taps, ArrayView<float> result, ProductShape shape)
    {
        if (shape.Rows == 0 || shape.Columns == 0) return;
        var biasView = bias is null ? result : View(bias);
        var (block, launch) = FormFor(launcher, shape);
        var (across, down) = (Blocks(shape.Columns, block), Blocks(shape.Rows, block));
        shape.Parts = PartsFor(across * down, shape);
        if (shape.Parts == 1)
        {
            launch(new KernelConfig(new Index3D(across, down, 1), new Index3D(Tiles.Items, 1, 1)), a, b, biasView, taps, result, shape);
            return;
        }
        shape.DepthPerPart = ((shape.Depth + shape.Parts - 1) / shape.Parts + 3) / 4 * 4;
        var size = shape.Rows * shape.Columns;
        var buffer = _pool.Rent(size * shape.Parts);
        ArrayView<float> partial = buffer.View;
        launch(new KernelConfig(new Index3D(across, down, shape.Parts), new Index3D(Tiles.Items, 1, 1)), a, b, biasView, taps, partial, shape);
        Load(ref _addParts, ProductKernels.AddParts)(
            size, partial, result, shape.Parts, shape.Accumulate);
        _pool.Return(buffer);
    }

    /// <summary>The largest blocks of which there are enough to keep the device busy, and which are not mostly empty.</summary>
    private (int Block, Action<KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<Place>, ArrayView<float>, ProductShape> Launch) FormFor(ProductLauncher launcher, ProductShape shape)
    {
        if (Fits(BlockedProduct.Block)) return (BlockedProduct.Block, launcher.Blocked);
        return Fits(MediumProduct.Block) ? (MediumProduct.Block, launcher.Medium) : (ProductKernels.Tile, launcher.Tiled);

        // A long sum is shared by several groups, which makes up for few blocks.
        bool Fits(int block) => Math.Min(shape.Rows, shape.Columns) > block / 2
            && Blocks(shape.Rows, block) * Blocks(shape.Columns, block) * Math.Max(1L, shape.Depth / LeastDepth) >= _accelerator.NumMultiprocessors;
    }

    private static bool IsWide(Tensor x, int length) => x.Offset % 4 == 0 && length % 4 == 0;

    private static int Blocks(int length, int block) => (length + block - 1) / block;

    /// <summary>How many groups share each sum: more than one where a result of few blocks has long sums, as gradients of filters do.</summary>
    private int PartsFor(int blocks, ProductShape shape)
    {
        // Partial results are added in row-major order, so a result that lies otherwise, or has a bias, is not shared.
        if (shape.Bias != 0 || shape.Convolution.Images > 0 && shape.Depth != shape.Convolution.Images * shape.Convolution.OutputPlane) return 1;
        return Math.Clamp(Math.Min(2 * _accelerator.NumMultiprocessors / blocks, shape.Depth / LeastDepth), 1, MostParts);
    }
}
