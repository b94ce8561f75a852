using System.Text;

namespace Notebooks.Engine;

/// <summary>The outputs of one running cell on their way to its sink: joins small console writes, keeps them in order with displays.</summary>
internal sealed class CellOutputs : IDisposable
{
    private const int FlushCharacters = 16 << 10;
    private static readonly TimeSpan FlushInterval = TimeSpan.FromMilliseconds(40);
    private static readonly AsyncLocal<CellOutputs?> Local = new();
    private static CellOutputs? latest;

    private readonly Lock gate = new();
    private readonly StringBuilder pending = new();
    private readonly IOutputSink sink;
    private readonly Timer timer;
    private bool pendingIsError;
    private bool ended;

    public CellOutputs(IOutputSink sink)
    {
        this.sink = sink;
        timer = new Timer(_ => Flush());
    }

    /// <summary>The outputs of the cell that the calling code belongs to; also on threads and timers which that cell started.</summary>
    public static CellOutputs? Current => Local.Value ?? Volatile.Read(ref latest);

    /// <summary>Makes this the target of console and displays for the calling thread and whatever it starts.</summary>
    public void Enter()
    {
        Local.Value = this;
        Volatile.Write(ref latest, this);
    }

    public void Write(string text, bool error)
    {
        if (text.Length == 0) return;
        lock (gate)
        {
            if (error != pendingIsError) FlushLocked();
            pendingIsError = error;
            if (pending.Length == 0 && !ended) timer.Change(FlushInterval, Timeout.InfiniteTimeSpan);
            pending.Append(text);
            if (pending.Length >= FlushCharacters || ended) FlushLocked();
        }
    }

    public void Push(Action<IOutputSink> output)
    {
        lock (gate)
        {
            FlushLocked();
            Uninterrupted(() => output(sink));
        }
    }

    public void Flush()
    {
        lock (gate) FlushLocked();
    }

    public void Dispose()
    {
        lock (gate)
        {
            ended = true;
            FlushLocked();
        }
        Interlocked.CompareExchange(ref latest, null, this);
        timer.Dispose();
    }

    private void FlushLocked()
    {
        if (pending.Length == 0) return;
        Uninterrupted(() =>
        {
            var text = pending.ToString();
            pending.Clear();
            sink.Text(text, pendingIsError);
        });
    }

    // An interrupt aborts the cell's thread wherever it is, but never within a finally block: no message is cut in half.
    private static void Uninterrupted(Action action)
    {
        try { }
        finally { action(); }
    }
}
