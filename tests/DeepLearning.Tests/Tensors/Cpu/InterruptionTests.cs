using DeepLearning.Tensors;

namespace DeepLearning.Tests.Tensors.Cpu;

public sealed class InterruptionTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(300)]
    public void An_interrupt_ends_a_loop_of_operations_that_never_waits(int size)
    {
        var x = Tensor.Full([size, size], 1e-3f);
        Exception? error = null;
        using var began = new ManualResetEventSlim();
        var thread = new Thread(() => error = Record.Exception((Action)Compute)) { IsBackground = true };
        thread.Start();
        began.Wait(TestContext.Current.CancellationToken);
        thread.Interrupt();
        Assert.True(thread.Join(10_000));
        Assert.IsType<ThreadInterruptedException>(error);

        void Compute()
        {
            began.Set();
            while (true)
            {
                using var scope = new TensorScope();
                x.MatMul(x).Tanh();
            }
        }
    }
}
