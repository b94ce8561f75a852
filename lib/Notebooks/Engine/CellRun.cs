using System.Runtime;

namespace Notebooks.Engine;

/// <summary>Runs one cell on the calling thread, which pumps the cell's continuations until it has ended.</summary>
internal sealed class CellRun(CompiledCell cell, CellOutputs outputs)
{
    private static readonly TimeSpan ForOutputs = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ForWaits = TimeSpan.FromMilliseconds(20);
    private readonly Thread thread = Thread.CurrentThread;
    private readonly object gate = new();
    private bool ended;

    /// <param name="interrupt">Cancelling it returns at once, and ends the cell soon.</param>
    /// <returns>What the cell threw, or null.</returns>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public Exception? Run(CancellationToken interrupt)
    {
        var abort = new CancellationTokenSource(); // not disposed here: Stop may still be at work with it
        var context = new PumpingContext(interrupt);
        SynchronizationContext.SetSynchronizationContext(context);
        Exception? failure = null;
        try
        {
            using var stop = interrupt.Register(() => Task.Run(() => Stop(abort)));
#pragma warning disable SYSLIB0046 // The one way to stop an endless loop in a cell.
            ControlledExecution.Run(() => failure = RunToEnd(context), abort.Token);
#pragma warning restore SYSLIB0046
        }
        catch (Exception error) when (error is OperationCanceledException or ThreadInterruptedException)
        {
            // The interrupt, which is what the token says below.
        }
        finally
        {
            EndInterrupts();
            SynchronizationContext.SetSynchronizationContext(null);
        }
        interrupt.ThrowIfCancellationRequested();
        return failure;
    }

    private Exception? RunToEnd(PumpingContext context)
    {
        try
        {
            var task = cell.Start();
            context.PumpUntil(task);
            var value = task.GetAwaiter().GetResult();
            if (!cell.HasValue) return null;
            var bundle = RichOutput.Of(value);
            outputs.Push(sink => sink.Result(bundle));
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }

    // Gently first: the next output of the cell throws, and so does its wait for a continuation. Then waits (Sleep, locks, Task.Wait) are
    // broken off. An abort comes last: it ends a loop that only computes, but it can strike anywhere, so it is kept
    // out of the outputs, where it would leave locks taken and messages cut in half.
    private void Stop(CancellationTokenSource abort)
    {
        outputs.Refuse();
        if (EndsWithin(ForOutputs)) return;
        BreakWait();
        if (EndsWithin(ForWaits)) return;
        outputs.WhileQuiet(() =>
        {
            var aborted = Task.Factory.StartNew(abort.Cancel, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            while (!aborted.Wait(ForOutputs)) BreakWait();
        });
    }

    private bool EndsWithin(TimeSpan time)
    {
        lock (gate) return ended || (Monitor.Wait(gate, time) && ended);
    }

    private void BreakWait()
    {
        lock (gate)
        {
            if (!ended) thread.Interrupt();
        }
    }

    // An interrupt that found nothing to break stays pending; it must not break the wait for the next cell.
    private void EndInterrupts()
    {
        while (!ended)
        {
            try
            {
                lock (gate)
                {
                    Thread.Sleep(0);
                    ended = true;
                    Monitor.PulseAll(gate);
                }
            }
            catch (ThreadInterruptedException) { /* taken */ }
        }
    }
}
