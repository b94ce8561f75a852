using Notebooks.Interactive;
using Notebooks.Tests.Engine;

namespace Notebooks.Tests.Interactive;

public class KernelApiTests
{
    [Theory]
    [InlineData("display 1:waiting|update 1:done", "var shown = display(\"waiting\"); shown.Update(\"done\");")]
    [InlineData("out:sent\n|result:5|out:after\n", "using Microsoft.DotNet.Interactive;\nusing Microsoft.DotNet.Interactive.Commands;\n"
        + "await Kernel.Root.SendAsync(new SubmitCode(\"Console.WriteLine(\\\"sent\\\"); 5\", " +
            "\"csharp\"));\nConsole.WriteLine(\"after\");")]
    [InlineData("result:false",
        "using Microsoft.DotNet.Interactive;\nKernelInvocationContext.Current.CancellationToken.IsCancellationRequested")]
    [InlineData("result:10", "var n = 5;\nreturn n * 2;")]
    public async Task What_the_package_offers_works_in_a_cell(string expected, string code) =>
        Assert.Equal(expected, await Hosted.Value(code));

    [Theory]
    [InlineData("<p>a</p>", "display(HTML(\"<p>a</p>\"));")]
    [InlineData("<script type=\"text/javascript\">f()</script>", "Javascript(\"f()\");")]
    [InlineData("<div style=\"color:red\"><b>bold</b></div>",
        "using static Microsoft.DotNet.Interactive.Formatting.PocketViewTags;\ndiv[style: \"color:red\"](b(\"bold\"))")]
    [InlineData("<b>(3;4)</b>",
        "using Microsoft.DotNet.Interactive.Formatting;\nrecord Spot(int X, int Y);\nFormatter.Register<Spot>((p, w) => " +
        "w.Write($\"<b>({p.X};{p.Y})</b>\"), \"text/html\");\nnew Spot(3, 4)")]
    [InlineData("<table><thead><tr><th>index</th><th>Name</th><th>Age</th></tr></thead><tbody><tr><td>0</td><td>Ada</td><td>36</td></tr></tbody></table>",
        "record Person(string Name, int Age);\nnew[] { new Person(\"Ada\", 36) }")]
    [InlineData("<table><thead><tr><th>key</th><th>value</th></tr></thead><tbody><tr><td>one</td><td>1</td></tr></tbody></table>",
        "new Dictionary<string, int> { [\"one\"] = 1 }")]
    [InlineData("<table><thead><tr><th></th><th>0</th><th>1</th></tr></thead><tbody><tr><td>0</td><td>1.5</td><td>2</td></tr></tbody></table>", "new[,] { { 1.5, 2 } }")]
    [InlineData("<table><thead><tr><th>name</th><th>value</th></tr></thead><tbody><tr><td>A</td><td>1</td></tr></tbody></table>",
        "new { A = 1 }")]
    public async Task Values_are_shown_in_html(string html, string code)
    {
        using var host = new NotebookHost(AppContext.BaseDirectory);
        var shown = Assert.Single((await Hosted.Run(host, code)).Shown);
        Assert.Equal(html, shown.First(form => form.MimeType == "text/html").Value);
    }

    [Fact]
    public async Task A_list_of_objects_is_an_aligned_table_in_text() =>
        Assert.Equal("result:index  Name  Age\n    0  Ada    36\n    1  Alan    4",
        await Hosted.Value("record Person(string Name, int Age);\nnew[] { new Person(\"Ada\", 36), new Person(\"Alan\", 4) }"));

    [Fact]
    public async Task The_reader_is_asked_for_input_and_where_none_can_be_given_the_cell_says_so()
    {
        using var host = new NotebookHost(AppContext.BaseDirectory);
        Assert.Contains("cannot be given here", (await Hosted.Run(host, "await GetInputAsync(\"Name?\")")).LastError!.Message,
            StringComparison.Ordinal);
        host.Ask = (prompt, password) => $"{prompt} {password}";
        Assert.Equal("result:Name? False", (await Hosted.Run(host, "await GetInputAsync(\"Name?\")")).All);
        Assert.Equal("result:Key? True", (await Hosted.Run(host, "(await GetPasswordAsync(\"Key?\")).GetClearTextPassword()")).All);
    }

    [Fact]
    public async Task A_task_that_outlives_its_cell_still_writes_below_it()
    {
        using var host = new NotebookHost(AppContext.BaseDirectory);
        var first = new RecordingSink();
        await host.ExecuteAsync("async Task Later() { await Task.Delay(200); Console.Write(\"later\"); }\nvar later = Later();", first,
            "cell 1", TestContext.Current.CancellationToken);
        Assert.Equal("", (await Hosted.Run(host, "await later;")).All);
        for (var i = 0; i < 200 && first.Events.Count == 0; i++) await Task.Delay(10, TestContext.Current.CancellationToken);
        Assert.Equal("out:later", first.All);
    }

    [Fact]
    public async Task What_an_async_void_and_a_thread_throw_is_told_below_their_cell()
    {
        using var host = new NotebookHost(AppContext.BaseDirectory);
        var sink = new RecordingSink();
        await host.ExecuteAsync("new System.Threading.Thread(() => throw new FormatException(\"thread\")).Start();\nasync void Fire() " +
            "{ await Task.Delay(50); throw new FormatException(\"void\"); }\nFire();",
            sink, "cell 1", TestContext.Current.CancellationToken);
        for (var i = 0; i < 300 && sink.Events.Count < 2; i++) await Task.Delay(10, TestContext.Current.CancellationToken);
        Assert.Contains("FormatException: thread", sink.All, StringComparison.Ordinal);
        Assert.Contains("FormatException: void", sink.All, StringComparison.Ordinal);
        Assert.Equal("result:2", (await Hosted.Run(host, "1 + 1")).All);
    }
}
