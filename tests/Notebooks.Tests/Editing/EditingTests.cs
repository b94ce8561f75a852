using Notebooks.Editing;
using Notebooks.Engine;

namespace Notebooks.Tests.Editing;

/// <summary>In the code of these tests, | is where the cursor stands.</summary>
public class EditingTests
{
    [Theory]
    [InlineData("\"abc\".|", "Length ToUpperInvariant Select")]
    [InlineData("\"abc\".Len|", "Length")]
    [InlineData("Math.|", "Max PI Sqrt")]
    [InlineData("System.|", "Math IO Collections")]
    [InlineData("DayOfWeek.|", "Monday")]
    [InlineData("new[] { 1 }.Sel|", "Select SelectMany")]
    [InlineData("string? s = null; s?.|", "Length")]
    [InlineData("foreach (var word in new[] { \"a\" }) word.|", "Length")]
    [InlineData("Enumerable.Range(0, 3).Select(number => number.|)", "CompareTo")]
    [InlineData("var x = new List<int>();\nx.|\nvar y = 2;", "Add Count")]
    [InlineData("|", "Console Math while var")]
    [InlineData("Conso|", "Console")]
    [InlineData("void Train(int epochs, double learningRate) { } Train(|)", "epochs: learningRate: Math")]
    [InlineData("$\"{Math.|}\"", "Max")]
    [InlineData("5.|Display()", "Display CompareTo")]
    public void Completion_offers_what_fits(string code, string expected)
    {
        using var session = new Session(AppContext.BaseDirectory);
        var names = Complete(session, code).Items.Select(item => item.Text).ToHashSet();
        Assert.All(expected.Split(' '), name => Assert.Contains(name, names));
    }

    [Theory]
    [InlineData("// comment |")]
    [InlineData("\"in a | string\"")]
    [InlineData("$\"in | one\"")]
    [InlineData("var x = 3.1|")]
    [InlineData("unknown.|")]
    public void Completion_offers_nothing_where_nothing_fits(string code)
    {
        using var session = new Session(AppContext.BaseDirectory);
        Assert.Empty(Complete(session, code).Items);
    }

    [Theory]
    [InlineData("\"abc\".|", "IsNullOrEmpty")]
    [InlineData("Math.|", "while")]
    [InlineData("string.|", "Length")]
    public void Completion_does_not_offer_what_does_not_fit(string code, string name)
    {
        using var session = new Session(AppContext.BaseDirectory);
        Assert.DoesNotContain(name, Complete(session, code).Items.Select(item => item.Text));
    }

