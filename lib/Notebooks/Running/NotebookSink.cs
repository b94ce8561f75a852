using System.Text;
using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;
using Notebooks.Documents;
using Notebooks.Engine;

namespace Notebooks.Running;

/// <summary>Collects a cell's outputs in the form in which a notebook file stores them.</summary>
/// <param name="executionCount">The number in the cell's brackets.</param>
/// <param name="displays">The displays of the whole notebook by id, so that a later cell can update them.</param>
internal sealed class NotebookSink(int executionCount, Dictionary<string, JsonObject> displays) : IOutputSink
{
    private readonly StringBuilder _text = new();
    private readonly JsonArray _outputs = [];
    private bool _textIsError;

    public JsonArray Outputs
    {
        get
        {
            lock (_outputs) EndText();
            return _outputs;
        }
    }

    public void Text(string text, bool error)
    {
        // A task that outlives its cell writes while the notebook is read.
        lock (_outputs)
        {
            if (error != _textIsError) EndText();
            _textIsError = error;
            _text.Append(text);
        }
    }

    public void Display(string id, IReadOnlyList<FormattedValue> forms) => Add(displays[id] = Rich("display_data", forms));

    public void Update(string id, IReadOnlyList<FormattedValue> forms)
    {
        if (displays.TryGetValue(id, out var display)) display["data"] = Data(forms);
    }

    public void Result(IReadOnlyList<FormattedValue> forms)
    {
        var result = Rich("execute_result", forms);
        result["execution_count"] = executionCount;
        Add(result);
    }

    public void Error(CellError error) => Add(new JsonObject
    {
        ["output_type"] = "error",
        ["ename"] = error.Name,
        ["evalue"] = error.Message,
        ["traceback"] = new JsonArray([.. error.Traceback.Select(line => JsonValue.Create(line))]),
    });

    private static JsonObject Rich(string type, IReadOnlyList<FormattedValue> forms) =>
        new() { ["output_type"] = type, ["data"] = Data(forms), ["metadata"] = new JsonObject() };

    private static JsonObject Data(IReadOnlyList<FormattedValue> forms)
    {
        var data = new JsonObject();
        foreach (var (mime, content) in forms.OrderBy(form => form.MimeType, StringComparer.Ordinal)
            .Select(form => (form.MimeType, form.Value))) data[mime] = Content(mime, content);
        return data;
    }

    private static JsonNode? Content(string mime, string content)
    {
        if (mime.StartsWith("text/", StringComparison.Ordinal) || mime.EndsWith("+xml", StringComparison.Ordinal))
            return MultilineText.Write(content);
        return mime.EndsWith("json", StringComparison.Ordinal) ? JsonNode.Parse(content) : content;
    }

    private void Add(JsonObject output)
    {
        lock (_outputs)
        {
            EndText();
            _outputs.Add(output);
        }
    }

    private void EndText()
    {
        var shown = CarriageReturns.Apply(_text.ToString());
        _text.Clear();
        if (shown.Length == 0) return;
        _outputs.Add(new JsonObject
        {
            ["output_type"] = "stream",
            ["name"] = _textIsError ? "stderr" : "stdout",
            ["text"] = MultilineText.Write(shown),
        });
    }
}
