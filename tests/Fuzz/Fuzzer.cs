using System.Diagnostics;

namespace Fuzz;

/// <summary>Feeds a reader hostile inputs for a while, and watches exceptions, time and memory.</summary>
internal sealed class Fuzzer(int seed, TextWriter output)
{
    private static readonly TimeSpan s_hang = TimeSpan.FromSeconds(10);

    private long _started = long.MaxValue;
    private string _now = "";

    /// <summary>Ends the process when one input takes too long: a thread that hangs can't be ended otherwise.</summary>
    public void Watch() => new Thread(() =>
    {
        while (true)
        {
            Thread.Sleep(500);
            if (Interlocked.Read(ref _started) is var started
                && started < Stopwatch.GetTimestamp() - s_hang.Ticks * (Stopwatch.Frequency / TimeSpan.TicksPerSecond))
            {
                output.WriteLine($"FAILED: {_now} hangs: longer than {s_hang.TotalSeconds} s");
                output.Flush();
                Environment.Exit(1);
            }
        }
    })
    { IsBackground = true }.Start();

    /// <summary>Runs until the time is over; the case numbers of one seed are always the same.</summary>
    /// <returns>The number of failures.</returns>
    public int Run(Target target, TimeSpan time, int first = 0, int most = int.MaxValue)
    {
        var (clock, cases, refused, failures, slowest, widest) = (Stopwatch.StartNew(), 0, 0, 0, TimeSpan.Zero, 0.0);
        // The first use of a reader also makes what it keeps for all others; whatever it says comes again.
        Case(target, target.Seeds[0], target.Name, mustPass: false, silent: true);
        for (var i = 0; i < target.Seeds.Count; i++)
            failures += Case(target, target.Seeds[i], $"{target.Name}, seed input {i + 1}",
                mustPass: i < target.Seeds.Count - target.Invalid).Failed ? 1 : 0;
        for (; clock.Elapsed < time && cases < most && failures < 5; cases++)
        {
            var input = new Mutator(new Random(HashCode(target.Name, first + cases)), target).Next();
            var result = Case(target, input, $"{target.Name} --seed {seed} --case {first + cases}", mustPass: false);
            failures += result.Failed ? 1 : 0;
            refused += result.Refused ? 1 : 0;
            if (result.Time > slowest) slowest = result.Time;
            if (input.Length > 1000 && result.Allocated > widest * input.Length) widest = (double)result.Allocated / input.Length;
        }
        output.WriteLine($"{target.Name,-12} {cases,8} inputs, {refused,8} refused, slowest {slowest.TotalMilliseconds,6:F0} ms, at " +
            $"most {widest,5:F1} bytes allocated for each of an input above 1 kB");
        return failures;
    }

    private (bool Failed, bool Refused, TimeSpan Time, long Allocated) Case(Target target, byte[] input, string what, bool mustPass,
        bool silent = false)
    {
        _now = what;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        Interlocked.Exchange(ref _started, start);
        Exception? error = null;
        try
        {
            target.Read(input);
        }
        catch (Exception caught)
        {
            error = caught;
        }
        Interlocked.Exchange(ref _started, long.MaxValue);
        var (time, allocated) = (Stopwatch.GetElapsedTime(start), GC.GetAllocatedBytesForCurrentThread() - before);
        var wrong = error is not null && (mustPass
            || !target.Allows(error)) ? $"{error.GetType().FullName}: {error.Message}\n{error.StackTrace}"
            : allocated > target.Room + target.Factor * (long)input.Length
                ? $"{allocated} bytes were allocated for an input of {input.Length}"
            : null;
        if (wrong is not null
            && !silent) output.WriteLine($"FAILED: {what}: {wrong}\n  input: " +
                $"{Convert.ToBase64String(input.AsSpan(0, Math.Min(input.Length, 3000)))}");
        return (wrong is not null, error is not null, time, allocated);
    }

    // string.GetHashCode differs from run to run.
    private int HashCode(string name, int index)
    {
        var hash = 17u + (uint)seed;
        foreach (var c in name) hash = hash * 31 + c;
        return (int)((hash * 2654435761u) ^ (uint)index * 40503u);
    }
}
