using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Notebooks.Documents;
using Notebooks.Jupyter.Messaging;
using Notebooks.Jupyter.Zmtp;

namespace Notebooks.Jupyter;

/// <summary>The five sockets of a kernel: verified requests come out of it, answers and broadcasts go in.</summary>
internal sealed class Channels : IAsyncDisposable
{
    public const string ProtocolVersion = "5.4";
    private const int MaxWaiting = 1024;

    private readonly Signer signer;
    private readonly KernelLog log;
    private readonly string session = Guid.NewGuid().ToString("n");
    private readonly Channel<Request> shellRequests = Channel.CreateBounded<Request>(MaxWaiting);
    private readonly Channel<Request> controlRequests = Channel.CreateBounded<Request>(MaxWaiting);
    private readonly List<ZmtpServer> servers = [];
    private readonly ZmtpServer iopub, stdin;

    /// <exception cref="NotebookException">A port is taken.</exception>
    public Channels(ConnectionFile file, KernelLog log)
    {
        this.log = log;
        signer = new Signer(file.Key);
        try
        {
            iopub = Bind(file.Address, file.Iopub, SocketKind.Pub, (_, _, _, _) => ValueTask.CompletedTask);
            stdin = Bind(file.Address, file.Stdin, SocketKind.Router, Answered);
            var shell = Bind(file.Address, file.Shell, SocketKind.Router, QueueTo(shellRequests));
            var control = Bind(file.Address, file.Control, SocketKind.Router, QueueTo(controlRequests));
            var heartbeat = Bind(file.Address, file.Heartbeat, SocketKind.Rep, Echo);
            Bound = file with { Shell = shell.Port, Control = control.Port, Iopub = iopub.Port, Stdin = stdin.Port,
                Heartbeat = heartbeat.Port };
        }
        catch (NotebookException)
        {
            foreach (var server in servers) _ = server.DisposeAsync().AsTask();
            throw;
        }
    }

    /// <summary>Answers of the reader to <see cref="Ask"/>.</summary>
    public event Action<Message>? InputReceived;

    /// <summary>Where the sockets are, with the ports that were chosen for 0.</summary>
    public ConnectionFile Bound { get; }

    public ChannelReader<Request> ShellRequests => shellRequests.Reader;

    public ChannelReader<Request> ControlRequests => controlRequests.Reader;

    public void Reply(Request request, string type, JsonObject content) =>
        request.Channel.Post(request.Client,
            FrameWriter.Message(Wire.Write(Message(request.Message.Route, type, request.Message.Header, content), signer)));

    /// <summary>Tells everybody who listens.</summary>
    public void Publish(Message parent, string type, JsonObject content) =>
        iopub.Publish(Wire.Write(Message([Encoding.ASCII.GetBytes(type)], type, parent.Header, content), signer));

    /// <summary>Asks the reader who sent <paramref name="request"/> for a line.</summary>
    /// <returns>False when that client has no stdin socket.</returns>
    public bool Ask(Request request, JsonObject content)
    {
        var client = stdin.Connections.FirstOrDefault(connection => connection.Identity.AsSpan().SequenceEqual(request.Client.Identity));
        if (client is null) return false;
        stdin.Post(client, FrameWriter.Message(Wire.Write(Message(request.Message.Route, "input_request", request.Message.Header, content),
            signer)));
        return true;
    }

    public async Task Flush() => await Task.WhenAll(servers.Select(server => server.Flush()));

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers) await server.DisposeAsync();
        shellRequests.Writer.TryComplete();
        controlRequests.Writer.TryComplete();
    }

    private ZmtpServer Bind(IPAddress address, int port, SocketKind kind, MessageHandler received)
    {
        try
        {
            var server = new ZmtpServer(new IPEndPoint(address, port), kind, received, log.Write);
            servers.Add(server);
            return server;
        }
        catch (SocketException error)
        {
            throw new NotebookException($"Port {port} of {address} cannot be used: {error.Message}. Restart the kernel; the client " +
                "chooses other ports then.", error);
        }
    }

    private MessageHandler QueueTo(Channel<Request> queue) => async (server, client, frames, stop) =>
    {
        if (Verified(frames) is { } message) await queue.Writer.WriteAsync(new Request(message, client, server, Stopwatch.GetTimestamp()),
            stop);
    };

    private static ValueTask Echo(ZmtpServer server, ZmtpConnection client, byte[][] frames, CancellationToken stop)
    {
        server.Post(client, FrameWriter.Message(frames));
        return ValueTask.CompletedTask;
    }

    private ValueTask Answered(ZmtpServer server, ZmtpConnection client, byte[][] frames, CancellationToken stop)
    {
        if (Verified(frames) is { Type: "input_reply" } message) InputReceived?.Invoke(message);
        return ValueTask.CompletedTask;
    }

    private Message? Verified(byte[][] frames)
    {
        try
        {
            return Wire.Read(frames, signer);
        }
        catch (MessageException error)
        {
            log.Write($"a message was dropped: {error.Message}");
            return null;
        }
    }

    private Message Message(IReadOnlyList<byte[]> route, string type, JsonObject parent, JsonObject content) => new(route, new JsonObject
    {
        ["msg_id"] = Guid.NewGuid().ToString(),
        ["session"] = session,
        ["username"] = "kernel",
        ["date"] = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture),
        ["msg_type"] = type,
        ["version"] = ProtocolVersion,
    }, parent, [], content);
}
