using Notebooks.Engine;

namespace Notebooks.Tests.Engine;

public class SessionTests
{
    [Theory]
    [InlineData("1 + 1", "result:2")]
    [InlineData("5.Display()", "display 1:5")]
    [InlineData("Math.Max(1, 2);", "")]
    [InlineData("Console.WriteLine(7)", "out:7\n")]
    [InlineData("null", "result:null")]
    [InlineData("await Task.FromResult(3)", "result:3")]
    [InlineData("await Task.Delay(1)", "")]
    [InlineData("int Twice(int x) => 2 * x;\nTwice(4)", "result:8")]
    [InlineData("record Point(int X); new Point(3)", "result:Point { X = 3 }")]
    [InlineData("// only a comment", "")]
    [InlineData("using System.Globalization;", "")]
    public async Task The_value_of_a_cell_is_its_last_expression(string code, string expected) =>
        Assert.Equal(expected, await Cells.Value(code));

    [Fact]
    public async Task Later_cells_see_variables_functions_types_and_usings_of_earlier_ones() => Assert.Equal("result:Invariant 6 Mine",
        await Cells.Value("using System.Globalization;\nvar a = 2; int Add(int x) => x + a;", "class Mine { }", "// nothing", "a = 4;",
            "(CultureInfo.InvariantCulture.Name.Length == 0 ? \"Invariant \" : \"\") + Add(2) + \" \" + nameof(Mine)"));

    [Fact]
    public async Task A_variable_can_be_declared_anew_with_another_type() =>
        Assert.Equal("result:x!", await Cells.Value("var a = 1;", "var a = \"x\";", "a + \"!\""));

    [Fact]
    public async Task Console_text_displays_errors_and_the_value_come_in_order() =>
        Assert.Equal("out:a\n|display 1:5|out:b|err:c|out:d|result:6",
        await Cells.Value("""Console.WriteLine("a"); 5.Display(); Console.Write("b"); Console.Error.Write("c"); Console.Write('d'); 6"""));

    [Fact]
    public async Task A_display_is_updated_in_place_also_from_another_cell()
    {
        using var session = new Session(AppContext.BaseDirectory);
        Assert.Equal("display 1:1|update 1:2", (await Cells.Run(session, "var shown = 1.Display(); shown.Update(2);")).All);
        Assert.Equal("update 1:3", (await Cells.Run(session, "shown.Update(3);")).All);
    }

    [Fact]
    public async Task Many_small_writes_arrive_joined_and_complete()
    {
        var sink = await Cells.Run("for (var i = 0; i < 100_000; i++) Console.WriteLine(i);");
        Assert.True(sink.Events.Count < 1000, $"{sink.Events.Count} messages for 100,000 lines");
        Assert.Equal(string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i}\n")),
            string.Concat(sink.Events.Select(text => text["out:".Length..])));
    }

    [Fact]
    public async Task Text_arrives_while_the_cell_runs()
    {
        using var session = new Session(AppContext.BaseDirectory);
        var sink = new RecordingSink();
        var running = session.ExecuteAsync("Console.Write(\"now\"); while (true) ;", sink, "cell 1", TestContext.Current.CancellationToken);
        while (sink.Events.Count == 0) await Task.Delay(5, TestContext.Current.CancellationToken);
        Assert.Equal("out:now", sink.All);
        session.Interrupt();
        await running;
    }

    [Fact]
    public async Task What_follows_an_await_runs_on_the_thread_of_the_cell() => Assert.Equal("result:true", await Cells.Value(
        "var before = Environment.CurrentManagedThreadId; await Task.Delay(1); await Task.Yield(); before == " +
        "Environment.CurrentManagedThreadId"));

    [Fact]
    public async Task Deep_recursion_has_room() =>
        Assert.Equal("result:100000", await Cells.Value("int Depth(int n) => n == 0 ? 0 : 1 + Depth(n - 1); Depth(100_000)"));

    [Fact]
    public async Task Sessions_run_side_by_side_and_each_gets_its_own_output()
    {
        async Task<string> Run(string name) =>
            (await Cells.Run($"for (var i = 0; i < 50; i++) {{ Console.Write(\"{name}\"); await Task.Delay(1); }}")).All.Replace("out:",
                "", StringComparison.Ordinal).Replace("|", "", StringComparison.Ordinal);
        var both = await Task.WhenAll(Run("a"), Run("b"));
        Assert.Equal([new string('a', 50), new string('b', 50)], both);
    }

    [Fact]
    public async Task Threads_that_a_cell_starts_write_to_that_cell() => Assert.Equal("out:inner", await Cells.Value(
        "var t = new System.Threading.Thread(() => Console.Write(\"inner\")); t.Start(); t.Join();"));

    [Fact]
    public async Task Numbers_are_written_in_the_invariant_culture() => Assert.Equal("out:1.5 1,000.25|result:0.1",
        await Cells.Value("Console.Write($\"{1.5} {1000.25:N2}\"); 0.1"));

    [Fact]
    public async Task CSharp_14_is_understood() => Assert.Equal("result:3",
        await Cells.Value("class A { public int B { get; set => field = value + 1; } }", "var a = new A { B = 2 };", "a.B"));

    [Fact]
    public async Task What_a_cell_returns_is_shown() => Assert.Equal("result:10", await Cells.Value("var n = 5;\nreturn n * 2;"));

    [Fact]
    public async Task An_endless_recursion_is_an_error_of_the_cell() =>
        Assert.Equal("error:InsufficientExecutionStackException", await Cells.Value("int Down(int n) => Down(n + 1) + 1;\nDown(0)"));
}
