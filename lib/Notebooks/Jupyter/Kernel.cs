using System.Text.Json.Nodes;
using System.Threading.Channels;
using Notebooks.Interactive;
using Notebooks.Jupyter.Messaging;

namespace Notebooks.Jupyter;

/// <summary>The Jupyter kernel: a session behind the Jupyter messaging protocol 5.4.</summary>
/// <remarks>Requests of the shell channel are answered one after the other, those of the control channel (interrupt, shut down) at
/// once.</remarks>
internal sealed class Kernel : IAsyncDisposable
{
    private readonly KernelLog _log;
    private readonly Channels _channels;
    private readonly NotebookHost _session;
    private readonly ReaderInput _input;
    private readonly History _history = new();
    private readonly CellExecution _cells;
    private readonly TaskCompletionSource _shutdown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _shell, _control;

    /// <param name="file">Where to listen.</param>
    /// <param name="folder">The notebook's folder.</param>
    /// <param name="log">Where to say what goes wrong.</param>
    /// <exception cref="Documents.NotebookException">A port is taken.</exception>
    public Kernel(ConnectionFile file, string folder, TextWriter log)
    {
        _log = new KernelLog(log);
        _channels = new Channels(file, _log);
        _session = new NotebookHost(folder);
        _input = new ReaderInput();
        _channels.InputReceived += reply => _input.Answer(Message.Text(reply.Content, "value") ?? "");
        Console.SetIn(_input);
        _session.Ask = _input.Ask;
        _cells = new CellExecution(_channels, _session, _input, _history);
        _shell = Task.Run(() => Serve(_channels.ShellRequests));
        _control = Task.Run(() => Serve(_channels.ControlRequests));
    }

    /// <summary>Where it listens.</summary>
    public ConnectionFile Connection => _channels.Bound;

    /// <summary>Ends when a client asks the kernel to shut down.</summary>
    public Task Shutdown => _shutdown.Task;

    public async ValueTask DisposeAsync()
    {
        Interrupt();
        await _channels.Flush();
        await _channels.DisposeAsync();
        await Task.WhenAll(_shell, _control);
        _session.Dispose();
        _input.Dispose();
    }

    private async Task Serve(ChannelReader<Request> requests)
    {
        await foreach (var request in requests.ReadAllAsync())
        {
            try
            {
                Status(request, "busy");
                await Answer(request);
                Status(request, "idle");
                _session.Tidy();
            }
            catch (Exception error)
            {
                _log.Write($"{request.Message.Type} could not be answered: {error.GetType().Name}: {error.Message}");
            }
        }
    }

    private async Task Answer(Request request)
    {
        var type = request.Message.Type;
        if (await Content(type, request) is not { } content) return;
        _channels.Reply(request, type.Replace("_request", "_reply", StringComparison.Ordinal), content);
        if (type != "shutdown_request") return;
        _channels.Publish(request.Message, "shutdown_reply", content);
        _shutdown.TrySetResult();
    }

    private async Task<JsonObject?> Content(string type, Request request)
    {
        var content = request.Message.Content;
        switch (type)
        {
            case "execute_request": return _cells.IsAborted(request) ? _cells.Aborted() : await _cells.Run(request);
            case "kernel_info_request": return KernelInfo.Reply();
            case "complete_request": return CodeHelp.Complete(_session, content);
            case "inspect_request": return CodeHelp.Inspect(_session, content);
            case "is_complete_request": return Completeness.Reply(Message.Text(content, "code") ?? "");
            case "history_request": return _history.Reply(content);
            case "comm_info_request": return new JsonObject { ["status"] = "ok", ["comms"] = new JsonObject() };
            case "interrupt_request": return Interrupt();
            case "shutdown_request":
                Interrupt();
                return new JsonObject { ["status"] = "ok", ["restart"] = Message.Flag(content, "restart", otherwise: false) };
            case "comm_open":
                // There are no widgets here: whoever opens a channel to one is told that it is closed.
                _channels.Publish(request.Message, "comm_close",
                    new JsonObject { ["comm_id"] = Message.Text(content, "comm_id"), ["data"] = new JsonObject() });
                return null;
            case "comm_msg" or "comm_close": return null;
            default:
                _log.Write($"a message of unknown type {Zmtp.Printable.Of(type)} was ignored");
                return null;
        }
    }

    private JsonObject Interrupt()
    {
        _input.Cancel();
        _session.Interrupt();
        return new JsonObject { ["status"] = "ok" };
    }

    private void Status(Request request, string state) =>
        _channels.Publish(request.Message, "status", new JsonObject { ["execution_state"] = state });
}
