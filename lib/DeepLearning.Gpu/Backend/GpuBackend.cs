using DeepLearning.Gpu.Kernels;
using DeepLearning.Tensors;
using ILGPU;
using ILGPU.Runtime;

namespace DeepLearning.Gpu;

/// <summary>Computes with kernels: each primitive is one launch, or two where a sum is shared by several groups.</summary>
/// <remarks>All launches go to one stream, in order. Only <see cref="Download"/> and <see cref="ArgMax"/> wait for the device.</remarks>
public sealed partial class GpuBackend : Backend
{
    private readonly Accelerator _accelerator;
    private readonly IKernelLoader _loader;
    private readonly GpuTuning _tuning;
    private readonly MemoryPool<float> _pool;
    private readonly MemoryPool<int> _integers;
    private Action<Index1D, ArrayView<float>, float>? _fill;
    private Action<Index1D, ArrayView<float>, ArrayView<float>>? _copy;

    /// <summary>A backend for a device of ILGPU, which also compiles the kernels unless someone else shall load them.</summary>
    public GpuBackend(Accelerator accelerator, GpuTuning tuning, IKernelLoader? loader = null, long mostBytes = long.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(accelerator);
        ArgumentNullException.ThrowIfNull(tuning);
        (_accelerator, _tuning, _loader) = (accelerator, tuning, loader ?? new KernelLoader(accelerator));
        (_pool, _integers) = (new(accelerator) { MostBytes = mostBytes }, new(accelerator));
    }

    /// <summary>ILGPU's device.</summary>
    public Accelerator Accelerator => _accelerator;

    /// <summary>The memory of the device's tensors.</summary>
    public MemoryPool<float> Pool => _pool;

    /// <inheritdoc/>
    public override Storage Allocate(int length, bool clear)
    {
        var storage = new GpuStorage(length, this, _pool);
        if (clear && length > 0) Fill(storage.View(0, length), 0);
        return storage;
    }

    /// <inheritdoc/>
    public override void Upload(ReadOnlySpan<float> source, Tensor destination)
    {
        if (source.Length > 0) Upload(source, View(destination));
    }

    /// <inheritdoc/>
    public override void Download(Tensor source, Span<float> destination)
    {
        if (destination.Length > 0) Download(View(source), destination);
    }

    /// <inheritdoc/>
    public override void Copy(Tensor source, Tensor destination)
    {
        if (destination is null || destination.Size == 0) return;
        Load(ref _copy, ElementKernels.Copy)(
            destination.Size, View(source), View(destination));
    }

    /// <inheritdoc/>
    public override void Fill(Tensor x, float value)
    {
        if (x is null || x.Size == 0) return;
        Fill(View(x), value);
    }

    private void Fill(ArrayView<float> view, float value) =>
        Load(ref _fill, ElementKernels.Fill)(view.IntLength, view, value);

    // Compiled when it is first needed.
    private TLaunch Load<TLaunch>(ref TLaunch? launch, Delegate kernel) where TLaunch : Delegate => launch ??= _loader.Load<TLaunch>(kernel);

    /// <summary>The elements of a tensor of this device.</summary>
    private ArrayView<float> View(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Storage is not GpuStorage storage || storage.Backend != this) throw OnAnotherDevice(x);
        return storage.View(x.Offset, x.Size);
    }

    /// <summary>Whole numbers on the device; give them back to <see cref="_integers"/> after the launch.</summary>
    private MemoryBuffer1D<int, Stride1D.Dense> UploadIntegers(ReadOnlySpan<int> values)
    {
        var buffer = _integers.Rent(values.Length);
        ArrayView<int> view = buffer.View;
        Upload(values, view.SubView(0, values.Length));
        return buffer;
    }

    // ILGPU takes the address as it is: the memory must stay where it is during the copy.
    private unsafe void Upload<T>(ReadOnlySpan<T> source, ArrayView<T> destination) where T : unmanaged
    {
        fixed (T* first = source)
            if (_tuning.WaitsForUploads) destination.CopyFromCPU(_accelerator.DefaultStream, ref *first, source.Length);
            else destination.CopyFromCPUUnsafeAsync(_accelerator.DefaultStream, ref *first, source.Length);
    }

    private unsafe void Download<T>(ArrayView<T> source, Span<T> destination) where T : unmanaged
    {
        fixed (T* first = destination) source.CopyToCPU(_accelerator.DefaultStream, ref *first, destination.Length);
    }
}