    [Theory]
    [InlineData("Math.Max(|)", "Math.Max(", 0)]
    [InlineData("Math.Max(1, |", "Math.Max(", 1)]
    [InlineData("Console.WriteLine(Math.Min(3, |", "Math.Min(", 1)]
    [InlineData("Console.WriteLine(Math.Min(3, 4), |)", "Console.WriteLine(", 1)]
    [InlineData("double Power(double x, int n) => Math.Pow(x, n);\nPower(2, |", "double Power(double x, int n)", 1)]
    [InlineData("double Power(double x, int n) => Math.Pow(x, n);\nPower(n: |", "double Power(double x, int n)", 1)]
    [InlineData("new List<int>(|)", "List", 0)]
    [InlineData("Func<int, int> twice = x => 2 * x; twice(|)", "Func", 0)]
    [InlineData("\"a\".PadLeft(3, |", "string.PadLeft(", 1)]
    public void Signatures_say_what_a_call_takes(string code, string part, int parameter)
    {
        using var session = new Session(AppContext.BaseDirectory);
        var at = code.IndexOf('|', StringComparison.Ordinal);
        var signatures = session.Signatures(code.Remove(at, 1), at)!;
        Assert.Contains(part, signatures.Items[signatures.Active].Text, StringComparison.Ordinal);
        Assert.Equal(parameter, signatures.Parameter);
        Assert.All(signatures.Items, item => Assert.All(item.Parameters, p =>
            Assert.Contains(p.Label, item.Text, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("|")]
    [InlineData("var x = 3; |")]
    [InlineData("Math.Max(1, 2)|")]
    [InlineData("Unknown(|)")]
    [InlineData("Run(() => { | })")]
    public void Signatures_are_silent_outside_of_a_call(string code)
    {
        using var session = new Session(AppContext.BaseDirectory);
        var at = code.IndexOf('|', StringComparison.Ordinal);
        Assert.Null(session.Signatures(code.Remove(at, 1), at));
    }

    [Fact]
    public void Signatures_come_with_what_the_comment_says()
    {
        using var session = new Session(AppContext.BaseDirectory);
        var signatures = session.Signatures("Math.Clamp(1.0, ", 16)!;
        var chosen = signatures.Items[signatures.Active];
        Assert.NotEmpty(chosen.Documentation);
        Assert.NotEmpty(chosen.Parameters[1].Documentation);
    }

    [Fact]
    public void Completion_replaces_the_word_at_the_cursor()
    {
        using var session = new Session(AppContext.BaseDirectory);
        Assert.Equal((5, 7), Complete(session, "Math.Ma|") is var completion ? (completion.Start, completion.End) : default);
        Assert.Equal((5, 5), Complete(session, "Math.|") is var empty ? (empty.Start, empty.End) : default);
    }

    [Fact]
    public async Task Completion_knows_what_earlier_cells_declared_whether_they_ran_or_not()
    {
        using var session = new Session(AppContext.BaseDirectory);
        await Engine.Cells.Run(session, "var ran = 1;\nclass Point { public int Across; }");
        var names = session.Complete("", 0, ["var drafted = new Point();", "int Helper() => 1;"]).Items.Select(item => item.Text).ToList();
        Assert.All(["ran", "drafted", "Helper", "Point"], name => Assert.Contains(name, names));
        Assert.Contains("Across", session.Complete("drafted.", 8, ["var drafted = new Point();"]).Items.Select(item => item.Text));
        Assert.DoesNotContain("drafted", session.Complete("", 0).Items.Select(item => item.Text));
    }

    [Fact]
    public void An_item_describes_itself()
    {
        using var session = new Session(AppContext.BaseDirectory);
        var item = Complete(session, "1.Disp|").Items.Single(item => item.Text == "Display");
        Assert.Equal("method", item.Kind);
        Assert.Contains("DisplayedValue", item.Describe()!.Signature, StringComparison.Ordinal);
        Assert.Equal("Shows `value` below the cell, now.", item.Describe()!.Documentation);
    }

    [Theory]
    [InlineData("Math.M|ax(1, 2)", "int Math.Max(int val1, int val2) (+ ", 5)]
    [InlineData("Math.Max(|", "Math.Max(", 8)]
    [InlineData("var nu|mber = 1.5;", "double", 4)]
    [InlineData("var number = 1.5; num|ber", "double", 18)]
    [InlineData("Stri|ngBuilder b;", "class StringBuilder", 0)]
    [InlineData("int Twice(int x) => 2 * x; Twi|ce(3)", "int Twice(int x)", 27)]
    [InlineData("1.Disp|lay()", "DisplayedValue", 2)]
    public void Inspection_tells_the_declaration(string code, string signature, int start)
    {
        using var session = new Session(AppContext.BaseDirectory);
        var inspection = Inspect(session, code);
        Assert.NotNull(inspection);
        Assert.Contains(signature, inspection.Signature, StringComparison.Ordinal);
        Assert.Equal(start, code.Contains("(|", StringComparison.Ordinal) ? start : inspection.Start);
    }

    [Theory]
    [InlineData("")]
    [InlineData("|  ")]
    [InlineData("// Math|")]
    [InlineData("12|34")]
    [InlineData("\"Math|\"")]
    public void Inspection_is_silent_where_there_is_no_name(string code)
    {
        using var session = new Session(AppContext.BaseDirectory);
        Assert.Null(Inspect(session, code));
    }

    [Fact]
    public void Inspection_shows_the_doc_comment_of_a_cells_own_function()
    {
        using var session = new Session(AppContext.BaseDirectory);
        var inspection = session.Inspect("Twice(2)", 2,
            ["/// <summary>Doubles <paramref name=\"x\"/>,\n/// see <see cref=\"Math\"/>.</summary>\nint Twice(int x) => 2 * x;"]);
        Assert.Equal("Doubles `x`, see `Math`.", inspection!.Documentation);
    }

    [Fact]
    public void Diagnostics_tell_place_and_severity_and_respect_the_cells_above()
    {
        using var session = new Session(AppContext.BaseDirectory);
        var problem = Assert.Single(session.Diagnostics("var a = 1;\nvar b = a + c;"));
        Assert.Equal(new CellProblem("CS0103", "The name 'c' does not exist in the current context", IsError: true, 23, 24), problem);
        Assert.Empty(session.Diagnostics("var a = 1;\nvar b = a + c;", ["var c = 3;"]));
        Assert.False(Assert.Single(session.Diagnostics("void F() { int unused; }")).IsError);
        Assert.Empty(session.Diagnostics(""));
    }

    [Fact]
    public void Drafts_declare_and_run_nothing()
    {
        using var session = new Session(AppContext.BaseDirectory);
        session.Diagnostics("var a = Environment.Exit(1);", ["Environment.Exit(1);"]);
        Assert.Single(session.Diagnostics("a"));
    }

    private static Completion Complete(Session session, string code) =>
        session.Complete(code.Replace("|", "", StringComparison.Ordinal), code.IndexOf('|', StringComparison.Ordinal));

    private static Inspection? Inspect(Session session, string code) =>
        session.Inspect(code.Replace("|", "", StringComparison.Ordinal), Math.Max(0, code.IndexOf('|', StringComparison.Ordinal)));
}
