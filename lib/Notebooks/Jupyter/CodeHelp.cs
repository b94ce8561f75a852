using System.Text.Json.Nodes;
using Notebooks.Interactive;
using Notebooks.Jupyter.Messaging;

namespace Notebooks.Jupyter;

/// <summary>Completes and explains names. Jupyter counts positions in Unicode characters, C# in halves of a surrogate pair.</summary>
internal static class CodeHelp
{
    /// <param name="session">Whose names there are.</param>
    /// <param name="request">Content of a <c>complete_request</c>.</param>
    /// <returns>Content of its reply.</returns>
    public static JsonObject Complete(NotebookHost session, JsonObject request)
    {
        var code = Message.Text(request, "code") ?? "";
        var found = session.Complete(code, Position(code, request));
        int start = Count(code, found.Start), end = Count(code, found.End);
        var types = found.Items.Select(item => new JsonObject
        {
            ["text"] = item.Text,
            ["type"] = item.Kind,
            ["start"] = start,
            ["end"] = end,
        });
        return new JsonObject
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. found.Items.Select(item => JsonValue.Create(item.Text))]),
            ["cursor_start"] = start,
            ["cursor_end"] = end,
            ["metadata"] = new JsonObject { ["_jupyter_types_experimental"] = new JsonArray([.. types]) },
        };
    }

    /// <param name="session">Whose names there are.</param>
    /// <param name="request">Content of an <c>inspect_request</c>.</param>
    /// <returns>Content of its reply.</returns>
    public static JsonObject Inspect(NotebookHost session, JsonObject request)
    {
        var code = Message.Text(request, "code") ?? "";
        var data = new JsonObject();
        if (session.Inspect(code, Position(code, request)) is { } found)
        {
            data["text/plain"] = found.Documentation.Length > 0 ? $"{found.Signature}\n\n{found.Documentation}" : found.Signature;
            data["text/markdown"] = $"```csharp\n{found.Signature}\n```\n\n{found.Documentation}";
        }
        return new JsonObject
        {
            ["status"] = "ok",
            ["found"] = data.Count > 0,
            ["data"] = data,
            ["metadata"] = new JsonObject(),
        };
    }

    private static int Position(string code, JsonObject request)
    {
        var at = 0;
        for (var left = Message.Number(request, "cursor_pos", int.MaxValue); left > 0 && at < code.Length; left--)
            at += char.IsSurrogatePair(code, at) ? 2 : 1;
        return at;
    }

    private static int Count(string code, int end) => code.AsSpan(0, end).ToString().EnumerateRunes().Count();
}
