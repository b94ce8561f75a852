using System.Diagnostics;
using System.Globalization;

namespace Benchmarks;

/// <summary>Processor time so far: this program's, and the whole machine's where the system tells (Linux).</summary>
internal readonly record struct Load(long Start, TimeSpan Ours, TimeSpan? Machine)
{
    private const string Statistics = "/proc/stat";

    public static Load Now()
    {
        using var process = Process.GetCurrentProcess();
        TimeSpan? machine = File.Exists(Statistics) ? Busy(File.ReadLines(Statistics).First()) : null;
        return new(Stopwatch.GetTimestamp(), process.TotalProcessorTime, machine);
    }

    /// <summary>Seconds, and processor seconds that others used, since <paramref name="before"/>. We always want a processor: where the
    /// machine doesn't tell, what is missing of one is what others had at least.</summary>
    public (double Seconds, double Others) Since(Load before)
    {
        var (seconds, ours) = (Stopwatch.GetElapsedTime(before.Start, Start).TotalSeconds, (Ours - before.Ours).TotalSeconds);
        return (seconds, (Machine - before.Machine)?.TotalSeconds - ours ?? seconds - ours);
    }

    /// <summary>The time that processors were not idle, of the line <c>cpu user nice system idle iowait irq softirq steal …</c> in
    /// hundredths
    /// of a second.</summary>
    internal static TimeSpan Busy(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var times = words[1..9].Select(time => long.Parse(time, CultureInfo.InvariantCulture)).ToArray();
        return TimeSpan.FromMilliseconds(10 * (times.Sum() - times[3] - times[4]));
    }
}
