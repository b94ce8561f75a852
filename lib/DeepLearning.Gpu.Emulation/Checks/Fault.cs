using System.Diagnostics.CodeAnalysis;

namespace DeepLearning.Gpu.Emulation;

/// <summary>Throws the exceptions of views, apart from them so that an access costs little.</summary>
internal static class Fault
{
    [DoesNotReturn]
    public static void OutOfBounds(IView view, int index, int length, string verb) => throw new KernelException(length == 0
        ? $"{Where()} {verb} element {index} of {NameOf(view)}, which is empty."
        : $"{Where()} {verb} element {index} of {NameOf(view)}, which has {length} elements (0 to {length - 1}).");

    [DoesNotReturn]
    public static void OutOfBounds(IView view, int start, int length, int whole) => throw new KernelException(
        $"{Where()} takes elements {start} to {(long)start + length - 1} of {NameOf(view)}, which has {whole} elements.");

    [DoesNotReturn]
    public static void Misaligned(IView view, int start, int alignment) => throw new KernelException(
        $"{Where()} promises that {NameOf(view)} begins at a multiple of {alignment} bytes; it begins at byte {start}.");

    /// <summary>The kernel and the item that is running.</summary>
    public static string Where() => LaunchState.Current is { } launch ? $"{launch.Name}: {launch.ItemName(launch.Item)}" : "The program, outside a kernel,";

    /// <summary>A view by the name of the kernel's parameter, where it is one.</summary>
    public static string NameOf(IView view) => view.Memory is { } memory ? NameOf(memory) : "a view without memory";

    public static string NameOf(DeviceMemory memory) => LaunchState.Current?.ParameterOf(memory) ?? memory.Name;
}
