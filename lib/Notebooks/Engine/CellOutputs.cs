using System.Text;

namespace Notebooks.Engine;

/// <summary>The outputs of one running cell on their way to its sink: joins small console writes, keeps them in order with
/// displays.</summary>
internal sealed class CellOutputs : IDisposable
{
    private const int FlushCharacters = 16 << 10;
    private static readonly TimeSpan FlushInterval = TimeSpan.FromMilliseconds(40);
    private static readonly AsyncLocal<CellOutputs?> Local = new();
    private static CellOutputs? latest;

    private readonly object gate = new(); // not a Lock: a thread that is aborted while it takes one would keep it
    private readonly StringBuilder pending = new();
    private readonly IOutputSink sink;
    private readonly Timer timer;
    private bool pendingIsError;
    private bool ended;
    private volatile bool refused;
    private int thread;

    public CellOutputs(IOutputSink sink)
    {
        this.sink = sink;
        timer = new Timer(_ => Flush());
    }

    /// <summary>The outputs of the cell that the calling code belongs to; also on threads and timers which that cell started.</summary>
    public static CellOutputs? Current => Local.Value ?? Volatile.Read(ref latest);

    /// <summary>The same, but null where nothing tells whose code it is.</summary>
    public static CellOutputs? Own => Local.Value;

    /// <summary>Makes this the target of console and displays for the calling thread and whatever it starts.</summary>
    public void Enter()
    {
        Local.Value = this;
        thread = Environment.CurrentManagedThreadId;
        Volatile.Write(ref latest, this);
    }

    public void Write(string text, bool error)
    {
        ThrowIfRefused();
        if (text.Length == 0) return;
        lock (gate)
        {
            if (error != pendingIsError) FlushPending();
            pendingIsError = error;
            if (pending.Length == 0 && !ended) timer.Change(FlushInterval, Timeout.InfiniteTimeSpan);
            pending.Append(text);
            if (pending.Length >= FlushCharacters || ended) FlushPending();
        }
    }

    public void Push(Action<IOutputSink> output)
    {
        ThrowIfRefused();
        PushLast(output);
    }

    /// <summary>Pushes also after <see cref="Refuse"/>: the error that ends the cell.</summary>
    public void PushLast(Action<IOutputSink> output)
    {
        lock (gate)
        {
            FlushPending();
            output(sink);
        }
    }

    /// <summary>From now on an output or a poll of the interrupted cell ends the cell.</summary>
    public void Refuse() => refused = true;

    public bool IsInterrupted => refused;

    /// <summary>How an exception of this cell is told.</summary>
    public Func<Exception, IReadOnlyList<string>>? Traceback { get; set; }

    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public void ThrowIfInterrupted()
    {
        if (refused) throw new OperationCanceledException("The cell was interrupted.");
    }

    public void Flush()
    {
        lock (gate) FlushPending();
    }

    /// <summary>Does something while no thread is at work in here.</summary>
    public void WhileQuiet(Action action)
    {
        lock (gate) action();
    }

    public void Dispose()
    {
        lock (gate)
        {
            ended = true;
            FlushPending();
        }
        Interlocked.CompareExchange(ref latest, null, this);
        timer.Dispose();
    }

    private void ThrowIfRefused()
    {
        if (Environment.CurrentManagedThreadId == thread) ThrowIfInterrupted();
    }

    private void FlushPending()
    {
        if (pending.Length == 0) return;
        var text = pending.ToString();
        pending.Clear();
        sink.Text(text, pendingIsError);
    }
}
