using DeepLearning.Tensors;
using ILGPU;
using ILGPU.Runtime;

namespace DeepLearning.Gpu;

/// <summary>Values in the device's memory, which goes back to the pool when its scope ends, or when the garbage collector finds that
/// nobody needs it.</summary>
internal sealed class GpuStorage : Storage
{
    /// <summary>Below this many bytes a tensor is not worth the garbage collector's attention.</summary>
    private const long Noticeable = 64 << 10;

    private readonly MemoryPool<float> _pool;
    private readonly MemoryBuffer1D<float, Stride1D.Dense> _buffer;

    public GpuStorage(int length, GpuBackend backend, MemoryPool<float> pool) : base(length)
    {
        (Backend, _pool, _buffer) = (backend, pool, pool.Rent(length));
        // The collector sees a small object; this tells it what hangs on it.
        if (Bytes >= Noticeable) GC.AddMemoryPressure(Bytes);
    }

    /// <inheritdoc/>
    ~GpuStorage() => GiveBack();

    public GpuBackend Backend { get; }

    private long Bytes => sizeof(float) * (long)Length;

    /// <summary>A run of the values; after the release, an exception.</summary>
    public ArrayView<float> View(int start, int length)
    {
        ThrowIfReleased();
        ArrayView<float> view = _buffer.View;
        return view.SubView(start, length);
    }

    protected override void OnRelease()
    {
        GiveBack();
#pragma warning disable CA1816 // Storage has Release where others have Dispose.
        GC.SuppressFinalize(this);
#pragma warning restore CA1816
    }

    private void GiveBack()
    {
        // Where the constructor failed there is no buffer.
        if (_buffer is null) return;
        if (Bytes >= Noticeable) GC.RemoveMemoryPressure(Bytes);
        _pool.Return(_buffer);
    }
}
