using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Notebooks.Running;

/// <summary>Runs one job in a fresh process.</summary>
internal sealed class ChildProcess(NotebookJob job, Action<int> progress)
{
    private const int MaxCrashLines = 20;
    private readonly StringBuilder report = new();
    private bool passed;
    private bool ended;
    private int cell;

    /// <summary>The most memory that the process has had, in bytes; 0 if it did not say.</summary>
    public long PeakMemory { get; private set; }

    /// <returns>What went wrong; null when the job passed.</returns>
    public async Task<string?> Run()
    {
        var start = new ProcessStartInfo
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        SelfCommand.Apply(start);
        foreach (var argument in JobCommandLine.Arguments(job)) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        void Kill(object? sender, EventArgs e) => End(process);
        AppDomain.CurrentDomain.ProcessExit += Kill;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line) Take(line);
        await process.WaitForExitAsync();
        AppDomain.CurrentDomain.ProcessExit -= Kill;
        return passed ? null : ended ? report.ToString().TrimEnd() : Crash(process.ExitCode, await errors);
    }

    private void Take(string line)
    {
        if (ChildReport.CellNumber(line) is { } number) progress(cell = number);
        else if (ChildReport.MemoryBytes(line) is { } bytes) PeakMemory = bytes;
        else if (line is ChildReport.Passed or ChildReport.Failed) (passed, ended) = (line == ChildReport.Passed, true);
        else report.AppendLine(line);
    }

    private string Crash(int exitCode, string errors)
    {
        var lines = errors.TrimEnd().Split('\n');
        return string.Create(CultureInfo.InvariantCulture, $"{job.Path}: cell {cell} ended the process (exit code {exitCode}).\n{report}")
            + string.Join('\n', lines.Take(MaxCrashLines)) + (lines.Length > MaxCrashLines ? "\n…" : "");
    }

    private static void End(Process process)
    {
        try { process.Kill(entireProcessTree: true); }
        catch (InvalidOperationException) { /* it has ended */ }
    }
}
