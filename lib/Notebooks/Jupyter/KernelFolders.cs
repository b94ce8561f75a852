namespace Notebooks.Jupyter;

/// <summary>Where Jupyter looks for kernels.</summary>
/// <param name="User">This user's own folder, in which we install.</param>
/// <param name="Others">Further folders, shared by all users.</param>
internal sealed record KernelFolders(string User, IReadOnlyList<string> Others)
{
    public static KernelFolders OfThisMachine()
    {
        IEnumerable<string> listed = (Environment.GetEnvironmentVariable("JUPYTER_PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> system = OperatingSystem.IsWindows()
            ? [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "jupyter")]
            : ["/usr/local/share/jupyter", "/usr/share/jupyter"];
        return new KernelFolders(Path.Combine(UserData(), "kernels"),
            [.. listed.Concat(system).Select(folder => Path.Combine(folder, "kernels"))]);
    }

    private static string UserData()
    {
        if (Environment.GetEnvironmentVariable("JUPYTER_DATA_DIR") is { Length: > 0 } named) return named;
        if (OperatingSystem.IsWindows()) return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData),
            "jupyter");
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsMacOS()) return Path.Combine(home, "Library", "Jupyter");
        var share = Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } data ? data
            : Path.Combine(home, ".local", "share");
        return Path.Combine(share, "jupyter");
    }
}
