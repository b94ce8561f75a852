using System.Collections.Concurrent;

namespace Notebooks.Engine;

/// <summary>The one thread on which all cells of a session run, with a stack deep enough for recursive examples.</summary>
internal sealed class CellThread : IDisposable
{
    private const int StackBytes = 64 << 20;
    private readonly BlockingCollection<Action> work = [];

    public CellThread()
    {
        var thread = new Thread(Loop, StackBytes) { IsBackground = true, Name = "Notebook cells" };
        thread.Start();
    }

    /// <param name="function">Run after what is already waiting.</param>
    public Task<T> Run<T>(Func<T> function)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        work.Add(() =>
        {
            try { done.SetResult(function()); }
            catch (Exception error) { done.SetException(error); }
        });
        return done.Task;
    }

    public void Dispose() => work.CompleteAdding();

    private void Loop()
    {
        foreach (var action in work.GetConsumingEnumerable()) action();
    }
}
