using System.CommandLine;
using Notebooks.Jupyter;

namespace Notebooks.Commands;

internal static class KernelCommand
{
    public static Command Create() => new("kernel",
        "The Jupyter kernel, for VS Code's Jupyter extension, JupyterLab and other clients.") { Install(), Uninstall(), Start() };

    private static Command Install()
    {
        var command = new Command("install", "Tell Jupyter about this kernel.");
        command.SetAction((_, _) => Shared.Guarded(async () =>
        {
            var folder = KernelSpec.Install(KernelFolders.OfThisMachine());
            await Console.Out.WriteLineAsync($"Installed as {Path.GetFileName(folder)} in {folder}. Choose the kernel " +
                $"\"{KernelInfo.DisplayName}\".");
            return 0;
        }));
        return command;
    }

    private static Command Uninstall()
    {
        var command = new Command("uninstall", "Make Jupyter forget this kernel.");
        command.SetAction((_, _) => Shared.Guarded(async () =>
        {
            var removed = KernelSpec.Uninstall(KernelFolders.OfThisMachine());
            foreach (var folder in removed) await Console.Out.WriteLineAsync($"Removed {folder}.");
            if (removed.Count == 0) await Console.Out.WriteLineAsync("It is not installed.");
            return 0;
        }));
        return command;
    }

    private static Command Start()
    {
        var file = new Argument<string>("CONNECTION_FILE") { Description = "Written by the Jupyter client." };
        var command = new Command("start", "Serve one notebook; Jupyter's clients call this.") { file };
        command.SetAction((parsed, _) => Shared.Guarded(async () =>
        {
            await KernelProcess.Run(parsed.GetRequiredValue(file));
            Environment.Exit(0);
            return 0;
        }));
        return command;
    }
}
