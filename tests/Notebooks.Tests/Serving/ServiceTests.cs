using System.IO.Pipelines;
using System.Text.Json.Nodes;
using Notebooks.Serving;

namespace Notebooks.Tests.Serving;

public sealed class ServiceTests : IAsyncDisposable
{
    private readonly Pipe _requests = new();
    private readonly StreamWriter _writer;
    private readonly StreamReader _answers;
    private readonly Service _service;
    private readonly Task _running;

    public ServiceTests()
    {
        var replies = new Pipe(new PipeOptions(pauseWriterThreshold: 1 << 20));
        _writer = new StreamWriter(_requests.Writer.AsStream()) { AutoFlush = true };
        _answers = new StreamReader(replies.Reader.AsStream());
        _service = new Service(new StreamReader(_requests.Reader.AsStream()), new MessageWriter(new StreamWriter(replies.Writer.AsStream())),
            AppContext.BaseDirectory);
        _running = _service.Run();
    }

    public async ValueTask DisposeAsync()
    {
        await _requests.Writer.CompleteAsync();
        await _running.WaitAsync(TimeSpan.FromSeconds(20));
        _service.Dispose();
    }

    [Fact]
    public async Task Outputs_arrive_in_order_and_done_is_last()
    {
        await Send("""{"id": 1, "type": "execute", "cell": "cell 1", "code": "Console.Write(\"é\"); var d = 1.Display(); d.Update(2); Console.Error.Write(\"e\"); 3"}""");
        var messages = await Until(1);
        Assert.Equal(["text", "display", "update", "text", "result", "done"], messages.Select(Type));
        Assert.Equal("é", (string?)messages[0]["text"]);
        Assert.Equal((string?)messages[1]["display"], (string?)messages[2]["display"]);
        Assert.True((bool)messages[3]["error"]!);
        Assert.Equal("3", (string?)messages[4]["data"]!["text/plain"]);
        Assert.True((bool)messages[5]["succeeded"]!);
    }

    [Fact]
    public async Task Variables_are_told_with_type_and_value()
    {
        await Send("""{"id": 1, "type": "execute", "cell": "cell 1", "code": "var n = 3; double[] row = [1.5, 2]; string text = new string('x', 1000); int[,] grid = { { 1 }, { 2 } };"}""");
        await Until(1);
        await Send("""{"id": 2, "type": "variables"}""");
        var variables = (await Until(2))[^1]["variables"]!.AsArray()
            .ToDictionary(v => (string)v!["name"]!, v => ((string?)v!["type"], (string)v["value"]!));
        Assert.Equal(("int", "3"), variables["n"]);
        Assert.Equal(("double[]", "[1.5, 2]"), variables["row"]);
        Assert.Equal(201, variables["text"].Item2.Length);
        Assert.DoesNotContain('\n', variables["grid"].Item2);
    }

    [Fact]
    public async Task The_form_of_a_call_is_told()
    {
        await Send("""{"id": 1, "type": "signatures", "code": "Math.Max(1, ", "position": 12}""");
        var answer = (await Until(1))[^1];
        Assert.Equal(1, (int)answer["parameter"]!);
        Assert.StartsWith("int Math.Max(int", (string)answer["signatures"]![(int)answer["active"]!]!["text"]!, StringComparison.Ordinal);
        await Send("""{"id": 2, "type": "signatures", "code": "1 + 1", "position": 3}""");
        Assert.Null((await Until(2))[^1]["signatures"]);
    }

    [Fact]
    public async Task An_error_names_cell_line_and_column()
    {
        await Send("""{"id": 1, "type": "execute", "cell": "cell 7", "code": "var a = 1;\nvar b = c;"}""");
        var messages = await Until(1);
        Assert.Equal(("cell 7", 2, 9, "CS0103"), ((string?)messages[0]["cell"], (int)messages[0]["line"]!, (int)messages[0]["column"]!,
            (string?)messages[0]["name"]));
        Assert.False((bool)messages[1]["succeeded"]!);
    }

    [Fact]
    public async Task A_running_cell_can_be_interrupted_and_questions_are_answered_meanwhile()
    {
        await Send("""{"id": 1, "type": "execute", "cell": "cell 1", "code": "Console.Write(1); while (true) ;"}""");
        await Read();
        await Send("""{"id": 2, "type": "inspect", "code": "Math.Max(1, 2)", "position": 6}""");
        Assert.StartsWith("int Math.Max(", (string?)(await Until(2))[^1]["signature"], StringComparison.Ordinal);
        await Send("""{"id": 3, "type": "interrupt"}""");
        Assert.True((bool)(await Until(1))[^1]["interrupted"]!);
    }

