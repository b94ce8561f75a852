using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Notebooks.Engine;

/// <summary>Says where in which cell something went wrong, and shows the line.</summary>
internal sealed class CellErrors
{
    private readonly ConcurrentDictionary<string, string[]> lines = new();
    private readonly ConcurrentDictionary<string, Insertions> insertions = new();

    public static CellError Interrupted(string cell) => new("Interrupted", $"{cell} was interrupted.", cell, null, null, null, [$"{cell} was interrupted."]);

    public void Remember(string cell, string code) => lines[cell] = code.ReplaceLineEndings("\n").Split('\n');

    /// <summary>Where the text that was compiled differs from the one that the reader wrote.</summary>
    public void Remember(string cell, Insertions changes) => insertions[cell] = changes;

    public CellError Of(IEnumerable<Diagnostic> diagnostics, string cell)
    {
        var problems = diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ToList();
        var traceback = problems.SelectMany(problem => Describe(problem, cell)).ToList();
        var (line, column) = Position(problems[0]);
        return new CellError(problems[0].Id, Message(problems[0]), cell, line, column, SourceLine(cell, line), traceback);
    }

    public CellError Of(Exception error, string cell)
    {
        var name = TypeName.Of(error.GetType());
        var frames = new StackTrace(error, fNeedFileInfo: true).GetFrames()
            .Where(frame => frame.GetFileName() is { } file && lines.ContainsKey(file) && frame.GetFileLineNumber() > 0).ToList();
        var traceback = new List<string> { $"{name}: {error.Message}" };
        for (var inner = error.InnerException; inner is not null; inner = inner.InnerException)
            traceback.Add($"  because of {TypeName.Of(inner.GetType())}: {inner.Message}");
        foreach (var frame in frames)
            traceback.AddRange(At(frame.GetFileName()!, frame.GetFileLineNumber(), Column(frame)));
        var first = frames.FirstOrDefault();
        int? line = first?.GetFileLineNumber(), column = first is null ? null : Column(first);
        var where = first?.GetFileName() ?? cell;
        return new CellError(name, error.Message, where, line, column, SourceLine(where, line), traceback);
    }

    private int Column(StackFrame frame) => insertions.TryGetValue(frame.GetFileName()!, out var changes)
        ? changes.OriginalColumn(frame.GetFileLineNumber(), frame.GetFileColumnNumber()) : frame.GetFileColumnNumber();

    private IEnumerable<string> Describe(Diagnostic problem, string cell)
    {
        yield return $"{problem.Id}: {Message(problem)}";
        var (line, column) = Position(problem);
        if (line is null) yield break;
        foreach (var text in At(cell, line.Value, column!.Value)) yield return text;
    }

    private IEnumerable<string> At(string cell, int line, int column)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"  at {cell}, line {line}, column {column}:");
        if (SourceLine(cell, line) is { } text) yield return $"    {text.Trim()}";
    }

    private static (int? Line, int? Column) Position(Diagnostic problem)
    {
        if (problem.Location.Kind != LocationKind.SourceFile) return (null, null);
        var start = problem.Location.GetLineSpan().StartLinePosition;
        return (start.Line + 1, start.Character + 1);
    }

    private string? SourceLine(string cell, int? line) =>
        line is { } number && lines.TryGetValue(cell, out var text) && number <= text.Length ? text[number - 1] : null;

    private static string Message(Diagnostic problem)
    {
        var message = problem.GetMessage(CultureInfo.InvariantCulture);
        if (problem.Id != "CS0006") return message;
        return message.Contains("lib/bin/", StringComparison.Ordinal)
            ? $"{message}. The library is not built yet: run 'dotnet build -c Release' in the repository's folder, then this cell again."
            : $"{message}. The path after #r is taken from the notebook's folder.";
    }
}
