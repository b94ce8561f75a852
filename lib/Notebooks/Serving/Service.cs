using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Notebooks.Documents;
using Notebooks.Editing;
using Notebooks.Engine;
using Notebooks.Interactive;

namespace Notebooks.Serving;

/// <summary>One notebook session over JSON lines. A request is an object with <c>id</c> and <c>type</c>; everything that answers it
/// carries its
/// id, and the last of these has the type <c>done</c> (or <c>fault</c>, when the request could not be understood).</summary>
/// <remarks>
/// <c>execute</c> (code, cell): <c>text</c>, <c>display</c>, <c>update</c>, <c>result</c> and <c>error</c> as they arise, then <c>done</c>
/// (succeeded, interrupted).
/// <c>interrupt</c>; <c>restart</c> forgets everything; <c>complete</c>, <c>inspect</c> (code, position, above) and <c>diagnostics</c>
/// (code, above) answer within
/// <c>done</c>, also while a cell runs, as do <c>signatures</c> (code, position, above), the forms of the call around the position, and
/// <c>variables</c>;
/// <c>describe</c> (item) tells more of an item of the latest completion; <c>shutdown</c>. The end of the input is a shutdown too.
/// When a cell wants a line from the reader, <c>ask</c> (prompt, password) comes without an id, and the cell waits for <c>answer</c>
/// (text; none: the
/// reader gave none).
/// </remarks>
internal sealed class Service : IDisposable
{
    private const int LongestValue = 200;
    private readonly TextReader _input;
    private readonly MessageWriter _writer;
    private readonly string _folder;
    private NotebookHost _session;
    private Completion _latest = Completion.Nothing(0);

    /// <param name="input">The requests.</param>
    /// <param name="writer">Takes the answers.</param>
    /// <param name="folder">The notebook's folder.</param>
    public Service(TextReader input, MessageWriter writer, string folder)
    {
        (_input, _writer, _folder) = (input, writer, folder);
        _session = NewSession();
        Reader.Begin((prompt, password) =>
        {
            writer.Send(null, "ask", new JsonObject { ["prompt"] = prompt, ["password"] = password });
            return true;
        });
    }

    /// <summary>What the console's input should be while the service runs: it asks the reader.</summary>
    public ReaderInput Reader { get; } = new();

