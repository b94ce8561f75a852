namespace Notebooks.Engine;

/// <summary>Why a cell failed.</summary>
/// <param name="Name">Short name: a compiler code (<c>CS0103</c>), the type of an exception, or <c>Interrupted</c>.</param>
/// <param name="Message">What happened, for the reader.</param>
/// <param name="Cell">The name of the cell where it happened (<c>cell 3</c>), which for an exception in a function is the cell that
/// declares it.</param>
/// <param name="Line">Line in that cell, from 1; null where it is not known.</param>
/// <param name="Column">Column in that line, from 1.</param>
/// <param name="SourceLine">The text of that line.</param>
/// <param name="Traceback">Everything, as lines ready to be shown.</param>
internal sealed record CellError(
    string Name, string Message, string Cell, int? Line, int? Column, string? SourceLine, IReadOnlyList<string> Traceback);
