using Microsoft.DotNet.Interactive.Formatting;
using Notebooks.Engine;

namespace Notebooks.Jupyter;

/// <summary>Shows nothing, and keeps the value.</summary>
internal sealed class SilentSink : IOutputSink
{
    public IReadOnlyList<FormattedValue>? Value { get; private set; }

    public void Text(string text, bool error) { }

    public void Display(string id, IReadOnlyList<FormattedValue> forms) { }

    public void Update(string id, IReadOnlyList<FormattedValue> forms) { }

    public void Result(IReadOnlyList<FormattedValue> forms) => Value = forms;

    public void Error(CellError error) { }
}
