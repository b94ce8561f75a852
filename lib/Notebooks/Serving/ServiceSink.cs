using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;
using Notebooks.Engine;

namespace Notebooks.Serving;

/// <summary>Sends the outputs of one cell as messages while it runs.</summary>
internal sealed class ServiceSink(JsonNode? id, MessageWriter writer) : IOutputSink
{
    public void Text(string text, bool error) => writer.Send(id, "text", new JsonObject { ["text"] = text, ["error"] = error });

    public void Display(string id, IReadOnlyList<FormattedValue> forms) => Shown("display", id, forms);

    public void Update(string id, IReadOnlyList<FormattedValue> forms) => Shown("update", id, forms);

    public void Result(IReadOnlyList<FormattedValue> forms) => writer.Send(id, "result", new JsonObject { ["data"] = Data(forms) });

    public void Error(CellError error) => writer.Send(id, "error", new JsonObject
    {
        ["name"] = error.Name,
        ["message"] = error.Message,
        ["cell"] = error.Cell,
        ["line"] = error.Line,
        ["column"] = error.Column,
        ["sourceLine"] = error.SourceLine,
        ["traceback"] = new JsonArray([.. error.Traceback.Select(line => JsonValue.Create(line))]),
    });

    private void Shown(string type, string display, IReadOnlyList<FormattedValue> forms) =>
        writer.Send(id, type, new JsonObject { ["display"] = display, ["data"] = Data(forms) });

    private static JsonObject Data(IReadOnlyList<FormattedValue> forms)
    {
        var data = new JsonObject();
        foreach (var (mime, content) in forms.OrderBy(form => form.MimeType, StringComparer.Ordinal)
            .Select(form => (form.MimeType, form.Value))) data[mime] = content;
        return data;
    }
}
