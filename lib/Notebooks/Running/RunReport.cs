using System.Globalization;

namespace Notebooks.Running;

/// <summary>What a run prints: whole lines, one notebook after the other, however many run at a time.</summary>
internal sealed class RunReport(TextWriter console, bool live)
{
    private const int AssumedWidth = 80;
    private readonly Lock _turn = new();
    private readonly SortedDictionary<string, int> _running = new(StringComparer.Ordinal);
    private int _passed;
    private int _failed;

    /// <param name="job">Which one runs.</param>
    /// <param name="cell">The number of the running cell; 0 before the first.</param>
    public void Progress(NotebookJob job, int cell)
    {
        lock (_turn)
        {
            _running[job.Path] = cell;
            Show();
        }
    }

    /// <param name="job">Which one ended.</param>
    /// <param name="problem">What went wrong; null when it passed.</param>
    /// <param name="child">Its process, which knows the time and the memory it took; null when there was none.</param>
    public void Ended(NotebookJob job, string? problem, ChildProcess? child = null)
    {
        lock (_turn)
        {
            _running.Remove(job.Path);
            if (problem is null) _passed++;
            else _failed++;
            if (live) console.Write("\r\e[K");
            var time = child is null ? "" : string.Create(CultureInfo.InvariantCulture, $"  {child.Elapsed.TotalSeconds:0.0} s");
            var memory = child is null or { PeakMemory: 0 } ? "" : string.Create(CultureInfo.InvariantCulture, $"  {child.PeakMemory / 1e6:0} MB");
            console.WriteLine($"{(problem is null ? "passed" : "FAILED")}  {job.Path}{time}{memory}");
            if (problem is not null) console.WriteLine(problem);
            Show();
            console.Flush();
        }
    }

    /// <summary>Prints the counts.</summary>
    /// <returns>The exit code: 0 when all passed.</returns>
    public int End()
    {
        lock (_turn) console.WriteLine($"{_passed} passed, {_failed} failed");
        return _failed == 0 ? 0 : 1;
    }

    private void Show()
    {
        if (!live || _running.Count == 0) return;
        var names = _running.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(entry.Key)} cell {entry.Value}"));
        var line = $"        {string.Join("   ", names)}";
        var width = Console.WindowWidth is > 0 and var columns ? columns : AssumedWidth;
        console.Write($"\r\e[K{(line.Length < width ? line : line[..(width - 1)])}");
    }
}
