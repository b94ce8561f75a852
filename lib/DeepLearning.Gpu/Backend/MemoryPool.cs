using System.Globalization;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace DeepLearning.Gpu;

/// <summary>Memory of the device that was given back, by length: a training loop asks for the same lengths at every step.</summary>
/// <remarks>A buffer can be handed out again while launches that use it are still waiting in the stream: later ones wait behind them.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class MemoryPool<T> where T : unmanaged
{
    private readonly Accelerator _accelerator;
    private readonly Dictionary<long, Stack<MemoryBuffer1D<T, Stride1D.Dense>>> _spare = [];
    // A buffer that only its tensor knew would be finalized together with it, in any order.
    private readonly HashSet<MemoryBuffer1D<T, Stride1D.Dense>> _lent = [];
    private readonly Lock _lock = new();

    /// <summary>A pool of a device's memory.</summary>
    public MemoryPool(Accelerator accelerator) => _accelerator = accelerator;

    /// <summary>How many buffers the pool has made so far.</summary>
    public int Made { get; private set; }

    /// <summary>The bytes that it has of the device, in use or spare.</summary>
    public long Bytes { get; private set; }

    /// <summary>The most bytes that it may have; the device may have fewer.</summary>
    public long MostBytes { get; init; } = long.MaxValue;

    /// <summary>How many buffers are in use.</summary>
    public int Lent
    {
        get { lock (_lock) return _lent.Count; }
    }

    /// <summary>Memory for at least so many elements. Its contents may be anything.</summary>
    /// <exception cref="InsufficientMemoryException">The device has no more.</exception>
    public MemoryBuffer1D<T, Stride1D.Dense> Rent(int length)
    {
        var rounded = Round(length);
        lock (_lock)
            if (_spare.TryGetValue(rounded, out var buffers) && buffers.TryPop(out var buffer))
            {
                _lent.Add(buffer);
                return buffer;
            }
        var made = Allocate(rounded);
        lock (_lock)
        {
            Made++;
            Bytes += made.LengthInBytes;
            _lent.Add(made);
        }
        return made;
    }

    /// <summary>Gives memory back.</summary>
    public void Return(MemoryBuffer1D<T, Stride1D.Dense> buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        lock (_lock)
        {
            if (!_lent.Remove(buffer)) return;
            if (!_spare.TryGetValue(buffer.Length, out var buffers)) _spare.Add(buffer.Length, buffers = new());
            buffers.Push(buffer);
        }
    }

    /// <summary>Gives all memory that is not in use back to the device.</summary>
    public void Trim()
    {
        _accelerator.Synchronize();
        lock (_lock)
        {
            foreach (var buffers in _spare.Values)
                foreach (var buffer in buffers)
                {
                    Bytes -= buffer.LengthInBytes;
                    buffer.Dispose();
                }
            _spare.Clear();
        }
    }

    /// <summary>The length of the buffer for so many elements: at most an eighth more, so that a smaller last batch finds one, too.</summary>
    internal static long Round(long length)
    {
        var step = 64L;
        while (step * 16 <= length) step *= 2;
        return Math.Max(step, (length + step - 1) / step * step);
    }

    private MemoryBuffer1D<T, Stride1D.Dense> Allocate(long length)
    {
        if (TryAllocate(length, out _) is { } buffer) return buffer;
        // Tensors that nobody uses any more may hold memory until the garbage collector meets them.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Trim();
        if (TryAllocate(length, out var failure) is { } second) return second;
        var free = _accelerator is CudaAccelerator card ? $", {InMegabytes(card.GetFreeMemory())} are free" : "";
        throw new InsufficientMemoryException($"The device {_accelerator.Name} has no room for {length} more numbers ({InMegabytes(length * Interop.SizeOf<T>())}): of its "
            + $"{InMegabytes(Math.Min(_accelerator.MemorySize, MostBytes))}, tensors here hold {InMegabytes(Bytes)}{free}. Use smaller batches, or end a TensorScope sooner.", failure);
    }

    private MemoryBuffer1D<T, Stride1D.Dense>? TryAllocate(long length, out Exception? failure)
    {
        failure = null;
        if (Bytes + length * Interop.SizeOf<T>() > MostBytes) return null;
        try
        {
            return _accelerator.Allocate1D<T>(length);
        }
        catch (Exception error) when (error is AcceleratorException or OutOfMemoryException)
        {
            failure = error;
            return null;
        }
    }

    private static string InMegabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB");
}