    public Task Run()
    {
        _ = NotebookHost.WarmUp();
        _writer.Send(null, "ready");
        // On a thread of its own: an interrupt arrives also when tasks of a cell have taken all threads of the pool.
        return Task.Factory.StartNew(Serve, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private void Serve()
    {
        while (_input.ReadLine() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            if (Parse(line) is not { } request || request["type"] is null)
            {
                _writer.Send(null, "fault", new JsonObject
                {
                    ["message"] =
                    "A request is one line of JSON: an object with 'id' and 'type'."
                });
                continue;
            }
            var type = Text(request, "type");
            if (type is "interrupt" or "restart") Reader.Cancel();
            if (type == "interrupt") _session.Interrupt();
            if (type == "answer") Reader.Answer(request["text"] is JsonValue value && value.TryGetValue(out string? text) ? text : null);
            _ = Answer(request["id"], type, request);
            if (type == "shutdown") break;
        }
    }

    public void Dispose()
    {
        Reader.Cancel();
        _session.Dispose();
        Reader.Dispose();
    }

    private NotebookHost NewSession() => new(_folder) { Ask = Reader.Ask };

    private static JsonObject? Parse(string line)
    {
        try
        {
            return StrictJson.Parse(Encoding.UTF8.GetBytes(line), maxDepth: 64) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task Answer(JsonNode? id, string type, JsonObject request)
    {
        try
        {
            // A cell is queued at once, so that cells run in the order in which they were sent; questions must not hold up what comes next.
            var content = type == "execute" ? await Execute(id, request) : await Task.Run(() => Content(type, request));
            _writer.Send(id, "done", content);
        }
        catch (ArgumentException error)
        {
            _writer.Send(id, "fault", new JsonObject { ["message"] = error.Message });
        }
    }

    private async Task<JsonObject> Execute(JsonNode? id, JsonObject request)
    {
        var result = await _session.ExecuteAsync(Text(request, "code"), new ServiceSink(id, _writer), Text(request, "cell"));
        return new JsonObject { ["succeeded"] = result.Succeeded, ["interrupted"] = result.Interrupted };
    }

    private JsonObject Content(string type, JsonObject request)
    {
        switch (type)
        {
            case "interrupt" or "answer":
                return [];
            case "restart":
                Interlocked.Exchange(ref _session, NewSession()).Dispose();
                return [];
            case "complete":
                var completion = _latest = _session.Complete(Text(request, "code"), Number(request, "position"), Above(request));
                return new JsonObject
                {
                    ["start"] = completion.Start,
                    ["end"] = completion.End,
                    ["items"] = new JsonArray([.. completion.Items.Select(Item)])
                };
            case "describe":
                return Inspected(_latest.Items.ElementAtOrDefault(Number(request, "item"))?.Describe());
            case "inspect":
                return Inspected(_session.Inspect(Text(request, "code"), Number(request, "position"), Above(request)));
            case "signatures":
                return Signed(_session.Signatures(Text(request, "code"), Number(request, "position"), Above(request)));
            case "variables":
                return new JsonObject { ["variables"] = new JsonArray([.. _session.Variables().Select(Shown)]) };
            case "diagnostics":
                return new JsonObject
                {
                    ["problems"] =
                    new JsonArray([.. _session.Diagnostics(Text(request, "code"), Above(request)).Select(Problem)])
                };
            case "shutdown":
                return [];
            default:
                throw new ArgumentException($"There is no request of type '{type}'.");
        }
    }

    private static JsonObject Item(CompletionItem item) => new() { ["text"] = item.Text, ["kind"] = item.Kind };

    private static JsonObject Inspected(Inspection? inspection) => inspection is null ? [] : new JsonObject
    {
        ["signature"] = inspection.Signature,
        ["documentation"] = inspection.Documentation,
        ["start"] = inspection.Start,
        ["end"] = inspection.End,
    };

    private static JsonObject Signed(Signatures? signatures) => signatures is null ? [] : new JsonObject
    {
        ["signatures"] = new JsonArray([.. signatures.Items.Select(signature => new JsonObject
        {
            ["text"] = signature.Text,
            ["documentation"] = signature.Documentation,
            ["parameters"] = new JsonArray([.. signature.Parameters.Select(parameter =>
                new JsonObject { ["label"] = parameter.Label, ["documentation"] = parameter.Documentation })]),
        })]),
        ["active"] = signatures.Active,
        ["parameter"] = signatures.Parameter,
    };

    private static JsonObject Shown(Variable variable)
    {
        var text = PlainText.Of(variable.Value).ReplaceLineEndings(" ");
        return new JsonObject
        {
            ["name"] = variable.Name,
            ["type"] = TypeName.Of(variable.Type),
            ["value"] = text.Length <= LongestValue ? text : text[..LongestValue] + "…",
        };
    }

    private static JsonObject Problem(CellProblem problem) => new()
    {
        ["code"] = problem.Code,
        ["message"] = problem.Message,
        ["isError"] = problem.IsError,
        ["start"] = problem.Start,
        ["end"] = problem.End,
    };

    private static string Text(JsonObject request, string name) => request[name] is JsonValue value
        && value.TryGetValue(out string? text) ? text
        : throw new ArgumentException($"The request needs '{name}', a text.");

    private static int Number(JsonObject request, string name) => request[name] is JsonValue value
        && value.TryGetValue(out int number) ? number
        : throw new ArgumentException($"The request needs '{name}', a whole number.");

    private static List<string> Above(JsonObject request) =>
        request["above"] is JsonArray cells ? [.. cells.Select(cell => cell?.ToString() ?? "")] : [];
}
