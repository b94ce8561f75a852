using System.Text.Json.Nodes;
using Notebooks.Documents;
using Notebooks.Engine;
using Notebooks.Interactive;

namespace Notebooks.Running;

/// <summary>A cell that failed, and with it the run.</summary>
internal sealed record CellFailure(int CellNumber, CellError Error);

/// <summary>Runs the cells of a notebook one after the other and puts their outputs into it.</summary>
internal static class NotebookRunner
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="notebook">Changed in place; after a failure it holds the outputs up to the failing cell.</param>
    /// <param name="folder">The notebook's folder, which becomes the current one.</param>
    /// <param name="timeout">For each cell.</param>
    /// <param name="starting">Told the number of each cell before it runs.</param>
    /// <returns>The first failure, or null.</returns>
    public static async Task<CellFailure?> Run(Notebook notebook, string folder, TimeSpan timeout, Action<int>? starting = null)
    {
        Directory.SetCurrentDirectory(folder);
        using var session = new NotebookHost(folder);
        var displays = new Dictionary<string, JsonObject>();
        var number = 0;
        var sinks = new List<NotebookSink>();
        foreach (var cell in notebook.CodeCells.Where(cell => !cell.IsSkipped))
        {
            cell.ExecutionCount = null;
            cell.Outputs = [];
        }
        foreach (var cell in notebook.CodeCells)
        {
            number++;
            if (cell.IsSkipped) continue;
            starting?.Invoke(number);
            var sink = new NotebookSink(number, displays);
            sinks.Add(sink);
            var error = await RunCell(session, cell.Source, sink, number, timeout);
            cell.ExecutionCount = number;
            cell.Outputs = sink.Outputs;
            if (error is not null && !cell.MayThrow) return new CellFailure(number, error);
        }
        // What a task wrote after its cell had ended.
        foreach (var sink in sinks) _ = sink.Outputs;
        return null;
    }

    private static async Task<CellError?> RunCell(NotebookHost session, string source, NotebookSink sink, int number, TimeSpan timeout)
    {
        if (string.IsNullOrWhiteSpace(source)) return null;
        using var limit = new CancellationTokenSource(timeout);
        var execution = session.ExecuteAsync(source, sink, $"cell {number}", limit.Token);
        try
        {
            var result = await execution.WaitAsync(timeout + Patience, CancellationToken.None);
            return result.Interrupted ? TimedOut(number, timeout) : result.Error;
        }
        catch (TimeoutException)
        {
            return TimedOut(number, timeout);
        }
    }

    private static CellError TimedOut(int number, TimeSpan timeout)
    {
        var message = FormattableString.Invariant($"cell {number} still ran after {timeout.TotalSeconds:0.###} s and was stopped. Allow more with --timeout SECONDS.");
        return new CellError("Timeout", message, $"cell {number}", null, null, null, [message]);
    }
}
