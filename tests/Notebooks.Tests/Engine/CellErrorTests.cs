namespace Notebooks.Tests.Engine;

public class CellErrorTests
{
    [Fact]
    public async Task A_compile_error_names_code_line_column_and_shows_the_line()
    {
        var error = (await Cells.Run("var a = 1;", "var b = 2;\nvar c = a + unknown;\nalso = 1;")).LastError!;
        Assert.Equal(("CS0103", "cell 2", 2, 13), (error.Name, error.Cell, error.Line, error.Column));
        Assert.Equal("var c = a + unknown;", error.SourceLine);
        Assert.Equal(["CS0103: The name 'unknown' does not exist in the current context", "  at cell 2, line 2, column 13:",
            "    var c = a + unknown;",
            "CS0103: The name 'also' does not exist in the current context", "  at cell 2, line 3, column 1:", "    also = 1;"],
                error.Traceback);
    }

    [Fact]
    public async Task A_cell_that_does_not_compile_declares_nothing() =>
        Assert.Equal("error:CS0103", await Cells.Value("var a = 1; b = 2;", "a"));

    [Fact]
    public async Task An_exception_is_traced_through_the_cells_that_it_passed()
    {
        var error = (await Cells.Run("int Tenth(int x)\n{\n    return 10 / x;\n}", "var y = 0;\nTenth(y)")).LastError!;
        Assert.Equal(("DivideByZeroException", "cell 1", 3), (error.Name, error.Cell, error.Line));
        Assert.Equal("DivideByZeroException: Attempted to divide by zero.", error.Traceback[0]);
        Assert.Contains("  at cell 2, line 2, column 1:", error.Traceback);
        Assert.Equal("    return 10 / x;", error.SourceLine);
    }

    [Fact]
    public async Task An_exception_after_an_await_and_its_cause_are_shown()
    {
        var error = (await Cells.Run("await Task.Delay(1);\nthrow new InvalidOperationException(\"outer\", new " +
            "FormatException(\"inner\"));")).LastError!;
        Assert.Equal(2, error.Line);
        Assert.Equal(["InvalidOperationException: outer", "  because of FormatException: inner"], error.Traceback.Take(2));
    }

    [Fact]
    public async Task What_a_cell_declared_before_it_threw_stays_declared() =>
        Assert.Equal("result:3", await Cells.Value("var a = 3; throw new Exception();", "a"));

    [Fact]
    public async Task A_value_whose_text_or_property_throws_is_shown_all_the_same()
    {
        Assert.Equal("result:Broken (ToString throws InvalidOperationException: no text)",
            await Cells.Value("class Broken { public override string ToString() => throw new InvalidOperationException(\"no text\"); }",
                "new Broken()"));
        Assert.Equal("result:Half { A = 1, B = (throws FormatException: no) }",
            await Cells.Value("class Half { public int A => 1; public int B => throw new FormatException(\"no\"); }", "new Half()"));
    }

    [Fact]
    public async Task An_exception_that_has_no_message_is_told_by_its_name()
    {
        var error = (await Cells.Run("class Mute : Exception { public override string Message => throw new Exception(); }",
            "throw new Mute();")).LastError!;
        Assert.Equal(("Mute", "(its message cannot be read: Exception)", 1), (error.Name, error.Message, error.Line));
    }

    [Fact]
    public async Task An_exception_on_a_thread_of_the_cell_is_told_below_it()
    {
        var sink = await Cells.Run("var t = new System.Threading.Thread(() =>\n{\n    throw new FormatException(\"on a " +
            "thread\");\n});\nt.Start(); t.Join();", "1");
        Assert.Equal("result:1", sink.All);
    }

    [Theory]
    [InlineData("using var s = new MemoryStream();", "using (var x = …)")]
    [InlineData("var a = 1; ref int b = ref a;", "cannot be a ref")]
    [InlineData("Span<int> s = stackalloc int[3];", "a Span cannot")]
    [InlineData("class Outer { static class Inner { static int Twice(this int x) => 2 * x; } }", "cannot be nested")]
    [InlineData("namespace N { }", "without one")]
    [InlineData("let x = 5", "looks like F#")]
    public async Task What_cannot_stand_in_a_cell_is_met_with_what_to_write_instead(string code, string hint) =>
        Assert.Contains((await Cells.Run(code)).LastError!.Traceback, line => line.Contains(hint, StringComparison.Ordinal));

    [Fact]
    public async Task An_unbuilt_library_is_met_with_the_command_that_builds_it()
    {
        var error = (await Cells.Run("#r \"../lib/bin/Missing.dll\"\n1")).LastError!;
        Assert.Equal(("CS0006", 1), (error.Name, error.Line));
        Assert.Equal("Metadata file '../lib/bin/Missing.dll' could not be found. The library is not built yet: run 'dotnet build -c " +
            "Release' in the repository's folder, then this cell again.", error.Message);
    }

    [Fact]
    public async Task What_a_missing_library_would_have_declared_is_not_reported_as_missing_too()
    {
        var error = (await Cells.Run("#r \"../lib/bin/Missing.dll\"\nusing Missing.Data;\nvar x = new Missing.Thing();")).LastError!;
        Assert.DoesNotContain(error.Traceback, line => line.Contains("CS0246", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_missing_dll_is_met_with_where_it_was_looked_for()
    {
        var error = (await Cells.Run("#r \"nowhere/Mine.dll\"")).LastError!;
        Assert.Equal("Metadata file 'nowhere/Mine.dll' could not be found. The path after #r is taken from the notebook's folder.",
            error.Message);
    }
}
