using System.Collections.Concurrent;

namespace Notebooks.Engine;

/// <summary>Runs the continuations of a cell's <c>await</c>s on the cell's own thread, where an interrupt reaches them.</summary>
internal sealed class PumpingContext(CancellationToken cancellation) : SynchronizationContext
{
    private readonly BlockingCollection<(SendOrPostCallback? Callback, object? State)> _queue = [];
    private bool _closed;
    private readonly int _thread = Environment.CurrentManagedThreadId;

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_queue)
        {
            if (!_closed)
            {
                _queue.Add((d, state));
                return;
            }
        }
        ThreadPool.QueueUserWorkItem(_ => d(state));
    }

    /// <summary>Sends what a task does that outlives its cell to the pool: nobody pumps any more.</summary>
    public void Close()
    {
        lock (_queue) _closed = true;
        while (_queue.TryTake(out var item))
            if (item.Callback is { } callback) ThreadPool.QueueUserWorkItem(_ => callback(item.State));
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (Environment.CurrentManagedThreadId == _thread)
        {
            d(state);
            return;
        }
        using var done = new ManualResetEventSlim();
        Post(_ =>
        {
            try { d(state); }
            finally { done.Set(); }
        }, null);
        done.Wait();
    }

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs what is posted until <paramref name="task"/> has ended.</summary>
    public void PumpUntil(Task task)
    {
        task.ContinueWith(_ => _queue.Add((null, null)), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        while (!task.IsCompleted)
        {
            var (callback, state) = _queue.Take(cancellation);
            callback?.Invoke(state);
        }
    }
}
