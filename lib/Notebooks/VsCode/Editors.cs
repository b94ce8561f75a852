using System.ComponentModel;
using System.Diagnostics;

namespace Notebooks.VsCode;

/// <summary>The editors of the VS Code family that can be started from the command line.</summary>
internal static class Editors
{
    private static readonly string[] Names = ["code", "codium", "code-insiders", "code-server"];

    /// <summary>Those on the search path, as full paths.</summary>
    public static IEnumerable<string> Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] endings = OperatingSystem.IsWindows() ? [".cmd", ".exe"] : [""];
        return from name in Names
               let found = (from folder in folders
                            from ending in endings
                            let path =
                   Path.Combine(folder, name + ending)
                            where File.Exists(path)
                            select path).FirstOrDefault()
               where found is not null
               select found;
    }

    /// <returns>What went wrong; null when the editor installed the package.</returns>
    public static string? Install(string editor, string package)
    {
        var start = new ProcessStartInfo(editor) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in new[] { "--install-extension", package, "--force" }) start.ArgumentList.Add(argument);
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : (output + errors.Result).Trim();
        }
        catch (Win32Exception error)
        {
            return error.Message;
        }
    }
}
