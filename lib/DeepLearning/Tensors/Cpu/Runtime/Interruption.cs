namespace DeepLearning.Tensors.Cpu;

/// <summary>Lets <see cref="Thread.Interrupt"/> end a loop that computes without ever waiting.</summary>
/// <remarks>A notebook interrupts a cell's thread before it aborts it, and an abort may strike anywhere. Between two operations nothing is
/// half done.</remarks>
internal static class Interruption
{
    private const int Milliseconds = 5;

    [ThreadStatic] private static long s_looked;

    /// <summary>Throws if this thread was interrupted; looks every few milliseconds only.</summary>
    /// <exception cref="ThreadInterruptedException">It was.</exception>
    public static void ThrowIfRequested()
    {
        var now = Environment.TickCount64;
        if (now - s_looked < Milliseconds) return;
        s_looked = now;
        Thread.Sleep(0); // the wait that an interrupt breaks
    }
}
