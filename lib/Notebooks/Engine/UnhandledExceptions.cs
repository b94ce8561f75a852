using System.Runtime.ExceptionServices;

namespace Notebooks.Engine;

/// <summary>Reports what a thread or an <c>async void</c> of a cell threw below that cell, where it would end the process.</summary>
internal static class UnhandledExceptions
{
    private static int s_reporting;

    public static void Report()
    {
        if (Interlocked.Exchange(ref s_reporting, 1) == 0) ExceptionHandling.SetUnhandledExceptionHandler(Handle);
    }

    private static bool Handle(Exception error)
    {
        if (CellOutputs.Own is not { } cell) return false;
        if (error is OperationCanceledException && cell.IsInterrupted) return true;
        var lines = cell.Traceback?.Invoke(error) ?? [Safe.Message(error)];
        cell.PushLast(sink => sink.Text($"On a thread of this cell, which ended with it:\n{string.Join('\n', lines)}\n", error: true));
        return true;
    }
}
