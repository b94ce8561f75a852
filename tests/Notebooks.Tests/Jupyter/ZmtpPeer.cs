using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Notebooks.Jupyter.Zmtp;

namespace Notebooks.Tests.Jupyter;

/// <summary>The other end of a socket, as a client has it.</summary>
internal sealed class ZmtpPeer : IDisposable
{
    private readonly TcpClient _client = new();
    private FrameReader _reader = null!;

    public static byte[] Greeting { get; } = [0xff, .. new byte[8], 0x7f, 3, 0, .. "NULL"u8, .. new byte[48]];

    public NetworkStream Stream => _client.GetStream();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static byte[] Ready(string type, string identity = "") =>
        FrameWriter.Command("READY"u8, [.. Property("Socket-Type", type), .. Property("Identity", identity)]);

    public static async Task<ZmtpPeer> Raw(int port)
    {
        var peer = new ZmtpPeer();
        await peer._client.ConnectAsync(IPAddress.Loopback, port, Cancellation);
        peer._reader = new FrameReader(peer.Stream);
        return peer;
    }

    public static async Task<ZmtpPeer> Connect(int port, string type, string identity = "")
    {
        var peer = await Raw(port);
        await peer.Write(Greeting);
        await peer.Write(Ready(type, identity));
        await peer._reader.Fill(new byte[Greeting.Length], Cancellation);
        Assert.StartsWith("\u0005READY", Encoding.ASCII.GetString((await peer._reader.Read(0, Cancellation))!.Value.Body),
            StringComparison.Ordinal);
        return peer;
    }

    public Task Write(byte[] bytes) => Stream.WriteAsync(bytes, Cancellation).AsTask();

    public Task Send(params byte[][] frames) => Write(FrameWriter.Message(frames));

    public async Task<byte[][]> Receive()
    {
        var frames = new List<byte[]>();
        while (true)
        {
            var frame = await _reader.Read(ZmtpLimits.MessageBytes, Cancellation) ?? throw new EndOfStreamException();
            frames.Add(frame.Body);
            if (!frame.More) return [.. frames];
        }
    }

    /// <summary>Waits until the other end hangs up.</summary>
    public async Task Closed()
    {
        var buffer = new byte[4096];
        try
        {
            while (await Stream.ReadAsync(buffer, Cancellation) > 0) { }
        }
        catch (IOException)
        {
            // Hung up on with bytes still unread.
        }
    }

    public void Dispose() => _client.Dispose();

    private static byte[] Property(string name, string value)
    {
        var size = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(size, value.Length);
        return [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. size, .. Encoding.ASCII.GetBytes(value)];
    }
}
