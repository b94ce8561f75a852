using Notebooks.Documents;

namespace Notebooks.Tests.Documents;

public class NotebookReaderTests
{
    [Theory]
    [InlineData("", "x.ipynb(1,1): not a notebook: not valid JSON: the file is empty")]
    [InlineData("{\n \"cells\": [\n", "x.ipynb(3,1): not a notebook: not valid JSON: ")]
    [InlineData("[]", "x.ipynb: not a notebook: expected a JSON object with 'nbformat' and 'cells'.")]
    [InlineData("""{"a": 1}""", "x.ipynb: not a notebook: expected a JSON object with 'nbformat' and 'cells'.")]
    [InlineData("""{"nbformat": 3, "worksheets": []}""", "x.ipynb: is in notebook format 3; expected 4. Open and save it in VS Code or Jupyter to convert it.")]
    [InlineData("""{"nbformat": 4}""", "x.ipynb: not a notebook: it has no list 'cells'.")]
    [InlineData("""{"nbformat": 4, "cells": [7]}""", "x.ipynb: entry 1 of 'cells' is not a cell: it has no 'cell_type'.")]
    [InlineData("""{"nbformat": 4, "cells": [{"cell_type": "poem"}]}""", "x.ipynb: entry 1 of 'cells' has the cell type 'poem'; expected code, markdown or raw.")]
    [InlineData("""{"nbformat": 4, "cells": [{"cell_type": "code", "source": [1]}]}""", "x.ipynb: entry 1 of 'cells' has no 'source' that is text or a list of lines.")]
    [InlineData("""{"nbformat": 4, "cells": [{"cell_type": "code", "source": "", "outputs": 1}]}""", "x.ipynb: entry 1 of 'cells' has 'outputs' that are not a list.")]
    [InlineData("""{"nbformat": 4, "cells": [{"cell_type": "code", "source": "", "metadata": 1}]}""", "x.ipynb: entry 1 of 'cells' has 'metadata' that is not an object.")]
    [InlineData("""{"nbformat": 4, "cells": [], "metadata": {"kernelspec": {"language": "python"}}}""", "x.ipynb: is a notebook in python; expected C#.")]
    [InlineData("""{"nbformat": 4, "cells": [{"cell_type": "code", "source": "", "id": "a", "id": "b"}]}""", "x.ipynb: not a notebook: not valid JSON: Duplicate property 'id' encountered during deserialization.")]
    [InlineData("""{"nbformat": 4, "cells": [{"cell_type": "code", "source": "\ud800"}]}""", "x.ipynb: not a notebook: not valid JSON: its text is not valid Unicode")]
    public void What_is_not_a_notebook_is_refused_with_the_reason(string text, string message)
    {
        var error = Assert.Throws<NotebookException>(() => NotebookReader.Read(text, "x.ipynb"));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_named()
    {
        Assert.Equal("gone.ipynb: no such file. Check the path and the folder you are in.",
            Assert.Throws<NotebookException>(() => NotebookReader.ReadFile("gone.ipynb")).Message);
        var folder = AppContext.BaseDirectory;
        Assert.Equal($"{folder}: is a folder; expected a notebook file (.ipynb).",
            Assert.Throws<NotebookException>(() => NotebookReader.ReadFile(folder)).Message);
    }

    [Fact]
    public void Cells_without_ids_get_some_and_what_is_unknown_is_kept()
    {
        const string old = """{"nbformat": 4, "nbformat_minor": 2, "cells": [{"cell_type": "code", "source": "1", "metadata": {"mine": 5}}], "extra": 1}""";
        var notebook = NotebookReader.Read(old, "x.ipynb");
        Assert.Equal("cell-1", notebook.Cells[0].Id);
        Assert.Contains("\"nbformat_minor\": 5", notebook.ToText(), StringComparison.Ordinal);
        Assert.Contains("\"mine\": 5", notebook.ToText(), StringComparison.Ordinal);
        Assert.Contains("\"extra\": 1", notebook.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_VS_Code_notes_of_the_language_is_forgotten_and_other_notes_are_kept()
    {
        const string saved = """{"nbformat": 4, "cells": [{"cell_type": "code", "source": "1", "metadata": {"tags": ["a"], "vscode": {"languageId": "csharp"}}}, {"cell_type": "code", "source": "", "metadata": {"vscode": {"languageId": "sql"}}}]}""";
        var cells = NotebookReader.Read(saved, "x.ipynb").Cells;
        Assert.Equal("""{"tags":["a"]}""", cells[0].Json["metadata"]!.ToJsonString());
        Assert.Equal("""{"vscode":{"languageId":"sql"}}""", cells[1].Json["metadata"]!.ToJsonString());
    }

    [Fact]
    public void A_file_is_written_completely_or_not_at_all()
    {
        using var notebooks = new TestNotebooks();
        var path = notebooks.Write("a.ipynb", "before");
        Directory.CreateDirectory(Path.Combine(notebooks.Folder, "b.ipynb"));
        Assert.ThrowsAny<Exception>(() => AtomicFile.WriteAllText(Path.Combine(notebooks.Folder, "b.ipynb"), "after"));
        AtomicFile.WriteAllText(path, "after");
        Assert.Equal("after", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(notebooks.Folder));
    }

    [Fact]
    public void A_file_that_is_not_utf8_is_refused_with_line_and_byte()
    {
        using var files = new TestNotebooks();
        var path = files.Write("a.ipynb", "");
        File.WriteAllBytes(path, [.. "{\n\"a\": \""u8, 0xE9, .. "\"}"u8]);
        var error = Assert.Throws<NotebookException>(() => NotebookReader.ReadFile(path));
        Assert.Contains("line 2: byte 9 (0xE9) is not UTF-8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cell_ids_that_are_missing_invalid_or_taken_and_missing_parts_are_mended()
    {
        var notebook = NotebookReader.Read("""
            { "nbformat": 4, "nbformat_minor": 4, "metadata": { "kernelspec": { "language": "polyglot-notebook", "name": "polyglot-notebook" } }, "cells": [
              { "cell_type": "code", "id": "a", "source": "1" },
              { "cell_type": "code", "id": "a", "source": "2", "metadata": {} },
              { "cell_type": "markdown", "id": "no spaces", "source": "3" }] }
            """, "a.ipynb");
        Assert.Equal(["a", "cell-2", "cell-3"], notebook.Cells.Select(cell => cell.Id));
        Assert.All(notebook.Cells, cell => Assert.NotNull(cell.Json["metadata"]));
        Assert.All(notebook.CodeCells, cell => Assert.True(cell.Json.ContainsKey("outputs") && cell.Json.ContainsKey("execution_count")));
    }
}
