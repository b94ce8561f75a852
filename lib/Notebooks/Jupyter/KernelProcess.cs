using System.Diagnostics;
using System.Globalization;
using Notebooks.Engine;

namespace Notebooks.Jupyter;

/// <summary>The process that a Jupyter client starts for a notebook.</summary>
internal static class KernelProcess
{
    private static readonly TimeSpan ParentCheck = TimeSpan.FromSeconds(1);

    /// <summary>Serves the notebook in the current folder until its client says stop, or is gone.</summary>
    /// <exception cref="Documents.NotebookException">The connection file, or a port that it names, cannot be used.</exception>
    public static async Task Run(string connectionFile, CancellationToken stop)
    {
        _ = Session.WarmUp();
        var kernel = new Kernel(ConnectionFile.Read(connectionFile), Environment.CurrentDirectory, Console.Error);
        await Task.WhenAny(kernel.Shutdown, Task.Delay(Timeout.Infinite, stop), ParentGone());
        // What a cell left running must not keep the process alive.
        await Task.WhenAny(kernel.DisposeAsync().AsTask(), Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None));
    }

    // Jupyter's clients name their own process, so that kernels do not outlive it. On Windows the variable holds something else.
    private static async Task ParentGone()
    {
        var named = Environment.GetEnvironmentVariable("JPY_PARENT_PID");
        var known = int.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out var parent) && parent > 1 && !OperatingSystem.IsWindows();
        while (!known || IsRunning(parent)) await Task.Delay(known ? ParentCheck : Timeout.InfiniteTimeSpan);
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
}
