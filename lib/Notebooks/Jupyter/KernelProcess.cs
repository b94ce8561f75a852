using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Notebooks.Interactive;

namespace Notebooks.Jupyter;

/// <summary>The process that a Jupyter client starts for a notebook.</summary>
internal static class KernelProcess
{
    private static readonly TimeSpan ParentCheck = TimeSpan.FromSeconds(1);

    /// <summary>Serves the notebook in the current folder until its client says stop, or is gone.</summary>
    /// <exception cref="Documents.NotebookException">The connection file, or a port that it names, cannot be used.</exception>
    public static async Task Run(string connectionFile)
    {
        _ = NotebookHost.WarmUp();
        var kernel = new Kernel(ConnectionFile.Read(connectionFile), Environment.CurrentDirectory, Console.Error);
        await Task.WhenAny(kernel.Shutdown, ParentGone());
        // What a cell left running must not keep the process alive.
        await Task.WhenAny(kernel.DisposeAsync().AsTask(), Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None));
    }

    private static async Task ParentGone()
    {
        var parent = Parent();
        while (parent is null || IsRunning(parent.Value)) await Task.Delay(parent is null ? Timeout.InfiniteTimeSpan : ParentCheck);
    }

    // Jupyter's clients name their own process, so that kernels do not outlive it: by its number, on Windows by a handle that the kernel inherits.
    private static int? Parent()
    {
        if (!int.TryParse(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), NumberStyles.None, CultureInfo.InvariantCulture, out var named)) return null;
        var id = OperatingSystem.IsWindows() ? GetProcessId(named) : named;
        return id > 1 ? id : null;
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [DllImport("kernel32.dll", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int GetProcessId(nint process);
}
