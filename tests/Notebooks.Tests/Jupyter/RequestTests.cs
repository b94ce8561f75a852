using System.Text.Json.Nodes;

namespace Notebooks.Tests.Jupyter;

[Collection(KernelCollection.Name)]
public class RequestTests
{
    [Fact]
    public async Task Kernel_info_names_protocol_and_language()
    {
        await using var client = await KernelClient.Start();
        var info = await client.Ask("kernel_info_request", []);
        Assert.Equal("5.4", info["protocol_version"]!.ToString());
        Assert.Equal("C#", info["language_info"]!["name"]!.ToString());
        Assert.Equal("csharp", info["language_info"]!["pygments_lexer"]!.ToString());
    }

    [Theory]
    [InlineData("1 + 1", "complete", null)]
    [InlineData("for (;;) {", "incomplete", "    ")]
    [InlineData("    if (x) {", "incomplete", "        ")]
    [InlineData("int x = ];", "invalid", null)]
    public async Task Is_complete_tells_whether_a_console_should_run_the_line(string code, string status, string? indent)
    {
        await using var client = await KernelClient.Start();
        var reply = await client.Ask("is_complete_request", new JsonObject { ["code"] = code });
        Assert.Equal(status, reply["status"]!.ToString());
        Assert.Equal(indent, reply["indent"]?.ToString());
    }

    [Fact]
    public async Task A_name_is_completed_where_the_cursor_is_counted_in_characters()
    {
        await using var client = await KernelClient.Start();
        await client.Execute("var apple = 1; var apricot = 2;");
        var reply = await client.Ask("complete_request", new JsonObject { ["code"] = "\"😀\" + ap", ["cursor_pos"] = 8 });
        Assert.Equal(["apple", "apricot"], reply["matches"]!.AsArray().Select(match => match!.ToString()).Where(match =>
            match.StartsWith("ap", StringComparison.Ordinal)));
        Assert.Equal(6, reply["cursor_start"]!.GetValue<int>());
        Assert.Equal(8, reply["cursor_end"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_name_is_explained_and_nothing_is_not()
    {
        await using var client = await KernelClient.Start();
        var reply = await client.Ask("inspect_request", new JsonObject { ["code"] = "Math.Sqrt(2)", ["cursor_pos"] = 7 });
        Assert.True(reply["found"]!.GetValue<bool>());
        Assert.Contains("double Math.Sqrt(double d)", reply["data"]!["text/plain"]!.ToString(), StringComparison.Ordinal);
        reply = await client.Ask("inspect_request", new JsonObject { ["code"] = "   ", ["cursor_pos"] = 1 });
        Assert.False(reply["found"]!.GetValue<bool>());
    }

    [Fact]
    public async Task History_gives_what_ran_by_tail_range_and_search()
    {
        await using var client = await KernelClient.Start();
        foreach (var code in new[] { "1", "var b = 2;", "b * 2" }) await client.Execute(code);

        async Task<string> Ask(JsonObject request) => (await client.Ask("history_request", request))["history"]!.ToJsonString();
        Assert.Equal("[[0,3,[\"b * 2\",\"4\"]]]",
            await Ask(new JsonObject { ["hist_access_type"] = "tail", ["n"] = 1, ["output"] = true }));
        Assert.Equal("[[0,1,\"1\"],[0,2,\"var b = 2;\"]]",
            await Ask(new JsonObject { ["hist_access_type"] = "range", ["session"] = 0, ["start"] = 1, ["stop"] = 3 }));
        Assert.Equal("[[0,3,\"b * 2\"]]", await Ask(new JsonObject { ["hist_access_type"] = "search", ["pattern"] = "b*2", ["n"] = 9 }));
    }

    [Fact]
    public async Task There_are_no_comms_and_one_that_is_opened_is_closed()
    {
        await using var client = await KernelClient.Start();
        Assert.Empty((await client.Ask("comm_info_request", []))["comms"]!.AsObject());
        await client.Send(client.Shell, "comm_open", new JsonObject { ["comm_id"] = "7", ["target_name"] = "x" });
        var closed = (await client.Broadcasts()).Single(message => message.Type == "comm_close");
        Assert.Equal("7", closed.Content["comm_id"]!.ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Shutdown_is_answered_while_a_cell_runs(bool restart)
    {
        await using var client = await KernelClient.Start();
        await client.Send(client.Shell, "execute_request", new JsonObject { ["code"] = "while (true) ;" });
        while ((await client.Broadcast()).Type != "execute_input") { }
        await client.Send(client.Control, "shutdown_request", new JsonObject { ["restart"] = restart });
        Assert.Equal(restart, (await client.Receive(client.Control)).Content["restart"]!.GetValue<bool>());
        await client.Kernel.Shutdown.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_heartbeat_returns_what_it_gets()
    {
        await using var client = await KernelClient.Start();
        using var heart = await ZmtpPeer.Connect(client.Kernel.Connection.Heartbeat, "REQ");
        await heart.Send([], [.. "ping"u8]);
        Assert.Equal([[], [.. "ping"u8]], await heart.Receive());
    }

    [Fact]
    public async Task A_request_through_a_proxy_is_answered_along_the_same_route()
    {
        await using var client = await KernelClient.Start();
        await client.Shell.Send([[1, 2], [], .. client.Frames("kernel_info_request", [])]);
        var frames = await client.Shell.Receive();
        Assert.Equal([[1, 2], []], frames[..2]);
    }

    [Fact]
    public async Task Unknown_requests_are_ignored_and_the_kernel_goes_on()
    {
        await using var client = await KernelClient.Start();
        await client.Send(client.Shell, "fly_request", []);
        await client.Broadcasts();
        Assert.Equal("ok", (await client.Execute("1")).Reply["status"]!.ToString());
        Assert.Contains("'fly_request'", client.Log.ToString(), StringComparison.Ordinal);
    }
}
