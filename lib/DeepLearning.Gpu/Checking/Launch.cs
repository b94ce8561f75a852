using ILGPU;
using ILGPU.Runtime;

namespace DeepLearning.Gpu.Checking;

/// <summary>What a launch did, summed over all items.</summary>
/// <param name="Items">Work items.</param>
/// <param name="Barriers">Barriers that groups passed.</param>
/// <param name="GlobalReads">Numbers of 4 bytes read from global memory.</param>
/// <param name="GlobalWrites">Numbers written to global memory.</param>
/// <param name="SharedReads">Numbers read from shared memory.</param>
/// <param name="SharedWrites">Numbers written to shared memory.</param>
public readonly record struct LaunchCounts(long Items, long Barriers, long GlobalReads, long GlobalWrites, long SharedReads, long SharedWrites);

/// <summary>The launch that is running: which kernel, in what shape, and which of its items has its turn.</summary>
internal sealed class Launch(string name, KernelConfig config, bool isGrouped, Accelerator accelerator) : IDisposable
{
    [ThreadStatic] private static Launch? s_running;
    private readonly List<MemoryBuffer> _memory = [];
    private readonly List<(ArrayView<byte> Bytes, object View)> _shared = [];

    /// <summary>What runs at the moment on behalf of the calling thread.</summary>
    public static Launch? CurrentOrNull
    {
        get => Fibre.CurrentOrNull?.Run.Launch ?? s_running;
        set => s_running = value;
    }

    public static Launch Current => CurrentOrNull!;

    public string Name => name;

    public KernelConfig Config => config;

    /// <summary>The item whose turn it is, counted through all groups.</summary>
    public long Item { get; set; }

    public long GroupSize { get; } = isGrouped ? config.GroupDim.Size : 1;

    public AccessLog Log => field ??= new(this);

    /// <summary>The kernel and the item that is running.</summary>
    public string Where => $"{name}: {ItemName(Item)}";

    public string ItemName(long item)
    {
        if (!isGrouped) return $"item {item}";
        var (group, at) = (At(config.GridDim, item / GroupSize), At(config.GroupDim, item % GroupSize));
        return $"item {Short(at, config.GroupDim)} of group {Short(group, config.GridDim)}";
    }

    /// <summary>The index of an item or group; X runs fastest.</summary>
    public static Index3D At(Index3D extent, long number) =>
        new((int)(number % extent.X), (int)(number / extent.X % extent.Y), (int)(number / ((long)extent.X * extent.Y)));

    /// <summary>Memory that nobody has written to; all bits set is not a number, so that it does not look like a result.</summary>
    public ArrayView<T> Allocate<T>(int extent) where T : unmanaged
    {
        var buffer = accelerator.Allocate1D<T>(extent);
        _memory.Add(buffer);
        buffer.MemSet(accelerator.DefaultStream, 0xFF);
        return buffer.View.BaseView;
    }

    /// <summary>The memory that a group asks for with its so-many-th request. Groups run one after the other, and use the same.</summary>
    /// <exception cref="KernelException">A group has no more, or its items ask for different lengths.</exception>
    public ArrayView<T> Shared<T>(int request, int extent) where T : unmanaged
    {
        const int Most = 48 << 10;
        if (request == _shared.Count)
        {
            if (_shared.Sum(memory => memory.Bytes.Length) + (long)extent * Interop.SizeOf<T>() > Most)
                throw new KernelException($"{name}: a group asks for more than {Most >> 10} KB of shared memory, which is all it has.");
            var view = Allocate<T>(extent);
            _shared.Add((view.Cast<byte>(), view));
            Log.Add($"shared memory {_shared.Count}", Inside.AddressOf(view), view.LengthInBytes, Interop.SizeOf<T>(), isShared: true);
        }
        return _shared[request].View is ArrayView<T> known && known.Length == extent
            ? known
            : throw new KernelException($"{name}: items of one group allocate shared memory of different lengths. The length must be a constant.");
    }

    public void Dispose()
    {
        foreach (var buffer in _memory) buffer.Dispose();
    }

    private static string Short(Index3D index, Index3D extent) =>
        extent.Z > 1 ? $"({index.X}, {index.Y}, {index.Z})" : extent.Y > 1 ? $"({index.X}, {index.Y})" : $"{index.X}";
}
