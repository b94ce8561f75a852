using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Notebooks.Running;

/// <summary>Runs one job in a fresh process.</summary>
/// <param name="job">What it does.</param>
/// <param name="threads">How many threads the library uses in it; null: as many as it chooses.</param>
/// <param name="progress">Told the number of each cell before it runs.</param>
internal sealed class ChildProcess(NotebookJob job, int? threads, Action<int> progress)
{
    private const int MaxCrashLines = 20;
    private readonly Stopwatch _clock = new();
    private readonly StringBuilder _report = new();
    private bool _passed;
    private bool _ended;
    private int _cell;

    /// <summary>The most memory that the process has had, in bytes; 0 if it did not say.</summary>
    public long PeakMemory { get; private set; }

    /// <summary>How long it has run.</summary>
    public TimeSpan Elapsed => _clock.Elapsed;

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
        if (threads is { } number) start.Environment["DL_THREADS"] = number.ToString(CultureInfo.InvariantCulture);
        foreach (var argument in JobCommandLine.Arguments(job)) start.ArgumentList.Add(argument);
        _clock.Start();
        using var process = Process.Start(start)!;
        void Kill(object? sender, EventArgs e) => End(process);
        AppDomain.CurrentDomain.ProcessExit += Kill;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line) Take(line);
        await process.WaitForExitAsync();
        _clock.Stop();
        AppDomain.CurrentDomain.ProcessExit -= Kill;
        return _passed ? null : _ended ? _report.ToString().TrimEnd() : Crash(process.ExitCode, await errors);
    }

    private void Take(string line)
    {
        if (ChildReport.CellNumber(line) is { } number) progress(_cell = number);
        else if (ChildReport.MemoryBytes(line) is { } bytes) PeakMemory = bytes;
        else if (line is ChildReport.Passed or ChildReport.Failed) (_passed, _ended) = (line == ChildReport.Passed, true);
        else _report.AppendLine(line);
    }

    private string Crash(int exitCode, string errors)
    {
        var lines = errors.TrimEnd().Split('\n');
        return string.Create(CultureInfo.InvariantCulture, $"{job.Path}: cell {_cell} ended the process (exit code {exitCode}).\n{_report}")
            + string.Join('\n', lines.Take(MaxCrashLines)) + (lines.Length > MaxCrashLines ? "\n…" : "");
    }

    private static void End(Process process)
    {
        try { process.Kill(entireProcessTree: true); }
        catch (InvalidOperationException) { /* it has ended */ }
    }
}
