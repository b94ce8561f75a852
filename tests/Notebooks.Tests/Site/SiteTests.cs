using Notebooks.Documents;
using Notebooks.Site;

namespace Notebooks.Tests.Site;

public sealed class SiteTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory().FullName;

    private string Book => Path.Combine(_root, "book");

    private string Pages => Path.Combine(_root, "pages");

    [Fact]
    public async Task A_chapter_becomes_a_page_with_prose_code_and_outputs()
    {
        Write("01-a.ipynb", Markdown("# One\n\nHello *you*: $x^2$.\n\n## Part & parcel\n\nMore."),
            Code("var x = \"<b>\"; // why", Stream("1 < 2")));
        await Build();
        var page = Read("01-a.html");
        Assert.Contains("<title>One · Deep learning from scratch in C#</title>", page, StringComparison.Ordinal);
        Assert.Contains("Hello <em>you</em>: <span class=\"math\" data-tex=\"x^2\">x²</span>.", page, StringComparison.Ordinal);
        Assert.Contains("<h2 id=\"part-parcel\">Part &amp; parcel</h2>", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#part-parcel\">Part &amp; parcel</a>", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"key\">var</span> x = <span class=\"str\">&quot;&lt;b&gt;&quot;</span>; <span class=\"com\">// why</span>", page, StringComparison.Ordinal);
        Assert.Contains("<pre class=\"output\">1 &lt; 2</pre>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_a_program_printed_cannot_become_markup()
    {
        const string attack = "<script>alert(1)</script>";
        Write("01-a.ipynb", Markdown($"# `{attack}`"), Code("// " + attack, Stream(attack),
            $$"""{"output_type":"execute_result","execution_count":1,"metadata":{},"data":{"text/plain":"{{attack}}"} }""",
            $$"""{"output_type":"error","ename":"E","evalue":"","traceback":["\u001b[31m{{attack}}"]}""",
            $$"""{"output_type":"display_data","metadata":{},"data":{"image/png":"\"><script>alert(2)</script>"} }"""));
        await Build();
        foreach (var file in Directory.EnumerateFiles(Pages, "*.html"))
            Assert.DoesNotContain("<script>alert", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.DoesNotContain("</script>", Read("assets/index.js"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_front_page_shows_the_picture_with_which_a_chapter_opens()
    {
        Write("01-a.ipynb", Markdown("# A\n\n![A \"hill\"](images/01-a.png)\n\n**Why?** Text.\n\n![not this](images/other.png)"));
        Write("02-b.ipynb", Markdown("# B\n\nText first.\n\n![late](images/02-b.png)"));
        Directory.CreateDirectory(Path.Combine(Book, "images"));
        File.WriteAllBytes(Path.Combine(Book, "images", "01-a.png"), [1]);
        await Build();
        var front = Read("index.html");
        Assert.Contains("<img loading=\"lazy\" src=\"images/01-a.png\" alt=\"A &quot;hill&quot;\"><div><strong>A</strong><span>Why? " +
            "Text.</span>", front, StringComparison.Ordinal);
        Assert.Contains("<a href=\"02-b.html\"><div><strong>B</strong>", front, StringComparison.Ordinal);
        Assert.Single(front.Split("<img")[1..]);
        Assert.True(File.Exists(Path.Combine(Pages, "images", "01-a.png")));
    }

    [Fact]
    public void A_cover_is_the_picture_of_the_cell_that_is_tagged_so()
    {
        string Tagged(string tag, string html) =>
            Code("x", $$"""{"output_type":"display_data","metadata":{},"data":{"text/html":"{{html}}"} }""").Replace("\"metadata\":{}", $"\"metadata\":{{\"tags\":[\"{tag}\"]}}", StringComparison.Ordinal);
        Write("01-a.ipynb", Tagged("volatile", "<img src='data:image/png;base64,AAAA'>"),
            Tagged("cover", "<img src='data:image/png;base64,AQID'> <img src='data:image/png;base64,BBBB'>"));
        Write("02-b.ipynb", Tagged("cover", "<svg></svg>"));
        Write("03-c.ipynb", Tagged("cover", $"<img src='data:image/png;base64,{new string('A', 140_000)}'>"));
        Write("04-d.ipynb", Code("y"));
        Assert.EndsWith("01-a.png: 3 bytes", CoverPicture.Write(Path.Combine(Book, "01-a.ipynb")), StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(Path.Combine(Book, "images", "01-a.png")));
        Assert.Contains("has no PNG among its outputs",
            Assert.Throws<NotebookException>(() => CoverPicture.Write(Path.Combine(Book, "02-b.ipynb"))).Message,
            StringComparison.Ordinal);
        Assert.Contains("has 105000 bytes; expected at most 100000",
            Assert.Throws<NotebookException>(() => CoverPicture.Write(Path.Combine(Book, "03-c.ipynb"))).Message,
            StringComparison.Ordinal);
        Assert.Null(CoverPicture.Write(Path.Combine(Book, "04-d.ipynb")));
    }

    [Fact]
    public async Task Links_lead_to_pages_and_to_nothing_that_the_site_does_not_have()
    {
        Write("01-a.ipynb", Markdown("# A\n\n[b](02-b.ipynb#x) [s](solutions/01-a.ipynb) [lib](../lib/Dense.cs) " +
            "[web](https://example.org/x.ipynb) [gone](09-z.ipynb)"));
        Write("02-b.ipynb", Markdown("# B\n\n[← A](01-a.ipynb) · **B** · [C →](03-c.ipynb)\n\nText with a [link back ←](01-a.ipynb) in " +
            "the middle of a sentence that goes on and on, so it is not for navigation."));
        Write("solutions/01-a.ipynb", Markdown("# Solutions\n\n[back](../01-a.ipynb)"));
        await Build();
        var page = Read("01-a.html");
        Assert.Contains("<a href=\"02-b.html#x\">b</a> <a href=\"solutions/01-a.html\">s</a> <em>lib</em> <a " +
            "href=\"https://example.org/x.ipynb\">web</a> <em>gone</em>", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"../01-a.html\">back</a>", Read("solutions/01-a.html"), StringComparison.Ordinal);
        Assert.Contains("src=\"../assets/book.js\"", Read("solutions/01-a.html"), StringComparison.Ordinal);
        Assert.DoesNotContain("C →", Read("02-b.html"), StringComparison.Ordinal);
        Assert.Contains("link back ←", Read("02-b.html"), StringComparison.Ordinal);
        Assert.Contains("<a rel=\"next\" href=\"02-b.html\">", page, StringComparison.Ordinal);
        Assert.Contains("<a rel=\"prev\" href=\"01-a.html\">", Read("02-b.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Equal_headings_get_different_names()
    {
        Write("01-a.ipynb", Markdown("# A\n\n## Exercises"), Markdown("## Exercises\n\n### …"));
        await Build();
        Assert.Contains("id=\"exercises\"", Read("01-a.html"), StringComparison.Ordinal);
        Assert.Contains("id=\"exercises-2\"", Read("01-a.html"), StringComparison.Ordinal);
        Assert.Contains("id=\"section\"", Read("01-a.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pictures_of_the_book_come_along_and_others_do_not()
    {
        Write("01-a.ipynb", Markdown("# A\n\n![in](images/in.png) ![out](../secret.png)"));
        AtomicFile.WriteAllText(Path.Combine(Book, "images", "in.png"), "png");
        AtomicFile.WriteAllText(Path.Combine(_root, "secret.png"), "png");
        await Build();
        Assert.True(File.Exists(Path.Combine(Pages, "images", "in.png")));
        Assert.Empty(Directory.EnumerateFiles(_root, "secret.png", SearchOption.AllDirectories).Skip(1));
    }

    [Fact]
    public async Task No_page_asks_for_anything_outside_the_site()
    {
        Write("01-a.ipynb", Markdown("# A"));
        await Build();
        Assert.All(["pictures.js", "slider.js", "line.js", "digit.js", "plotly.min.js"],
            name => Assert.True(File.Exists(Path.Combine(Pages, "assets", name)), name));
        Assert.Contains("<script defer src=\"assets/pictures.js\">", Read("01-a.html"), StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Pages, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "plotly.min.js"))
            Assert.DoesNotMatch("(src|href|url)[=(]\"?(https?:)?//", File.ReadAllText(file));
    }

    [Fact]
    public async Task A_diagram_stands_in_the_page_as_its_text_for_a_script_to_draw()
    {
        Write("01-a.ipynb", Markdown("# A"), Code("#!mermaid", """{"output_type":"display_data","metadata":{},"data":{"text/vnd.mermaid":"graph LR\n a --> b","text/plain":"graph"}}"""));
        await Build();
        Assert.Contains("<pre class=\"output diagram\">graph LR\n a --&gt; b</pre>", Read("01-a.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notebook_is_executed_unless_its_saved_outputs_are_asked_for()
    {
        Write("01-a.ipynb", Markdown("# A"), Code("Console.WriteLine(6 * 7);", Stream("stale")));
        Assert.Equal(0, await new SiteBuilder(TextWriter.Null)
            .Build(Book, Pages, execute: true, withPackages: false, TimeSpan.FromMinutes(1)));
        Assert.Contains("<pre class=\"output\">42</pre>", Read("01-a.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notebook_that_fails_fails_the_build_and_nothing_is_written()
    {
        Write("01-a.ipynb", Markdown("# A"), Code("nothing"));
        Assert.Equal(1, await new SiteBuilder(TextWriter.Null)
            .Build(Book, Pages, execute: true, withPackages: false, TimeSpan.FromMinutes(1)));
        Assert.False(Directory.Exists(Pages));
    }

    [Fact]
    public async Task A_folder_without_notebooks_is_an_error_that_names_it()
    {
        var error = await Assert.ThrowsAsync<NotebookException>(Build);
        Assert.StartsWith(Book, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(@"\frac{\partial L}{\partial X} = G\,W^\mathsf{T}", "∂L/∂X = G Wᵀ")]
    [InlineData(@"\sigma(x) = \frac{1}{1 + e^{-x}}", "σ(x) = 1/(1 + e^(−x))")]
    [InlineData(@"x_1^2 + x_{ij}", "x₁² + x_(ij)")]
    [InlineData(@"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}", "[ 1   2 ; 3   4 ]")]
    [InlineData(@"\left( \sqrt{a + b} \right) \cdot \text{rate}", "( √(a + b) ) · rate")]
    [InlineData(@"\frac{a", "a/")]
    [InlineData(@"}{\", "}")]
    public void A_formula_is_readable_as_text(string tex, string text) => Assert.Equal(text, TexText.Of(tex));

    [Theory]
    [InlineData("Chart.Line(xs)", "<span class=\"typ\">Chart</span>.<span class=\"fun\">Line</span>(xs)")]
    [InlineData("#r \"a.dll\"\n1.5", "<span class=\"dir\">#r &quot;a.dll&quot;\n</span><span class=\"num\">1.5</span>")]
    [InlineData("Tensor F(Tensor t) => t;",
        "<span class=\"typ\">Tensor</span> <span class=\"fun\">F</span>(<span class=\"typ\">Tensor</span> t) =&gt; t;")]
    [InlineData("$\"{x:F2} m\"",
        "<span class=\"str\">$&quot;</span>{x:<span class=\"str\">F2</span>}<span class=\"str\"> m</span><span " +
        "class=\"str\">&quot;</span>")]
    [InlineData("broken ( \"", "<span class=\"fun\">broken</span> ( <span class=\"str\">&quot;</span>")]
    public void Code_is_coloured_by_what_it_means(string code, string html) => Assert.Equal(html, CodeHighlighter.ToHtml(code));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private Task Build() => new SiteBuilder(TextWriter.Null).Build(Book, Pages, execute: false, withPackages: false,
        TimeSpan.FromMinutes(1));

    private string Read(string page) => File.ReadAllText(Path.Combine(Pages, page));

    private void Write(string name, params string[] cells) => AtomicFile.WriteAllText(Path.Combine(Book, name),
        $$"""{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[{{string.Join(',', cells)}}]}""");

    private static string Markdown(string source) => $$"""{"cell_type":"markdown","metadata":{},"source":{{Quote(source)}}}""";

    private static string Code(string source, params string[] outputs) =>
        $$"""{"cell_type":"code","execution_count":null,"metadata":{},"source":{{Quote(source)}},"outputs":[{{string.Join(',', outputs)}}]}""";

    private static string Stream(string text) => $$"""{"output_type":"stream","name":"stdout","text":{{Quote(text)}}}""";

    private static string Quote(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
