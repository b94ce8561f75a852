using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Notebooks.Engine;

/// <summary>Says where in which cell something went wrong, and shows the line.</summary>
internal sealed partial class CellErrors
{
    private const int MaxFrames = 20;
    private const string MissingFile = "CS0006";
    private readonly ConcurrentDictionary<string, string[]> _lines = new();
    private readonly ConcurrentDictionary<string, Insertions> _insertions = new();

    public static CellError Interrupted(string cell) => new("Interrupted", $"{cell} was interrupted.", cell, null, null, null, [$"{cell} was interrupted."]);

    public void Remember(string cell, string code) => _lines[cell] = code.ReplaceLineEndings("\n").Split('\n');

    /// <summary>Where the text that was compiled differs from the one that the reader wrote.</summary>
    public void Remember(string cell, Insertions changes) => _insertions[cell] = changes;

    public CellError Of(IEnumerable<Diagnostic> diagnostics, string cell)
    {
        var problems = diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ToList();
        // What a missing library would have declared is missing too: that it is not there says it all.
        if (problems.Exists(problem => problem.Id == MissingFile)) problems.RemoveAll(problem => problem.Id != MissingFile);
        var traceback = problems.SelectMany(problem => Describe(problem, cell)).ToList();
        var (line, column) = Position(problems[0]);
        return new CellError(problems[0].Id, Message(problems[0]), cell, line, column, SourceLine(cell, line), traceback);
    }

    public CellError Of(Exception error, string cell)
    {
        var (name, message) = (TypeName.Of(error.GetType()), Safe.Message(error));
        var all = new StackTrace(error, fNeedFileInfo: false).GetFrames().Where(CellSymbols.IsCell).ToList();
        var frames = (all.Count > MaxFrames ? all.Take(MaxFrames / 2).Concat(all.TakeLast(MaxFrames / 2)) : all)
            .Select(CellSymbols.Of).OfType<(string Cell, int Line, int Column)>().Where(frame => _lines.ContainsKey(frame.Cell)).Select(Original).ToList();
        var traceback = new List<string> { $"{name}: {message}" };
        if (error is InsufficientExecutionStackException) traceback.Add("  A function called itself without an end, or more often than the stack has room for.");
        for (var inner = error.InnerException; inner is not null; inner = inner.InnerException)
            traceback.Add($"  because of {TypeName.Of(inner.GetType())}: {Safe.Message(inner)}");
        foreach (var frame in frames) traceback.AddRange(At(frame.Cell, frame.Line, frame.Column));
        if (all.Count > MaxFrames) traceback.Add(string.Create(CultureInfo.InvariantCulture, $"  … {all.Count - MaxFrames} more calls between them"));
        var first = frames.Count > 0 ? frames[0] : ((string Cell, int Line, int Column)?)null;
        return new CellError(name, message, first?.Cell ?? cell, first?.Line, first?.Column, SourceLine(first?.Cell ?? cell, first?.Line), traceback);
    }

    private (string Cell, int Line, int Column) Original((string Cell, int Line, int Column) frame) =>
        _insertions.TryGetValue(frame.Cell, out var changes) ? frame with { Column = changes.OriginalColumn(frame.Line, frame.Column) } : frame;

    private IEnumerable<string> Describe(Diagnostic problem, string cell)
    {
        yield return $"{problem.Id}: {Message(problem)}";
        if (Hints.For(problem, Line(cell, problem)) is { } hint) yield return $"  {hint}";
        var (line, column) = Position(problem);
        if (line is null) yield break;
        foreach (var text in At(cell, line.Value, column!.Value)) yield return text;
    }

    private IEnumerable<string> At(string cell, int line, int column)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"  at {cell}, line {line}, column {column}:");
        if (SourceLine(cell, line) is { } text) yield return $"    {text.Trim()}";
    }

    private string Line(string cell, Diagnostic problem) => SourceLine(cell, Position(problem).Line) ?? "";

    private static (int? Line, int? Column) Position(Diagnostic problem)
    {
        if (problem.Location.Kind != LocationKind.SourceFile) return (null, null);
        var start = problem.Location.GetLineSpan().StartLinePosition;
        return (start.Line + 1, start.Character + 1);
    }

    private string? SourceLine(string cell, int? line) =>
        line is { } number && _lines.TryGetValue(cell, out var text) && number <= text.Length ? text[number - 1] : null;

    private static string Message(Diagnostic problem)
    {
        var message = Array().Replace(problem.GetMessage(CultureInfo.InvariantCulture), match => match.Value.Replace("*", "", StringComparison.Ordinal));
        if (problem.Id != MissingFile) return message;
        return message.Contains("lib/bin/", StringComparison.Ordinal)
            ? $"{message}. The library is not built yet: run 'dotnet build -c Release' in the repository's folder, then this cell again."
            : $"{message}. The path after #r is taken from the notebook's folder.";
    }

    // As the compiler writes the type double[,].
    [GeneratedRegex(@"\[\*(,\*)+\]")]
    private static partial Regex Array();
}
