using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Notebooks.Engine;

/// <summary>What the loops and functions of a cell ask on each turn: whether the reader has interrupted it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Interruption
{
    private static volatile bool any;
    private static int count;

    /// <summary>Ends a cell that was interrupted, on all of its threads. The engine writes the calls.</summary>
    /// <exception cref="OperationCanceledException">The cell that the calling code belongs to was interrupted.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Poll()
    {
        if (any) PollSlowly();
    }

    internal static void Begin()
    {
        Interlocked.Increment(ref count);
        any = true;
    }

    internal static void End() => any = Interlocked.Decrement(ref count) > 0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void PollSlowly() => CellOutputs.Own?.ThrowIfInterrupted();
}
