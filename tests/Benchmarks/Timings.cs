using System.Diagnostics;

namespace Benchmarks;

/// <summary>The times of one workload, gathered in slices.</summary>
internal sealed class Timings(Action step)
{
    private readonly List<double> _milliseconds = [];
    private long _bytes;

    public int Count => _milliseconds.Count;

    public double Median => Percentile(0.5);

    public double Min => Percentile(0);

    /// <summary>Managed memory allocated in a step, on average.</summary>
    public long BytesPerStep => Count == 0 ? 0 : _bytes / Count;

    public void Warm(double seconds)
    {
        var start = Stopwatch.GetTimestamp();
        do step();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds);
    }

    public void Measure(double seconds)
    {
        // The step's own allocations, without those of this list.
        _milliseconds.EnsureCapacity(_milliseconds.Count + 500_000);
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
    }

    private double Percentile(double fraction)
    {
        var sorted = _milliseconds.Order().ToArray();
        return sorted[(int)(fraction * (sorted.Length - 1))];
    }
}
