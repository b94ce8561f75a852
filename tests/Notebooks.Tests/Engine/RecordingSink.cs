using System.Globalization;
using Microsoft.DotNet.Interactive.Formatting;
using Notebooks.Engine;

namespace Notebooks.Tests.Engine;

/// <summary>Remembers what a cell put out, as short lines: <c>out:text</c>, <c>err:text</c>, <c>display:a</c>, <c>update:b</c>,
/// <c>result:4</c>, <c>error:CS0103</c>.</summary>
internal sealed class RecordingSink : IOutputSink
{
    private readonly Dictionary<string, int> _ids = [];

    public List<string> Events { get; } = [];

    public List<IReadOnlyList<FormattedValue>> Shown { get; } = [];

    public CellError? LastError { get; private set; }

    public string All => string.Join("|", Events);

    public void Text(string text, bool error) => Events.Add((error ? "err:" : "out:") + text);

    public void Display(string id, IReadOnlyList<FormattedValue> forms) => Add($"display {Number(id)}:", forms);

    public void Update(string id, IReadOnlyList<FormattedValue> forms) => Add($"update {Number(id)}:", forms);

    public void Result(IReadOnlyList<FormattedValue> forms) => Add("result:", forms);

    public void Error(CellError error)
    {
        LastError = error;
        Events.Add("error:" + error.Name);
    }

    private void Add(string prefix, IReadOnlyList<FormattedValue> forms)
    {
        Shown.Add(forms);
        Events.Add(prefix + forms.PlainTextOf());
    }

    private string Number(string id)
    {
        _ids.TryAdd(id, _ids.Count + 1);
        return _ids[id].ToString(CultureInfo.InvariantCulture);
    }
}
