using System.Diagnostics;
using System.Globalization;

namespace Notebooks.Running;

/// <summary>Runs notebooks one after the other, each in a fresh process, and reports.</summary>
/// <param name="console">Where a line for each notebook goes.</param>
/// <param name="live">Whether that is a terminal, which shows the number of the running cell meanwhile.</param>
internal sealed class Runner(TextWriter console, bool live)
{
    /// <param name="jobs">What to run.</param>
    /// <returns>The exit code: 0 when all passed.</returns>
    public async Task<int> Run(IReadOnlyList<NotebookJob> jobs)
    {
        int passed = 0, failed = 0;
        foreach (var job in jobs)
        {
            var clock = Stopwatch.StartNew();
            var child = new ChildProcess(job, cell => Progress(job, cell));
            var problem = await child.Run();
            if (problem is null) passed++;
            else failed++;
            if (live) await console.WriteAsync("\r\e[K");
            await console.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{(problem is null ? "passed" : "FAILED")}  {job.Path}  {clock.Elapsed.TotalSeconds:0.0} s{(child.PeakMemory > 0 ? $"  {child.PeakMemory / 1e6:0} MB" : "")}"));
            if (problem is not null) await console.WriteLineAsync(problem);
            await console.FlushAsync();
        }
        await console.WriteLineAsync($"{passed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    private void Progress(NotebookJob job, int cell)
    {
        if (live) console.Write(string.Create(CultureInfo.InvariantCulture, $"\r\e[K        {job.Path}  cell {cell}"));
    }
}
