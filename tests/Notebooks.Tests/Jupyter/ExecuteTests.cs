using System.Text.Json.Nodes;
using Notebooks.Jupyter.Messaging;

namespace Notebooks.Tests.Jupyter;

[Collection(KernelCollection.Name)]
public class ExecuteTests
{
    [Fact]
    public async Task A_cell_is_busy_echoed_shown_and_idle_in_this_order()
    {
        await using var client = await KernelClient.Start();
        var (reply, messages) =
            await client.Execute("Console.WriteLine(\"hello\");\n\"half\".Display();\nConsole.Error.Write(\"oh\");\n6 * 7");

        Assert.Equal(["status", "execute_input", "stream", "display_data", "stream", "execute_result", "status"],
            messages.Select(message => message.Type));
        Assert.Equal("busy", messages[0].Content["execution_state"]!.ToString());
        Assert.Equal("hello\n", messages[2].Content["text"]!.ToString());
        Assert.Equal("stdout", messages[2].Content["name"]!.ToString());
        Assert.Equal("half", messages[3].Content["data"]!["text/plain"]!.ToString());
        Assert.Equal("stderr", messages[4].Content["name"]!.ToString());
        Assert.Equal("42", messages[5].Content["data"]!["text/plain"]!.ToString());
        Assert.Equal(1, messages[5].Content["execution_count"]!.GetValue<int>());
        Assert.Equal("ok", reply["status"]!.ToString());
        Assert.Equal(1, reply["execution_count"]!.GetValue<int>());
        Assert.Empty(reply["payload"]!.AsArray());
    }

