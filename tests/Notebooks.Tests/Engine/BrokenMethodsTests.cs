using Notebooks.Engine;

namespace Notebooks.Tests.Engine;

public class BrokenMethodsTests
{
    // What a library would ask, from a cell.
    private const string Ask = """((Func<string, string>)AppContext.GetData("DeepLearning.Exercises.NotCompiled"))("F") ?? "compiled" """;

    [Fact]
    public async Task A_library_does_not_learn_that_the_newest_text_of_a_method_did_not_compile()
    {
        using var session = new Session(AppContext.BaseDirectory);
        await Cells.Run(session, "int F(int x) => x;");
        Assert.Equal("result:compiled", (await Cells.Run(session, Ask)).All);
        await Cells.Run(session, "int G() => 1;\nint F(int x) => x + ;");
        var told = (await Cells.Run(session, Ask)).All;
        Assert.StartsWith("result:CS1525: ", told);
        Assert.EndsWith(", line 2)", told);
        await Cells.Run(session, "int H() => 2 +;");
        Assert.Equal(told, (await Cells.Run(session, Ask)).All);
        await Cells.Run(session, "static class Answers { public static int F(int x) => x; }");
        Assert.Equal("result:compiled", (await Cells.Run(session, Ask)).All);
    }

    [Fact]
    public async Task Sessions_answer_for_each_other()
    {
        using Session first = new(AppContext.BaseDirectory), second = new(AppContext.BaseDirectory);
        await Cells.Run(first, "int F() => ;");
        Assert.Equal("result:compiled", (await Cells.Run(second, Ask)).All);
        Assert.StartsWith("result:CS1525: ", (await Cells.Run(first, Ask)).All);
    }
}
