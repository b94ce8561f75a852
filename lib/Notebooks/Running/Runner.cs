using System.Diagnostics;
using System.Globalization;

namespace Notebooks.Running;

/// <summary>Runs notebooks one after the other, each in a fresh process, and reports.</summary>
internal sealed class Runner(TextWriter console)
{
    /// <param name="jobs">What to run.</param>
    /// <returns>The exit code: 0 when all passed.</returns>
    public async Task<int> Run(IReadOnlyList<NotebookJob> jobs)
    {
        int passed = 0, failed = 0;
        foreach (var job in jobs)
        {
            var clock = Stopwatch.StartNew();
            var (succeeded, report) = await RunInProcess(job);
            if (succeeded) passed++;
            else failed++;
            await console.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{(succeeded ? "passed" : "FAILED")}  {job.Path}  {clock.Elapsed.TotalSeconds:0.0} s"));
            if (!succeeded) await console.WriteLineAsync(report.TrimEnd());
            await console.FlushAsync();
        }
        await console.WriteLineAsync($"{passed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    private static async Task<(bool Succeeded, string Report)> RunInProcess(NotebookJob job)
    {
        var start = new ProcessStartInfo { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        SelfCommand.Apply(start);
        foreach (var argument in JobCommandLine.Arguments(job)) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Kill(process);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var report = await output + await error;
        return (process.ExitCode == 0, report.Length > 0 ? report
            : string.Create(CultureInfo.InvariantCulture, $"{job.Path}: the process that ran it ended with exit code {process.ExitCode}."));
    }

    private static void Kill(Process process)
    {
        try { process.Kill(entireProcessTree: true); }
        catch (InvalidOperationException) { /* it has ended */ }
    }
}
