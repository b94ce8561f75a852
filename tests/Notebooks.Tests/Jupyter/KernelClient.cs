using System.Net;
using System.Text.Json.Nodes;
using Notebooks.Jupyter;
using Notebooks.Jupyter.Messaging;

namespace Notebooks.Tests.Jupyter;

/// <summary>A kernel in this process and a client of it, over real sockets.</summary>
internal sealed class KernelClient : IAsyncDisposable
{
    public static byte[] Key { get; } = [.. "a key for tests"u8];

    private Signer _signer = new(Key);
    private ZmtpPeer _iopub = null!;

    public Kernel Kernel { get; private set; } = null!;

    public StringWriter Log { get; } = new();

    public ZmtpPeer Shell { get; private set; } = null!;

    public ZmtpPeer Control { get; private set; } = null!;

    public ZmtpPeer Stdin { get; private set; } = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<KernelClient> Start()
    {
        var client = new KernelClient();
        client.Kernel = new Kernel(new ConnectionFile(IPAddress.Loopback, 0, 0, 0, 0, 0, Key), AppContext.BaseDirectory,
            TextWriter.Synchronized(client.Log));
        var at = client.Kernel.Connection;
        client.Shell = await ZmtpPeer.Connect(at.Shell, "DEALER", "me");
        client.Control = await ZmtpPeer.Connect(at.Control, "DEALER", "me");
        client.Stdin = await ZmtpPeer.Connect(at.Stdin, "DEALER", "me");
        client._iopub = await ZmtpPeer.Connect(at.Iopub, "SUB");
        await client._iopub.Send([1]);
        await client.Subscribed();
        return client;
    }

    public byte[][] Frames(string type, JsonObject content, JsonObject? parent = null, Signer? signedBy = null)
    {
        var header = new JsonObject
        {
            ["msg_id"] = Guid.NewGuid().ToString(),
            ["session"] = "test",
            ["username"] = "test",
            ["msg_type"] = type,
            ["version"] = "5.4"
        };
        return Wire.Write(new Message([], header, parent ?? [], [], content), signedBy ?? _signer);
    }

    /// <summary>Forgets which messages it has received, so that measured memory is the kernel's.</summary>
    public void Forget() => _signer = new(Key);

    public Task Send(ZmtpPeer channel, string type, JsonObject content, JsonObject? parent = null) =>
        channel.Send(Frames(type, content, parent));

    public async Task<Message> Receive(ZmtpPeer channel) =>
        Wire.Read(await channel.Receive().WaitAsync(TimeSpan.FromSeconds(30), Cancellation), _signer);

    public async Task<JsonObject> Ask(string type, JsonObject content, ZmtpPeer? channel = null)
    {
        await Send(channel ?? Shell, type, content);
        var reply = await Receive(channel ?? Shell);
        Assert.Equal(type.Replace("_request", "_reply", StringComparison.Ordinal), reply.Type);
        await Broadcasts();
        return reply.Content;
    }

    /// <returns>The reply, and what was broadcast until the kernel was idle again.</returns>
    public async Task<(JsonObject Reply, IReadOnlyList<Message> Broadcasts)> Execute(string code, JsonObject? more = null)
    {
        var content = more ?? [];
        content["code"] = code;
        await Send(Shell, "execute_request", content);
        var reply = await Receive(Shell);
        return (reply.Content, await Broadcasts());
    }

    public async Task<IReadOnlyList<Message>> Broadcasts()
    {
        var messages = new List<Message>();
        do messages.Add(await Broadcast());
        while (messages[^1].Content["execution_state"]?.ToString() != "idle");
        return messages;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var peer in new[] { Shell, Control, Stdin, _iopub }) peer.Dispose();
        await Kernel.DisposeAsync();
    }

    public Task<Message> Broadcast() => Receive(_iopub);

    // A subscription takes a moment to arrive; until then broadcasts are lost.
    private async Task Subscribed()
    {
        var first = Broadcast();
        while (!first.IsCompleted)
        {
            await Send(Shell, "kernel_info_request", []);
            await Receive(Shell);
            await Task.WhenAny(first, Task.Delay(50, Cancellation));
        }
        var message = await first;
        while (message.Content["execution_state"]?.ToString() != "idle") message = await Broadcast();
        // Any further rounds that were asked for meanwhile.
        await Send(Control, "kernel_info_request", []);
        var reply = await Receive(Control);
        do message = await Broadcast();
        while (message.Parent["msg_id"]!.ToString() != reply.Parent["msg_id"]!.ToString()
            || message.Content["execution_state"]?.ToString() != "idle");
    }
}
