using System.Text.RegularExpressions;
using Notebooks.Interactive;

namespace Notebooks.Tests.Interactive;

public class MagicTests
{
    [Theory]
    [InlineData("display 1:{ \"k\": 1 }\n", "#!value --name text\n{ \"k\": 1 }\n")]
    [InlineData("result:{ \"k\": 1 }\n", "#!value --name text\n{ \"k\": 1 }\n", "#!set --name copy --value @value:text", "copy")]
    [InlineData("result:5", "#!value --name number\n5", "#!share --from value number", "number")]
    [InlineData("display 1:a\nb", "var a = 1; var b = \"x\";", "#!who")]
    [InlineData("display 1:index  Name  Type  Value\n    0  a     int   1", "var a = 1;", "#!whos")]
    [InlineData("display 1:# Title", "#!markdown\n# Title")]
    [InlineData("display 1:graph TD", "#!mermaid\ngraph TD")]
    [InlineData("result:7", "#!csharp\n3 + 4")]
    public async Task Magics_do_what_they_say(string expected, params string[] cells) => Assert.Equal(expected, await Hosted.Value(cells));

    [Fact]
    public async Task Time_is_shown_after_the_value() => Assert.Matches(new Regex(@"^result:2\|display 1:Wall time: \d+\.\d ms$"), await Hosted.Value("#!time\n1 + 1"));

    [Fact]
    public async Task About_names_language_and_package() => Assert.Matches(@"^display 1:C# 14\.0 on \.NET \d+.*Microsoft\.DotNet\.Interactive 1\.0", await Hosted.Value("#!about"));

    [Theory]
    [InlineData("var a = 1;\n#!nonsense", 2, "#!nonsense is unknown. There are: #!C# #!about #!csharp ")]
    [InlineData("#!fsharp\nlet x = 1", 1, "the F# kernel is not part of this host")]
    [InlineData("#!pwsh", 1, "the PowerShell kernel is not part of this host")]
    public async Task A_magic_that_nobody_knows_is_an_error_that_says_so(string code, int line, string message)
    {
        using var host = new NotebookHost(AppContext.BaseDirectory);
        var error = (await Hosted.Run(host, code)).LastError!;
        Assert.Equal(line, error.Line);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_magic_that_cannot_do_its_work_fails() =>
        Assert.Equal("error:Magic", await Hosted.Value("#!share --from value missing"));

    [Fact]
    public async Task A_script_and_a_notebook_are_imported_and_a_script_is_loaded()
    {
        using var files = new TestNotebooks();
        files.Write("shared.cs", "int Twice(int x) => 2 * x;");
        files.Write("shared.ipynb", TestNotebooks.Text("int Thrice(int x) => 3 * x;").Replace("\"metadata\": {},\n \"nbformat\"",
            "\"metadata\": {\"kernelspec\": {\"language\": \"C#\", \"name\": \".net-csharp\", \"display_name\": \".NET (C#)\"}},\n " +
            "\"nbformat\"", StringComparison.Ordinal));
        using var host = new NotebookHost(files.Folder);
        Assert.Equal("result:12",
            (await Hosted.Run(host, $"#!import {Path.Combine(files.Folder, "shared.cs")}",
                $"#!import {Path.Combine(files.Folder, "shared.ipynb")}", "Twice(3) + Thrice(2)")).All);
        Assert.Equal("result:8", (await Hosted.Run(host, "#load \"shared.cs\"\nTwice(4)")).All);
    }

    [Fact]
    public async Task An_error_below_a_magic_names_the_line_of_the_cell()
    {
        using var host = new NotebookHost(AppContext.BaseDirectory);
        var error = (await Hosted.Run(host, "#!time\nvar a = 1;\nvar b = nothing;")).LastError!;
        Assert.Equal(("CS0103", 3, "var b = nothing;"), (error.Name, error.Line, error.SourceLine));
    }
}
