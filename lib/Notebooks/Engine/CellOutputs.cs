using System.Text;

namespace Notebooks.Engine;

/// <summary>The outputs of one running cell on their way to its sink: joins small console writes, keeps them in order with
/// displays.</summary>
internal sealed class CellOutputs : IDisposable
{
    private const int FlushCharacters = 16 << 10;
    private static readonly TimeSpan FlushInterval = TimeSpan.FromMilliseconds(40);
    private static readonly AsyncLocal<CellOutputs?> Local = new();
    private static CellOutputs? s_latest;

    private readonly object _gate = new(); // not a Lock: a thread that is aborted while it takes one would keep it
    private readonly StringBuilder _pending = new();
    private readonly IOutputSink _sink;
    private readonly Timer _timer;
    private bool _pendingIsError;
    private bool _ended;
    private volatile bool _refused;
    private int _thread;

    public CellOutputs(IOutputSink sink)
    {
        _sink = sink;
        _timer = new Timer(_ => Flush());
    }

    /// <summary>The outputs of the cell that the calling code belongs to; also on threads and timers which that cell started.</summary>
    public static CellOutputs? Current => Local.Value ?? Volatile.Read(ref s_latest);

    /// <summary>The same, but null where nothing tells whose code it is.</summary>
    public static CellOutputs? Own => Local.Value;

    /// <summary>Makes this the target of console and displays for the calling thread and whatever it starts.</summary>
    public void Enter()
    {
        Local.Value = this;
        _thread = Environment.CurrentManagedThreadId;
        Volatile.Write(ref s_latest, this);
    }

    public void Write(string text, bool error)
    {
        ThrowIfRefused();
        if (text.Length == 0) return;
        lock (_gate)
        {
            if (error != _pendingIsError) FlushPending();
            _pendingIsError = error;
            if (_pending.Length == 0 && !_ended) _timer.Change(FlushInterval, Timeout.InfiniteTimeSpan);
            _pending.Append(text);
            if (_pending.Length >= FlushCharacters || _ended) FlushPending();
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
        lock (_gate)
        {
            FlushPending();
            output(_sink);
        }
    }

    /// <summary>From now on an output or a poll of the interrupted cell ends the cell.</summary>
    public void Refuse() => _refused = true;

    public bool IsInterrupted => _refused;

    /// <summary>How an exception of this cell is told.</summary>
    public Func<Exception, IReadOnlyList<string>>? Traceback { get; set; }

    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public void ThrowIfInterrupted()
    {
        if (_refused) throw new OperationCanceledException("The cell was interrupted.");
    }

    public void Flush()
    {
        lock (_gate) FlushPending();
    }

    /// <summary>Does something while no thread is at work in here.</summary>
    public void WhileQuiet(Action action)
    {
        lock (_gate) action();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _ended = true;
            FlushPending();
        }
        Interlocked.CompareExchange(ref s_latest, null, this);
        _timer.Dispose();
    }

    private void ThrowIfRefused()
    {
        if (Environment.CurrentManagedThreadId == _thread) ThrowIfInterrupted();
    }

    private void FlushPending()
    {
        if (_pending.Length == 0) return;
        var text = _pending.ToString();
        _pending.Clear();
        _sink.Text(text, _pendingIsError);
    }
}
