using System.Numerics.Tensors;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>Computes on the processor, with vectors of one width; the kernels beside this file do the work.</summary>
internal sealed unsafe partial class CpuBackend<TVector> : Backend where TVector : unmanaged, ISimd<TVector>
{
    private readonly ArrayPool _pool = new();

    /// <summary>The elements of a tensor.</summary>
    private static Span<float> Values(Tensor x) =>
        x.Storage is CpuStorage storage ? storage.Values.Slice(x.Offset, x.Size) : throw OnAnotherDevice(x);

    public override Storage Allocate(int length, bool clear)
    {
        var storage = new CpuStorage(_pool.Rent(length + CpuStorage.Spare), length, _pool);
        if (clear) storage.Values.Clear();
        return storage;
    }

    public override void Upload(ReadOnlySpan<float> source, Tensor destination) => source.CopyTo(Values(destination));

    public override void Download(Tensor source, Span<float> destination) => Values(source).CopyTo(destination);

    public override void Copy(Tensor source, Tensor destination) => Values(source).CopyTo(Values(destination));

    public override void Fill(Tensor x, float value) => Values(x).Fill(value);

    public override void MatMul(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor result, bool accumulate)
    {
        var (m, n, k) = (result.Shape[0], result.Shape[1], transposeA ? a.Shape[0] : a.Shape[1]);
        fixed (float* x = Values(a), y = Values(b), z = Values(result))
            Gemm<TVector>.Multiply(m, n, k, Matrix.RowMajor(x, a.Shape[1], transposeA), Matrix.RowMajor(y, b.Shape[1], transposeB),
                z, n, accumulate ? z : null, n);
    }

    public override void GatherRows(Tensor x, ReadOnlySpan<int> rows, Tensor result)
    {
        if (rows.Length == 0) return;
        var source = Values(x);
        var target = Values(result);
        var width = result.Size / rows.Length;
        for (var i = 0; i < rows.Length; i++)
            source.Slice(rows[i] * width, width).CopyTo(target.Slice(i * width, width));
    }

    public override void AddToRows(Tensor x, ReadOnlySpan<int> rows, Tensor result)
    {
        if (rows.Length == 0) return;
        var source = Values(x);
        var target = Values(result);
        var width = source.Length / rows.Length;
        for (var i = 0; i < rows.Length; i++)
            TensorPrimitives.Add(source.Slice(i * width, width), target.Slice(rows[i] * width, width), target.Slice(rows[i] * width, width));
    }

    public override void CopyColumns(Tensor source, int sourceStart, Tensor destination, int destinationStart, int columns)
    {
        if (columns == 0) return;
        var (from, to) = (source.Shape[^1], destination.Shape[^1]);
        var sources = Values(source);
        var targets = Values(destination);
        for (var row = 0; row < targets.Length / to; row++)
            sources.Slice(row * from + sourceStart, columns).CopyTo(targets[(row * to + destinationStart)..]);
    }

    public override void Permute(Tensor x, ReadOnlySpan<int> axes, Tensor result)
    {
        var source = Values(x);
        var target = Values(result);
        Span<int> strides = stackalloc int[axes.Length], index = stackalloc int[axes.Length];
        index.Clear();
        for (var i = 0; i < axes.Length; i++)
        {
            strides[i] = 1;
            for (var axis = axes[i] + 1; axis < x.Rank; axis++) strides[i] *= x.Shape[axis];
        }
        for (var at = 0; at < target.Length; at++)
        {
            var from = 0;
            for (var i = 0; i < axes.Length; i++) from += index[i] * strides[i];
            target[at] = source[from];
            for (var i = axes.Length - 1; i >= 0 && ++index[i] == result.Shape[i]; i--) index[i] = 0;
        }
    }
}
