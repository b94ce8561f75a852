using System.Buffers.Binary;

namespace Notebooks.Jupyter.Zmtp;

/// <summary>Reads frames off a stream. Memory grows with the bytes that arrive, not with the size that a frame claims.</summary>
internal sealed class FrameReader(Stream stream)
{
    private const int More = 1, Long = 2, Command = 4;
    private const int FirstBytes = 16 << 10;
    private readonly byte[] _header = new byte[9];

    /// <param name="limit">The most bytes that a message frame may have.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Null where the stream ends between frames.</returns>
    /// <exception cref="ZmtpException">The frame is malformed, too large, or cut short.</exception>
    public async ValueTask<ZmtpFrame?> Read(int limit, CancellationToken cancellation)
    {
        if (await stream.ReadAsync(_header.AsMemory(0, 1), cancellation) == 0) return null;
        int flags = _header[0];
        if ((flags & ~(More | Long | Command)) != 0)
            throw new ZmtpException($"a frame has the flags 0x{flags:x2}; bits above 0x07 are reserved");
        var command = (flags & Command) != 0;
        if (command && (flags & More) != 0) throw new ZmtpException("a command claims to have a second frame");
        var wide = (flags & Long) != 0;
        await Fill(_header.AsMemory(0, wide ? 8 : 1), cancellation);
        var size = wide ? BinaryPrimitives.ReadUInt64BigEndian(_header) : _header[0];
        var most = command ? ZmtpLimits.CommandBytes : limit;
        if (size > (ulong)most) throw new ZmtpException($"a {(command ? "command" : "frame")} of {size} bytes, more than {most}");
        return new ZmtpFrame(await Body((int)size, cancellation), (flags & More) != 0, command);
    }

    public async ValueTask Fill(Memory<byte> target, CancellationToken cancellation)
    {
        if (await stream.ReadAtLeastAsync(target, target.Length, throwOnEndOfStream: false, cancellation) < target.Length)
            throw new ZmtpException("the connection ended within a frame");
    }

    private async ValueTask<byte[]> Body(int size, CancellationToken cancellation)
    {
        var body = new byte[Math.Min(size, FirstBytes)];
        for (var filled = 0; ;)
        {
            await Fill(body.AsMemory(filled), cancellation);
            filled = body.Length;
            if (filled == size) return body;
            Array.Resize(ref body, (int)Math.Min(size, 2L * filled));
        }
    }
}
