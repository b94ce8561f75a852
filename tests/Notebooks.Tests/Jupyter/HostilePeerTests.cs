using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Notebooks.Jupyter.Messaging;
using Notebooks.Jupyter.Zmtp;

namespace Notebooks.Tests.Jupyter;

[Collection(KernelCollection.Name)]
public class HostilePeerTests
{
    public static TheoryData<string, byte[]> Openings { get; } = new()
    {
        { "not ZMTP", [.. "GET / HTTP/1.1\r\nHost: x\r\n\r\n"u8] },
        { "an old version", [0xff, .. new byte[8], 0x7f, 1, 0, .. new byte[60]] },
        { "another mechanism", [.. ZmtpPeer.Greeting[..12], .. "CURVE"u8, .. new byte[47]] },
        { "no READY", [.. ZmtpPeer.Greeting, .. FrameWriter.Message([[1]])] },
        { "another command", [.. ZmtpPeer.Greeting, .. FrameWriter.Command("HELLO"u8, [])] },
        { "no socket type", [.. ZmtpPeer.Greeting, .. FrameWriter.Command("READY"u8, [])] },
        { "the wrong socket type", [.. ZmtpPeer.Greeting, .. ZmtpPeer.Ready("PUB")] },
        { "a property cut short", [.. ZmtpPeer.Greeting, .. FrameWriter.Command("READY"u8, [11, .. "Socket-Type"u8, 0, 0, 0, 99, 1])] },
        { "a property with half a size", [.. ZmtpPeer.Greeting, .. FrameWriter.Command("READY"u8, [11, .. "Socket-Type"u8, 0, 0])] },
        { "a command of 2^63 bytes", [.. ZmtpPeer.Greeting, 6, 0x80, 0, 0, 0, 0, 0, 0, 0] },
    };

    public static TheoryData<string, byte[]> Frames { get; } = new()
    {
        { "reserved flags", [0x80, 1, 1] },
        { "a command with more", [5, 1, 1] },
        { "a frame of 65 MB", [2, 0, 0, 0, 0, 4, 0x10, 0, 0] },
        { "a frame of 2^64-1 bytes", [2, .. Enumerable.Repeat((byte)255, 8)] },
        { "a huge command", [6, 0, 0, 0, 0, 0, 1, 0, 0] },
        { "65 frames", [.. Enumerable.Repeat<byte[]>([1, 0], 65).SelectMany(frame => frame)] },
    };

