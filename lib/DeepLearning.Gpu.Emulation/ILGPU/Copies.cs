using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DeepLearning.Gpu.Emulation;

namespace ILGPU.Runtime;

/// <summary>Copies between the program's memory and the device's, and promises about views.</summary>
public static class ArrayViewExtensions
{
    /// <summary>Copies an array to the device.</summary>
    public static void CopyFromCPU<T>(this ArrayView<T> view, T[] data) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        data.AsSpan().CopyTo(Elements(view));
    }

    /// <summary>Copies an array from the device.</summary>
    public static void CopyToCPU<T>(this ArrayView<T> view, T[] data) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        Elements(view).CopyTo(data);
    }

    /// <summary>Copies values to the device and waits until they are there.</summary>
    public static void CopyFromCPU<T>(this ArrayView<T> view, AcceleratorStream stream, ref T data, long length) where T : unmanaged =>
        MemoryMarshal.CreateReadOnlySpan(ref data, (int)length).CopyTo(Elements(view));

    /// <summary>Copies values to the device without waiting for the launches before.</summary>
    public static void CopyFromCPUUnsafeAsync<T>(this ArrayView<T> view, AcceleratorStream stream, ref T data, long length) where T : unmanaged =>
        view.CopyFromCPU(stream, ref data, length);

    /// <summary>Copies values from the device and waits until they are there.</summary>
    public static void CopyToCPU<T>(this ArrayView<T> view, AcceleratorStream stream, ref T data, long length) where T : unmanaged =>
        Elements(view)[..(int)length].CopyTo(MemoryMarshal.CreateSpan(ref data, (int)length));

    /// <summary>Copies on the device: target = view.</summary>
    public static void CopyTo<T>(this ArrayView<T> view, AcceleratorStream stream, ArrayView<T> target) where T : unmanaged =>
        Elements(view).CopyTo(Elements(target));

    /// <summary>Sets all bytes to zero.</summary>
    public static void MemSetToZero<T>(this ArrayView<T> view, AcceleratorStream stream) where T : unmanaged => Elements(view).Clear();

    /// <summary>The same view; promises the compiler that it begins at a multiple of so many bytes.</summary>
    /// <exception cref="KernelException">It does not.</exception>
    public static ArrayView<T> AsAligned<T>(this ArrayView<T> view, int alignmentInBytes) where T : unmanaged
    {
        if (view.Start % alignmentInBytes != 0) Fault.Misaligned(view, view.Start, alignmentInBytes);
        return view;
    }

    private static Span<T> Elements<T>(ArrayView<T> view) where T : unmanaged
    {
        if (view.Memory is not { } memory) return [];
        return MemoryMarshal.Cast<byte, T>(memory.Bytes.AsSpan(view.Start, view.IntLength * Unsafe.SizeOf<T>()));
    }
}
