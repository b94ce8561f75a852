namespace DeepLearning.Tensors.Cpu;

internal sealed unsafe partial class CpuBackend<TVector>
{
    private const long LeastProducts = 250_000;
    private const int LeastElements = 16_384;

    public override void MatMulBatch(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor result, bool accumulate)
    {
        var (m, n, k) = (result.Shape[^2], result.Shape[^1], a.Shape[transposeA ? ^2 : ^1]);
        var count = Matrices(result);
        if (count == 0) return;
        // Fewer matrices than threads: each product is shared out instead.
        if (count < Parallelism.Threads && (long)m * n * k > LeastProducts)
        {
            base.MatMulBatch(a, transposeA, b, transposeB, result, accumulate);
            return;
        }
        var parts = Math.Min(count, Parallelism.PartsFor((long)count * m * n * k, LeastProducts));
        fixed (float* x = Values(a), y = Values(b), z = Values(result))
        {
            var job = new Products(Matrix.RowMajor(x, a.Shape[^1], transposeA), Matrix.RowMajor(y, b.Shape[^1], transposeB), z, m, n, k,
                count, parts, accumulate);
            Parallelism.Run(ref job, parts);
        }
    }

    public override void CausalSoftmax(Tensor x, Tensor result)
    {
        var (rows, columns) = (x.Shape[^2], x.Shape[^1]);
        var all = Matrices(x) * rows;
        if (all == 0 || columns == 0) return;
        var parts = Math.Min(all, Parallelism.PartsFor(x.Size, LeastElements));
        fixed (float* source = Values(x), target = Values(result))
        {
            var job = new CausalRows(source, target, rows, columns, all, parts);
            Parallelism.Run(ref job, parts);
        }
    }

    public override void LayerNorm(Tensor x, float epsilon, Tensor scale, Tensor shift, Tensor normalized, Tensor inverse, Tensor result)
    {
        var rows = inverse.Size;
        if (rows == 0) return;
        var parts = Math.Min(rows, Parallelism.PartsFor(x.Size, LeastElements));
        fixed (float* source = Values(x), gamma = Values(scale), beta = Values(shift), unit = Values(normalized),
            deviation = Values(inverse), target = Values(result))
        {
            var job = new NormalizedRows(source, gamma, beta, unit, deviation, target, epsilon, rows, x.Shape[^1], parts);
            Parallelism.Run(ref job, parts);
        }
    }

    public override void LayerNormGrad(Tensor normalized, Tensor inverse, Tensor scale, Tensor outputGrad, Tensor inputGrad,
        Tensor scaleGrad, Tensor shiftGrad)
    {
        var (rows, width) = (inverse.Size, scale.Size);
        fixed (float* unit = Values(normalized), deviation = Values(inverse), gamma = Values(scale), g = Values(outputGrad),
            target = Values(inputGrad), gammaGrad = Values(scaleGrad), betaGrad = Values(shiftGrad))
        {
            if (rows > 0)
            {
                var parts = Math.Min(rows, Parallelism.PartsFor(outputGrad.Size, LeastElements));
                var job = new NormalizedRowsGrad(unit, deviation, gamma, g, target, rows, width, parts);
                Parallelism.Run(ref job, parts);
            }
            // Columns are shared out, so that each sum runs over the rows in order.
            var columns = Math.Max(64, (width + Parallelism.Threads - 1) / Parallelism.Threads);
            var sums = new NormalizedColumnSums(unit, g, gammaGrad, betaGrad, rows, width, columns);
            Parallelism.Run(ref sums, (width + columns - 1) / columns);
        }
    }

    private readonly struct Products(Matrix a, Matrix b, float* result, int m, int n, int k, int count, int parts, bool accumulate) : IParts
    {
        public void Run(int part)
        {
            var (x, y) = (a, b);
            for (var i = (int)((long)count * part / parts); i < (int)((long)count * (part + 1) / parts); i++)
            {
                var target = new ProductOutput(result + (nint)i * m * n, n);
                Gemm<TVector>.MultiplyAlone(m, n, k, new Matrix(x.Data + (nint)i * m * k, x.RowStride, x.ColumnStride),
                    new Matrix(y.Data + (nint)i * k * n, y.RowStride, y.ColumnStride), accumulate ? target.Accumulating : target);
            }
        }
    }

    private readonly struct CausalRows(float* x, float* result, int rows, int columns, int all, int parts) : IParts
    {
        public void Run(int part)
        {
            for (var row = (int)((long)all * part / parts); row < (int)((long)all * (part + 1) / parts); row++)
            {
                var (at, seen) = ((nint)row * columns, row % rows + 1 + columns - rows);
                SoftmaxKernel<TVector>.Softmax(x + at, result + at, seen);
                new Span<float>(result + at + seen, columns - seen).Clear();
            }
        }
    }

    private readonly struct NormalizedRows(
        float* x, float* scale, float* shift, float* normalized, float* inverse, float* result, float epsilon, int rows, int width,
            int parts) : IParts
    {
        public void Run(int part)
        {
            for (var row = (int)((long)rows * part / parts); row < (int)((long)rows * (part + 1) / parts); row++)
            {
                var at = (nint)row * width;
                inverse[row] = LayerNormKernel<TVector>.Forward(x + at, scale, shift, epsilon, normalized + at, result + at, width);
            }
        }
    }

    private readonly struct NormalizedRowsGrad(float* normalized, float* inverse, float* scale, float* g, float* inputGrad, int rows,
        int width, int parts) : IParts
    {
        public void Run(int part)
        {
            for (var row = (int)((long)rows * part / parts); row < (int)((long)rows * (part + 1) / parts); row++)
            {
                var at = (nint)row * width;
                LayerNormKernel<TVector>.Backward(normalized + at, inverse[row], scale, g + at, inputGrad + at, width);
            }
        }
    }

    private readonly struct NormalizedColumnSums(float* normalized, float* g, float* scaleGrad, float* shiftGrad, int rows, int width,
        int columns) : IParts
    {
        public void Run(int part)
        {
            var first = part * columns;
            LayerNormKernel<TVector>.ColumnSums(normalized + first, g + first, scaleGrad + first, shiftGrad + first, rows, width,
                Math.Min(columns, width - first));
        }
    }
}
