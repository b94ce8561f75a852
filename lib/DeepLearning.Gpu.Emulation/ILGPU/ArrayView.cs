using System.Runtime.CompilerServices;
using DeepLearning.Gpu.Emulation;

namespace ILGPU;

/// <summary>A run of values in a device's memory, as kernels see it. Every access is checked.</summary>
/// <typeparam name="T">The element type: a number or a struct of numbers.</typeparam>
public readonly struct ArrayView<T> : IView where T : unmanaged
{
    private readonly DeviceMemory? _memory;
    private readonly int _start;
    private readonly int _length;

    internal ArrayView(DeviceMemory? memory, int start, int length) => (_memory, _start, _length) = (memory, start, length);

    /// <summary>A view of nothing.</summary>
    public static ArrayView<T> Empty => default;

    /// <summary>The number of elements.</summary>
    public long Length => _length;

    /// <summary>The number of elements.</summary>
    public int IntLength => _length;

    /// <summary>Whether the view has memory behind it.</summary>
    public bool IsValid => _memory is not null;

    internal DeviceMemory? Memory => _memory;

    internal int Start => _start;

    DeviceMemory? IView.Memory => _memory;

    /// <summary>One element, read or written as a whole.</summary>
    /// <exception cref="KernelException">The index lies outside the view, or, with checks on, another item is using the element.</exception>
    public T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)index >= (uint)_length) Fault.OutOfBounds(this, index, _length, "reads");
            var at = _start + index * Unsafe.SizeOf<T>();
            if (_memory!.Log is { } log) log.Read(at, Unsafe.SizeOf<T>(), index);
            return Unsafe.ReadUnaligned<T>(ref _memory.Bytes[at]);
        }
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set
        {
            if ((uint)index >= (uint)_length) Fault.OutOfBounds(this, index, _length, "writes");
            var at = _start + index * Unsafe.SizeOf<T>();
            if (_memory!.Log is { } log) log.Write(at, Unsafe.SizeOf<T>(), index);
            Unsafe.WriteUnaligned(ref _memory.Bytes[at], value);
        }
    }

    /// <summary>A part of this view.</summary>
    /// <exception cref="KernelException">The part does not lie inside.</exception>
    public ArrayView<T> SubView(int start, int length)
    {
        if (start < 0 || length < 0 || (long)start + length > _length) Fault.OutOfBounds(this, start, length, _length);
        return new(_memory, _start + start * Unsafe.SizeOf<T>(), length);
    }

    /// <inheritdoc cref="SubView(int, int)"/>
    public ArrayView<T> SubView(long start, long length) => SubView(checked((int)start), checked((int)length));

    /// <summary>The same bytes as elements of another type.</summary>
    public ArrayView<TOther> Cast<TOther>() where TOther : unmanaged =>
        new(_memory, _start, (int)((long)_length * Unsafe.SizeOf<T>() / Unsafe.SizeOf<TOther>()));
}
