using Notebooks.Engine;

namespace Notebooks.Tests.Engine;

/// <summary>Runs cells in a session of their own.</summary>
internal static class Cells
{
    public static async Task<RecordingSink> Run(params string[] cells)
    {
        using var session = new Session(AppContext.BaseDirectory);
        return await Run(session, cells);
    }

    /// <returns>The sink of the last cell.</returns>
    public static async Task<RecordingSink> Run(Session session, params string[] cells)
    {
        var sink = new RecordingSink();
        for (var i = 0; i < cells.Length; i++)
        {
            sink = new RecordingSink();
            await session.ExecuteAsync(cells[i], sink, $"cell {i + 1}", TestContext.Current.CancellationToken);
        }
        return sink;
    }

    public static async Task<string> Value(params string[] cells) => (await Run(cells)).All;
}
