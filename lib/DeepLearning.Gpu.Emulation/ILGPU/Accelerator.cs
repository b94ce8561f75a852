using System.Runtime.CompilerServices;
using DeepLearning.Gpu.Emulation;

namespace ILGPU.Runtime;

/// <summary>A device that runs kernels.</summary>
public sealed class Accelerator : IDisposable
{
    private int _buffers;

    internal Accelerator(bool checks, long memory)
    {
        MemorySize = memory;
        Tracker = checks ? new Tracker() : null;
        DefaultStream = new AcceleratorStream();
    }

    /// <summary>What the device calls itself.</summary>
    public string Name => "emulated on the processor";

    /// <summary>The most items that a group may have.</summary>
    public int MaxNumThreadsPerGroup => 1024;

    /// <summary>The number of items that a real device would run in step.</summary>
    public int WarpSize => 32;

    /// <summary>The number of groups that can run at the same time.</summary>
    public int NumMultiprocessors => 1;

    /// <summary>The device's memory in bytes.</summary>
    public long MemorySize { get; }

    /// <summary>The stream that launches go to: their order.</summary>
    public AcceleratorStream DefaultStream { get; }

    /// <summary>What the last launch did; counted only with checks on.</summary>
    public LaunchCounts LastLaunch { get; internal set; }

    /// <summary>How many kernels were launched.</summary>
    public long Launches { get; internal set; }

    internal Tracker? Tracker { get; }

    /// <summary>The bytes that buffers take at present.</summary>
    internal long MemoryInUse { get; set; }

    /// <summary>Memory for so many elements. Its contents may be anything.</summary>
    /// <exception cref="InsufficientMemoryException">The device has no more.</exception>
    public MemoryBuffer1D<T, Stride1D.Dense> Allocate1D<T>(long length) where T : unmanaged
    {
        var bytes = length * Unsafe.SizeOf<T>();
        if (MemoryInUse + bytes > MemorySize || bytes > int.MaxValue)
            throw new InsufficientMemoryException($"{Name}: {bytes} bytes more than the {MemoryInUse} in use are too many; the device has {MemorySize}.");
        MemoryInUse += bytes;
        return new(new DeviceMemory((int)bytes, $"buffer {++_buffers}", Tracker), (int)length, this);
    }

    /// <summary>Memory that holds a copy of an array.</summary>
    public MemoryBuffer1D<T, Stride1D.Dense> Allocate1D<T>(T[] data) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        var buffer = Allocate1D<T>(data.LongLength);
        buffer.CopyFromCPU(data);
        return buffer;
    }

    /// <summary>Waits until everything that was launched is done; here it always is.</summary>
    public void Synchronize() { }

    /// <inheritdoc/>
    public void Dispose() { }
}

/// <summary>An order of launches and copies.</summary>
public sealed class AcceleratorStream
{
    /// <summary>Waits until everything in the stream is done; here it always is.</summary>
    public void Synchronize() { }
}

/// <summary>A view on a line.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TStride">How the elements lie; always dense.</typeparam>
public readonly struct ArrayView1D<T, TStride> where T : unmanaged where TStride : struct
{
    internal ArrayView1D(ArrayView<T> view) => BaseView = view;

    /// <summary>The view as kernels take it.</summary>
    public ArrayView<T> BaseView { get; }

    /// <summary>The number of elements.</summary>
    public long Length => BaseView.Length;

    /// <summary>The number of elements.</summary>
    public int IntLength => BaseView.IntLength;

    /// <summary>The view as kernels take it.</summary>
    public static implicit operator ArrayView<T>(ArrayView1D<T, TStride> view) => view.BaseView;
}

/// <summary>A run of memory of a device.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TStride">How the elements lie; always dense.</typeparam>
public sealed class MemoryBuffer1D<T, TStride> : IDisposable where T : unmanaged where TStride : struct
{
    private readonly DeviceMemory _memory;
    private readonly Accelerator _accelerator;

    internal MemoryBuffer1D(DeviceMemory memory, int length, Accelerator accelerator) => (_memory, IntLength, _accelerator) = (memory, length, accelerator);

    /// <summary>The number of elements.</summary>
    public long Length => IntLength;

    /// <summary>The number of elements.</summary>
    public int IntLength { get; }

    /// <summary>All elements.</summary>
    public ArrayView1D<T, TStride> View => new(new ArrayView<T>(_memory, 0, IntLength));

    /// <summary>Copies an array into the memory.</summary>
    public void CopyFromCPU(T[] data)
    {
        ArgumentNullException.ThrowIfNull(data);
        View.BaseView.CopyFromCPU(data);
    }

    /// <summary>Copies the memory into an array.</summary>
    public void CopyToCPU(T[] data)
    {
        ArgumentNullException.ThrowIfNull(data);
        View.BaseView.CopyToCPU(data);
    }

    /// <summary>The elements as a new array.</summary>
    public T[] GetAsArray1D()
    {
        var result = new T[IntLength];
        CopyToCPU(result);
        return result;
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        _accelerator.MemoryInUse -= _memory.Bytes.Length;
        _memory.Free();
    }
}
