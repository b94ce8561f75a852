using Microsoft.CodeAnalysis;
using Notebooks.Engine;

namespace Notebooks.Tests.Engine;

public class CellChainTests
{
    [Fact]
    public void A_later_cell_shares_the_frameworks_symbols_instead_of_holding_its_own()
    {
        var chain = new CellChain(new ScriptReferences(AppContext.BaseDirectory), AppContext.BaseDirectory);
        Compile("var list = new List<int>();", "cell 1");
        Assert.Empty(chain.Draft("list.Sum()", []).ExternalReferences);
        Compile("list.Sum()", "cell 2");

        void Compile(string code, string name)
        {
            chain.Compile(code, name, out var problems, TestContext.Current.CancellationToken);
            Assert.Empty(problems);
        }
    }

    [Fact]
    public async Task Sessions_that_begin_at_the_same_time_share_the_frameworks_symbols()
    {
        var symbols = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            new CellChain(new ScriptReferences(AppContext.BaseDirectory), AppContext.BaseDirectory).Draft("1", [])
                .GetSpecialType(SpecialType.System_Object))));
        Assert.All(symbols, symbol => Assert.Same(symbols[0], symbol));
    }
}
