using System.CommandLine;
using Notebooks.Site;
using Notebooks.VsCode;

namespace Notebooks.Commands;

internal static class VsCodeCommand
{
    public static Command Create()
    {
        var install = new Command("install", "Pack the extension and install it into the VS Code that is found here.");
        install.SetAction((_, _) => Shared.Guarded(Install));
        return new Command("vscode", "The VS Code extension that runs the chapters.") { install };
    }

    private static async Task<int> Install()
    {
        var repository = ExtensionPackage.Repository();
        var package = Path.Combine(repository, "lib", "bin", "deep-learning-csharp.vsix");
        var downloads = Directory.CreateTempSubdirectory("vscode-");
        try
        {
            await NpmPackages.Fetch([NpmPackages.Mermaid], downloads.FullName, Console.Out);
            new ExtensionPackage(repository).Write(package, downloads.EnumerateFiles("*", SearchOption.AllDirectories)
                .Select(file => file.FullName));
        }
        finally
        {
            downloads.Delete(recursive: true);
        }
        int installed = 0, failed = 0;
        foreach (var editor in Editors.Find())
        {
            var problem = Editors.Install(editor, package);
            if (problem is null) installed++;
            else failed++;
            await Console.Out.WriteLineAsync(problem is null ? $"Installed into {editor}." : $"{editor} did not install it: {problem}");
        }
        await Console.Out.WriteLineAsync(installed > 0
            ? "Open this folder in VS Code, open notebooks/00-start-here.ipynb and run a cell. (Command palette: Deep Learning: Open the Chapters.)"
            : $"{(failed > 0 ? "It was packed, though." : "No VS Code was found on the search path.")} In VS Code: Extensions view, " +
                $"the menu … at its top, Install from VSIX…, and choose\n{package}");
        return failed > 0 && installed == 0 ? 1 : 0;
    }
}
