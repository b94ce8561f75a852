using System.Runtime.InteropServices;

namespace Benchmarks;

/// <summary>Looks for PyTorch on this machine.</summary>
internal static class PeerFinder
{
    public const string Newest = "newest";
    private const string Project = "Benchmarks.Torch";

    public static string[] Kinds { get; } = ["libtorch", "python"];

    /// <summary>The newest peer that runs, of one kind or of all.</summary>
    /// <exception cref="PeerException">There is none; the message says what is missing and how to get it.</exception>
    public static PeerCommand Find(string kind, string device)
    {
        var (found, missing) = (new List<(Version Version, PeerCommand Command)>(), new List<string>());
        if (kind != "python")
        {
            if (device == "cpu") FindLibtorch(found, missing);
            else missing.Add("  libtorch: the package has the processor's part alone.");
        }
        if (kind != "libtorch") FindPython(device, found, missing);
        return found.Count > 0
            ? found.MaxBy(peer => peer.Version).Command
            : throw new PeerException(string.Join('\n', ["There is no peer to measure against.", .. missing]));
    }

    private static void FindLibtorch(List<(Version, PeerCommand)> found, List<string> missing)
    {
        var folder = ProjectFolder();
        var assembly = Path.Combine(folder, "bin", "Release", "net10.0", Project + ".dll");
        if (!File.Exists(assembly))
        {
            missing.Add($"  libtorch: not built. 'dotnet build -c Release tests/{Project}' downloads it from NuGet and builds it " +
                "(130 MB, half a gigabyte on disk).");
            return;
        }
        if (Try(new PeerCommand("dotnet", assembly), "cpu", found) is not { } reason) return;
        var script = Path.Combine(folder, "trixie.sh");
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
            missing.Add($"  libtorch: {reason}");
        else if (Try(new PeerCommand("bash", script, "run", assembly), "cpu", found) is { } again)
            missing.Add($"  libtorch: {reason}\n    In Debian 13's C and C++ libraries: {again}");
    }

    private static void FindPython(string device, List<(Version, PeerCommand)> found, List<string> missing)
    {
        // Debian's packages belong to the system's own Python, which need not be the first on the path. They know no graphics card: a torch
        // that does is installed by hand.
        const string System = "/usr/bin/python3";
        string[] programs = device == "cpu" && File.Exists(System) ? [System, "python3"] : ["python3"];
        var (peers, reasons) = (Path.Combine(AppContext.BaseDirectory, "peers.py"), new List<string>());
        foreach (var program in programs)
        {
            if (Try(new PeerCommand(program, peers), device, found) is not { } reason) return;
            reasons.Add($"  Python's torch: {program}: {reason}");
        }
        missing.AddRange(reasons);
        missing.Add(device == "cpu"
            ? "    Debian and Ubuntu have the packages python3-torch, python3-numpy and libopenblas0; elsewhere, a python3 with torch."
            : "    A python3 on the path whose torch has CUDA.");
    }

    /// <summary>Why it does not run; null if it does.</summary>
    private static string? Try(PeerCommand command, string device, List<(Version, PeerCommand)> found)
    {
        try
        {
            using var peer = new Peer(command, 1, device);
            found.Add((peer.Version, command));
            return null;
        }
        catch (PeerException error)
        {
            return error.Message;
        }
    }

    private static string ProjectFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var project = Path.Combine(folder.FullName, Project);
            if (File.Exists(Path.Combine(project, Project + ".csproj"))) return project;
        }
        return Path.Combine(AppContext.BaseDirectory, Project);
    }
}
