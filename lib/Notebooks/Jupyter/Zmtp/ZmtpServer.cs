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
    private readonly TcpListener listener;
    private readonly SocketKind kind;
    private readonly MessageHandler received;
    private readonly Action<string> log;
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<ZmtpConnection, bool> connections = new();
    private readonly ConcurrentDictionary<Socket, Task> serving = new();
    private readonly Task accepting;

    /// <param name="endpoint">Where to listen; port 0 takes any free one.</param>
    /// <param name="kind">The kind of socket.</param>
    /// <param name="received">Called with each message, for one peer in order; a slow callee slows its peer down.</param>
    /// <param name="log">Told why a connection was refused or closed.</param>
    /// <exception cref="SocketException">The port cannot be had.</exception>
    public ZmtpServer(IPEndPoint endpoint, SocketKind kind, MessageHandler received, Action<string> log)
    {
        this.kind = kind;
        this.received = received;
        this.log = log;
        listener = new TcpListener(endpoint);
        listener.Start();
        accepting = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public IEnumerable<ZmtpConnection> Connections => connections.Keys;

    /// <summary>Sends to one peer, which is cut off if it does not take what is sent to it.</summary>
    public void Post(ZmtpConnection connection, byte[] wire)
    {
        if (connection.Post(wire)) return;
        log($"{kind.WireName()}: a client that does not read was disconnected");
        connection.Dispose();
    }

    /// <summary>Sends to every peer that subscribed to the first frame.</summary>
    public void Publish(IReadOnlyList<byte[]> frames)
    {
        byte[]? wire = null;
        foreach (var connection in connections.Keys)
            if (connection.Subscriptions.Match(frames[0])) Post(connection, wire ??= FrameWriter.Message(frames));
    }

    /// <summary>Waits until what was posted is sent, but not for long.</summary>
    public async Task Flush()
    {
        foreach (var connection in connections.Keys) connection.Finish();
        var sending = Task.WhenAll(connections.Keys.Select(connection => connection.Sending));
        await Task.WhenAny(sending, Task.Delay(ZmtpLimits.Patience));
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        foreach (var connection in connections.Keys) connection.Dispose();
        await Task.WhenAll(serving.Values);
        stop.Dispose();
    }

    private async Task Accept()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var socket = await listener.AcceptSocketAsync(stop.Token);
                if (serving.Count >= ZmtpLimits.Connections)
                {
                    log($"{kind.WireName()}: more than {ZmtpLimits.Connections} connections; one was refused");
                    socket.Dispose();
                    continue;
                }
                var ended = new TaskCompletionSource();
                serving[socket] = ended.Task;
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
            connection = await ZmtpConnection.Accept(new NetworkStream(socket, ownsSocket: true), kind, stop.Token);
            connections[connection] = true;
            while (await connection.Receive(stop.Token) is { } frames)
            {
                if (kind == SocketKind.Pub) connection.Subscriptions.Take(frames[0]);
                else await received(this, connection, frames, stop.Token);
            }
        }
        catch (ZmtpException error)
        {
            log($"{kind.WireName()}: connection closed: {error.Message}");
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The peer, or this end, hung up.
        }
        finally
        {
            if (connection is not null) connections.TryRemove(connection, out _);
            connection?.Dispose();
            socket.Dispose();
            serving.TryRemove(socket, out _);
            ended.SetResult();
        }
    }
}
