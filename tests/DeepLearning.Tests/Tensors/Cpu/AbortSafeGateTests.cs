using DeepLearning.Tensors.Cpu;

namespace DeepLearning.Tests.Tensors.Cpu;

public sealed class AbortSafeGateTests
{
    private AbortSafeGate _gate;

    [Fact]
    public void One_thread_has_it_until_it_gives_it_back()
    {
        Assert.True(_gate.TryEnter(out var wasCutOff));
        Assert.False(wasCutOff);
        Assert.False(TakenElsewhere(out _));
        _gate.Exit();
        Assert.True(TakenElsewhere(out wasCutOff));
        Assert.False(wasCutOff);
    }

    [Fact]
    public void A_thread_that_was_cut_off_takes_it_again_and_is_told()
    {
        _gate.TryEnter(out _);
        Assert.True(_gate.TryEnter(out var wasCutOff));
        Assert.True(wasCutOff);
        Assert.False(TakenElsewhere(out _));
    }

    [Fact]
    public void What_a_thread_has_at_its_end_is_free()
    {
        Assert.True(TakenElsewhere(out _));
        Assert.True(_gate.TryEnter(out var wasCutOff));
        Assert.True(wasCutOff);
    }

    // By a thread that has ended when this returns.
    private bool TakenElsewhere(out bool wasCutOff)
    {
        var (taken, cut) = (false, false);
        var thread = new Thread(() => taken = _gate.TryEnter(out cut));
        thread.Start();
        thread.Join();
        wasCutOff = cut;
        return taken;
    }
}
