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
    private readonly KernelLog log;
    private readonly Channels channels;
    private readonly NotebookHost session;
    private readonly ReaderInput input;
    private readonly History history = new();
    private readonly CellExecution cells;
    private readonly TaskCompletionSource shutdown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task shell, control;

    /// <param name="file">Where to listen.</param>
    /// <param name="folder">The notebook's folder.</param>
    /// <param name="log">Where to say what goes wrong.</param>
    /// <exception cref="Documents.NotebookException">A port is taken.</exception>
    public Kernel(ConnectionFile file, string folder, TextWriter log)
    {
        this.log = new KernelLog(log);
        channels = new Channels(file, this.log);
        session = new NotebookHost(folder);
        input = new ReaderInput();
        channels.InputReceived += reply => input.Answer(Message.Text(reply.Content, "value") ?? "");
        Console.SetIn(input);
        session.Ask = input.Ask;
        cells = new CellExecution(channels, session, input, history);
        shell = Task.Run(() => Serve(channels.ShellRequests));
        control = Task.Run(() => Serve(channels.ControlRequests));
    }

    /// <summary>Where it listens.</summary>
    public ConnectionFile Connection => channels.Bound;

    /// <summary>Ends when a client asks the kernel to shut down.</summary>
    public Task Shutdown => shutdown.Task;

    public async ValueTask DisposeAsync()
    {
        Interrupt();
        await channels.Flush();
        await channels.DisposeAsync();
        await Task.WhenAll(shell, control);
        session.Dispose();
        input.Dispose();
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
            }
            catch (Exception error)
            {
                log.Write($"{request.Message.Type} could not be answered: {error.GetType().Name}: {error.Message}");
            }
        }
    }

    private async Task Answer(Request request)
    {
        var type = request.Message.Type;
        if (await Content(type, request) is not { } content) return;
        channels.Reply(request, type.Replace("_request", "_reply", StringComparison.Ordinal), content);
        if (type != "shutdown_request") return;
        channels.Publish(request.Message, "shutdown_reply", content);
        shutdown.TrySetResult();
    }

    private async Task<JsonObject?> Content(string type, Request request)
    {
        var content = request.Message.Content;
        switch (type)
        {
            case "execute_request": return cells.IsAborted(request) ? cells.Aborted() : await cells.Run(request);
            case "kernel_info_request": return KernelInfo.Reply();
            case "complete_request": return CodeHelp.Complete(session, content);
            case "inspect_request": return CodeHelp.Inspect(session, content);
            case "is_complete_request": return Completeness.Reply(Message.Text(content, "code") ?? "");
            case "history_request": return history.Reply(content);
            case "comm_info_request": return new JsonObject { ["status"] = "ok", ["comms"] = new JsonObject() };
            case "interrupt_request": return Interrupt();
            case "shutdown_request":
                Interrupt();
                return new JsonObject { ["status"] = "ok", ["restart"] = Message.Flag(content, "restart", otherwise: false) };
            case "comm_open":
                // There are no widgets here: whoever opens a channel to one is told that it is closed.
                channels.Publish(request.Message, "comm_close",
                    new JsonObject { ["comm_id"] = Message.Text(content, "comm_id"), ["data"] = new JsonObject() });
                return null;
            case "comm_msg" or "comm_close": return null;
            default:
                log.Write($"a message of unknown type {Zmtp.Printable.Of(type)} was ignored");
                return null;
        }
    }

    private JsonObject Interrupt()
    {
        input.Cancel();
        session.Interrupt();
        return new JsonObject { ["status"] = "ok" };
    }

    private void Status(Request request, string state) =>
        channels.Publish(request.Message, "status", new JsonObject { ["execution_state"] = state });
}
