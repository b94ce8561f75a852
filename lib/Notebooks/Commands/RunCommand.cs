using System.CommandLine;
using Notebooks.Running;

namespace Notebooks.Commands;

internal static class RunCommand
{
    public static Command Create()
    {
        var paths = Shared.Paths();
        var timeout = Shared.Timeout();
        var parallel = Shared.Parallel();
        var folder = new Option<string?>("--out") { Description = "Write the executed notebooks into this folder.", HelpName = "DIR" };
        var inPlace = new Option<bool>("--in-place") { Description = "Write the outputs into the notebooks themselves." };
        var command = new Command("run", "Execute notebooks, each in a fresh process and from its own folder.") { paths, folder, inPlace,
            timeout, parallel };
        command.Validators.Add(result =>
        {
            if (result.GetValue(inPlace) && result.GetValue(folder) is not null)
                result.AddError("--out and --in-place exclude each other: say where to write, once.");
        });
        command.SetAction((parsed, _) => Shared.Guarded(async () =>
        {
            var output = parsed.GetValue(folder);
            var jobs = NotebookFiles.Find(parsed.GetValue(paths) ?? []).Select(path => new NotebookJob(
                path, parsed.GetValue(inPlace) ? path : output is null ? null : Path.Combine(output, Path.GetFileName(path)),
                    Compare: false, parsed.GetValue(timeout)));
            return await new Runner(Console.Out, live: !Console.IsOutputRedirected, parsed.GetValue(parallel)).Run([.. jobs]);
        }));
        return command;
    }
}
