using System.Net.Sockets;

namespace Notebooks.Jupyter.Zmtp;

/// <summary>One peer, from its handshake to its end.</summary>
internal sealed class ZmtpConnection : IDisposable
{
    private readonly NetworkStream _stream;
    private readonly FrameReader _reader;
    private readonly Outbox _outbox = new();

    private ZmtpConnection(NetworkStream stream, FrameReader reader, byte[] identity)
    {
        _stream = stream;
        _reader = reader;
        Identity = identity;
        Sending = Send();
    }

    /// <summary>The name that the peer gave itself; a Jupyter client uses the same on its shell and stdin sockets.</summary>
    public byte[] Identity { get; }

    public Subscriptions Subscriptions { get; } = new();

    /// <summary>Ends when everything was sent after <see cref="Finish"/>, or when the peer is gone.</summary>
    public Task Sending { get; }

    /// <exception cref="ZmtpException">The peer is not one to talk to, or took too long to say so.</exception>
    public static async Task<ZmtpConnection> Accept(NetworkStream stream, SocketKind kind, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(ZmtpLimits.Handshake);
        var reader = new FrameReader(new BufferedStream(stream, 16 << 10));
        try
        {
            return new ZmtpConnection(stream, reader, await Handshake.Run(stream, reader, kind, limit.Token));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ZmtpException("the peer did not finish its handshake");
        }
    }

    /// <returns>The frames of the next message; null at the end.</returns>
    /// <exception cref="IOException">The peer breaks the protocol, or off.</exception>
    public async ValueTask<byte[][]?> Receive(CancellationToken cancellation)
    {
        var frames = new List<byte[]>();
        var left = ZmtpLimits.MessageBytes;
        while (await _reader.Read(left, cancellation) is { } frame)
        {
            if (frame.IsCommand)
            {
                Obey(frame.Body);
                continue;
            }
            frames.Add(frame.Body);
            left -= frame.Body.Length;
            if (!frame.More) return [.. frames];
            if (frames.Count == ZmtpLimits.MessageFrames)
                throw new ZmtpException($"a message of more than {ZmtpLimits.MessageFrames} frames");
        }
        return frames.Count == 0 ? null : throw new ZmtpException("the connection ended within a message");
    }

    /// <returns>False when the peer does not take its messages; close it then.</returns>
    public bool Post(byte[] wire) => _outbox.Post(wire);

    /// <summary>Sends what waits, and nothing more.</summary>
    public void Finish() => _outbox.Close();

    public void Dispose()
    {
        _outbox.Close();
        _stream.Dispose();
    }

    private void Obey(byte[] command)
    {
        ReadOnlySpan<byte> ping = "\u0004PING"u8, subscribe = "\u0009SUBSCRIBE"u8, cancel = "\u0006CANCEL"u8;
        var body = command.AsSpan();
        if (body.StartsWith(subscribe)) Subscriptions.Add(body[subscribe.Length..]);
        else if (body.StartsWith(cancel)) Subscriptions.Remove(body[cancel.Length..]);
        else if (body.StartsWith(ping) && body.Length >= ping.Length + 2) Post(FrameWriter.Command("PONG"u8, body[(ping.Length + 2)..]));
    }

    private async Task Send()
    {
        try
        {
            await foreach (var wire in _outbox.Waiting.ReadAllAsync())
            {
                await _stream.WriteAsync(wire);
                _outbox.Sent(wire);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            Dispose();
        }
    }
}
