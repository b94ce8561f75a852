namespace DeepLearning.Tensors.Cpu;

/// <summary>Whose turn it is to use something that one thread may use at a time. The others do without it.</summary>
/// <remarks>
/// Not a lock: a notebook ends an endless loop by aborting its thread, at any instruction. If that comes after a thread took a lock and
/// before it
/// knows, nobody ever gives it back, and whoever waits for it waits for ever. Here nobody waits, and the thread's next call finds the turn
/// its own.
/// A thread must not take a turn twice.
/// </remarks>
internal struct AbortSafeGate
{
    private Thread? _thread;

    /// <summary>Takes the turn, if no other thread that lives has it.</summary>
    /// <param name="wasCutOff">Whether the last one to have it was aborted before its end: what it was at may be half done.</param>
    public bool TryEnter(out bool wasCutOff)
    {
        var me = Thread.CurrentThread;
        var other = Interlocked.CompareExchange(ref _thread, me, null);
        wasCutOff = other is not null;
        return other is null || other == me || (!other.IsAlive && Interlocked.CompareExchange(ref _thread, me, other) == other);
    }

    public void Exit() => Volatile.Write(ref _thread, null);
}
