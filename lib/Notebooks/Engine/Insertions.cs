using Microsoft.CodeAnalysis.Text;

namespace Notebooks.Engine;

/// <summary>Text put into a cell before it is compiled, never a line of its own, so that only columns move.</summary>
/// <param name="original">The cell as the reader wrote it.</param>
/// <param name="changes">What was put in where, in order.</param>
internal sealed class Insertions(SourceText original, IReadOnlyList<TextChange> changes)
{
    public SourceText Applied { get; } = changes.Count == 0 ? original : original.WithChanges(changes);

    /// <summary>The column, from 1, that a column of the changed text has in the original; the start of what was put in for one
    /// inside.</summary>
    public int OriginalColumn(int line, int column)
    {
        if (line < 1 || line > original.Lines.Count) return column;
        var (start, end, at, shift) = (original.Lines[line - 1].Start, original.Lines[line - 1].End, column - 1, 0);
        foreach (var change in changes.Where(change => change.Span.Start >= start && change.Span.Start <= end))
        {
            var place = change.Span.Start - start + shift;
            if (place >= at) break;
            if (at < place + change.NewText!.Length) return change.Span.Start - start + 1;
            shift += change.NewText.Length - change.Span.Length;
        }
        return column - shift;
    }
}
