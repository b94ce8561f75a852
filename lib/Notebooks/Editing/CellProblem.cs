namespace Notebooks.Editing;

/// <summary>An error or a warning of the compiler about a cell that has not run.</summary>
/// <param name="Code">Such as <c>CS0103</c>.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="IsError">Whether the cell could not run with it.</param>
/// <param name="Start">Where it begins in the cell, in characters from 0.</param>
/// <param name="End">Where it ends.</param>
internal sealed record CellProblem(string Code, string Message, bool IsError, int Start, int End);
