using System.Collections.Concurrent;

namespace Notebooks.Engine;

/// <summary>The one thread on which all cells of a session run, with a stack deep enough for recursive examples, and not so deep that an
/// endless one takes long to end.</summary>
internal sealed class CellThread : IDisposable
{
    private const int StackBytes = 16 << 20;
    private readonly BlockingCollection<Action> _work = [];
    private volatile Thread _thread;

    public CellThread() => _thread = Start();

    /// <param name="function">Run after what is already waiting, in the context of the caller.</param>
    public Task<T> Run<T>(Func<T> function)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var context = ExecutionContext.Capture();
        void Finish()
        {
            try { done.SetResult(function()); }
            catch (Exception error) { done.SetException(error); }
        }
        _work.Add(() =>
        {
            if (context is null) Finish();
            else ExecutionContext.Run(context, _ => Finish(), null);
        });
        return done.Task;
    }

    /// <summary>Goes on with another thread after the one that calls: on .NET 10 a thread that was aborted once may never end when it is
    /// aborted again.</summary>
    public void Renew() => _thread = Start();

    public void Dispose() => _work.CompleteAdding();

    private Thread Start()
    {
        var next = new Thread(Loop, StackBytes) { IsBackground = true, Name = "Notebook cells" };
        _thread = next;
        next.Start();
        return next;
    }

    private void Loop()
    {
        while (_thread == Thread.CurrentThread && _work.TryTake(out var action, Timeout.Infinite)) action();
    }
}
