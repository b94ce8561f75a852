using System.Buffers.Binary;
using System.Text;

namespace Notebooks.Jupyter.Zmtp;

/// <summary>Opens a connection: greetings, then the READY commands of the mechanism NULL (ZMTP 3.0, rfc.zeromq.org/spec/23).</summary>
internal static class Handshake
{
    private const int GreetingBytes = 64;

    /// <returns>The identity that the peer gave itself; empty when it gave none.</returns>
    /// <exception cref="ZmtpException">The peer is of another protocol, version, mechanism or kind of socket.</exception>
    public static async Task<byte[]> Run(Stream stream, FrameReader reader, SocketKind kind, CancellationToken cancellation)
    {
        await stream.WriteAsync(Greeting(), cancellation);
        await CheckGreeting(reader, cancellation);
        await stream.WriteAsync(FrameWriter.Command("READY"u8, Property("Socket-Type", Encoding.ASCII.GetBytes(kind.WireName()))),
            cancellation);
        if (await reader.Read(0, cancellation) is not { IsCommand: true } ready) throw new ZmtpException("expected the command READY");
        var properties = Properties(ready.Body);
        var peer = properties.TryGetValue("socket-type", out var type) ? Encoding.ASCII.GetString(type) : "(none)";
        if (!kind.Accepts(peer)) throw new ZmtpException($"a {kind.WireName()} socket does not talk to a socket of type {peer}");
        return properties.GetValueOrDefault("identity", []);
    }

    private static byte[] Greeting()
    {
        var greeting = new byte[GreetingBytes];
        greeting[0] = 0xff;
        greeting[9] = 0x7f;
        greeting[10] = 3;
        "NULL"u8.CopyTo(greeting.AsSpan(12));
        return greeting;
    }

    private static async Task CheckGreeting(FrameReader reader, CancellationToken cancellation)
    {
        var greeting = new byte[GreetingBytes];
        await reader.Fill(greeting.AsMemory(0, 11), cancellation);
        if (greeting[0] != 0xff || (greeting[9] & 1) == 0) throw new ZmtpException("the peer does not speak ZMTP");
        if (greeting[10] < 3) throw new ZmtpException($"the peer speaks ZMTP {greeting[10]}; expected 3");
        await reader.Fill(greeting.AsMemory(11), cancellation);
        var mechanism = Encoding.ASCII.GetString(greeting, 12, 20).TrimEnd('\0');
        if (mechanism != "NULL") throw new ZmtpException($"the peer asks for the mechanism {Printable.Of(mechanism)}; expected NULL");
    }

    private static byte[] Property(string name, byte[] value)
    {
        var size = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(size, value.Length);
        return [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. size, .. value];
    }

    private static Dictionary<string, byte[]> Properties(byte[] ready)
    {
        var rest = ready.AsSpan();
        if (!rest.StartsWith("\u0005READY"u8)) throw new ZmtpException("expected the command READY");
        rest = rest[6..];
        var properties = new Dictionary<string, byte[]>(StringComparer.OrdinalIgnoreCase);
        while (rest.Length > 0)
        {
            int name = rest[0];
            if (rest.Length < 1 + name + 4) throw new ZmtpException("a property of READY is cut short");
            var value = BinaryPrimitives.ReadUInt32BigEndian(rest[(1 + name)..]);
            if (value > rest.Length - (1 + name + 4)) throw new ZmtpException("a property of READY is cut short");
            properties[Encoding.ASCII.GetString(rest.Slice(1, name))] = rest.Slice(1 + name + 4, (int)value).ToArray();
            rest = rest[(1 + name + 4 + (int)value)..];
        }
        return properties;
    }
}
