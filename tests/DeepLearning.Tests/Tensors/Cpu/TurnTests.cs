using DeepLearning.Tensors.Cpu;

namespace DeepLearning.Tests.Tensors.Cpu;

public sealed class TurnTests
{
    private Turn _turn;

    [Fact]
    public void One_thread_has_it_until_it_gives_it_back()
    {
        Assert.True(_turn.TryTake(out var wasCutOff));
        Assert.False(wasCutOff);
        Assert.False(TakenElsewhere(out _));
        _turn.GiveBack();
        Assert.True(TakenElsewhere(out wasCutOff));
        Assert.False(wasCutOff);
    }

    [Fact]
    public void A_thread_that_was_cut_off_takes_it_again_and_is_told()
    {
        _turn.TryTake(out _);
        Assert.True(_turn.TryTake(out var wasCutOff));
        Assert.True(wasCutOff);
        Assert.False(TakenElsewhere(out _));
    }

    [Fact]
    public void What_a_thread_has_at_its_end_is_free()
    {
        Assert.True(TakenElsewhere(out _));
        Assert.True(_turn.TryTake(out var wasCutOff));
        Assert.True(wasCutOff);
    }

    // By a thread that has ended when this returns.
    private bool TakenElsewhere(out bool wasCutOff)
    {
        var (taken, cut) = (false, false);
        var thread = new Thread(() => taken = _turn.TryTake(out cut));
        thread.Start();
        thread.Join();
        wasCutOff = cut;
        return taken;
    }
}
