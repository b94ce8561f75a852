using System.CommandLine;
using Notebooks.Running;

namespace Notebooks.Commands;

internal static class CheckCommand
{
    public static Command Create()
    {
        var paths = Shared.Paths();
        var timeout = Shared.Timeout();
        var tolerance = Shared.Tolerance();
        var command = new Command("check", "Execute notebooks and compare their outputs with the committed ones.") { paths, timeout, tolerance };
        command.SetAction((parsed, _) => Shared.Guarded(async () =>
        {
            var jobs = NotebookFiles.Find(parsed.GetValue(paths) ?? [])
                .Select(path => new NotebookJob(path, Output: null, Compare: true, parsed.GetValue(timeout), parsed.GetValue(tolerance)));
            return await new Runner(Console.Out, live: !Console.IsOutputRedirected).Run([.. jobs]);
        }));
        return command;
    }
}
