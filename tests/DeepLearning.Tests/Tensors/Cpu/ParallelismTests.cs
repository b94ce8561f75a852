using System.Runtime;
using DeepLearning.Tensors.Cpu;

namespace DeepLearning.Tests.Tensors.Cpu;

[Collection("Number of threads")]
public sealed unsafe class ParallelismTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void A_part_is_run_twice_or_not_at_all(int threads)
    {
        var counts = stackalloc int[9];
        using (new ThreadCount(threads))
            for (var round = 0; round < 2000; round++)
            {
                var parts = 1 + round % 9;
                new Span<int>(counts, 9).Clear();
                var job = new Count(counts);
                Parallelism.Run(ref job, parts);
                for (var i = 0; i < parts; i++) Assert.Equal(1, counts[i]);
            }
    }

    [Fact]
    public void An_abort_of_the_calling_thread_waits_for_the_helpers()
    {
        using var threads = new ThreadCount(3);
        var running = stackalloc int[1];
        var first = new Slow(running);
        Parallelism.Run(ref first, 6);
        for (var round = 0; round < 6; round++)
        {
            using var abort = new CancellationTokenSource();
            running[0] = 0;
            var (at, aborted) = ((nint)running, false);
            try
            {
#pragma warning disable SYSLIB0046 // What a notebook does to end an endless loop.
                ControlledExecution.Run(() =>
                {
                    abort.CancelAfter(3);
                    while (true)
                    {
                        var job = new Slow((int*)at);
                        Parallelism.Run(ref job, 6);
                    }
                }, abort.Token);
#pragma warning restore SYSLIB0046
            }
            catch (OperationCanceledException)
            {
                aborted = true;
            }
            Assert.True(aborted);
            // The part at which this thread was itself did not come to its end; those of the helpers did.
            Assert.InRange(Volatile.Read(ref running[0]), 0, 1);
        }
    }

    private readonly struct Slow(int* running) : IParts
    {
        public void Run(int part)
        {
            Interlocked.Increment(ref *running);
            var until = Environment.TickCount64 + 4;
            while (Environment.TickCount64 < until) Thread.SpinWait(50);
            Interlocked.Decrement(ref *running);
        }
    }

    private readonly struct Count(int* counts) : IParts
    {
        public void Run(int part) => Interlocked.Increment(ref counts[part]);
    }
}
