using System.Text;
using Notebooks.Jupyter.Messaging;
using Notebooks.Jupyter.Zmtp;

namespace Fuzz;

/// <summary>What arrives at the kernel's sockets: frames, handshakes, and messages with and without a right signature.</summary>
internal static class MessageTargets
{
    private static readonly byte[] s_key = Encoding.ASCII.GetBytes("a key");
    private static readonly string[] s_parts = ["""{"msg_id":"1","session":"s","username":"u","msg_type":"execute_request","version":"5.4"}""", "{}", "{}", """{"code":"1 + 1","silent":false,"user_expressions":{"a":"b"}}"""];
    private static readonly byte[][] s_words = Targets.Words("\"msg_type\":", "\"code\":", "{\"a\":", "[[[[", "<IDS|MSG>", "\n");

    public static IEnumerable<Target> All()
    {
        var wire = FrameWriter.Message(Signed(s_parts.Select(Targets.Text)));
        byte[] handshake = [.. Greeting(), .. FrameWriter.Command("READY"u8, [11, .. "Socket-Type"u8, 0, 0, 0, 6, .. "DEALER"u8])];
        return
        [
            new("frames", [wire, FrameWriter.Message([[1], new byte[300]])], ReadFrames, [typeof(MessageException), typeof(ZmtpException)],
                [[2], [6], [0xff]]) { Invalid = 1 },
            // The parts are signed after they were changed: this peer has the key.
            new("messages", [Targets.Text(string.Join('\n', s_parts))], ReadSigned, [typeof(MessageException)], s_words),
            new("handshake", [handshake], ReadHandshake, [typeof(ZmtpException)],
                Targets.Words("READY", "Socket-Type", "Identity", "NULL")),
        ];
    }

    private static byte[] Greeting() => [0xff, .. new byte[8], 0x7f, 3, 0, .. "NULL"u8, .. new byte[48]];

    private static byte[][] Signed(IEnumerable<byte[]> parts)
    {
        byte[][] list = [.. parts];
        return [Targets.Text("<IDS|MSG>"), new Signer(s_key).Sign(list), .. list];
    }

    private static void ReadSigned(byte[] input)
    {
        var parts = Encoding.Latin1.GetString(input).Split('\n', 8).Select(Encoding.Latin1.GetBytes);
        var message = Wire.Read(Signed(parts), new Signer(s_key));
        _ = (message.Type, Message.Text(message.Content, "code"), Message.Flag(message.Content, "silent", otherwise: true),
            Message.Number(message.Content, "n", otherwise: 1));
        _ = Wire.Write(message, new Signer(s_key));
    }

    private static void ReadFrames(byte[] input)
    {
        var reader = new FrameReader(new MemoryStream(input));
        var frames = new List<byte[]>();
        while (Now(reader.Read(ZmtpLimits.MessageBytes, default)) is { } frame)
        {
            if (!frame.IsCommand) frames.Add(frame.Body);
            if (frame.More || frame.IsCommand) continue;
            Wire.Read([.. frames], new Signer(s_key));
            frames.Clear();
        }
    }

    private static void ReadHandshake(byte[] input)
    {
        // One end to read from; what the kernel writes goes nowhere.
        using var stream = new TwoWay(input);
        Handshake.Run(stream, new FrameReader(stream), SocketKind.Router, default).GetAwaiter().GetResult();
    }

    private static T Now<T>(ValueTask<T> task) => task.IsCompletedSuccessfully ? task.Result : task.AsTask().GetAwaiter().GetResult();

    private sealed class TwoWay(byte[] input) : MemoryStream(input, writable: true)
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.CompletedTask;
    }
}