    [Fact]
    public async Task An_error_is_broadcast_and_is_in_the_reply()
    {
        await using var client = await KernelClient.Start();
        var (reply, messages) = await client.Execute("var ok = 1;\nundefined");
        Assert.Equal("error", reply["status"]!.ToString());
        Assert.Equal("CS0103", reply["ename"]!.ToString());
        Assert.Contains("cell 1, line 2, column 1", reply["traceback"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(["status", "execute_input", "error", "status"], messages.Select(message => message.Type));
        Assert.Equal(reply["traceback"]!.ToJsonString(), messages[2].Content["traceback"]!.ToJsonString());
    }

    [Fact]
    public async Task A_display_is_updated_in_place_by_a_later_cell()
    {
        await using var client = await KernelClient.Start();
        var (_, first) = await client.Execute("var d = \"one\".Display();");
        var (_, second) = await client.Execute("d.Update(\"two\");");
        var shown = first.Single(message => message.Type == "display_data").Content;
        var updated = second.Single(message => message.Type == "update_display_data").Content;
        Assert.Equal("two", updated["data"]!["text/plain"]!.ToString());
        Assert.Equal(shown["transient"]!["display_id"]!.ToString(), updated["transient"]!["display_id"]!.ToString());
    }

    [Fact]
    public async Task The_code_that_clears_a_terminal_clears_the_output()
    {
        await using var client = await KernelClient.Start();
        var (_, messages) = await client.Execute("Console.Write(\"1 %\"); Console.Write(\"\\u001b[2J\"); Console.Write(\"2 %\");");
        Assert.Equal(["stream", "clear_output", "stream"],
            messages.Select(message => message.Type).Where(type => type is "stream" or "clear_output"));
        Assert.False(messages.Single(message => message.Type == "clear_output").Content["wait"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_silent_cell_shows_nothing_and_takes_no_number()
    {
        await using var client = await KernelClient.Start();
        var (reply, messages) = await client.Execute("var x = 5; Console.WriteLine(1); x",
            new JsonObject { ["silent"] = true, ["store_history"] = true });
        Assert.Equal(["status", "status"], messages.Select(message => message.Type));
        Assert.Equal(0, reply["execution_count"]!.GetValue<int>());
        Assert.Equal("5", Result((await client.Execute("x")).Broadcasts));
    }

    [Fact]
    public async Task A_cell_not_for_the_history_shows_its_output_and_takes_no_number()
    {
        await using var client = await KernelClient.Start();
        var (reply, messages) = await client.Execute("7", new JsonObject { ["store_history"] = false });
        Assert.Equal("7", Result(messages));
        Assert.Equal(0, reply["execution_count"]!.GetValue<int>());
        var history = await client.Ask("history_request", new JsonObject { ["hist_access_type"] = "tail", ["n"] = 5 });
        Assert.Empty(history["history"]!.AsArray());
    }

    [Fact]
    public async Task User_expressions_are_evaluated_after_the_cell_each_with_its_own_status()
    {
        await using var client = await KernelClient.Start();
        var (reply, _) = await client.Execute("var a = 20;",
            new JsonObject { ["user_expressions"] = new JsonObject { ["twice"] = "2 * a", ["bad"] = "b" } });
        Assert.Equal("40", reply["user_expressions"]!["twice"]!["data"]!["text/plain"]!.ToString());
        Assert.Equal("ok", reply["user_expressions"]!["twice"]!["status"]!.ToString());
        Assert.Equal("error", reply["user_expressions"]!["bad"]!["status"]!.ToString());
        Assert.Equal("CS0103", reply["user_expressions"]!["bad"]!["ename"]!.ToString());
    }

    [Theory]
    [InlineData(true, "aborted")]
    [InlineData(false, "ok")]
    public async Task Cells_waiting_behind_a_failed_one_run_only_if_their_client_says_so(bool stopOnError, string status)
    {
        await using var client = await KernelClient.Start();
        foreach (var code in new[] { "System.Threading.Thread.Sleep(300); throw new Exception(\"x\");", "1" })
            await client.Send(client.Shell, "execute_request", new JsonObject { ["code"] = code, ["stop_on_error"] = stopOnError });
        Assert.Equal("error", (await client.Receive(client.Shell)).Content["status"]!.ToString());
        Assert.Equal(status, (await client.Receive(client.Shell)).Content["status"]!.ToString());
        await client.Broadcasts();
        await client.Broadcasts();
        Assert.Equal("ok", (await client.Execute("2")).Reply["status"]!.ToString());
    }

    [Fact]
    public async Task A_line_that_the_cell_reads_is_asked_of_the_reader()
    {
        await using var client = await KernelClient.Start();
        await client.Send(client.Shell, "execute_request",
            new JsonObject
            {
                ["code"] = "Console.Write(\"name? \"); var name = Console.ReadLine(); name + (char)Console.Read()",
                ["allow_stdin"] = true
            });
        foreach (var answer in new[] { "Ada ☺", "!x" })
        {
            var question = await client.Receive(client.Stdin);
            Assert.Equal("input_request", question.Type);
            await client.Send(client.Stdin, "input_reply", new JsonObject { ["status"] = "ok", ["value"] = answer }, question.Header);
        }
        var reply = await client.Receive(client.Shell);
        var messages = await client.Broadcasts();
        Assert.Equal("ok", reply.Content["status"]!.ToString());
        Assert.Equal("name? ", messages.First(message => message.Type == "stream").Content["text"]!.ToString());
        Assert.Equal("Ada ☺!", Result(messages));
    }

    [Fact]
    public async Task Without_input_at_the_front_end_a_cell_that_reads_a_line_fails_with_a_reason()
    {
        await using var client = await KernelClient.Start();
        var (reply, _) = await client.Execute("Console.ReadLine()", new JsonObject { ["allow_stdin"] = false });
        Assert.Contains("cannot ask for input", reply["evalue"]!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Console.WriteLine(1); while (true) ;")]
    [InlineData("Console.WriteLine(1); Console.ReadLine();")]
    public async Task An_interrupt_on_the_control_channel_ends_the_cell(string endless)
    {
        await using var client = await KernelClient.Start();
        await client.Send(client.Shell, "execute_request", new JsonObject { ["code"] = endless });
        while ((await client.Broadcast()).Type != "stream") { }
        if (endless.Contains("ReadLine", StringComparison.Ordinal)) await client.Receive(client.Stdin);
        await client.Send(client.Control, "interrupt_request", []);
        Assert.Equal("interrupt_reply", (await client.Receive(client.Control)).Type);
        Assert.Equal("error", (await client.Receive(client.Shell)).Content["status"]!.ToString());
    }

    [Fact]
    public async Task A_hundred_thousand_lines_arrive_complete_in_few_messages()
    {
        await using var client = await KernelClient.Start();
        await client.Send(client.Shell, "execute_request",
            new JsonObject { ["code"] = "for (var i = 0; i < 100_000; i++) Console.WriteLine(i);" });
        var messages = await client.Broadcasts();
        await client.Receive(client.Shell);
        var text = string.Concat(messages.Where(message => message.Type == "stream")
            .Select(message => message.Content["text"]!.ToString()));
        Assert.Equal(string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i}\n")), text);
        Assert.InRange(messages.Count, 4, 1000);
    }

    private static string Result(IReadOnlyList<Message> messages) =>
        messages.Single(message => message.Type == "execute_result").Content["data"]!["text/plain"]!.ToString();
}
