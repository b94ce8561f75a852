using System.CommandLine;
using Notebooks.Documents;
using Notebooks.Running;

namespace Notebooks.Commands;

internal static class CheckCommand
{
    public static Command Create()
    {
        var paths = Shared.Paths();
        var timeout = Shared.Timeout();
        var tolerance = Shared.Tolerance();
        var parallel = Shared.Parallel();
        var executed = new Option<string?>("--executed")
        {
            Description = "Do not execute: compare the copies in this folder, which 'run --out DIR' has written.",
            HelpName = "DIR",
        };
        var command = new Command("check", "Execute notebooks and compare their outputs with the committed ones.") { paths, executed,
            timeout, tolerance, parallel };
        command.SetAction((parsed, _) => Shared.Guarded(async () =>
        {
            var jobs = NotebookFiles.Find(parsed.GetValue(paths) ?? [])
                .Select(path => new NotebookJob(path, Output: null, Compare: true, parsed.GetValue(timeout), parsed.GetValue(tolerance)));
            return parsed.GetValue(executed) is { } folder
                ? Compare(jobs, folder)
                : await new Runner(Console.Out, live: !Console.IsOutputRedirected, parsed.GetValue(parallel)).Run([.. jobs]);
        }));
        return command;
    }

    private static int Compare(IEnumerable<NotebookJob> jobs, string folder)
    {
        var report = new RunReport(Console.Out, live: false);
        foreach (var job in jobs) report.Ended(job, Problem(job, Path.Combine(folder, Path.GetFileName(job.Path))));
        return report.End();
    }

    private static string? Problem(NotebookJob job, string copy)
    {
        if (!File.Exists(copy)) return $"{copy}: no such file. Write it with: run {job.Path} --out {Path.GetDirectoryName(copy)}";
        try
        {
            var differences = OutputComparison.Differences(job.Path, NotebookReader.ReadFile(job.Path), NotebookReader.ReadFile(copy),
                new Leniency(job.Tolerance));
            return differences.Count == 0 ? null : string.Join(Environment.NewLine, differences);
        }
        catch (NotebookException error)
        {
            return error.Message;
        }
    }
}
