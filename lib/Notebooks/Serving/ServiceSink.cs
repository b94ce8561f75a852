using System.Text.Json.Nodes;
using Notebooks.Engine;

namespace Notebooks.Serving;

/// <summary>Sends the outputs of one cell as messages while it runs.</summary>
internal sealed class ServiceSink(JsonNode? id, MessageWriter writer) : IOutputSink
{
    public void Text(string text, bool error) => writer.Send(id, "text", new JsonObject { ["text"] = text, ["error"] = error });

    public void Display(string id, MimeBundle bundle) => Shown("display", id, bundle);

    public void Update(string id, MimeBundle bundle) => Shown("update", id, bundle);

    public void Result(MimeBundle bundle) => writer.Send(id, "result", new JsonObject { ["data"] = Data(bundle) });

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

    private void Shown(string type, string display, MimeBundle bundle) => writer.Send(id, type, new JsonObject { ["display"] = display, ["data"] = Data(bundle) });

    private static JsonObject Data(MimeBundle bundle)
    {
        var data = new JsonObject();
        foreach (var (mime, content) in bundle.Data) data[mime] = content;
        return data;
    }
}
