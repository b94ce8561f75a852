using System.Buffers.Binary;

namespace Notebooks.Jupyter.Zmtp;

/// <summary>Lays out messages and commands as bytes on the wire.</summary>
internal static class FrameWriter
{
    public static byte[] Message(IReadOnlyList<byte[]> frames)
    {
        var wire = new byte[frames.Sum(frame => Size(frame.Length))];
        var at = 0;
        for (var i = 0; i < frames.Count; i++) at += Write(wire.AsSpan(at), frames[i], i < frames.Count - 1 ? 1 : 0);
        return wire;
    }

    public static byte[] Command(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        byte[] body = [(byte)name.Length, .. name, .. data];
        var wire = new byte[Size(body.Length)];
        Write(wire, body, 4);
        return wire;
    }

    private static int Size(int length) => length + (length > byte.MaxValue ? 9 : 2);

    private static int Write(Span<byte> wire, byte[] body, int flags)
    {
        var header = 2;
        if (body.Length > byte.MaxValue)
        {
            header = 9;
            wire[0] = (byte)(flags | 2);
            BinaryPrimitives.WriteInt64BigEndian(wire[1..], body.Length);
        }
        else
        {
            wire[0] = (byte)flags;
            wire[1] = (byte)body.Length;
        }
        body.CopyTo(wire[header..]);
        return header + body.Length;
    }
}