    [Fact]
    public async Task Completion_describes_its_items_and_diagnostics_respect_the_cells_above()
    {
        await Send("""{"id": 1, "type": "complete", "code": "Math.", "position": 5}""");
        var items = (await Until(1))[^1]["items"]!.AsArray();
        var max = items.Select(item => (string?)item!["text"]).ToList().IndexOf("Max");
        await Send($$"""{"id": 2, "type": "describe", "item": {{max}}}""");
        Assert.Contains("Math.Max", (string?)(await Until(2))[^1]["signature"], StringComparison.Ordinal);
        await Send("""{"id": 3, "type": "diagnostics", "code": "a + b", "above": ["var a = 1;"]}""");
        Assert.Equal("The name 'b' does not exist in the current context",
            (string?)Assert.Single((await Until(3))[^1]["problems"]!.AsArray())!["message"]);
    }

    [Theory]
    [InlineData(""" "text": "Ada ☺" """, "Ada ☺")]
    [InlineData(""" "text": null """, "This cell asked for a line and got none: its input box was closed.")]
    public async Task A_line_is_asked_of_the_reader_and_the_cell_waits_for_it(string answer, string outcome)
    {
        await Send("""{"id": 1, "type": "execute", "cell": "cell 1", "code": "var name = await GetPasswordAsync(\"Name?\"); name.GetClearTextPassword()"}""");
        var question = await Read();
        Assert.Equal(("ask", "Name?", true), (Type(question), (string?)question["prompt"], (bool)question["password"]!));
        await Send($$"""{"id": 2, "type": "answer", {{answer}}}""");
        var shown = (await Until(1))[0];
        Assert.Equal(outcome, (string?)(shown["data"]?["text/plain"] ?? shown["message"]));
    }

    [Fact]
    public async Task A_cell_that_waits_for_an_answer_is_interrupted()
    {
        await Send("""{"id": 1, "type": "execute", "cell": "cell 1", "code": "await GetInputAsync(\"Name?\")"}""");
        Assert.Equal("ask", Type(await Read()));
        await Send("""{"id": 2, "type": "interrupt"}""");
        Assert.True((bool)(await Until(1))[^1]["interrupted"]!);
    }

    [Fact]
    public async Task A_restart_forgets_what_was_declared()
    {
        await Send("""{"id": 1, "type": "execute", "cell": "cell 1", "code": "var a = 1;"}""");
        await Until(1);
        await Send("""{"id": 2, "type": "restart"}""");
        await Until(2);
        await Send("""{"id": 3, "type": "execute", "cell": "cell 1", "code": "a"}""");
        Assert.Equal("CS0103", (string?)(await Until(3))[0]["name"]);
    }

    [Theory]
    [InlineData("not json", "A request is one line of JSON: an object with 'id' and 'type'.")]
    [InlineData("[1]", "A request is one line of JSON: an object with 'id' and 'type'.")]
    [InlineData("{\"id\": 1}", "A request is one line of JSON: an object with 'id' and 'type'.")]
    [InlineData("{\"id\": 1, \"type\": \"dance\"}", "There is no request of type 'dance'.")]
    [InlineData("{\"id\": 1, \"type\": \"execute\", \"cell\": \"c\"}", "The request needs 'code', a text.")]
    [InlineData("{\"id\": 1, \"type\": \"complete\", \"code\": \"\", \"position\": \"x\"}",
        "The request needs 'position', a whole number.")]
    public async Task A_request_that_makes_no_sense_is_answered_with_why(string line, string message)
    {
        await Send(line);
        var answer = await Read();
        Assert.Equal(("fault", message), (Type(answer), (string?)answer["message"]));
        await Send("""{"id": 9, "type": "execute", "cell": "cell 1", "code": "1"}""");
        Assert.Equal("done", Type((await Until(9))[^1]));
    }

    private Task Send(string line) => _writer.WriteLineAsync(line);

    private async Task<List<JsonNode>> Until(int id)
    {
        var messages = new List<JsonNode>();
        while (true)
        {
            var message = await Read();
            if ((int?)message["id"] != id) continue;
            messages.Add(message);
            if (Type(message) is "done" or "fault") return messages;
        }
    }

    private async Task<JsonNode> Read()
    {
        while (true)
        {
            var line = await _answers.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60));
            if (JsonNode.Parse(line!)! is var message && Type(message) != "ready") return message;
        }
    }

    private static string? Type(JsonNode message) => (string?)message["type"];
}
