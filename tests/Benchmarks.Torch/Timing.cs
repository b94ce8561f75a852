using System.Diagnostics;

namespace Benchmarks.Torch;

/// <summary>Runs steps and says how long they took.</summary>
internal static class Timing
{
    /// <summary>Seconds at the start of a round that are not timed.</summary>
    public const double Settling = 0.05;

    /// <summary>Steps for so long, at least one; the milliseconds that each took.</summary>
    public static List<double> Run(Action step, double seconds)
    {
        var times = new List<double>(capacity: 500_000);
        var start = Stopwatch.GetTimestamp();
        do
        {
            var before = Stopwatch.GetTimestamp();
            step();
            times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
        }
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds);
        return times;
    }

    public static object Figures(List<double> times)
    {
        var sorted = times.Order().ToArray();
        return new { ms_median = sorted[(sorted.Length - 1) / 2], ms_min = sorted[0], n = sorted.Length };
    }
}
