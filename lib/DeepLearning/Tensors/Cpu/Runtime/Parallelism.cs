using System.Globalization;
using System.Runtime.CompilerServices;

namespace DeepLearning.Tensors.Cpu;

/// <summary>Work that falls into independent, numbered parts, none of which runs parts of its own in parallel.</summary>
internal interface IParts
{
    void Run(int part);
}

/// <summary>Runs the parts of a job on several threads.</summary>
/// <remarks>
/// The calling thread works too; the workers wait for the next job in a short spin, so that a training step does not pay for waking them
/// up each time, and sleep after that. Which thread takes which part is left to chance, but each part writes its own outputs and sums in
/// its own fixed order: the result does not depend on the number of threads.
/// </remarks>
internal static unsafe class Parallelism
{
    private static WorkerTeam? s_team;
    private static AbortSafeGate s_gate;
    private static int s_threads = ThreadsFromEnvironment();

    /// <summary>How many threads work on a large operation: DL_THREADS, else the number of cores, at most 8.</summary>
    public static int Threads
    {
        get => s_threads;
        set => s_threads = Math.Clamp(value, 1, 64);
    }

    /// <summary>Runs parts 0 … count - 1 of <paramref name="job"/>, each exactly once, and returns when all are done.</summary>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted.</exception>
    public static void Run<TJob>(ref TJob job, int count) where TJob : struct, IParts
    {
        if (count > 1) Interruption.ThrowIfRequested();
        if (s_threads > 1 && count > 1 && TryTakeTeam())
        {
            try
            {
                // The job stays where it is, on the caller's stack: nothing is allocated.
                Team().Run(&RunPart<TJob>, Unsafe.AsPointer(ref job), count);
            }
            finally
            {
                s_gate.Exit();
            }
            return;
        }
        for (int part = 0; part < count; part++)
        {
            job.Run(part);
        }
    }

    /// <summary>How many parts are worth making of so much work: one for each thread, but none smaller than
    /// <paramref name="leastPerPart"/>.</summary>
    public static int PartsFor(long work, long leastPerPart) =>
        (int)Math.Clamp(work / leastPerPart, 1, s_threads);

    /// <summary>Takes the team for this thread, if no other has it.</summary>
    internal static bool TryTakeTeam() => s_gate.TryEnter(out _);

    private static WorkerTeam Team()
    {
        var team = s_team;
        if (team?.Size != s_threads)
        {
            s_team = null;
            team?.Dispose();
            s_team = team = new WorkerTeam(s_threads);
        }
        return team;
    }

    private static void RunPart<TJob>(void* job, int part) where TJob : struct, IParts => Unsafe.AsRef<TJob>(job).Run(part);

    private static int ThreadsFromEnvironment()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("DL_THREADS"), NumberStyles.None, CultureInfo.InvariantCulture, out int threads)
            && threads is >= 1 and <= 64)
        {
            return threads;
        }
        // A processor of a larger machine is often half a core (two hardware threads share its arithmetic units).
        int processors = Environment.ProcessorCount;
        return Math.Min(8, Math.Max(Math.Min(processors, 4), processors / 2));
    }
}
