namespace DeepLearning.Tensors.Cpu;

internal sealed unsafe partial class CpuBackend<TVector>
{
    public override void Reduce(Reduction kind, Tensor x, int axis, Tensor result)
    {
        var (length, inner) = (x.Shape[axis], 1);
        for (var i = axis + 1; i < x.Rank; i++) inner *= x.Shape[i];
        fixed (float* source = Values(x), target = Values(result))
        {
            if (inner == 1)
                for (var row = 0; row < result.Size; row++)
                {
                    var at = source + (nint)row * length;
                    target[row] = kind == Reduction.Sum ? (float)Sums<TVector>.Sum(at, length) : Reductions<TVector>.Max(at, length);
                }
            else
                for (var outer = 0; outer < result.Size / inner; outer++)
                {
                    float* at = source + (nint)outer * length * inner, sums = target + (nint)outer * inner;
                    if (kind == Reduction.Sum) Reductions<TVector>.SumRows(at, inner, length, inner, sums);
                    else Reductions<TVector>.MaxRows(at, inner, length, inner, sums);
                }
        }
    }

    public override void SumTo(Tensor x, Tensor result)
    {
        var broadcast = new Broadcast(x.Shape, result.Shape, stackalloc int[2 * x.Rank]);
        fixed (float* source = Values(x), target = Values(result))
        {
            if (!broadcast.IsConstant && broadcast.RunLength == result.Size)
            {
                Reductions<TVector>.SumRows(source, result.Size, x.Size / Math.Max(1, result.Size), result.Size, target);
                return;
            }
            Values(result).Clear();
            for (var run = 0; run < x.Size / broadcast.RunLength; run++)
            {
                float* from = source + (nint)run * broadcast.RunLength, to = target + broadcast.Offset(run);
                if (broadcast.IsConstant) *to += (float)Sums<TVector>.Sum(from, broadcast.RunLength);
                else Map<TVector>.Range(default(AddFunction), to, from, to, broadcast.RunLength);
            }
        }
    }

    public override int[] ArgMax(Tensor x)
    {
        var values = Values(x);
        var columns = x.Shape[1];
        var result = new int[x.Shape[0]];
        for (var row = 0; row < result.Length; row++)
            for (var column = 1; column < columns; column++)
                if (PoolingKernel.IsLarger(values[row * columns + column], values[row * columns + result[row]])) result[row] = column;
        return result;
    }
}
