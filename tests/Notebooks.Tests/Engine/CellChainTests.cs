using Notebooks.Engine;

namespace Notebooks.Tests.Engine;

public class CellChainTests
{
    [Fact]
    public void A_later_cell_shares_the_frameworks_symbols_instead_of_holding_its_own()
    {
        var chain = new CellChain(new ScriptReferences(AppContext.BaseDirectory));
        var first = chain.Compile("var list = new List<int>();", "cell 1", out var problems, TestContext.Current.CancellationToken);
        Assert.Empty(problems);
        Assert.NotNull(first);
        Assert.Empty(chain.Draft("list.Sum()", []).ExternalReferences);
        Assert.NotNull(chain.Compile("list.Sum()", "cell 2", out _, TestContext.Current.CancellationToken));
    }
}
