using System.Numerics.Tensors;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>Computes on the processor, with vectors of one width; the kernels beside this file do the work.</summary>
internal sealed unsafe partial class CpuBackend<TVector> : Backend where TVector : unmanaged, ISimd<TVector>
{
    private readonly ArrayPool _pool = new();
    private uint _allocations;

    /// <summary>The elements of a tensor.</summary>
    private static Span<float> Values(Tensor x) =>
        x.Storage is CpuStorage storage ? storage.Values.Slice(x.Offset, x.Size) : throw OnAnotherDevice(x);

    public override Storage Allocate(int length, bool clear)
    {
        // Small operations take less time than a look at the clock.
        if (++_allocations % 32 == 0) Interruption.ThrowIfRequested();
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
        {
            if (transposeA && !transposeB && SparseProduct<TVector>.TryRight(m, n, k, x, y, z, accumulate ? z : null)) return;
            if (!transposeA && SparseProduct<TVector>.TryLeft(m, n, k, x, Matrix.RowMajor(y, b.Shape[1], transposeB), z,
                accumulate ? z : null, n)) return;
            Gemm<TVector>.Multiply(m, n, k, Matrix.RowMajor(x, a.Shape[1], transposeA), Matrix.RowMajor(y, b.Shape[1], transposeB),
                accumulate ? new ProductOutput(z, n).Accumulating : new(z, n));
        }
    }

    public override RightFactor Prepare(Tensor b, bool transposeB)
    {
        var (k, n) = transposeB ? (b.Shape[1], b.Shape[0]) : (b.Shape[0], b.Shape[1]);
        var prepared = Tensor.Uninitialized([PackedFactor<TVector>.Length(n, k)], b.Device);
        fixed (float* source = Values(b), target = Values(prepared))
            PackedFactor<TVector>.Pack(n, k, Matrix.RowMajor(source, b.Shape[1], transposeB), target);
        return new(b, transposeB, prepared);
    }

    public override void MatMul(Tensor a, RightFactor b, Tensor result, bool accumulate)
    {
        fixed (float* target = Values(result)) Multiply(a, b, target, result.Shape[1], accumulate ? target : null, result.Shape[1]);
    }

    public override void MatMul(Tensor a, RightFactor b, Tensor bias, Tensor result)
    {
        fixed (float* target = Values(result), addend = Values(bias)) Multiply(a, b, target, result.Shape[1], addend, 0);
    }

    private static void Multiply(Tensor a, RightFactor b, float* target, int n, float* addend, nint addendStride)
    {
        var (m, k) = (a.Shape[0], a.Shape[1]);
        fixed (float* x = Values(a), y = Values(b.Matrix), packed = b.Prepared is null ? default : Values(b.Prepared))
        {
            var right = Matrix.RowMajor(y, b.Matrix.Shape[1], b.IsTransposed);
            if (SparseProduct<TVector>.TryLeft(m, n, k, x, right, target, addend, addendStride)) return;
            Gemm<TVector>.Multiply(m, n, k, Matrix.RowMajor(x, k), right, new(target, n, addend, addendStride), packed);
        }
    }

    public override void GatherRows(Tensor x, ReadOnlySpan<int> rows, Tensor result)
    {
        if (rows.Length == 0) return;
        var parts = Math.Min(rows.Length, Parallelism.PartsFor(result.Size, Map<TVector>.LeastPerThread));
        fixed (float* source = Values(x), target = Values(result))
        fixed (int* from = rows)
        {
            var job = new Gather(source, from, rows.Length, result.Size / rows.Length, target, parts);
            Parallelism.Run(ref job, parts);
        }
    }

    // Rows of a batch lie anywhere in the data: the copy waits for memory, and two threads wait for less.
    private readonly struct Gather(float* source, int* rows, int count, nint width, float* target, int parts) : IParts
    {
        public void Run(int part)
        {
            for (var i = (int)((long)count * part / parts); i < (int)((long)count * (part + 1) / parts); i++)
                Buffer.MemoryCopy(source + rows[i] * width, target + i * width, width * sizeof(float), width * sizeof(float));
        }
    }

    public override void AddToRows(Tensor x, ReadOnlySpan<int> rows, Tensor result)
    {
        if (rows.Length == 0) return;
        var source = Values(x);
        var target = Values(result);
        var width = source.Length / rows.Length;
        for (var i = 0; i < rows.Length; i++)
            TensorPrimitives.Add(source.Slice(i * width, width), target.Slice(rows[i] * width, width),
                target.Slice(rows[i] * width, width));
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
        if (axes is [1, 0])
        {
            fixed (float* from = Values(x), to = Values(result))
                Transposer.Transpose(from, x.Shape[1], x.Shape[0], x.Shape[1], to, x.Shape[0]);
            return;
        }
        var source = Values(x);
        var target = Values(result);
        Span<int> strides = stackalloc int[axes.Length], index = stackalloc int[axes.Length];
        index.Clear();
        for (var i = 0; i < axes.Length; i++)
        {
            strides[i] = 1;
            for (var axis = axes[i] + 1; axis < x.Rank; axis++) strides[i] *= x.Shape[axis];
        }
        // Axes at the end that stay where they are: runs that are copied in one piece.
        var (moved, run) = (axes.Length, 1);
        while (moved > 0 && axes[moved - 1] == moved - 1) run *= x.Shape[--moved];
        if (run == 0) return;
        for (var at = 0; at < target.Length; at += run)
        {
            var from = 0;
            for (var i = 0; i < moved; i++) from += index[i] * strides[i];
            if (run == 1) target[at] = source[from];
            else source.Slice(from, run).CopyTo(target[at..]);
            for (var i = moved - 1; i >= 0 && ++index[i] == result.Shape[i]; i--) index[i] = 0;
        }
    }
}
