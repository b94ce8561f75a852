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

    private readonly Signer _signer;
    private readonly KernelLog _log;
    private readonly string _session = Guid.NewGuid().ToString("n");
    private readonly Channel<Request> _shellRequests = Channel.CreateBounded<Request>(MaxWaiting);
    private readonly Channel<Request> _controlRequests = Channel.CreateBounded<Request>(MaxWaiting);
    private readonly List<ZmtpServer> _servers = [];
    private readonly ZmtpServer _iopub, _stdin;

    /// <exception cref="NotebookException">A port is taken.</exception>
    public Channels(ConnectionFile file, KernelLog log)
    {
        _log = log;
        _signer = new Signer(file.Key);
        try
        {
            _iopub = Bind(file.Address, file.Iopub, SocketKind.Pub, (_, _, _, _) => ValueTask.CompletedTask);
            _stdin = Bind(file.Address, file.Stdin, SocketKind.Router, Answered);
            var shell = Bind(file.Address, file.Shell, SocketKind.Router, QueueTo(_shellRequests));
            var control = Bind(file.Address, file.Control, SocketKind.Router, QueueTo(_controlRequests));
            var heartbeat = Bind(file.Address, file.Heartbeat, SocketKind.Rep, Echo);
            Bound = file with
            {
                Shell = shell.Port,
                Control = control.Port,
                Iopub = _iopub.Port,
                Stdin = _stdin.Port,
                Heartbeat = heartbeat.Port
            };
        }
        catch (NotebookException)
        {
            foreach (var server in _servers) _ = server.DisposeAsync().AsTask();
            throw;
        }
    }

    /// <summary>Answers of the reader to <see cref="Ask"/>.</summary>
    public event Action<Message>? InputReceived;

    /// <summary>Where the sockets are, with the ports that were chosen for 0.</summary>
    public ConnectionFile Bound { get; }

    public ChannelReader<Request> ShellRequests => _shellRequests.Reader;

    public ChannelReader<Request> ControlRequests => _controlRequests.Reader;

    public void Reply(Request request, string type, JsonObject content) =>
        request.Channel.Post(request.Client,
            FrameWriter.Message(Wire.Write(Message(request.Message.Route, type, request.Message.Header, content), _signer)));

    /// <summary>Tells everybody who listens.</summary>
    public void Publish(Message parent, string type, JsonObject content) =>
        _iopub.Publish(Wire.Write(Message([Encoding.ASCII.GetBytes(type)], type, parent.Header, content), _signer));

    /// <summary>Asks the reader who sent <paramref name="request"/> for a line.</summary>
    /// <returns>False when that client has no stdin socket.</returns>
    public bool Ask(Request request, JsonObject content)
    {
        var client = _stdin.Connections.FirstOrDefault(connection => connection.Identity.AsSpan().SequenceEqual(request.Client.Identity));
        if (client is null) return false;
        _stdin.Post(client, FrameWriter.Message(Wire.Write(Message(request.Message.Route, "input_request", request.Message.Header, content),
            _signer)));
        return true;
    }

    public async Task Flush() => await Task.WhenAll(_servers.Select(server => server.Flush()));

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers) await server.DisposeAsync();
        _shellRequests.Writer.TryComplete();
        _controlRequests.Writer.TryComplete();
    }

    private ZmtpServer Bind(IPAddress address, int port, SocketKind kind, MessageHandler received)
    {
        try
        {
            var server = new ZmtpServer(new IPEndPoint(address, port), kind, received, _log.Write);
            _servers.Add(server);
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
            return Wire.Read(frames, _signer);
        }
        catch (MessageException error)
        {
            _log.Write($"a message was dropped: {error.Message}");
            return null;
        }
    }

    private Message Message(IReadOnlyList<byte[]> route, string type, JsonObject parent, JsonObject content) => new(route, new JsonObject
    {
        ["msg_id"] = Guid.NewGuid().ToString(),
        ["session"] = _session,
        ["username"] = "kernel",
        ["date"] = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture),
        ["msg_type"] = type,
        ["version"] = ProtocolVersion,
    }, parent, [], content);
}