    [Theory]
    [MemberData(nameof(Openings))]
    public async Task A_peer_that_opens_with_nonsense_is_hung_up_on_and_the_kernel_goes_on(string what, byte[] bytes)
    {
        await using var client = await KernelClient.Start();
        using (var peer = await ZmtpPeer.Raw(client.Kernel.Connection.Shell))
        {
            await peer.Write(bytes);
            await peer.Closed().WaitAsync(TimeSpan.FromSeconds(9), TestContext.Current.CancellationToken);
        }
        Assert.True((await client.Execute("1")).Reply["status"]!.ToString() == "ok", what);
        Assert.Contains("connection closed", client.Log.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Frames))]
    public async Task A_malformed_frame_closes_its_connection_and_no_other(string what, byte[] bytes)
    {
        await using var client = await KernelClient.Start();
        using var peer = await ZmtpPeer.Connect(client.Kernel.Connection.Shell, "DEALER");
        await peer.Write(bytes);
        await peer.Closed().WaitAsync(TimeSpan.FromSeconds(9), TestContext.Current.CancellationToken);
        Assert.True((await client.Execute("1")).Reply["status"]!.ToString() == "ok", what);
    }

    [Fact]
    public async Task Memory_follows_what_arrives_not_what_a_frame_claims()
    {
        using var stream = new MemoryStream([2, 0, 0, 0, 0, 3, 0, 0, 0, 1, 2, 3]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = await Assert.ThrowsAsync<ZmtpException>(() => new FrameReader(stream)
            .Read(ZmtpLimits.MessageBytes, TestContext.Current.CancellationToken).AsTask());
        Assert.Contains("ended within a frame", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Theory]
    [InlineData("unsigned", "it is not signed")]
    [InlineData("other key", "its signature is wrong")]
    [InlineData("changed content", "its signature is wrong")]
    [InlineData("no delimiter", "it has no delimiter")]
    [InlineData("three parts", "expected header, parent, metadata and content")]
    [InlineData("replayed", "it was received before")]
    public async Task A_message_that_is_not_the_clients_is_dropped_and_logged(string what, string reason)
    {
        await using var client = await KernelClient.Start();
        var content = new JsonObject { ["code"] = "Console.WriteLine(\"in\");" };
        var frames = client.Frames("execute_request", content, signedBy: what == "other key" ? new Signer([1]) : null);
        if (what == "unsigned") frames[1] = [];
        if (what == "changed content") frames[5][^3] = (byte)'2';
        if (what == "no delimiter") frames[0] = [1];
        if (what == "three parts") frames = frames[..5];
        if (what == "replayed")
        {
            await client.Shell.Send(frames);
            await client.Receive(client.Shell);
            await client.Broadcasts();
        }
        await client.Shell.Send(frames);
        var (reply, messages) = await client.Execute("2");
        Assert.Equal("ok", reply["status"]!.ToString());
        Assert.DoesNotContain(messages, message => message.Type == "stream");
        Assert.Contains($"a message was dropped: ", client.Log.ToString(), StringComparison.Ordinal);
        Assert.Contains(reason, client.Log.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "its header is not a JSON object")]
    [InlineData("{", "its header is not valid JSON")]
    [InlineData("{}", "its header has no 'msg_type'")]
    [InlineData("{\"msg_type\":7}", "its header has no 'msg_type'")]
    [InlineData("{\"msg_type\":\"a\",\"msg_type\":\"b\"}", "its header is not valid JSON")]
    [InlineData("{\"msg_type\":\"\\ud800\"}", "its header is not valid JSON")]
    public void A_signed_message_that_is_no_message_is_dropped(string header, string reason)
    {
        byte[][] parts = [Encoding.UTF8.GetBytes(header), [.. "{}"u8], [.. "{}"u8], [.. "{}"u8]];
        var signature = new Signer(KernelClient.Key).Sign(parts);
        var error = Assert.Throws<MessageException>(() =>
            Wire.Read([[.. "<IDS|MSG>"u8], signature, .. parts], new Signer(KernelClient.Key)));
        Assert.Equal(reason, error.Message);
    }

    [Fact]
    public async Task Nonsense_in_a_signed_request_leaves_the_kernel_alive()
    {
        await using var client = await KernelClient.Start();
        await client.Send(client.Shell, "execute_request", new JsonObject { ["code"] = 7, ["silent"] = "yes", ["user_expressions"] = 3 });
        Assert.Equal("ok", (await client.Receive(client.Shell)).Content["status"]!.ToString());
        await client.Broadcasts();
        await client.Send(client.Shell, "history_request", new JsonObject { ["hist_access_type"] = 1, ["n"] = -5 });
        Assert.Equal("ok", (await client.Receive(client.Shell)).Content["status"]!.ToString());
    }

    [Fact]
    public async Task A_subscriber_that_does_not_read_is_cut_off_and_holds_nobody_up()
    {
        await using var client = await KernelClient.Start();
        using var deaf = await ZmtpPeer.Connect(client.Kernel.Connection.Iopub, "SUB");
        await deaf.Send([1]);
        await client.Send(client.Shell, "execute_request",
            new JsonObject { ["code"] = "var line = new string('x', 1000);\nfor (var i = 0; i < 50_000; i++) Console.WriteLine(line);" });
        var messages = await client.Broadcasts();
        Assert.Equal(50_000 * 1001, messages.Where(message => message.Type == "stream").Sum(message =>
            message.Content["text"]!.ToString().Length));
        Assert.Contains("PUB: a client that does not read was disconnected", client.Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connections_beyond_the_limit_are_refused()
    {
        var log = new StringWriter();
        await using var server = new ZmtpServer(new IPEndPoint(IPAddress.Loopback, 0), SocketKind.Rep, (_, _, _, _) =>
            ValueTask.CompletedTask, log.WriteLine);
        var peers = new List<ZmtpPeer>();
        for (var i = 0; i < ZmtpLimits.Connections; i++) peers.Add(await ZmtpPeer.Connect(server.Port, "REQ"));
        using var one = await ZmtpPeer.Raw(server.Port);
        await one.Closed().WaitAsync(TimeSpan.FromSeconds(9), TestContext.Current.CancellationToken);
        Assert.Contains("one was refused", log.ToString(), StringComparison.Ordinal);
        peers.ForEach(peer => peer.Dispose());
    }

    [Fact]
    public async Task A_subscriber_gets_its_topics_only_until_it_cancels_them()
    {
        await using var server = new ZmtpServer(new IPEndPoint(IPAddress.Loopback, 0), SocketKind.Pub, (_, _, _, _) =>
            ValueTask.CompletedTask, _ => { });
        using var peer = await ZmtpPeer.Connect(server.Port, "SUB");
        await peer.Send([1, .. "stre"u8]);
        await peer.Write(FrameWriter.Command("SUBSCRIBE"u8, "end"u8));
        await peer.Write(FrameWriter.Command("PING"u8, [0, 9, .. "context"u8]));
        Assert.Equal("\u0004PONGcontext", Encoding.ASCII.GetString((await peer.Receive())[0]));
        foreach (var topic in new[] { "status", "stream", "end" }) server.Publish([Encoding.ASCII.GetBytes(topic), []]);
        Assert.Equal("stream", Encoding.ASCII.GetString((await peer.Receive())[0]));
        Assert.Equal("end", Encoding.ASCII.GetString((await peer.Receive())[0]));
        await peer.Send([0, .. "stre"u8]);
        await peer.Write(FrameWriter.Command("PING"u8, [0, 9]));
        await peer.Receive();
        foreach (var topic in new[] { "stream", "end" }) server.Publish([Encoding.ASCII.GetBytes(topic), []]);
        Assert.Equal("end", Encoding.ASCII.GetString((await peer.Receive())[0]));
    }
}
