using System.CommandLine;
using System.Diagnostics;
using Notebooks.Running;

namespace Notebooks.Commands;

/// <summary>The hidden command that the runner starts for each notebook.</summary>
internal static class ExecuteCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("FILE");
        var timeout = Shared.Timeout();
        var write = new Option<string?>("--write");
        var compare = new Option<bool>("--compare");
        var tolerance = Shared.Tolerance();
        var command = new Command(JobCommandLine.Command) { path, timeout, write, compare, tolerance };
        command.Hidden = true;
        command.SetAction(async (parsed, _) =>
        {
            var report = Console.Out;
            var job = new NotebookJob(parsed.GetRequiredValue(path), parsed.GetValue(write), parsed.GetValue(compare),
                parsed.GetValue(timeout), parsed.GetValue(tolerance));
            var problems = await job.Run(cell => report.WriteLine(ChildReport.Cell(cell)));
            foreach (var line in problems) await report.WriteLineAsync(line);
            using (var self = Process.GetCurrentProcess()) await report.WriteLineAsync(ChildReport.Memory(self.PeakWorkingSet64));
            await report.WriteLineAsync(problems.Count == 0 ? ChildReport.Passed : ChildReport.Failed);
            // A cell that could not be stopped, or a thread that it left behind, must not keep the process alive.
            Environment.Exit(problems.Count == 0 ? 0 : 1);
            return 0;
        });
        return command;
    }
}
