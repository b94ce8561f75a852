using Notebooks.Documents;
using Notebooks.Running;

namespace Notebooks.Tests.Running;

[Collection(RunningCollection.Name)]
public sealed class NotebookJobTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);
    private readonly string _before = Environment.CurrentDirectory;
    private readonly TestNotebooks _notebooks = new();

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        _notebooks.Dispose();
    }

    [Fact]
    public async Task An_executed_notebook_holds_its_outputs_and_executing_it_again_changes_nothing()
    {
        var path = _notebooks.Add("a.ipynb", "Console.WriteLine(\"é😀\");\nvar x = 1;\nvar shown = x.Display();",
            "shown.Update(\"new\"); x + 1", "(x, new[,] { { 1.5, 2 } })");
        Assert.Empty(await Execute(path, path));
        var first = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Assert.Contains("\"é😀\\n\"", first, StringComparison.Ordinal);
        Assert.Contains("\"new\"", first, StringComparison.Ordinal);
        var notebook = NotebookReader.ReadFile(path);
        Assert.Equal([1, 2, 3], notebook.Cells.Select(cell => cell.ExecutionCount!.Value));

        Assert.Empty(await Execute(path, path));
        Assert.Equal(first, await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Empty(await Check(path));
    }

    [Fact]
    public async Task A_cell_runs_in_the_folder_of_its_notebook()
    {
        _notebooks.Write("data.txt", "here");
        Assert.Empty(await Execute(_notebooks.Add("a.ipynb", "if (File.ReadAllText(\"data.txt\") != \"here\") throw new Exception();"),
            null));
    }

    [Theory]
    [InlineData("var a = 1;\nnope", "CS0103: The name 'nope' does not exist in the current context", "  at cell 2, line 2, column 1:",
        "    nope")]
    [InlineData("throw new FormatException(\"why\");", "FormatException: why", "  at cell 2, line 1, column 1:",
        "    throw new FormatException(\"why\");")]
    public async Task A_failing_cell_is_named_with_its_line_and_nothing_is_written(string code, params string[] lines)
    {
        var path = _notebooks.Add("a.ipynb", "1", code, "3");
        var original = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal([$"{path}: cell 2 failed.", .. lines], await Execute(path, path));
        Assert.Equal(original, await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Single(Directory.GetFiles(_notebooks.Folder));
    }

    [Fact]
    public async Task A_cell_that_never_ends_is_stopped_after_the_timeout() => Assert.Equal(
        [$"{_notebooks.Folder}/a.ipynb: cell 1 failed.", "cell 1 still ran after 0.2 s and was stopped. Allow more with --timeout SECONDS."],
        await new NotebookJob(_notebooks.Add("a.ipynb", "while (true) ;").Replace('\\', '/'), null, Compare: false,
            TimeSpan.FromSeconds(0.2)).Run());

    [Fact]
    public async Task A_cell_that_shows_an_error_on_purpose_may_throw() =>
        Assert.Empty(await Execute(_notebooks.Add("a.ipynb", "//tag:raises-exception\nthrow new Exception(\"wanted\");", "2"), null));

    [Fact]
    public async Task Check_tells_which_line_of_which_output_differs()
    {
        var path = _notebooks.Add("a.ipynb",
            "Console.WriteLine(\"same\");\nConsole.WriteLine(Environment.GetEnvironmentVariable(\"NB_TEST\"));");
        Environment.SetEnvironmentVariable("NB_TEST", "one");
        await Execute(path, path);
        Environment.SetEnvironmentVariable("NB_TEST", "two");
        Assert.Equal([$"{path}: cell 1 (id c1): output 1, text, line 2 differs", "  committed: one", "  now:       two",
            $"Tag a cell whose output differs from run to run 'volatile'; else write the new outputs with: run --in-place {path}"],
            await Check(path));
    }

    [Fact]
    public async Task Check_exempts_volatile_cells_and_tells_new_outputs_from_missing_ones()
    {
        var path = _notebooks.Add("a.ipynb", "//tag:volatile\nConsole.WriteLine(Guid.NewGuid());", "5");
        var problems = await Check(path);
        Assert.Equal([$"{path}: cell 2 (id c2): output 1 is new", "  committed: (nothing)", "  now:       5"], problems.Take(3));
        await Execute(path, path);
        Assert.Empty(await Check(path));
    }

    [Fact]
    public async Task Check_does_not_mind_how_console_text_was_cut_or_numbered()
    {
        var path = _notebooks.Add("a.ipynb", "Console.WriteLine(\"one\"); Console.WriteLine(\"two\"); 3");
        await Execute(path, path);
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        var cut = text.Replace("\"one\\n\",\n      \"two\\n\"",
            "\"one\\n\"]}, {\"output_type\": \"stream\", \"name\": \"stdout\", \"text\": [\"two\\n\"", StringComparison.Ordinal)
            .Replace("\"execution_count\": 1", "\"execution_count\": 9", StringComparison.Ordinal);
        Assert.NotEqual(text, cut);
        Assert.Empty(await Check(_notebooks.Write("a.ipynb", cut)));
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_named()
    {
        var path = _notebooks.Add("a.ipynb", "1");
        var problem = Assert.Single(await Execute(path, Path.Combine(path, "out.ipynb")));
        Assert.StartsWith($"{Path.Combine(path, "out.ipynb")}: cannot be written: ", problem, StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<string>> Execute(string path, string? output) =>
        new NotebookJob(path, output, Compare: false, Long).Run();

    private static Task<IReadOnlyList<string>> Check(string path) => new NotebookJob(path, null, Compare: true, Long).Run();
}
