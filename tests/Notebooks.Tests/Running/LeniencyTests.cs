using Notebooks.Running;

namespace Notebooks.Tests.Running;

public class LeniencyTests
{
    [Theory]
    [InlineData(true, "loss 0.500", "loss 0.510")]
    [InlineData(true, "1,000 rows", "1,010 rows")]
    [InlineData(true, "−4.00 at 1e-9", "−4.05 at 3E-9")]
    [InlineData(true, "ours    9.99  ✓", "ours  10.01 ✓")]
    [InlineData(false, "loss 0.50", "loss 0.53")]
    [InlineData(false, "loss 4.00", "loss −4.00")]
    [InlineData(false, "loss 100", "loss 103")]
    [InlineData(false, "loss 1", "lost 1")]
    [InlineData(false, "1 2", "1 2 3")]
    [InlineData(false, "relu2 1", "relu3 1")]
    public void Words_must_agree_and_numbers_may_lie_two_percent_apart(bool same, string committed, string now)
    {
        Assert.Equal(same, new Leniency(0.02).Same(committed, now));
        Assert.Equal(same, new Leniency(0.02).Same(now, committed));
        Assert.False(new Leniency(null).Same(committed, now));
    }

    [Fact]
    public void Pictures_are_skipped_only_when_numbers_may_differ()
    {
        Assert.True(new Leniency(0.02).Skips("text/html"));
        Assert.False(new Leniency(0.02).Skips("text/plain"));
        Assert.False(new Leniency(null).Skips("text/html"));
    }
}
