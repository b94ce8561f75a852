using System.Runtime;

namespace Notebooks.Engine;

/// <summary>Runs one cell on the calling thread, which pumps the cell's continuations until it has ended.</summary>
internal sealed class CellRun(CompiledCell cell, CellOutputs outputs)
{
    private static readonly TimeSpan ForPolls = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ForWaits = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ForAbort = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ForTasks = TimeSpan.FromMilliseconds(100);
    private readonly Thread _thread = Thread.CurrentThread;
    private readonly object _gate = new();
    private bool _ended;
    private volatile bool _aborted;
    private PumpingContext? _context;

    /// <summary>Whether an abort was asked for: the thread must not run another cell.</summary>
    public bool Aborted => _aborted;

    /// <param name="interrupt">Cancelling it returns at once, and ends the cell soon.</param>
    /// <returns>What the cell threw, or null.</returns>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public Exception? Run(CancellationToken interrupt)
    {
        var abort = new CancellationTokenSource(); // not disposed here: Stop may still be at work with it
        _context = new PumpingContext(interrupt);
        SynchronizationContext.SetSynchronizationContext(_context);
        Exception? failure = null;
        try
        {
            // On a thread of its own: tasks of the cell may have taken all threads of the pool.
            using var stop = interrupt.Register(() => new Thread(() => Stop(abort)) { IsBackground = true, Name = "Interrupt" }.Start());
#pragma warning disable SYSLIB0046 // The one way to stop an endless loop in a library.
            ControlledExecution.Run(() => failure = RunToEnd(), abort.Token);
#pragma warning restore SYSLIB0046
        }
        catch (Exception error) when (error is OperationCanceledException or ThreadInterruptedException)
        {
            // The interrupt, which is what the token says below.
        }
        finally
        {
            EndInterrupts();
            _context.Close();
            SynchronizationContext.SetSynchronizationContext(null);
        }
        if (interrupt.IsCancellationRequested) WaitForTasks();
        interrupt.ThrowIfCancellationRequested();
        return failure;
    }

    /// <summary>Runs another cell that this one waits for, on the same thread.</summary>
    /// <returns>What it threw, or null.</returns>
    public Task<Exception?> RunInside(CompiledCell inner)
    {
        var done = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        async void Go()
        {
            try
            {
                Show(inner, await inner.Start());
                done.SetResult(null);
            }
            catch (Exception error)
            {
                done.SetResult(error);
            }
        }
        if (Thread.CurrentThread == _thread) Go();
        else _context!.Post(_ => Go(), null);
        return done.Task;
    }

    private Exception? RunToEnd()
    {
        try
        {
            var task = cell.Start();
            _context!.PumpUntil(task);
            Show(cell, task.GetAwaiter().GetResult());
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }

    private void Show(CompiledCell shown, object? value)
    {
        if (!shown.HasValue || value is DisplayedValue) return; // that one is on show already
        var forms = Forms.Of(value);
        outputs.Push(sink => sink.Result(forms));
    }

    // Gently first: the next poll or output of the cell throws, and so does its wait for a continuation. Then waits (Sleep, locks,
    // Task.Wait) are
    // broken off. An abort comes last: it ends a loop inside a library, but it can strike anywhere, so it is kept
    // out of the outputs, where it would leave locks taken and messages cut in half.
    private void Stop(CancellationTokenSource abort)
    {
        outputs.Refuse();
        Interruption.Begin();
        if (!EndsWithin(ForPolls))
        {
            BreakWait();
            if (!EndsWithin(ForWaits)) Abort(abort);
        }
        // Tasks of the cell that had not begun yet end at their first poll.
        Thread.Sleep(ForAbort);
        Interruption.End();
    }

    private void Abort(CancellationTokenSource abort)
    {
        outputs.WhileQuiet(() =>
        {
            _aborted = true;
            var cancelling = new Thread(abort.Cancel) { IsBackground = true, Name = "Abort" };
            cancelling.Start();
            for (var begun = Environment.TickCount64; !cancelling.Join(ForWaits)
                && Environment.TickCount64 - begun < ForAbort.TotalMilliseconds;) BreakWait();
        });
        if (!EndsWithin(ForAbort))
            outputs.PushLast(sink =>
                sink.Text("The cell was interrupted, but still runs inside a library that cannot be stopped. Wait for its end, or " +
                    "restart the kernel.\n", error: true));
    }

    // Tasks that have the pool's threads let go of them at their next poll; what comes after the cell finds them free.
    private static void WaitForTasks()
    {
        for (var begun = Environment.TickCount64; ThreadPool.PendingWorkItemCount > 0
            && Environment.TickCount64 - begun < ForTasks.TotalMilliseconds;) Thread.Sleep(2);
    }

    private bool EndsWithin(TimeSpan time)
    {
        lock (_gate) return _ended || (Monitor.Wait(_gate, time) && _ended);
    }

    private void BreakWait()
    {
        lock (_gate)
        {
            if (!_ended) _thread.Interrupt();
        }
    }

    // An interrupt that found nothing to break stays pending; it must not break the wait for the next cell.
    private void EndInterrupts()
    {
        while (!_ended)
        {
            try
            {
                lock (_gate)
                {
                    Thread.Sleep(0);
                    _ended = true;
                    Monitor.PulseAll(_gate);
                }
            }
            catch (ThreadInterruptedException) { /* taken */ }
        }
    }
}
