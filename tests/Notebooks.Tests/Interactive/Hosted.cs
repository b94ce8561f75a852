using Notebooks.Interactive;
using Notebooks.Tests.Engine;

namespace Notebooks.Tests.Interactive;

/// <summary>Runs cells through the kernels, as a shell does.</summary>
internal static class Hosted
{
    public static async Task<string> Value(params string[] cells)
    {
        using var host = new NotebookHost(AppContext.BaseDirectory);
        return (await Run(host, cells)).All;
    }

    /// <returns>The sink of the last cell.</returns>
    public static async Task<RecordingSink> Run(NotebookHost host, params string[] cells)
    {
        var sink = new RecordingSink();
        for (var i = 0; i < cells.Length; i++)
        {
            sink = new RecordingSink();
            await host.ExecuteAsync(cells[i], sink, $"cell {i + 1}", TestContext.Current.CancellationToken);
        }
        return sink;
    }
}
