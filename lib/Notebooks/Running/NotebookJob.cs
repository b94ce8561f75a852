using Notebooks.Documents;
using Notebooks.Interactive;

namespace Notebooks.Running;

/// <summary>What a process of its own does for one notebook: read, run, then compare or write.</summary>
/// <param name="Path">The notebook.</param>
/// <param name="Output">Where to write the executed notebook; null writes nothing.</param>
/// <param name="Compare">Whether to compare with the outputs that the file has.</param>
/// <param name="Timeout">For each cell.</param>
/// <param name="Tolerance">By how much numbers may differ, see <see cref="Leniency"/>.</param>
internal sealed record NotebookJob(string Path, string? Output, bool Compare, TimeSpan Timeout, double? Tolerance = null)
{
    /// <param name="starting">Told the number of each cell before it runs.</param>
    /// <returns>What went wrong, as lines; none when all is well.</returns>
    public async Task<IReadOnlyList<string>> Run(Action<int>? starting = null)
    {
        // While cells run, the current folder is that of the notebook.
        var path = System.IO.Path.GetFullPath(Path);
        var output = Output is null ? null : System.IO.Path.GetFullPath(Output);
        var warm = NotebookHost.WarmUp();
        try
        {
            var notebook = NotebookReader.ReadFile(Path);
            var committed = notebook.Copy();
            await warm;
            var failure = await NotebookRunner.Run(notebook, System.IO.Path.GetDirectoryName(path)!, Timeout, starting);
            // Not over the notebook itself, which has better outputs.
            if (failure is not null && output is not null && output != path) AtomicFile.WriteAllText(output, notebook.ToText());
            if (failure is not null) return [$"{Path}: cell {failure.CellNumber} failed.", .. failure.Error.Traceback];
            if (output is not null) AtomicFile.WriteAllText(output, notebook.ToText());
            return Compare ? OutputComparison.Differences(Path, committed, notebook, new Leniency(Tolerance)) : [];
        }
        catch (NotebookException error)
        {
            return [error.Message];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [$"{Output}: cannot be written: {error.Message}"];
        }
    }
}
