namespace Notebooks.Editing;

/// <summary>What a name in a cell means.</summary>
/// <param name="Signature">Its declaration in C#.</param>
/// <param name="Documentation">Its doc comment as Markdown; empty when it has none.</param>
/// <param name="Start">Where the name begins in the cell, in characters from 0.</param>
/// <param name="End">Where it ends.</param>
internal sealed record Inspection(string Signature, string Documentation, int Start, int End);
