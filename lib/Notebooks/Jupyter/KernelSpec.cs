using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Notebooks.Documents;
using Notebooks.Site;

namespace Notebooks.Jupyter;

/// <summary>Tells Jupyter's clients how to start this kernel.</summary>
internal static class KernelSpec
{
    /// <summary>The name that the chapters ask for, and what we are called where somebody else has it.</summary>
    public const string Name = ".net-csharp", OtherName = KernelInfo.Implementation;

    private const string FileName = "kernel.json";

    /// <summary>Writes the file that names this program.</summary>
    /// <returns>The folder it is in.</returns>
    /// <exception cref="NotebookException">It cannot be written.</exception>
    public static string Install(KernelFolders folders)
    {
        var taken = folders.Others.Append(folders.User)
            .Any(folder => File.Exists(Path.Combine(folder, Name, FileName)) && !IsOurs(Path.Combine(folder, Name)));
        var folder = Path.Combine(folders.User, taken ? OtherName : Name);
        return Guarded(folder, () =>
        {
            AtomicFile.WriteAllText(Path.Combine(folder, FileName), JsonText.Write(Content()));
            PictureFiles.CopyTo(folder); // Jupyter's servers give out what lies in a kernel's folder
            return folder;
        });
    }

    /// <summary>Removes what <see cref="Install"/> wrote, and nothing else.</summary>
    /// <returns>The folders that are gone.</returns>
    /// <exception cref="NotebookException">One cannot be removed.</exception>
    public static IReadOnlyList<string> Uninstall(KernelFolders folders)
    {
        var ours = new[] { Name, OtherName }.Select(name => Path.Combine(folders.User, name)).Where(IsOurs).ToList();
        foreach (var folder in ours)
            Guarded(folder, () =>
            {
                File.Delete(Path.Combine(folder, FileName));
                PictureFiles.RemoveFrom(folder);
                if (!Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
                return folder;
            });
        return ours;
    }

    private static JsonObject Content() => new()
    {
        ["argv"] = new JsonArray(DotNet(), typeof(KernelSpec).Assembly.Location, "kernel", "start", "{connection_file}"),
        ["display_name"] = KernelInfo.DisplayName,
        ["language"] = "C#",
        ["interrupt_mode"] = "message",
        ["metadata"] = new JsonObject { ["implementation"] = KernelInfo.Implementation, ["debugger"] = false },
    };

    // By its full path: a client that was started from a desktop has another PATH than a shell.
    private static string DotNet()
    {
        var program = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..",
            OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        return File.Exists(program) ? Path.GetFullPath(program) : "dotnet";
    }

    private static bool IsOurs(string folder)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(Path.Combine(folder,
                FileName)))?["metadata"]?["implementation"]?.GetValue<string>() == KernelInfo.Implementation;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static string Guarded(string folder, Func<string> action)
    {
        try
        {
            return action();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NotebookException($"{folder}: cannot be changed: {error.Message}", error);
        }
    }
}
