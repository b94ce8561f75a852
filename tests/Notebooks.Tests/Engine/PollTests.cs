using Microsoft.CodeAnalysis.CSharp;
using Notebooks.Engine;

namespace Notebooks.Tests.Engine;

public class PollTests
{
    private const string Poll = "global::Notebooks.Engine.Interruption.Poll();";

    [Theory]
    [InlineData("while (true) ;", "while (true) {#;}")]
    [InlineData("foreach (var x in xs) { F(x); }", "foreach (var x in xs) {# F(x); }")]
    [InlineData("for (;;) for (var i = 0; i < 9; i++) s += i;", "for (;;) {#for (var i = 0; i < 9; i++) s += i;}")]
    [InlineData("int F(int n) { return F(n); }", "int F(int n) {# return F(n); }")]
    [InlineData("int Leaf(int n) { return n; }", "int Leaf(int n) { return n; }")]
    public void Loops_and_functions_that_call_get_a_poll_and_short_ones_do_not(string code, string expected) =>
        Assert.Equal(expected.Replace("#", Poll, StringComparison.Ordinal), Applied(code));

    [Fact]
    public async Task Functions_and_lambdas_that_are_expressions_stay_what_they_are() => Assert.Equal("result:[6, 8] x => (x + 1) 3",
        await Cells.Value("int Twice(int x) => Math.Abs(x) * 2; void Say() => Console.Write(\"\"); async Task Wait() => await " +
            "Task.Delay(1); Func<int, Func<int, int>> add = a => b => a + b;",
            "System.Linq.Expressions.Expression<Func<int, int>> tree = x => x + 1; Action act = () => Say(); act(); await Wait();",
            "string.Concat('[', string.Join(\", \", new[] { 3, 4 }.Select(x => Twice(x))), \"] \", tree, ' ', add(1)(2))"));

    [Fact]
    public async Task Columns_in_errors_are_those_that_the_reader_wrote()
    {
        var error = (await Cells.Run("var i = 0;\nwhile (true) { i++; if (i > 3) throw new FormatException(\"x\"); }")).LastError!;
        Assert.Equal((2, "while (true) { i++; if (i > 3) ".Length + 1), (error.Line, error.Column));
    }

    private static string Applied(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(code, CellChain.ParseOptions, cancellationToken: TestContext.Current.CancellationToken);
        return PollPlaces.In(tree, () => throw new InvalidOperationException()).Applied.ToString();
    }
}
