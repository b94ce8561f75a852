using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Notebooks.Jupyter.Zmtp;

/// <summary>Takes a message that <paramref name="client"/> sent to <paramref name="server"/>.</summary>
internal delegate ValueTask MessageHandler(ZmtpServer server, ZmtpConnection client, byte[][] frames, CancellationToken stop);

/// <summary>One bound socket: accepts peers and hands on what they send. A peer that misbehaves loses its own connection and no
/// more.</summary>
internal sealed class ZmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly SocketKind _kind;
    private readonly MessageHandler _received;
    private readonly Action<string> _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<ZmtpConnection, bool> _connections = new();
    private readonly ConcurrentDictionary<Socket, Task> _serving = new();
    private readonly Task _accepting;

    /// <param name="endpoint">Where to listen; port 0 takes any free one.</param>
    /// <param name="kind">The kind of socket.</param>
    /// <param name="received">Called with each message, for one peer in order; a slow callee slows its peer down.</param>
    /// <param name="log">Told why a connection was refused or closed.</param>
    /// <exception cref="SocketException">The port cannot be had.</exception>
    public ZmtpServer(IPEndPoint endpoint, SocketKind kind, MessageHandler received, Action<string> log)
    {
        _kind = kind;
        _received = received;
        _log = log;
        _listener = new TcpListener(endpoint);
        _listener.Start();
        _accepting = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public IEnumerable<ZmtpConnection> Connections => _connections.Keys;

    /// <summary>Sends to one peer, which is cut off if it does not take what is sent to it.</summary>
    public void Post(ZmtpConnection connection, byte[] wire)
    {
        if (connection.Post(wire)) return;
        _log($"{_kind.WireName()}: a client that does not read was disconnected");
        connection.Dispose();
    }

    /// <summary>Sends to every peer that subscribed to the first frame.</summary>
    public void Publish(IReadOnlyList<byte[]> frames)
    {
        byte[]? wire = null;
        foreach (var connection in _connections.Keys)
            if (connection.Subscriptions.Match(frames[0])) Post(connection, wire ??= FrameWriter.Message(frames));
    }

    /// <summary>Waits until what was posted is sent, but not for long.</summary>
    public async Task Flush()
    {
        foreach (var connection in _connections.Keys) connection.Finish();
        var sending = Task.WhenAll(_connections.Keys.Select(connection => connection.Sending));
        await Task.WhenAny(sending, Task.Delay(ZmtpLimits.Patience));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        foreach (var connection in _connections.Keys) connection.Dispose();
        await Task.WhenAll(_serving.Values);
        _stop.Dispose();
    }

    private async Task Accept()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                if (_serving.Count >= ZmtpLimits.Connections)
                {
                    _log($"{_kind.WireName()}: more than {ZmtpLimits.Connections} connections; one was refused");
                    socket.Dispose();
                    continue;
                }
                var ended = new TaskCompletionSource();
                _serving[socket] = ended.Task;
                _ = Serve(socket, ended);
            }
            catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // That peer broke off while it was being accepted.
            }
        }
    }

    private async Task Serve(Socket socket, TaskCompletionSource ended)
    {
        ZmtpConnection? connection = null;
        try
        {
            socket.NoDelay = true;
            connection = await ZmtpConnection.Accept(new NetworkStream(socket, ownsSocket: true), _kind, _stop.Token);
            _connections[connection] = true;
            while (await connection.Receive(_stop.Token) is { } frames)
            {
                if (_kind == SocketKind.Pub) connection.Subscriptions.Take(frames[0]);
                else await _received(this, connection, frames, _stop.Token);
            }
        }
        catch (ZmtpException error)
        {
            _log($"{_kind.WireName()}: connection closed: {error.Message}");
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The peer, or this end, hung up.
        }
        finally
        {
            if (connection is not null) _connections.TryRemove(connection, out _);
            connection?.Dispose();
            socket.Dispose();
            _serving.TryRemove(socket, out _);
            ended.SetResult();
        }
    }
}
