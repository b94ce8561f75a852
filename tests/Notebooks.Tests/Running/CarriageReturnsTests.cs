using Notebooks.Running;

namespace Notebooks.Tests.Running;

public class CarriageReturnsTests
{
    [Theory]
    [InlineData("one\ntwo\n", "one\ntwo\n")]
    [InlineData("10 %\r20 %\rdone\nnext", "done\nnext")]
    [InlineData("\r10 s left\r          \rloss 1\n\r5 s left\r        \r", "loss 1\n")]
    [InlineData("windows\r\nends\r\n", "windows\nends\n")]
    [InlineData("", "")]
    public void A_line_that_overwrites_itself_keeps_its_last_version(string written, string shown) =>
        Assert.Equal(shown, CarriageReturns.Apply(written));
}
