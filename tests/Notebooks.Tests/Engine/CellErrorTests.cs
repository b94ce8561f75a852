namespace Notebooks.Tests.Engine;

public class CellErrorTests
{
    [Fact]
    public async Task A_compile_error_names_code_line_column_and_shows_the_line()
    {
        var error = (await Cells.Run("var a = 1;", "var b = 2;\nvar c = a + unknown;\nalso = 1;")).LastError!;
        Assert.Equal(("CS0103", "cell 2", 2, 13), (error.Name, error.Cell, error.Line, error.Column));
        Assert.Equal("var c = a + unknown;", error.SourceLine);
        Assert.Equal(["CS0103: The name 'unknown' does not exist in the current context", "  at cell 2, line 2, column 13:", "    var c = a + unknown;",
            "CS0103: The name 'also' does not exist in the current context", "  at cell 2, line 3, column 1:", "    also = 1;"], error.Traceback);
    }

    [Fact]
    public async Task A_cell_that_does_not_compile_declares_nothing() => Assert.Equal("error:CS0103", await Cells.Value("var a = 1; b = 2;", "a"));

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
        var error = (await Cells.Run("await Task.Delay(1);\nthrow new InvalidOperationException(\"outer\", new FormatException(\"inner\"));")).LastError!;
        Assert.Equal(2, error.Line);
        Assert.Equal(["InvalidOperationException: outer", "  because of FormatException: inner"], error.Traceback.Take(2));
    }

    [Fact]
    public async Task What_a_cell_declared_before_it_threw_stays_declared() => Assert.Equal("result:3", await Cells.Value("var a = 3; throw new Exception();", "a"));

    [Fact]
    public async Task An_exception_while_a_value_is_shown_is_an_error_of_the_cell()
    {
        var sink = await Cells.Run("class Broken { public override string ToString() => throw new InvalidOperationException(\"no text\"); }", "new Broken()");
        Assert.Equal("error:InvalidOperationException", sink.All);
        Assert.Equal("no text", sink.LastError!.Message);
    }

    [Fact]
    public async Task An_unbuilt_library_is_met_with_the_command_that_builds_it()
    {
        var error = (await Cells.Run("#r \"../lib/bin/Missing.dll\"\n1")).LastError!;
        Assert.Equal(("CS0006", 1), (error.Name, error.Line));
        Assert.Equal("Metadata file '../lib/bin/Missing.dll' could not be found. The library is not built yet: run 'dotnet build -c Release' in the repository's folder, then this cell again.", error.Message);
    }

    [Fact]
    public async Task Another_missing_dll_is_met_with_where_it_was_looked_for()
    {
        var error = (await Cells.Run("#r \"nowhere/Mine.dll\"")).LastError!;
        Assert.Equal("Metadata file 'nowhere/Mine.dll' could not be found. The path after #r is taken from the notebook's folder.", error.Message);
    }
}
