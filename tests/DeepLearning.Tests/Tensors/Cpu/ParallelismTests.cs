using System.Runtime;
using DeepLearning.Tensors.Cpu;

namespace DeepLearning.Tests.Tensors.Cpu;

[Collection(nameof(HelperThreads))]
public sealed unsafe class ParallelismTests : IDisposable
{
    public ParallelismTests() => WorkerTeam.RestsWhenSlowed = false;

    public void Dispose() => WorkerTeam.RestsWhenSlowed = true;

    [Fact]
    public void A_helper_that_is_kept_waiting_is_asked_again_at_once()
    {
        using var threads = new ThreadCount(2);
        WorkerTeam.RestsWhenSlowed = true;
        // A worker that takes far longer than the caller would have taken for both parts: the caller does the next job alone. What else
        // this machine
        // does can slow the caller, too, so there are several attempts.
        for (var attempt = 0; attempt < 50; attempt++)
            if (HelpersOf20Milliseconds() == 1 && HelpersOf20Milliseconds() == 0) return;
        Assert.Fail("no job was followed by one without a worker");

    }

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
            // The part at which this thread was itself did not come to its end; those of the workers did.
            Assert.InRange(Volatile.Read(ref running[0]), 0, 1);
        }
    }

    [Fact]
    public void A_team_that_an_aborted_thread_never_gave_back_is_used_again()
    {
        using var threads = new ThreadCount(3);
        var together = stackalloc int[1];
        Assert.True(Parallelism.TryTakeTeam());
        Assert.Equal(3, Meet(together)); // taken by this thread
        var other = new Thread(() => Parallelism.TryTakeTeam());
        other.Start();
        other.Join();
        Assert.Equal(3, Meet(together)); // by one that has ended
    }

    [Fact]
    public void Sleeping_helpers_are_woken()
    {
        using var threads = new ThreadCount(3);
        var together = stackalloc int[1];
        for (var round = 0; round < 20; round++)
        {
            Assert.Equal(3, Meet(together));
            Thread.Sleep(round % 4);
        }
    }

    [Fact]
    public void Interrupts_do_not_shorten_the_wait_for_the_helpers()
    {
        using var threads = new ThreadCount(2);
        var counts = stackalloc int[6];
        var first = new Count(counts);
        Parallelism.Run(ref first, 6); // makes the team
        var (left, ended) = (-1, false);
        Exception? error = null;
        var caller = new Thread(() =>
        {
            var running = stackalloc int[1];
            running[0] = 0;
            var job = new FailsHere(running, Environment.CurrentManagedThreadId);
            error = Record.Exception(() => Parallelism.Run(ref job, 6));
            left = Volatile.Read(ref running[0]);
            Volatile.Write(ref ended, true);
        });
        caller.Start();
        while (!Volatile.Read(ref ended))
        {
            Thread.Sleep(1);
            caller.Interrupt();
        }
        caller.Join();
        Assert.IsType<InvalidOperationException>(error);
        Assert.Equal(0, left);
    }

    private static int HelpersOf20Milliseconds()
    {
        var helped = stackalloc int[1];
        var job = new SlowHelper(helped, Environment.CurrentManagedThreadId, 20);
        Parallelism.Run(ref job, 2);
        return helped[0];
    }

    private static int Meet(int* together)
    {
        together[0] = 0;
        var meeting = new Meeting(together);
        Parallelism.Run(ref meeting, 3);
        return together[0];
    }

    // Each of three parts waits for the others, which needs three threads; after a while it gives up and leaves.
    private readonly struct Meeting(int* together) : IParts
    {
        public void Run(int part)
        {
            Interlocked.Increment(ref *together);
            var until = Environment.TickCount64 + 3000;
            while (Volatile.Read(ref *together) < 3)
            {
                if (Environment.TickCount64 >= until)
                {
                    Interlocked.Decrement(ref *together);
                    return;
                }
                Thread.Yield();
            }
        }
    }

    private readonly struct FailsHere(int* running, int thread) : IParts
    {
        public void Run(int part)
        {
            if (Environment.CurrentManagedThreadId == thread)
            {
                var end = Environment.TickCount64 + 3000;
                while (Volatile.Read(ref *running) == 0)
                {
                    if (Environment.TickCount64 >= end) throw new TimeoutException("nobody helps");
                    Thread.SpinWait(20);
                }
                throw new InvalidOperationException("here");
            }
            Interlocked.Increment(ref *running);
            var until = Environment.TickCount64 + 60;
            while (Environment.TickCount64 < until) Thread.SpinWait(50);
            Interlocked.Decrement(ref *running);
        }
    }

    // A worker takes so long; the caller one millisecond, in which a worker can begin.
    private readonly struct SlowHelper(int* helped, int caller, int milliseconds) : IParts
    {
        public void Run(int part)
        {
            var helps = Environment.CurrentManagedThreadId != caller;
            if (helps) Interlocked.Increment(ref *helped);
            var until = Environment.TickCount64 + (helps ? milliseconds : 2);
            while (Environment.TickCount64 < until) Thread.SpinWait(50);
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
