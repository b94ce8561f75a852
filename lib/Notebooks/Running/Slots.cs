namespace Notebooks.Running;

/// <summary>How many notebooks run at a time, and how many threads each may use.</summary>
/// <param name="Count">Processes at a time.</param>
/// <param name="Threads">For the environment variable DL_THREADS of each; null leaves it as it is.</param>
internal readonly record struct Slots(int Count, int? Threads)
{
    /// <summary>What a chapter may need, in bytes.</summary>
    private const long Memory = 1_500_000_000;

    public static Slots OfThisMachine(int? wanted, int jobs)
    {
        // The collector knows how much memory a container has, and after a collection also how much of it is taken.
        GC.Collect(0);
        var memory = GC.GetGCMemoryInfo(GCKind.Any);
        var fixedThreads = Environment.GetEnvironmentVariable("DL_THREADS") is { Length: > 0 };
        return Of(wanted, jobs, Environment.ProcessorCount, memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes, fixedThreads);
    }

    /// <param name="wanted">By the reader; null: by the machine.</param>
    /// <param name="jobs">How many there are to run.</param>
    /// <param name="cores">Of the machine.</param>
    /// <param name="freeMemory">In bytes.</param>
    /// <param name="fixedThreads">Whether the reader has said how many threads a notebook uses.</param>
    public static Slots Of(int? wanted, int jobs, int cores, long freeMemory, bool fixedThreads)
    {
        // A notebook uses two cores better than four, but of two cores two notebooks make more than one: much of their work has one thread.
        var best = Math.Max(Math.Min(cores, 2), cores / 2);
        var count = Math.Clamp(wanted ?? (int)Math.Clamp(freeMemory / Memory, 1, best), 1, Math.Max(1, jobs));
        return new Slots(count, fixedThreads || count == 1 ? null : Math.Max(1, cores / count));
    }
}
