using Notebooks.Engine;

namespace Notebooks.Jupyter;

/// <summary>Shows nothing, and keeps the value.</summary>
internal sealed class SilentSink : IOutputSink
{
    public MimeBundle? Value { get; private set; }

    public void Text(string text, bool error) { }

    public void Display(string id, MimeBundle bundle) { }

    public void Update(string id, MimeBundle bundle) { }

    public void Result(MimeBundle bundle) => Value = bundle;

    public void Error(CellError error) { }
}
