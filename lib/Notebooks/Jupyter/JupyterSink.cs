using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;
using Notebooks.Engine;
using Notebooks.Jupyter.Messaging;

namespace Notebooks.Jupyter;

/// <summary>Broadcasts the outputs of one cell while it runs.</summary>
internal sealed class JupyterSink(Channels channels, Message parent, int executionCount) : IOutputSink
{
    private const int MaxText = 64 << 10;
    private const string ClearScreen = "\e[2J";

    /// <summary>The value of the cell in plain text, for the history.</summary>
    public string? Value { get; private set; }

    // Writing the terminal's code to clear its screen clears the cell's output.
    public void Text(string text, bool error)
    {
        var parts = text.Split(ClearScreen);
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0) channels.Publish(parent, "clear_output", new JsonObject { ["wait"] = false });
            Stream(parts[i], error);
        }
    }

    public void Display(string id, IReadOnlyList<FormattedValue> forms) => channels.Publish(parent, "display_data", Shown(id, forms));

    public void Update(string id, IReadOnlyList<FormattedValue> forms) => channels.Publish(parent, "update_display_data", Shown(id, forms));

    public void Result(IReadOnlyList<FormattedValue> forms)
    {
        Value = forms.PlainTextOf();
        channels.Publish(parent, "execute_result", new JsonObject
        {
            ["execution_count"] = executionCount,
            ["data"] = Data(forms),
            ["metadata"] = new JsonObject(),
        });
    }

    public void Error(CellError error) => channels.Publish(parent, "error", Content(error));

    public static JsonObject Content(CellError error) => new()
    {
        ["ename"] = error.Name,
        ["evalue"] = error.Message,
        ["traceback"] = new JsonArray([.. error.Traceback.Select(line => JsonValue.Create(line))]),
    };

    public static JsonObject Data(IReadOnlyList<FormattedValue> forms)
    {
        var data = new JsonObject();
        foreach (var (mime, content) in forms.OrderBy(form => form.MimeType, StringComparer.Ordinal)
            .Select(form => (form.MimeType, form.Value)))
            data[mime] = mime.EndsWith("json", StringComparison.Ordinal) ? JsonNode.Parse(content) : content;
        return data;
    }

    private static JsonObject Shown(string id, IReadOnlyList<FormattedValue> forms) => new()
    {
        ["data"] = Data(forms),
        ["metadata"] = new JsonObject(),
        ["transient"] = new JsonObject { ["display_id"] = id },
    };

    private void Stream(string text, bool error)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = Math.Min(text.Length, start + MaxText);
            if (end < text.Length && char.IsHighSurrogate(text[end - 1])) end++;
            channels.Publish(parent, "stream", new JsonObject { ["name"] = error ? "stderr" : "stdout", ["text"] = text[start..end] });
            start = end;
        }
    }
}
