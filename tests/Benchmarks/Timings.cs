using System.Diagnostics;

namespace Benchmarks;

/// <summary>Milliseconds of one step: the median and the smallest of so many.</summary>
internal readonly record struct Figures(double Median, double Min, int Count)
{
    public static Figures Of(IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToArray();
        return new(sorted[(sorted.Length - 1) / 2], sorted[0], sorted.Length);
    }
}

/// <summary>The times of one workload's steps, gathered in rounds.</summary>
internal sealed class Timings(Action step)
{
    /// <summary>Seconds at the start of a round that are not timed: caches fill again, and the other side's threads go to sleep.</summary>
    private const double Settling = 0.05;

    private readonly List<double> _milliseconds = [];
    private readonly List<Figures> _rounds = [];
    private long _bytes;
    private double _seconds, _others;

    /// <summary>All rounds together.</summary>
    public Figures Figures => Figures.Of(_milliseconds);

    /// <summary>Each round by itself.</summary>
    public IReadOnlyList<Figures> Rounds => _rounds;

    /// <summary>Managed memory allocated in a step, on average.</summary>
    public long BytesPerStep => _milliseconds.Count == 0 ? 0 : _bytes / _milliseconds.Count;

    /// <summary>How many processors others used meanwhile, on average.</summary>
    public double Others => Math.Max(0, _others / _seconds);

    public void Warm(double seconds)
    {
        var start = Stopwatch.GetTimestamp();
        do step();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds);
    }

    public void Round(double seconds)
    {
        Warm(Settling);
        // The step's own allocations, without those of this list.
        _milliseconds.EnsureCapacity(_milliseconds.Count + 500_000);
        var first = _milliseconds.Count;
        var load = Load.Now();
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        do
        {
            var before = Stopwatch.GetTimestamp();
            step();
            _milliseconds.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
        }
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds);
        _bytes += GC.GetAllocatedBytesForCurrentThread() - bytes;
        var (elapsed, others) = Load.Now().Since(load);
        (_seconds, _others) = (_seconds + elapsed, _others + others);
        _rounds.Add(Figures.Of(_milliseconds.Skip(first)));
    }
}
