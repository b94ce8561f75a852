using System.Diagnostics;
using System.Text.Json.Nodes;
using Notebooks.Engine;
using Notebooks.Interactive;
using Notebooks.Jupyter.Messaging;

namespace Notebooks.Jupyter;

/// <summary>Runs cells for clients, and numbers them.</summary>
internal sealed class CellExecution(Channels channels, NotebookHost session, ReaderInput input, History history)
{
    private int _count;
    private int _unnumbered;
    private long _failed = long.MinValue;

    /// <summary>Whether a cell failed since this was sent, whose client asked that the cells waiting behind it do not run then.</summary>
    public bool IsAborted(Request request) => request.Received < _failed;

    public JsonObject Aborted() => new() { ["status"] = "aborted", ["execution_count"] = _count };

    /// <param name="request">An <c>execute_request</c>.</param>
    /// <returns>The content of its reply.</returns>
    public async Task<JsonObject> Run(Request request)
    {
        var content = request.Message.Content;
        var code = Message.Text(content, "code") ?? "";
        var silent = Message.Flag(content, "silent", otherwise: false);
        var numbered = !silent && Message.Flag(content, "store_history", otherwise: true);
        if (numbered) _count++;
        if (!silent) channels.Publish(request.Message, "execute_input", new JsonObject { ["code"] = code, ["execution_count"] = _count });

        var visible = new JupyterSink(channels, request.Message, _count);
        input.Begin(Message.Flag(content, "allow_stdin", otherwise: true) ? Ask : null);
        bool Ask(string prompt, bool password) => channels.Ask(request, new JsonObject { ["prompt"] = prompt, ["password"] = password });
        var result = string.IsNullOrWhiteSpace(code) ? new CellResult(null, Interrupted: false)
            : await session.ExecuteAsync(code, silent ? new SilentSink() : visible, numbered ? $"cell {_count}" : Unnumbered());
        input.Begin(null);
        if (numbered) history.Add(_count, code, visible.Value);

        var reply = new JsonObject { ["status"] = "ok", ["execution_count"] = _count, ["payload"] = new JsonArray() };
        if (result.Error is { } error)
        {
            reply["status"] = "error";
            foreach (var (name, value) in JupyterSink.Content(error)) reply[name] = value?.DeepClone();
            if (Message.Flag(content, "stop_on_error", otherwise: true)) _failed = Stopwatch.GetTimestamp();
        }
        reply["user_expressions"] = result.Error is null ? await Evaluate(content["user_expressions"] as JsonObject) : new JsonObject();
        return reply;
    }

    private async Task<JsonObject> Evaluate(JsonObject? expressions)
    {
        var values = new JsonObject();
        foreach (var (name, node) in expressions ?? [])
        {
            var sink = new SilentSink();
            var result = await session.ExecuteAsync(node?.ToString() ?? "", sink, Unnumbered());
            JsonObject value = result.Error is { } error ? JupyterSink.Content(error)
                : new() { ["data"] = JupyterSink.Data(sink.Value ?? [Forms.Plain("")]), ["metadata"] = new JsonObject() };
            value["status"] = result.Error is null ? "ok" : "error";
            values[name] = value;
        }
        return values;
    }

    private string Unnumbered() => $"unnumbered cell {++_unnumbered}";
}
