using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Engine;

/// <summary>Receives what a cell puts out, in order, while the cell runs. Calls come one at a time, from any thread;
/// a sink that takes its time slows the cell down, so that a flood of output does not pile up in memory.</summary>
internal interface IOutputSink
{
    /// <summary>Console text; <paramref name="error"/> tells standard error from standard output. Small writes arrive joined.</summary>
    void Text(string text, bool error);

    /// <summary>A value shown with <c>.Display()</c>. A later <see cref="Update"/> with the same id replaces it.</summary>
    void Display(string id, IReadOnlyList<FormattedValue> forms);

    /// <summary>Replaces an earlier display, which may be of an earlier cell.</summary>
    void Update(string id, IReadOnlyList<FormattedValue> forms);

    /// <summary>The value of the cell's last expression.</summary>
    void Result(IReadOnlyList<FormattedValue> forms);

    /// <summary>Why the cell failed; at most one, and the last output.</summary>
    void Error(CellError error);
}
