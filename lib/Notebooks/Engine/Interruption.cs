using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Notebooks.Engine;

/// <summary>What the loops and functions of a cell ask on each turn: whether the reader has interrupted it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Interruption
{
    private static volatile bool s_any;
    private static int s_count;

    /// <summary>Ends a cell that was interrupted, on all of its threads. The engine writes the calls.</summary>
    /// <exception cref="OperationCanceledException">The cell that the calling code belongs to was interrupted.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Poll()
    {
        if (s_any) PollSlowly();
    }

    internal static void Begin()
    {
        Interlocked.Increment(ref s_count);
        s_any = true;
    }

    internal static void End() => s_any = Interlocked.Decrement(ref s_count) > 0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void PollSlowly() => CellOutputs.Own?.ThrowIfInterrupted();
}
